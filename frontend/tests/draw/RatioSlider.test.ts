import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import RatioSlider from '../../src/draw/RatioSlider.svelte';

function shown(unit = 'units') {
  const [oninput, onchange] = [vi.fn(), vi.fn()];
  const range = { min: 0.1, max: 10, start: 1 };
  const given = { id: 'size', label: 'Size', range, value: 2, unit, words: 'world units', title: 'How wide' };
  render(RatioSlider, { ...given, oninput, onchange });
  return { oninput, onchange, slider: screen.getByLabelText<HTMLInputElement>('Size', { selector: 'input' }) };
}

it('says its value with the unit, in full to screen readers', () => {
  const { slider } = shown();
  expect(slider.getAttribute('aria-valuetext')).toBe('2 world units');
  expect([screen.getByRole('status').textContent, screen.getByRole('status').title]).toEqual(['2 units', 'How wide']);
  document.body.replaceChildren();
  shown('');
  expect(screen.getByRole('status').textContent).toBe('2');
});

it('moves by equal ratios, to two digits', async () => {
  const { slider, oninput, onchange } = shown();
  expect([slider.min, slider.value, slider.max]).toEqual(['-230', '69', '230']);
  for (const value of ['0', '-230', '100']) await fireEvent.input(slider, { target: { value } });
  expect(oninput.mock.calls).toEqual([[1], [0.1], [2.7]]);
  expect(onchange).not.toHaveBeenCalled();
  await fireEvent.change(slider);
  expect(onchange).toHaveBeenCalledOnce();
});
