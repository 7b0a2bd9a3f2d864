/** Black-and-white pictures: as pixels, as the server's packed bits, and as short text in a link. */

/** 1 = white, row 0 = top. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** As records of the server hold it: eight pixels a byte, the first in its highest bit, in base64. */
export interface Bits {
  readonly width: number;
  readonly height: number;
  readonly bits: string;
}

export function isBits(value: unknown): value is Bits {
  if (typeof value !== 'object' || value === null) return false;
  const { width, height, bits } = value as Partial<Record<string, unknown>>;
  return Number.isInteger(width) && Number.isInteger(height) && typeof bits === 'string';
}

export function blank(width: number, height: number): Picture {
  return { width, height, pixels: new Uint8Array(width * height) };
}

export function toBits({ width, height, pixels }: Picture): Bits {
  return { width, height, bits: btoa(text(packed(pixels))) };
}

/** Errors: a sentence if the bits are fewer than the picture's pixels. */
export function fromBits({ width, height, bits }: Bits): Picture {
  return { width, height, pixels: unpacked(bytes(atob(bits)), width * height) };
}

function packed(pixels: Uint8Array): Uint8Array {
  const found = new Uint8Array(Math.ceil(pixels.length / 8));
  pixels.forEach((pixel, at) => {
    if (pixel) found[at >> 3]! |= 128 >> (at & 7);
  });
  return found;
}

function unpacked(found: Uint8Array, count: number): Uint8Array {
  if (found.length * 8 < count) throw new Error('The picture has fewer bits than pixels.');
  return Uint8Array.from({ length: count }, (_, at) => (found[at >> 3]! >> (7 - (at & 7))) & 1);
}

/** `96x96.r...`: the lengths of runs, black first, seven bits a byte; or `96x96.b...`: the bits. Whichever is shorter. */
export function inLink(bits: Bits): string {
  const { width, height, pixels } = fromBits(bits);
  const [runs, whole] = [runsOf(pixels), packed(pixels)];
  const [how, data] = runs.length < whole.length ? ['r', runs] : ['b', whole];
  return `${width}x${height}.${how}${forAddress(btoa(text(data as Uint8Array)))}`;
}

/** What `inLink` wrote. Errors: a sentence if it is cut off or not of its form. */
export function fromLink(written: string): Bits {
  const [, across, down, how, data] = /^(\d+)x(\d+)\.([rb])([\w-]*)$/.exec(written) ?? [];
  if (data === undefined) throw new Error('The picture in the link cannot be read.');
  const [width, height] = [Number(across), Number(down)];
  if (width * height > 1_000_000) throw new Error('The picture in the link has more than 1,000,000 pixels.');
  const found = bytes(atob(data.replaceAll('-', '+').replaceAll('_', '/')));
  const pixels = how === 'r' ? ofRuns(found, width * height) : unpacked(found, width * height);
  return toBits({ width, height, pixels });
}

function runsOf(pixels: Uint8Array): Uint8Array {
  const found: number[] = [];
  let [value, length] = [0, 0];
  for (const pixel of [...pixels, -1]) {
    if (pixel === value) length += 1;
    else {
      for (; length > 127; length >>= 7) found.push((length & 127) | 128);
      found.push(length);
      [value, length] = [pixel, 1];
    }
  }
  return Uint8Array.from(found);
}

function ofRuns(found: Uint8Array, count: number): Uint8Array {
  const pixels = new Uint8Array(count);
  let [value, at, length, shift] = [0, 0, 0, 0];
  for (const byte of found) {
    length |= (byte & 127) << shift;
    shift += 7;
    if (byte & 128) continue;
    pixels.fill(value, at, Math.min(count, at + length));
    [value, at, length, shift] = [1 - value, at + length, 0, 0];
  }
  if (at !== count) throw new Error('The picture in the link is cut off.');
  return pixels;
}

function forAddress(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function text(found: Uint8Array): string {
  let written = '';
  for (const byte of found) written += String.fromCharCode(byte);
  return written;
}

function bytes(written: string): Uint8Array {
  return Uint8Array.from(written, (character) => character.charCodeAt(0));
}
