/** Pictures from files: decoded by the browser, resized, made black and white, and what was done said in a sentence. */

import type { Picture } from '../pixels/bits';
import { fitted, inWords, otsu, thresholded, greysOf, type Greys } from '../pixels/threshold';

/** Along its longer edge; a photograph in fewer pixels is a blot. */
export const MOST = 256;

/** Decodes a file. Errors: whatever the browser throws. */
export type Decode = (
  file: Blob,
  most: number,
) => Promise<{ readonly from: readonly [number, number]; readonly greys: Greys }>;

export class PictureImporter {
  #greys: Greys | null = $state.raw(null);
  #name = '';
  #from: readonly [number, number] = [0, 0];
  #threshold = $state(128);
  #fault: string | null = $state(null);

  constructor(private readonly decode: Decode = decoded) {}

  /** White from here on; null while nothing was imported. */
  get threshold(): number | null {
    return this.#greys ? this.#threshold : null;
  }

  /** What was done to the file, or what is wrong with it. */
  get words(): string {
    if (this.#fault) return this.#fault;
    if (!this.#greys) return '';
    return inWords(this.#name, this.#from, [this.#greys.width, this.#greys.height], this.#threshold);
  }

  get failed(): boolean {
    return this.#fault !== null;
  }

  /** The picture of a file; null, with words, if it is none. */
  async take(file: Blob & { readonly name?: string }): Promise<Picture | null> {
    const name = file.name ?? 'The picture';
    try {
      const { from, greys } = await this.decode(file, MOST);
      [this.#name, this.#from, this.#fault] = [name, from, null];
      this.#threshold = otsu(greys.levels);
      this.#greys = greys;
      return thresholded(greys, this.#threshold);
    } catch {
      this.forget();
      this.#fault = `${name} is not a picture that this browser can read; choose a PNG, JPEG, GIF or WebP.`;
      return null;
    }
  }

  /** The same file with another threshold. */
  part(threshold: number): Picture | null {
    this.#threshold = threshold;
    return this.#greys && thresholded(this.#greys, threshold);
  }

  forget(): void {
    this.#greys = null;
    this.#fault = null;
  }
}

/** Over white where the picture is transparent; turned as its camera says. */
async function decoded(file: Blob, most: number): Promise<{ from: readonly [number, number]; greys: Greys }> {
  const bitmap = await createImageBitmap(file);
  const from = [bitmap.width, bitmap.height] as const;
  const [width, height] = fitted(...from, most);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) throw new Error('no canvas');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return { from, greys: greysOf(pen.getImageData(0, 0, width, height)) };
}
