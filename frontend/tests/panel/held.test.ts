import { expect, it } from 'vitest';

import type { Panel } from '../../src/live/panel.svelte';
import { heldBy, heldLine } from '../../src/panel/held';
import { sharesOf } from '../../src/panel/verdict';
import { fake } from '../mounted';

const seenBy = (numbers: Readonly<Record<string, { value: number | null }>>) =>
  heldBy(fake<Panel>({ look: { look: { numbers: numbers as never } } }));

it('takes the masses that a lens says in per cent, mode by mode, as shares', () => {
  expect(seenBy({ mass_1: { value: 51 }, mass_2: { value: 49 }, other: { value: 3 } })).toEqual([0.51, 0.49]);
  expect(seenBy({ mass_1: { value: 51 }, mass_2: { value: null } })).toEqual([0.51]);
  expect([seenBy({}), heldBy(fake<Panel>({ look: null }))]).toEqual([null, null]);
});

it('says of the rarest mode what the model gives it, and names it among more than two', () => {
  const line = (drawn: readonly number[], held: readonly number[]) =>
    heldLine(
      sharesOf(
        null,
        drawn.map((mass) => ({ mass })),
        held,
      ),
    )?.shares;
  expect(line([0.8, 0.2], [0.51, 0.49])).toBe('20 % drawn, the model gives it 49 %');
  expect(line([0.5, 0.2, 0.3], [0.4, 0.35, 0.25])).toBe('mode 2: 20 % drawn, the model gives it 35 %');
  expect(line([1], [1])).toBeUndefined();
});
