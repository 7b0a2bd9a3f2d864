import { afterEach, describe, expect, it, vi } from 'vitest';

import { HttpShelf, type Shelf } from '../../src/stream/shelf';

afterEach(() => vi.unstubAllGlobals());

describe('the gallery on the server', () => {
  it.each<[string, (shelf: Shelf) => Promise<unknown>, string, string]>([
    ['entries', (shelf) => shelf.entries(), 'GET', ''],
    ['removed', (shelf) => shelf.removed(), 'GET', '/removed'],
    ['rename', (shelf) => shelf.rename('a/b', 'new'), 'PATCH', '/a%2Fb'],
    ['remove', (shelf) => shelf.remove('e1'), 'DELETE', '/e1'],
    ['restore', (shelf) => shelf.restore('e1'), 'POST', '/e1/restore'],
    ['scene', (shelf) => shelf.scene('e 1'), 'GET', '/e%201/scene'],
    ['reopen', (shelf) => shelf.reopen('e1'), 'POST', '/e1/open'],
  ])('is asked at one place a resource: %s', async (_, ask, method, path) => {
    const fetched = vi.fn((_url: string, _init: RequestInit) => Promise.resolve(new Response('{"id":"e1"}')));
    vi.stubGlobal('fetch', fetched);
    expect(await ask(new HttpShelf('below/api/'))).toEqual({ id: 'e1' });
    expect(fetched.mock.calls[0]?.[0]).toBe(`below/api/gallery${path}`);
    expect(fetched.mock.calls[0]?.[1].method).toBe(method);
  });

  it('says where pictures are without asking', () => {
    expect(new HttpShelf().thumbnail('a b')).toBe('api/gallery/a%20b/thumbnail.png');
  });
});
