import { describe, expect, it } from 'vitest';

import { classifyClose } from '../../src/stream/close';

describe('the end of a stream', () => {
  it.each([1000, 1001, 1006, 1011, 1012, 1013])('with code %d is worth another try', (code) => {
    expect(classifyClose(code, '').retry).toBe(true);
  });

  it.each([4400, 4401, 4404, 4409, 4999])('with code %d is for good', (code) => {
    expect(classifyClose(code, '').retry).toBe(false);
  });

  it("keeps the server's own sentence", () => {
    expect(classifyClose(4404, 'There is no experiment 7.').words).toBe('There is no experiment 7.');
  });

  it('always has words', () => {
    for (const code of [1000, 1006, 1013, 4401, 4777]) expect(classifyClose(code, '').words).toMatch(/\w.*\.$/);
  });
});
