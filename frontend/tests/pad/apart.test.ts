import { describe, expect, it } from 'vitest';

import { takenApart } from '../../src/pad/apart';
import { Drawing } from '../../src/pad/drawing.svelte';
import { CLOUD_MASS, drawing, type Target } from '../../src/pad/target';
import type { Composed } from '../../src/pad/composed';

const RINGS: Target = { kind: 'preset', name: 'rings' };
const CLOUD = { source: RINGS, mass: CLOUD_MASS, shift: [0, 0] };
const STROKE = { points: [[0, 0] as [number, number]], width: 0.2, weight: 1, erase: false };
const ERASER = { ...STROKE, erase: true };

describe('taking a composition apart', () => {
  it('lays the parts on each other, those of parts that are compositions too', () => {
    const target: Composed = { kind: 'union', of: [RINGS, { kind: 'product', of: [drawing([STROKE]), RINGS] }] };
    expect(takenApart(target)).toEqual(drawing([CLOUD as never, STROKE, CLOUD as never]));
  });

  it('lets an eraser act on its own part alone, and says where it cannot', () => {
    const erased = drawing([STROKE, ERASER]);
    expect(takenApart({ kind: 'product', of: [RINGS, erased] })).toEqual(drawing([STROKE, ERASER, CLOUD as never]));
    expect(takenApart({ kind: 'product', of: [erased, erased] })).toMatch(/^Two of the parts have erased strokes/);
  });

  it('is one step, which undo takes back; until then nothing can be drawn', () => {
    const composed: Composed = { kind: 'product', of: [drawing([STROKE]), drawing([STROKE])] };
    const pad = new Drawing(composed);
    pad.press([1, 1]);
    pad.lift();
    expect(pad.target).toBe(composed);
    expect(pad.fault).toMatch(/cannot be drawn on; take it apart first/);
    pad.takeApart();
    expect([pad.composed, pad.target, pad.fault]).toEqual([null, drawing([STROKE, STROKE]), null]);
    pad.undo();
    expect(pad.target).toBe(composed);
  });
});
