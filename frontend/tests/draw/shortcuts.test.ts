import { describe, expect, it } from 'vitest';

import { drawingKeys } from '../../src/draw/shortcuts';
import { Shortcuts } from '../../src/help/shortcuts.svelte';
import { Drawing } from '../../src/pad/drawing.svelte';
import { BLANK } from '../../src/pad/target';

const NONE = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

function press(drawing: Drawing, key: string, held: Partial<typeof NONE> = {}): boolean {
  const table = new Shortcuts();
  table.add(drawingKeys(drawing));
  return table.press({ ...NONE, key, ...held });
}

describe('keys', () => {
  it('change the tool and its size', () => {
    const drawing = new Drawing(BLANK);
    const before = drawing.brush.width;
    expect(press(drawing, 'E')).toBe(true); // caps lock
    expect(drawing.brush.tool).toBe('eraser');
    press(drawing, 'b');
    press(drawing, ']');
    expect(drawing.brush).toMatchObject({ tool: 'brush', width: expect.closeTo(before * 1.2, 6) });
  });

  it('delete what is selected, and mean nothing while nothing is', () => {
    const drawing = new Drawing(BLANK);
    drawing.press([0, 0]);
    drawing.lift();
    expect(press(drawing, 'Delete')).toBe(false);
    press(drawing, 'v');
    drawing.press([0, 0]);
    drawing.lift();
    expect(press(drawing, 'Delete')).toBe(true);
    expect(drawing.blank).toBe(true);
  });

  it('undo and redo, on every keyboard', () => {
    const drawing = new Drawing(BLANK);
    drawing.choose({ kind: 'preset', name: 'spiral' });
    press(drawing, 'z', { ctrlKey: true });
    expect(drawing.blank).toBe(true);
    press(drawing, 'Z', { metaKey: true, shiftKey: true });
    expect(drawing.blank).toBe(false);
    press(drawing, 'z', { metaKey: true });
    press(drawing, 'y', { ctrlKey: true });
    expect(drawing.blank).toBe(false);
  });

  it('that mean nothing here are left to the browser', () => {
    const drawing = new Drawing(BLANK);
    expect(press(drawing, 'b', { ctrlKey: true })).toBe(false);
    expect(press(drawing, 'b', { altKey: true })).toBe(false);
    expect(press(drawing, 'Tab')).toBe(false);
    // the pad answers these itself, and only while it has the focus
    expect(press(drawing, ' ')).toBe(false);
  });
});
