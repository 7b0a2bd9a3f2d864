import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';

import SymmetryMenu from '../../src/draw/SymmetryMenu.svelte';
import { Drawing } from '../../src/pad/drawing.svelte';

async function opened() {
  const drawing = new Drawing();
  render(SymmetryMenu, { drawing });
  const button = screen.getByRole('button', { name: 'Symmetry' });
  await fireEvent.click(button);
  return { drawing, button };
}

it('mirrors what is drawn next, and shows that it does', async () => {
  const { drawing, button } = await opened();
  expect(screen.getByLabelText<HTMLInputElement>('None').checked).toBe(true);
  expect(button.classList.contains('active')).toBe(false);
  await fireEvent.click(screen.getByLabelText('Up and down'));
  expect(drawing.symmetry).toEqual({ kind: 'up-down', folds: 4 });
  expect(button.classList.contains('active')).toBe(true);
  await fireEvent.click(screen.getByLabelText('Both mirrors'));
  expect(drawing.symmetry.kind).toBe('both');
});

it('turns as often as is typed, within what can be drawn', async () => {
  const { drawing } = await opened();
  const folds = screen.getByLabelText('Times in the circle');
  const given: unknown[] = [];
  for (const value of ['6', '99', '1', '3.6', '']) {
    await fireEvent.change(folds, { target: { value } });
    given.push(drawing.symmetry.folds);
  }
  expect(given).toEqual([6, 12, 2, 4, 4]);
  expect(drawing.symmetry.kind).toBe('turn');
});
