import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import Figures from '../../src/panel/Figures.svelte';
import { figuresOf, type StatusWords } from '../../src/panel/words';
import type { Catalogue } from '../../src/desk/catalogue.svelte';
import { fake, textsOf } from '../mounted';

const wordsOf = (name: string) => ({ label: name.replaceAll('_', ' '), label_below: '', note: '' });
const FIGURES = figuresOf(500, 1500, (name) => (name === 'loss' ? 0.25 : null), wordsOf, '/unit²');
const CATALOGUE = fake<Catalogue>({
  measure: (name) =>
    (name === 'loss' ? { title: 'Loss', equation: 'x', explanation: '', source: '' } : undefined) as never,
});

function shown(status: StatusWords | null, dense = false) {
  render(Figures, { figures: FIGURES, status, catalogue: CATALOGUE, dense });
}

it('gives every figure with its unit under its name', () => {
  shown(null);
  expect(textsOf('dt')).toEqual(['training step', 'loss', 'relative fisher error']);
  expect(textsOf('dd')).toEqual(['500 of 1\u202f500 steps'.replace(/\s+/g, ' '), '0.25 /unit²', '–']);
  expect(document.querySelector('[data-figure=loss]')?.getAttribute('data-value')).toBe('0.25');
});

it('explains what the catalogue knows', () => {
  shown(null);
  expect(screen.getAllByRole('button').map(({ title }) => title)).toEqual(['About Loss']);
});

it('says the status of the run in place of the first name', () => {
  shown({ text: 'training', tone: 'busy' }, true);
  expect(textsOf('dt')[0]).toBe('training');
  expect(screen.getByRole('status').parentElement?.className).toContain('busy');
  expect(document.querySelector('dl')?.className).toContain('dense');
});
