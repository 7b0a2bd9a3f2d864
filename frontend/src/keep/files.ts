/** Files that leave the page. */

import { request } from '../stream/http';

export function download(data: Blob, name: string): void {
  const url = URL.createObjectURL(data);
  const anchor = document.createElement('a');
  [anchor.href, anchor.download] = [url, name];
  anchor.click();
  // the browser has begun to read it by then
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A file that the server makes. Errors: Refusal with its sentence. */
export async function fetched(path: string): Promise<Blob> {
  const response = await request(`api/${path}`, { method: 'GET' });
  return response.blob();
}

export function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error('This browser could not make the picture; try a single panel.'));
    }, 'image/png'),
  );
}
