/** The likelihoods of restricted machines over their epochs, as curves of one chart. */

import type { Curve } from '../../../../chart/plot';
import { DOTTED, faint, lineOf, shared, WORDS, DASHED, type Named } from '../../machines/curves';
import type { Frame } from '../../../../stream/decoder';

/**
 * Of each run: averaged weights on test pictures thick, the last iterate thin behind them, training pictures dotted
 * where they are others. Of all: independent pixels dashed, and the law's own entropy where `pictures` are all there are.
 */
export function likelihoods(
  frames: readonly (Frame | null)[],
  runs: readonly Named[],
  pictures: number | null,
): Curve[] {
  const own = frames.flatMap((frame, at) => {
    const { label, colour } = runs[at] ?? { label: '', colour: WORDS };
    const [test, train, last] = ['test', 'train', 'last'].map((name) => lineOf(frame, name));
    const curves: Curve[] = [];
    if (last) curves.push({ ...last, label: `${label}, last iterate`, colour: faint(colour) });
    if (train && pictures === null) curves.push({ ...train, label: `${label}, training`, colour, dash: DOTTED });
    if (test) curves.push({ ...test, label, colour, strong: true });
    return curves;
  });
  const independent = shared(frames, 'independent', 'independent pixels');
  return [...independent, ...best(independent, pictures), ...own];
}

/** No machine can be better than the law of its data: nats a picture of `pictures` equally likely ones. */
function best([line]: readonly Curve[], pictures: number | null): Curve[] {
  if (!line || pictures === null) return [];
  const y = line.x.map(() => -Math.log(pictures));
  return [{ label: 'the law itself', colour: WORDS, x: line.x, y, dash: DASHED }];
}

/** The free energies of test and training pictures about their mean: test whole, training dotted. */
export function freeEnergies(frames: readonly (Frame | null)[], runs: readonly Named[]): Curve[] {
  return frames.flatMap((frame, at) => {
    const { label, colour } = runs[at] ?? { label: '', colour: WORDS };
    const [test, train] = ['test', 'train'].map((name) => lineOf(frame, name));
    const curves: Curve[] = [];
    if (train) curves.push({ ...train, label: `${label}, training`, colour, dash: DOTTED });
    if (test) curves.push({ ...test, label: `${label}, test`, colour });
    return curves;
  });
}
