// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';

import { address } from '../../src/shell/address';

afterEach(() => history.replaceState(null, '', '/'));

describe('the page’s address', () => {
  it('is written in place, so that the way back does not lead through every stroke', () => {
    const before = history.length;
    address.write('#v=1&t=preset.rings');
    expect(address.read()).toBe('#v=1&t=preset.rings');
    expect(history.length).toBe(before);
  });

  it('without anything to say is the bare page, its query kept', () => {
    history.replaceState(null, '', '/?token=secret#v=1');
    address.write('');
    expect(location.href).toMatch(/\/\?token=secret$/);
  });
});
