/** The gallery on the server: one method a resource. */

import type { GalleryEntry, RenameRequest, Reopened, SaveRequest, Scene } from '../protocol/generated';
import { request } from './http';

export interface Shelf {
  entries(): Promise<GalleryEntry[]>;
  save(draft: SaveRequest): Promise<GalleryEntry>;
  rename(id: string, name: string): Promise<GalleryEntry>;
  remove(id: string): Promise<GalleryEntry>;
  /** Undo a removal. */
  restore(id: string): Promise<GalleryEntry>;
  /** Entries whose removal can be undone. */
  removed(): Promise<GalleryEntry[]>;
  reopen(id: string): Promise<Reopened>;
  /** What an entry shows, without bringing it to life. */
  scene(id: string): Promise<Scene>;
  /** Where the picture of an entry is. */
  thumbnail(id: string): string;
}

export class HttpShelf implements Shelf {
  /** `base` ends with a slash and is relative to the page, so that the page works below any path. */
  constructor(private readonly base = 'api/') {}

  entries(): Promise<GalleryEntry[]> {
    return this.#json('GET', '');
  }

  save(draft: SaveRequest): Promise<GalleryEntry> {
    return this.#json('POST', '', draft);
  }

  rename(id: string, name: string): Promise<GalleryEntry> {
    return this.#json('PATCH', `/${encodeURIComponent(id)}`, { name } satisfies RenameRequest);
  }

  remove(id: string): Promise<GalleryEntry> {
    return this.#json('DELETE', `/${encodeURIComponent(id)}`);
  }

  restore(id: string): Promise<GalleryEntry> {
    return this.#json('POST', `/${encodeURIComponent(id)}/restore`);
  }

  removed(): Promise<GalleryEntry[]> {
    return this.#json('GET', '/removed');
  }

  reopen(id: string): Promise<Reopened> {
    return this.#json('POST', `/${encodeURIComponent(id)}/open`);
  }

  scene(id: string): Promise<Scene> {
    return this.#json('GET', `/${encodeURIComponent(id)}/scene`);
  }

  thumbnail(id: string): string {
    return this.#url(`/${encodeURIComponent(id)}/thumbnail.png`);
  }

  #url(path: string): string {
    return `${this.base}gallery${path}`;
  }

  async #json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await request(this.#url(path), { method, body });
    return (await response.json()) as T;
  }
}
