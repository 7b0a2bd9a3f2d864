/** What a room asks of the server, and the newest frames that it was sent. */

import type { Frame } from '../stream/decoder';
import { request } from '../stream/http';

/** The server's answer. Errors: Refusal with its sentence. */
export async function ask<T>(server: URL, method: string, path: string, body?: unknown): Promise<T> {
  const response = await request(new URL(path, server).href, { method, body });
  // what is removed is answered with nothing
  return (response.status === 204 ? null : await response.json()) as T;
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

  clear(): void {
    this.#frames.clear();
  }
}
