/** Recording panels as they move: WebM by the browser's own encoder, or GIF by ours. One film at a time. */

import type { Encoder, Film } from './encoders';
import type { PosterContent, PosterInk } from './poster';

export type FilmKind = 'webm' | 'gif';

/** Longest film, seconds: it stops by itself then, and what was recorded is kept. */
export const LONGEST: Readonly<Record<FilmKind, number>> = { webm: 120, gif: 20 };
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
      // how a poster is painted and a film is written travels with the first film or picture
      const [{ paintPoster, sizeOf }, { gifEncoder, gifScale, webmEncoder }] = await Promise.all([
        import('./poster'),
        import('./encoders'),
      ]);
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
