// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest';

import { EscapeStack, type Level } from '../../src/lib/escape';

function stack(...levels: Level[]) {
  const target = new EventTarget();
  const escapes = new EscapeStack(() => target);
  const closed: string[] = [];
  levels.forEach((level, at) => {
    const end = escapes.open(level, () => {
      closed.push(`${level} ${at}`);
      end();
    });
  });
  const press = (change: KeyboardEventInit = {}) => {
    const event = new KeyboardEvent('keydown', { key: 'Escape', cancelable: true, ...change });
    target.dispatchEvent(event);
    return event.defaultPrevented;
  };
  return { escapes, target, closed, press };
}

describe('Escape', () => {
  it('closes the sheet, then the large panel, the tour and the demonstration, however they came', () => {
    const { closed, press } = stack('tour', 'sheet', 'demonstration', 'picture');
    expect([press(), press(), press(), press(), press()]).toEqual([true, true, true, true, false]);
    expect(closed).toEqual(['sheet 1', 'picture 3', 'tour 0', 'demonstration 2']);
  });

  it('closes of two sheets the one that was opened last', () => {
    const { closed, press } = stack('sheet', 'sheet');
    press();
    expect(closed).toEqual(['sheet 1']);
  });

  it('is left to a control that used it, to an unfinished word, and other keys to everyone', () => {
    const { target, closed, press } = stack('sheet');
    expect(press({ isComposing: true })).toBe(false);
    expect(press({ key: 'a' })).toBe(false);
    const used = new KeyboardEvent('keydown', { key: 'Escape', cancelable: true });
    used.preventDefault();
    target.dispatchEvent(used);
    expect(closed).toEqual([]);
  });

  it('is heard only while something is open', () => {
    const target = new EventTarget();
    const [added, removed] = [vi.spyOn(target, 'addEventListener'), vi.spyOn(target, 'removeEventListener')];
    const escapes = new EscapeStack(() => target);
    const ends = [escapes.open('tour', () => {}), escapes.open('sheet', () => {})];
    expect(added).toHaveBeenCalledOnce();
    ends[0]?.();
    expect(removed).not.toHaveBeenCalled();
    ends[1]?.();
    expect(removed).toHaveBeenCalledOnce();
    expect(escapes.press()).toBe(false);
  });
});
