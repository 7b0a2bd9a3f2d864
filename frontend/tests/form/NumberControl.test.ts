import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import NumberControl from '../../src/form/NumberControl.svelte';
import { numberField } from './fields';

function shown(value: number, disabled = false) {
  const onchange = vi.fn();
  const field = numberField({ label: 'noise', unit: 'units', max: 10 });
  render(NumberControl, { field, value, reference: 5, id: 'noise', disabled, onchange });
  const slider = screen.getByRole<HTMLInputElement>('slider', { name: 'noise, slider' });
  return { onchange, slider, box: screen.getByRole<HTMLInputElement>('textbox') };
}

it('shows its value on the slider, in the box and in words with the unit', () => {
  const { slider, box } = shown(2.5);
  expect(slider.value).toBe('50');
  expect(box.value).toBe('2.5');
  expect(slider.getAttribute('aria-valuetext')).toBe('2.5 units');
});

it('hands on what is slid and what is typed', async () => {
  const { onchange, slider, box } = shown(2.5);
  await fireEvent.input(slider, { target: { value: '100' } });
  expect(onchange).toHaveBeenLastCalledWith(5);
  await fireEvent.change(box, { target: { value: ' 7.25 ' } });
  expect(onchange).toHaveBeenLastCalledWith(7.25);
});

it('refuses in a sentence what the setting does not allow, until the slider is moved', async () => {
  const { onchange, slider, box } = shown(2.5);
  for (const typed of ['11', '', 'much']) {
    await fireEvent.change(box, { target: { value: typed } });
    expect(screen.getByRole('alert').textContent).toContain('Noise must be');
    expect(box.getAttribute('aria-invalid')).toBe('true');
    expect(box.getAttribute('aria-describedby')).toBe(screen.getByRole('alert').id);
  }
  expect(onchange).not.toHaveBeenCalled();
  await fireEvent.input(slider, { target: { value: '100' } });
  expect(screen.queryByRole('alert')).toBeNull();
});

it('can be switched off as a whole', () => {
  const { slider, box } = shown(1, true);
  expect([slider.disabled, box.disabled]).toEqual([true, true]);
});
