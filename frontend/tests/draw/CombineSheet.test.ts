import { fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { expect, it } from 'vitest';

import type { Catalogue, TargetEntry } from '../../src/desk/catalogue.svelte';
import CombineSheet from '../../src/draw/CombineSheet.svelte';
import { Combiner } from '../../src/pad/combiner.svelte';
import { Drawing } from '../../src/pad/drawing.svelte';
import type { Glances } from '../../src/pad/glances.svelte';
import type { Target } from '../../src/pad/target';
import type { TargetPreview, TargetSpec } from '../../src/protocol/generated';
import type { Files } from '../../src/stream/files';
import type { Shelf } from '../../src/stream/shelf';
import { fake, recordCanvas, textOf, textsOf } from '../mounted';
import { previewOf } from '../pad/previews';

const MOONS: Target = { kind: 'preset', name: 'two-moons' };
const RINGS: Target = { kind: 'preset', name: 'rings' };
const MADE = {
  log_z: -2.5,
  is_mixture: true,
  parts: 30,
  pairs: 400,
  dropped: 0,
  total_variation: 0.002,
  notes: ['Few.'],
};
const REFUSAL = 'The experts overlap in exp(-80) of their mass; move them closer.';

function shown(preview: (target: TargetSpec) => Promise<TargetPreview>) {
  recordCanvas();
  const combiner = new Combiner({ preview });
  const drawing = new Drawing(MOONS);
  combiner.begin(MOONS, 'Two moons');
  render(CombineSheet, {
    combiner,
    drawing,
    catalogue: fake<Catalogue>({
      targets: [
        fake<TargetEntry>({ name: 'rings', title: 'Rings' }),
        fake<TargetEntry>({ name: 'spiral', title: 'Spiral' }),
      ],
    }),
    glances: fake<Glances>({ load: () => Promise.resolve(), density: () => null }),
    files: fake<Files>({}),
    shelf: fake<Shelf>({}),
    theme: 'dark',
  });
  const take = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Take it as the drawing' });
  const settle = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    await tick();
  };
  return { combiner, drawing, take, settle };
}

const answered = () => Promise.resolve({ ...previewOf([]), composition: MADE });

it('asks for another one, shows what would come of both, and only then takes it', async () => {
  const { combiner, drawing, take, settle } = shown(answered);
  expect(textOf(document.querySelector('.empty'))).toBe('Choose another one to combine it with.');
  expect(take().disabled).toBe(true);
  combiner.add('Rings', RINGS);
  await settle();
  expect(textsOf('[data-fact] dd')).toEqual(['−2.5 nats', '30 of 400', '0.002']);
  expect(textsOf('[data-note]')).toEqual(['Few.']);
  expect(drawing.target).toEqual(MOONS);
  await fireEvent.click(take());
  expect(drawing.target).toEqual({ kind: 'product', of: [MOONS, RINGS], powers: [1, 1] });
  expect(combiner.shown).toBe(false);
});

it('turns to OR and NOT by its radios, and says what each means', async () => {
  const { combiner, settle } = shown(answered);
  combiner.add('Rings', RINGS);
  for (const [word, kind, meaning] of [
    ['OR', 'union', 'OR: where any of them has mass.'],
    ['NOT', 'negation', 'NOT: the first, kept away from the second.'],
  ] as const) {
    await fireEvent.click(screen.getByRole('radio', { name: word }));
    await settle();
    expect(combiner.wanted.kind).toBe(kind);
    expect(screen.getByText((words) => words.startsWith(meaning))).toBeTruthy();
  }
});

it('says why it cannot be, in the model’s own sentence, and takes nothing', async () => {
  const { combiner, drawing, take, settle } = shown(() => Promise.reject(new Error(REFUSAL)));
  combiner.add('Rings', RINGS);
  await settle();
  expect(textOf(screen.getByRole('alert'))).toBe(REFUSAL);
  expect(take().disabled).toBe(true);
  await fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect([combiner.shown, drawing.target]).toEqual([false, MOONS]);
});
