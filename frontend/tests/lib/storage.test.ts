// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { forget, recall, remember } from '../../src/lib/storage';

const isText = (value: unknown): value is string => typeof value === 'string';

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

describe('what survives a reload', () => {
  it('comes back from where it was kept and from nowhere else', () => {
    remember('theme', 'dark');
    remember('here', 'tab', 'tab');
    expect(recall('theme', isText)).toBe('dark');
    expect(recall('theme', isText, 'tab')).toBeNull();
    expect(recall('here', isText, 'tab')).toBe('tab');
    expect(localStorage.getItem('scorescape.theme')).toBe('"dark"');
  });

  it('is not taken in a shape that an older page left, or none at all', () => {
    remember('theme', 3);
    expect(recall('theme', isText)).toBeNull();
    localStorage.setItem('scorescape.theme', '{broken');
    expect(recall('theme', isText)).toBeNull();
    expect(recall('never', isText)).toBeNull();
  });

  it('is forgotten when it is to be', () => {
    remember('theme', 'dark');
    forget('theme');
    expect(recall('theme', isText)).toBeNull();
  });

  it('may be nothing: a full or forbidden store breaks no page', () => {
    const full = () => {
      throw new DOMException('full');
    };
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(full);
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(full);
    vi.spyOn(Storage.prototype, 'removeItem').mockImplementation(full);
    expect(() => remember('theme', 'dark')).not.toThrow();
    expect(recall('theme', isText)).toBeNull();
    expect(() => forget('theme')).not.toThrow();
  });
});
