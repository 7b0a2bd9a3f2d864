import { render } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import Bars from '../../../../../src/pages/boltzmann/rooms/clamping/Bars.svelte';

it('draws a bar a row, as long as its mean is of the largest figure', () => {
  const rows = [
    { label: 'Base rate', colour: null, mean: 0.2, sample: null },
    { label: 'RBM', colour: 'orange', mean: 0.1, sample: 0.4 },
  ];
  const { container } = render(Bars, { rows, title: 'Wrong' });
  const widths = [...container.querySelectorAll<HTMLElement>('.filled')].map(({ style }) => style.width);
  expect(widths).toEqual(['50%', '25%']);
  expect(container.querySelector<HTMLElement>('.sample')?.style.left).toBe('100%');
  expect(container.querySelectorAll('.sample')).toHaveLength(1);
  expect(container.textContent).toContain('10 %');
});
