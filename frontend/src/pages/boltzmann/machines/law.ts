/** The law of a machine as bars, with small pictures below them. */

import type { Frame } from '../../../stream/decoder';
import { painted, type Levels } from '../pixels/paint';

export interface Law {
  /** Chances of the pictures that there are, under the machine and under the data's law. */
  readonly model: readonly number[];
  readonly data: readonly number[];
  /** Of all other pictures together. */
  readonly others: number;
}

/** Of a layer of bars whose last one is all other pictures. */
export function lawOf(frame: Frame): Law | null {
  const model = frame.shape === 'bars' ? frame.series.get('model') : undefined;
  const data = frame.shape === 'bars' ? frame.series.get('data') : undefined;
  if (!model || !data || model.length < 2) return null;
  return { model: [...model.slice(0, -1)], data: [...data.slice(0, -1)], others: model.at(-1) ?? 0 };
}

/** The first `count` pictures of a mosaic with gaps of one pixel; none where it is not one of so many. */
export function cutOut(frame: Frame | null, count: number): Levels[] {
  if (frame?.shape !== 'pixels') return [];
  const across = Math.ceil(Math.sqrt(count));
  const down = Math.ceil(count / across);
  const [wide, tall] = [(frame.width - 1) / across - 1, (frame.height - 1) / down - 1];
  if (!Number.isInteger(wide) || !Number.isInteger(tall) || wide < 1 || tall < 1) return [];
  return Array.from({ length: count }, (_, at) => {
    const [top, left] = [Math.floor(at / across) * (tall + 1) + 1, (at % across) * (wide + 1) + 1];
    const pixels = Uint8Array.from({ length: wide * tall }, (_, each) => {
      const row = top + Math.floor(each / wide);
      return frame.pixels[row * frame.width + left + (each % wide)] ?? 0;
    });
    return { width: wide, height: tall, pixels };
  });
}

interface Inks {
  readonly bar: string;
  readonly mark: string;
  readonly line: string;
}

/** Bars reach this many times the likeliest picture of the data's law; what is above is cut. */
const REACH = 2.2;

export function drawLaw(
  pen: CanvasRenderingContext2D,
  [width, height]: readonly [number, number],
  { model, data }: Law,
  pictures: readonly Levels[],
  inks: Inks,
): void {
  const pitch = width / model.length;
  const edge = Math.max(2, Math.min(pitch - 2, 22));
  const ground = height - edge - 4;
  const most = REACH * Math.max(...data);
  const heightOf = (chance: number) => Math.min(1, chance / most) * ground;
  pen.clearRect(0, 0, width, height);
  pen.fillStyle = inks.line;
  pen.fillRect(0, ground, width, 1);
  const stamp = document.createElement('canvas');
  pen.imageSmoothingEnabled = false;
  model.forEach((chance, at) => {
    const left = at * pitch + (pitch - edge) / 2;
    pen.fillStyle = inks.bar;
    pen.fillRect(left, ground - heightOf(chance), edge, heightOf(chance));
    pen.fillStyle = inks.mark;
    pen.fillRect(left - 1, ground - heightOf(data[at] ?? 0) - 1, edge + 2, 2);
    const picture = pictures[at];
    if (!picture) return;
    [stamp.width, stamp.height] = [picture.width, picture.height];
    stamp.getContext('2d')?.putImageData(painted(picture, 'ink'), 0, 0);
    pen.drawImage(stamp, left, ground + 4, edge, edge);
  });
}
