/** The mass that a model itself gives each mode, where a lens has found it. */

import { formatShare } from '../lib/format';
import type { Panel } from '../live/panel.svelte';
import type { Line, Share } from './verdict';

/** Shares of one in the order of the modes; null where no lens says them. */
export function heldBy({ look }: Pick<Panel, 'look'>): readonly number[] | null {
  const masses: number[] = [];
  for (let mode = 1; ; mode++) {
    const value = look?.look.numbers[`mass_${mode}`]?.value ?? null;
    if (value === null) return masses.length > 0 ? masses : null;
    masses.push(value / 100);
  }
}

/** "20 % drawn, the model gives it 49 %". */
export function heldLine(shares: readonly Share[]): Line | null {
  const known = shares.filter(({ sampled }) => sampled !== null);
  const [rarest] = known.toSorted((one, other) => one.true - other.true);
  if (!rarest || known.length < 2) return null;
  const name = known.length > 2 ? `mode ${rarest.mode}: ` : '';
  const words = `${name}${formatShare(rarest.true)} drawn, the model gives it ${formatShare(rarest.sampled ?? 0)}`;
  return { shares: words, judgement: '', within: '', tone: 'quiet' };
}
