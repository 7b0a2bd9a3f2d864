import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import Dots from '../../../src/pages/score/Dots.svelte';

/** A row of three pictures, each as wide as the row, that is scrolled so far. */
function row(scrolled: number) {
  const made = document.body.appendChild(document.createElement('section'));
  made.id = 'pictures';
  made.innerHTML = '<article></article><article></article><article></article>';
  Object.defineProperty(made, 'clientWidth', { value: 390 });
  Object.assign(made, { scrollLeft: scrolled });
  const looked = [...made.children].map((each) => (each.scrollIntoView = vi.fn()));
  return { made, looked };
}

const current = () => screen.getAllByRole('button').map((each) => each.getAttribute('aria-current') === 'true');

it('says which picture is in view, as the row is swiped', async () => {
  const { made } = row(0);
  render(Dots, { count: 3, theme: 'dark' });
  expect(current()).toEqual([true, false, false]);
  made.scrollLeft = 700;
  await fireEvent.scroll(made);
  expect(current()).toEqual([false, false, true]);
});

it('turns to the picture of a dot, and back to it when the screen is turned', async () => {
  const { made, looked } = row(0);
  render(Dots, { count: 3, theme: 'dark' });
  await fireEvent.click(screen.getByRole('button', { name: 'Panel 2 of 3' }));
  expect(looked.map((each) => each.mock.calls.length)).toEqual([0, 1, 0]);
  made.scrollLeft = 390;
  await fireEvent.scroll(made);
  await fireEvent(window, new Event('resize'));
  expect(looked.map((each) => each.mock.calls.length)).toEqual([0, 2, 0]);
});

it('is not there for one picture', () => {
  row(0);
  render(Dots, { count: 1, theme: 'dark' });
  expect(screen.queryByRole('navigation')).toBeNull();
});
