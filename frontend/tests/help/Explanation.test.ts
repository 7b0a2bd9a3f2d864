import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import Explanation from '../../src/help/Explanation.svelte';
import { textsOf } from '../mounted';

it('gives title, equation, sentences and source, in this order', () => {
  const entry = { title: 'sliced loss', equation: 'L = 1', explanation: 'It slices.', source: 'Song 2019' };
  render(Explanation, { entry });
  expect(screen.getByRole('heading').textContent).toBe('Sliced loss');
  expect(textsOf('h2, [data-equation], p')).toEqual(['Sliced loss', 'L = 1', 'It slices.', 'Source: Song 2019']);
});
