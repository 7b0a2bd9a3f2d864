import { expect, it } from 'vitest';

import { codeOf, MOST_BYTES } from '../../src/hall/qr';

it('draws a link with a border of four modules, and refuses what no code holds', () => {
  const code = codeOf('https://host/#v=1&t=preset.rings');
  expect(code?.side).toBe(25 + 8);
  // the finder pattern begins behind the border
  expect(code?.path.startsWith('M4 4h1v1h-1zM5 4h1v1h-1z')).toBe(true);
  expect(code?.path).not.toContain('M3 ');
  expect(codeOf('x'.repeat(MOST_BYTES))).not.toBeNull();
  expect(codeOf('x'.repeat(MOST_BYTES + 1))).toBeNull();
});
