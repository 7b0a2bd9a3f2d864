/** What the page of any process asks: its address, the server, and the newest frames. */

import type { Frame } from '../../stream/decoder';
import { request } from '../../stream/http';

/** What the address says: `#kind=NAME`, and `&experiment=ID` to watch one that is alive. */
export function wishes(hash: string): { readonly kind: string; readonly experiment: string } {
  const asked = new URLSearchParams(hash.replace(/^#/, ''));
  return { kind: asked.get('kind') ?? '', experiment: asked.get('experiment') ?? '' };
}

/** The server's answer. Errors: Refusal with its sentence. */
export async function ask<T>(server: URL, method: string, path: string, body?: unknown): Promise<T> {
  const response = await request(new URL(path, server).href, { method, body });
  return (await response.json()) as T;
}

/** The newest frame of each run and layer. */
export class NewestFrames {
  readonly #frames = new Map<string, Frame>();

  keep(frame: Frame): void {
    this.#frames.set(`${frame.run} ${frame.kind}`, frame);
  }

  of(run: string, layer: string): Frame | null {
    return this.#frames.get(`${run} ${layer}`) ?? null;
  }
}
