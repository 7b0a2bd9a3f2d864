/** Recording panels as they move: WebM by the browser's own encoder, or GIF by ours. One film at a time. */

import type { PosterContent, PosterInk } from './poster';

export type FilmKind = 'webm' | 'gif';

/** Longest film, seconds: it stops by itself then, and what was recorded is kept. */
export const LONGEST: Readonly<Record<FilmKind, number>> = { webm: 120, gif: 20 };
/** A GIF is as large as a slide; of a large one it shows fewer pictures a second: more would be many tens of megabytes. */
const GIF = { width: 1280, pause: 100, slow: 200, large: 500_000, colours: 128 };

/** How much smaller than the poster a GIF of it is. */
export function gifScale(width: number): number {
  return Math.min(1, GIF.width / width);
}

/** Milliseconds between two of its pictures. */
export function gifPause(width: number, height: number): number {
  return width * height > GIF.large ? GIF.slow : GIF.pause;
}
const WEBM_TYPES = ['video/webm;codecs=vp9', 'video/webm;codecs=vp8', 'video/webm', 'video/mp4'];
const BITS_PER_SECOND = 8_000_000;

/** The first that this browser can record; null if it can record none. */
export function webmType(): string | null {
  if (typeof MediaRecorder === 'undefined') return null;
  return WEBM_TYPES.find((type) => MediaRecorder.isTypeSupported(type)) ?? null;
}

export interface Film {
  readonly data: Blob;
  /** Without the dot. */
  readonly ending: string;
}

interface Encoder {
  /** Called for every picture, with the seconds since the first. */
  frame(seconds: number): void;
  finish(): Promise<Film>;
}

export class Recorder {
  #kind: FilmKind | null = $state.raw(null);
  #seconds = $state(0);
  #encoding = $state(false);
  #stopped: (() => void) | null = null;

  /** What is being recorded; null when nothing is. */
  get kind(): FilmKind | null {
    return this.#kind;
  }

  get seconds(): number {
    return this.#seconds;
  }

  /** Whether the recording has ended and its file is being made. */
  get encoding(): boolean {
    return this.#encoding;
  }

  stop(): void {
    this.#stopped?.();
  }

  /** Record what `look` says of the page until `stop` or the longest time. */
  async record(kind: FilmKind, look: () => PosterContent, ink: PosterInk): Promise<Film> {
    this.#kind = kind;
    try {
      // how a poster is painted travels with the first film or picture
      const { paintPoster, sizeOf } = await import('./poster');
      const canvas = document.createElement('canvas');
      const { width, height } = sizeOf(look().panels.length);
      const scale = kind === 'gif' ? gifScale(width) : 1;
      // encoders of video want even edges
      [canvas.width, canvas.height] = [2 * Math.ceil((width * scale) / 2), 2 * Math.ceil((height * scale) / 2)];
      const pen = canvas.getContext('2d', { willReadFrequently: kind === 'gif' });
      if (!pen) throw new Error('This browser gives no 2-D canvas.');
      paintPoster(pen, look(), ink, scale);
      const encoder = kind === 'gif' ? await gifEncoder(pen) : webmEncoder(canvas);
      await this.#run(encoder, LONGEST[kind], () => paintPoster(pen, look(), ink, scale));
      this.#encoding = true;
      return await encoder.finish();
    } finally {
      this.#kind = null;
      this.#seconds = 0;
      this.#encoding = false;
    }
  }

  #run(encoder: Encoder, longest: number, paint: () => void): Promise<void> {
    return new Promise((done, failed) => {
      const began = performance.now();
      let over = false;
      this.#stopped = () => (over = true);
      const turn = () => {
        this.#seconds = (performance.now() - began) / 1000;
        if (over || this.#seconds >= longest) return done();
        try {
          paint();
          encoder.frame(this.#seconds);
        } catch (error) {
          return failed(error instanceof Error ? error : new Error(String(error)));
        }
        requestAnimationFrame(turn);
      };
      turn();
    });
  }
}

function webmEncoder(canvas: HTMLCanvasElement): Encoder {
  const type = webmType();
  if (type === null) throw new Error('This browser records no video; choose GIF.');
  const parts: Blob[] = [];
  const recorder = new MediaRecorder(canvas.captureStream(30), { mimeType: type, videoBitsPerSecond: BITS_PER_SECOND });
  recorder.ondataavailable = ({ data }) => void parts.push(data);
  const ended = new Promise<void>((done) => (recorder.onstop = () => done()));
  recorder.start(1000);
  return {
    frame: () => undefined,
    async finish() {
      recorder.stop();
      await ended;
      const [bare = type] = type.split(';');
      return { data: new Blob(parts, { type: bare }), ending: bare === 'video/mp4' ? 'mp4' : 'webm' };
    },
  };
}

async function gifEncoder(pen: CanvasRenderingContext2D): Promise<Encoder> {
  const { GIFEncoder, applyPalette, quantize } = await import('gifenc');
  const gif = GIFEncoder();
  const pause = gifPause(pen.canvas.width, pen.canvas.height);
  let before = -Infinity;
  return {
    frame(seconds) {
      if (1000 * (seconds - before) < pause) return;
      before = seconds;
      const { data, width, height } = pen.getImageData(0, 0, pen.canvas.width, pen.canvas.height);
      const palette = quantize(data, GIF.colours);
      gif.writeFrame(applyPalette(data, palette), width, height, { palette, delay: pause });
    },
    async finish() {
      gif.finish();
      return { data: new Blob([gif.bytes()], { type: 'image/gif' }), ending: 'gif' };
    },
  };
}
