import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import Figures from '../../src/panel/Figures.svelte';
import { figuresOf, type StatusWords } from '../../src/panel/words';
import type { Catalogue } from '../../src/desk/catalogue.svelte';
import { fake, textsOf } from '../mounted';

const wordsOf = (name: string) => ({
  label: name.replaceAll('_', ' '),
  label_below: '',
  note: '',
  error: `${name}_se`,
});
const VALUES: Readonly<Record<string, number>> = { loss: 0.2512, loss_se: 0.013 };
const FIGURES = figuresOf(
  {
    shownStep: 500,
    state: { n_steps: 1500 },
    measure: (name) => VALUES[name] ?? null,
    lagOf: () => null,
    doubtOf: (name) => (name === 'loss' ? 'It exploded.' : null),
  },
  wordsOf,
  '/unit²',
);
const CATALOGUE = fake<Catalogue>({
  measure: (name) =>
    (name === 'loss' ? { title: 'Loss', equation: 'x', explanation: '', source: '' } : undefined) as never,
});

function shown(status: StatusWords | null) {
  render(Figures, { figures: FIGURES, status, catalogue: CATALOGUE });
}

it('gives every figure with its unit under its name', () => {
  shown(null);
  expect(textsOf('dt')).toEqual(['training step', 'loss', 'relative fisher error']);
  expect(textsOf('dd')).toEqual([
    '500 of 1\u202f500 steps'.replace(/\s+/g, ' '),
    '0.251 ± 0.013 /unit² It exploded.',
    '–',
  ]);
  expect(document.querySelector('[data-figure=loss]')?.getAttribute('data-value')).toBe('0.2512');
});

it('marks a figure that may not be believed, and says why', () => {
  shown(null);
  expect(document.querySelector('[data-figure=loss] .doubtful')?.getAttribute('data-doubt')).toBe('It exploded.');
  expect(screen.getByRole('button', { name: 'Unreliable: loss' })).toBeTruthy();
  expect(document.querySelectorAll('.doubtful')).toHaveLength(1);
});

it('explains what the catalogue knows', () => {
  shown(null);
  expect(screen.getAllByRole('button', { name: /about/ }).map(({ title }) => title)).toEqual(['About Loss']);
});

it('says the status of the run in place of the first name', () => {
  shown({ text: 'training', tone: 'busy' });
  expect(textsOf('dt')[0]).toBe('training');
  expect(screen.getByRole('status').parentElement?.className).toContain('busy');
});
