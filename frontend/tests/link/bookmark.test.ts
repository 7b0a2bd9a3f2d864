import { beforeEach, describe, expect, it, vi } from 'vitest';

import { Bookmark, type Address } from '../../src/link/bookmark';

class Bar implements Address {
  hash = '#a';
  readonly left: string[] = [];
  read = () => this.hash;
  write = (hash: string) => void (this.hash = hash);
  go = (hash: string) => void this.left.push((this.hash = hash));
}

function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  } as unknown as Storage;
}

describe('a bookmark', () => {
  beforeEach(() => vi.stubGlobal('sessionStorage', storage()));

  it('comes back to the experiment of every address this tab has left', () => {
    const bar = new Bar();
    const bookmark = new Bookmark(
      bar,
      () => '#a',
      () => 'one',
    );
    bookmark.turnTo('two', '#b');
    expect(bar.left).toEqual(['#b']);
    expect(bookmark.visited()).toBe('two');
    bar.hash = '#a';
    expect(bookmark.visited()).toBe('one');
    bar.hash = '#c';
    expect(bookmark.visited()).toBeNull();
  });

  it('keeps one address for an experiment and a bounded number of them', () => {
    const bar = new Bar();
    let link = '#a';
    const bookmark = new Bookmark(
      bar,
      () => link,
      () => 'one',
    );
    for (const next of ['#b', '#c', '#d', '#e', '#f', '#g', '#h', '#i', '#j', '#k']) {
      bookmark.turnTo(next.slice(1), next);
      link = next;
    }
    bar.hash = '#b';
    expect(bookmark.visited()).toBeNull();
    bar.hash = '#k';
    expect(bookmark.visited()).toBe('k');
  });

  it('works where storage is forbidden: nothing is remembered', () => {
    vi.stubGlobal('sessionStorage', {
      getItem: () => {
        throw new Error('forbidden');
      },
      setItem: () => {
        throw new Error('full');
      },
    });
    const bar = new Bar();
    const bookmark = new Bookmark(
      bar,
      () => '#a',
      () => 'one',
    );
    bookmark.turnTo('two', '#b');
    expect(bar.left).toEqual(['#b']);
    expect(bookmark.visited()).toBeNull();
  });
});
