import { describe, expect, it } from 'vitest';

import type { Loader } from '../../src/shell/page';
import { nameIn, pageAt } from '../../src/shell/router';

const page = (): Loader => () => Promise.resolve({ open: () => undefined });

describe('the page at a path', () => {
  const loaders = { '../pages/score/page.ts': page(), '../pages/boltzmann/page.ts': page() };

  it('is the folder of its name, wherever the program is mounted', () => {
    expect(pageAt('/boltzmann', loaders)).toBe(loaders['../pages/boltzmann/page.ts']);
    expect(pageAt('/proxy/at/boltzmann', loaders)).toBe(loaders['../pages/boltzmann/page.ts']);
  });

  it('is the page of score fields where none is named, or none of that name is there', () => {
    for (const path of ['/', '/proxy/', '/index.html', '/proxy/scorescape', '/boltzmann/'])
      expect(pageAt(path, loaders), path).toBe(loaders['../pages/score/page.ts']);
  });

  it('is loaded by nobody who only asks which it is', () => {
    let loaded = 0;
    const counting: Loader = () => {
      loaded += 1;
      return page()();
    };
    pageAt('/', { '../pages/score/page.ts': counting });
    expect(loaded).toBe(0);
  });

  it('is missed with a sentence where its folder is not there', () => {
    expect(() => pageAt('/', {})).toThrow('pages/score/');
  });

  it('has the name that follows the last slash', () => {
    expect(nameIn('/a/b')).toBe('b');
    expect(nameIn('/a/')).toBe('');
  });
});
