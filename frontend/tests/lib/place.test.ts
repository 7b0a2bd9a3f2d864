import { describe, expect, it } from 'vitest';

import { placeBeside, placeClear, type Box } from '../../src/lib/place';

const WINDOW = { width: 1000, height: 600 };
const SHEET = { width: 300, height: 200 };
const box = (left: number, top: number) => ({ left, top, right: left + 40, bottom: top + 20 });

describe('a sheet', () => {
  it('opens on the wished side, in line with its control', () => {
    expect(placeBeside(box(100, 100), SHEET, WINDOW, { side: 'left', rise: 'down' })).toMatchObject({
      left: 100,
      top: 124,
    });
    expect(placeBeside(box(500, 400), SHEET, WINDOW, { side: 'right', rise: 'up' })).toMatchObject({
      left: 240,
      top: 196,
    });
  });

  it('turns to the other side where the wished one has too little room', () => {
    expect(placeBeside(box(100, 550), SHEET, WINDOW, { side: 'left', rise: 'down' }).top).toBe(346);
    expect(placeBeside(box(100, 50), SHEET, WINDOW, { side: 'left', rise: 'up' }).top).toBe(74);
  });

  it('is never cut off by the window', () => {
    for (const left of [-50, 0, 480, 990])
      for (const top of [0, 290, 580])
        for (const side of ['left', 'right'] as const)
          for (const rise of ['up', 'down'] as const) {
            const tall = { width: 300, height: 900 };
            const placed = placeBeside(box(left, top), tall, WINDOW, { side, rise });
            const height = Math.min(tall.height, placed.maxHeight);
            expect(placed.left).toBeGreaterThanOrEqual(8);
            expect(placed.left + 300).toBeLessThanOrEqual(992);
            expect(placed.top).toBeGreaterThanOrEqual(8);
            expect(placed.top + height).toBeLessThanOrEqual(592);
          }
  });
});

describe('a card that must not hide', () => {
  const card = { width: 200, height: 120 };
  const over = (at: { left: number; top: number }, other: Box) =>
    at.left < other.right &&
    at.left + card.width > other.left &&
    at.top < other.bottom &&
    at.top + card.height > other.top;

  it('stands to the right where there is room', () => {
    expect(placeClear(box(100, 100), card, WINDOW, [])).toEqual({ left: 152, top: 100 });
  });

  it('hides neither its control nor what must stay in sight', () => {
    const sight = { left: 140, top: 0, right: 900, bottom: 480 };
    for (const control of [box(100, 100), box(4, 560), box(950, 4), box(480, 560)]) {
      const at = placeClear(control, card, { width: 1000, height: 620 }, [sight]);
      expect(over(at, control)).toBe(false);
      expect(over(at, sight)).toBe(false);
    }
  });
});
