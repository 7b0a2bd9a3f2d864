/** A picture file as ink, decoded small. */

import { pictureSize } from '../lib/picture-size';
import type { InkOf } from '../pad/importer.svelte';

/** Decoding takes four bytes a pixel before anything can be made smaller. */
const MOST_PIXELS = 40_000_000;
/** The longest edge that is sent; the server's cells are coarser. */
const LONGEST = 512;
/** A frame header lies within the first part of a file, behind at most some metadata. */
const HEADER_BYTES = 1 << 20;

/** The file's size in pixels and its ink. Errors: a sentence that says what to do. */
export const inkOf: InkOf = async (file, mass) => {
  const size = pictureSize(new Uint8Array(await file.slice(0, HEADER_BYTES).arrayBuffer()));
  if (!size) throw new Error('This is no picture that can be read; give a PNG, JPEG, GIF, WebP or BMP.');
  const pixels = size.width * size.height;
  if (pixels === 0) throw new Error('The picture has no pixels; choose another.');
  if (pixels > MOST_PIXELS)
    throw new Error(
      `The picture has ${Math.round(pixels / 1e6)} megapixels and at most 40 can be opened; scale it down first.`,
    );
  const whole = await decoded(file);
  // as the picture is to be looked at: the header's size is that of the file, which may be turned (EXIF)
  const turned = { width: whole.width, height: whole.height };
  const shrink = Math.min(1, LONGEST / Math.max(turned.width, turned.height));
  const width = Math.max(1, Math.round(turned.width * shrink));
  const height = Math.max(1, Math.round(turned.height * shrink));
  const bitmap = await createImageBitmap(whole, { resizeWidth: width, resizeHeight: height, resizeQuality: 'high' });
  whole.close();
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser gives no canvas to read the picture; free some memory and try again.');
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return { size: turned, ink: { width, height, levels: levels(context.getImageData(0, 0, width, height).data, mass) } };
};

async function decoded(file: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    throw new Error('The picture is damaged and cannot be opened; export it anew from where it was made.');
  }
}

/** Luminance by Rec. 709; where the picture is transparent there is no ink of either kind. */
function levels(rgba: Uint8ClampedArray, mass: 'dark' | 'light'): Uint8Array<ArrayBuffer> {
  const found = new Uint8Array(rgba.length / 4);
  for (let index = 0; index < found.length; index += 1) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray(4 * index, 4 * index + 4);
    const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    found[index] = Math.round(((mass === 'dark' ? 255 - light : light) * alpha) / 255);
  }
  return found;
}
