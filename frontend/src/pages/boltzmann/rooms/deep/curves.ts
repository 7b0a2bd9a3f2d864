/** Likelihoods and bounds over the epochs of all stages, as curves of one chart. */

import type { Curve } from '../../../../chart/plot';
import type { Frame } from '../../../../stream/decoder';
import { DASHED, faint, lineOf, shared, WORDS, type Named } from '../../machines/curves';

/** Likelihoods whole and bounds dashed, both of averaged weights and thick; the last iterate thin behind them. */
export function scores(frames: readonly (Frame | null)[], runs: readonly Named[]): Curve[] {
  const own = frames.flatMap((frame, at) => {
    const { label, colour } = runs[at] ?? { label: '', colour: WORDS };
    const [likelihood, bound, last] = ['likelihood', 'bound', 'last'].map((name) => lineOf(frame, name));
    const curves: Curve[] = [];
    if (last) curves.push({ ...last, label: `${label}, last iterate`, colour: faint(colour) });
    if (likelihood) curves.push({ ...likelihood, label: `${label}: log-likelihood`, colour, strong: true });
    if (bound) curves.push({ ...bound, label: `${label}: lower bound`, colour, strong: true, dash: DASHED });
    return curves;
  });
  return [...shared(frames, 'independent', 'independent pixels'), ...own];
}
