// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { Attract, REST } from '../../src/lib/attract.svelte';

let end: (() => void) | undefined;

function resting({ busy = () => false, calm = false }: { busy?: () => boolean; calm?: boolean } = {}): Attract {
  const attract = new Attract(busy, { matches: calm });
  end = attract.follow();
  return attract;
}

const press = (key: string, target: EventTarget = document.body) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  target.dispatchEvent(event);
  return event;
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  end?.();
  document.body.replaceChildren();
  vi.useRealTimers();
});

it('begins after a minute of rest, counted from the last hand on the page', () => {
  const attract = resting();
  vi.advanceTimersByTime(REST - 1);
  window.dispatchEvent(new Event('pointermove'));
  vi.advanceTimersByTime(REST - 1);
  expect(attract.on).toBe(false);
  vi.advanceTimersByTime(1);
  expect(attract.on).toBe(true);
});

it('is ended by a key, which does nothing else, and begins again after the next rest', () => {
  const attract = resting();
  vi.advanceTimersByTime(REST);
  const heard = vi.fn();
  window.addEventListener('keydown', heard);
  expect(press('ArrowRight').defaultPrevented).toBe(true);
  expect(attract.on).toBe(false);
  expect(heard).not.toHaveBeenCalled();
  press('ArrowRight');
  expect(heard).toHaveBeenCalledOnce();
  window.removeEventListener('keydown', heard);
  vi.advanceTimersByTime(REST);
  expect(attract.on).toBe(true);
});

it('is ended by a press anywhere but on its own Pause, which holds it for good', () => {
  document.body.innerHTML = '<button data-attract></button>';
  const attract = resting();
  vi.advanceTimersByTime(REST);
  window.dispatchEvent(new Event('pointermove'));
  press('Tab');
  document.querySelector('button')?.dispatchEvent(new Event('pointerdown', { bubbles: true }));
  expect(attract.on).toBe(true);
  document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
  expect(attract.on).toBe(false);
  vi.advanceTimersByTime(REST);
  attract.hold();
  vi.advanceTimersByTime(3 * REST);
  expect(attract.on).toBe(false);
});

it('waits for what moves anyhow, and never begins where no motion is wanted', () => {
  let moves = true;
  const attract = resting({ busy: () => moves });
  vi.advanceTimersByTime(2 * REST);
  expect(attract.on).toBe(false);
  moves = false;
  vi.advanceTimersByTime(REST);
  expect(attract.on).toBe(true);
  end?.();
  const still = resting({ calm: true });
  vi.advanceTimersByTime(5 * REST);
  expect(still.on).toBe(false);
});
