import { fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { expect, it, vi } from 'vitest';

import Cells from '../../../../src/pages/boltzmann/machines/Cells.svelte';

const children = createRawSnippet(() => ({ render: () => '<span>picture</span>' }));

function shown() {
  const said = { onstart: vi.fn(), onmove: vi.fn(), onend: vi.fn() };
  render(Cells, { width: 4, height: 2, label: 'Pattern', children, ...said });
  const ground = screen.getByRole('application', { name: /^Pattern/ });
  ground.setPointerCapture = () => undefined;
  ground.getBoundingClientRect = () => new DOMRect(100, 50, 40, 20);
  return { ground, ...said };
}

it('tells which pixel is pressed, each that a stroke comes to once, and its end', async () => {
  const { ground, onstart, onmove, onend } = shown();
  await fireEvent.pointerMove(ground, { clientX: 105, clientY: 55 });
  expect(onmove).not.toHaveBeenCalled();
  await fireEvent.pointerDown(ground, { clientX: 105, clientY: 65, button: 0, pointerId: 1 });
  expect(onstart.mock.calls).toEqual([[1, 0]]);
  for (const x of [106, 115, 116, 500]) await fireEvent.pointerMove(ground, { clientX: x, clientY: 65 });
  expect(onmove.mock.calls).toEqual([
    [1, 1],
    [1, 3],
  ]);
  await fireEvent.pointerUp(ground);
  await fireEvent.pointerUp(ground);
  expect(onend).toHaveBeenCalledTimes(1);
});

it('paints by the keyboard: arrows move and stay inside, Space paints', async () => {
  const { ground, onstart, onend } = shown();
  await fireEvent.keyDown(ground, { key: ' ' });
  for (const key of ['ArrowDown', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'Enter'])
    await fireEvent.keyDown(ground, { key });
  expect(onstart.mock.calls).toEqual([
    [1, 2],
    [1, 0],
  ]);
  expect(onend).toHaveBeenCalledTimes(2);
});
