// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';

import { download, fetched, pngOf } from '../../src/keep/files';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('files that leave the page', () => {
  it('are handed over by their name, and their address is given back', () => {
    vi.useFakeTimers();
    const revoked = vi.fn();
    vi.stubGlobal('URL', { createObjectURL: () => 'blob:1', revokeObjectURL: revoked });
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    download(new Blob(['x']), 'a.png');
    expect(click.mock.contexts[0]).toMatchObject({ download: 'a.png', href: 'blob:1' });
    expect(revoked).not.toHaveBeenCalled();
    vi.runAllTimers();
    expect(revoked).toHaveBeenCalledWith('blob:1');
  });

  it('come from the server below api/', async () => {
    const ask = vi.fn(() => Promise.resolve(new Response('weights')));
    vi.stubGlobal('fetch', ask);
    expect(await (await fetched('runs/r1/weights')).text()).toBe('weights');
    expect(ask).toHaveBeenCalledWith('api/runs/r1/weights', { method: 'GET', headers: {} });
  });

  it('say in a sentence that a picture could not be made', async () => {
    const canvas = { toBlob: (give: (blob: Blob | null) => void) => give(null) } as HTMLCanvasElement;
    await expect(pngOf(canvas)).rejects.toThrow('try a single panel');
  });
});
