// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest';

import { remember } from '../../src/lib/storage';
import { isFirstVisit, noteVisit } from '../../src/opening/visit';

beforeEach(() => localStorage.clear());

test('a browser that was never here and follows no link', () => {
  expect(isFirstVisit('')).toBe(true);
  expect(isFirstVisit('#')).toBe(true);
});

test('a link goes straight to what it shows', () => {
  expect(isFirstVisit('#t=preset.rings')).toBe(false);
});

test.each(['target', 'tour', 'opening'])('what a visitor left (%s) brings her back to her work', (key) => {
  remember(key, 'seen');
  expect(isFirstVisit('')).toBe(false);
});

test('it is shown once', () => {
  noteVisit();
  expect(isFirstVisit('')).toBe(false);
});
