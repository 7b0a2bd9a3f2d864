import { describe, expect, it } from 'vitest';

import type { Camera } from '../../src/lib/camera';
import { Mark, type Sheet } from '../../src/render/mark';

class Dots extends Mark<{ readonly at: Float32Array }, { readonly colour: string }> {
  readonly painted: string[] = [];

  protected override paint({ at }: { at: Float32Array }, { colour }: { colour: string }): void {
    this.painted.push(`${at.join()} ${colour}`);
  }
}

const SHEET: Sheet = { pen: {} as CanvasRenderingContext2D, camera: {} as Camera, width: (pixels) => pixels };

describe('a mark', () => {
  it('is stale until what it shows is on its sheet, and again when a part of that is another', () => {
    const [mark, at] = [new Dots(), new Float32Array([1])];
    mark.show({ at }, { colour: 'red' });
    expect(mark.stale).toBe(true);
    mark.render(SHEET);
    expect(mark.stale).toBe(false);
    mark.show({ at }, { colour: 'red' });
    expect(mark.stale, 'equal parts are an equal picture').toBe(false);
    mark.show({ at }, { colour: 'blue' });
    expect(mark.stale).toBe(true);
    mark.render(SHEET);
    mark.show({ at: new Float32Array([1]) }, { colour: 'blue' });
    expect(mark.stale, 'another array may hold other values').toBe(true);
    expect(mark.painted).toEqual(['1 red', '1 blue']);
  });

  it('that shows nothing paints nothing, and its sheet must lose what it showed', () => {
    const mark = new Dots();
    mark.show({ at: new Float32Array([1]) }, { colour: 'red' });
    mark.render(SHEET);
    mark.show(null, { colour: 'red' });
    expect(mark.stale).toBe(true);
    mark.render(SHEET);
    mark.hide();
    expect(mark.stale).toBe(false);
    expect(mark.painted).toHaveLength(1);
  });
});
