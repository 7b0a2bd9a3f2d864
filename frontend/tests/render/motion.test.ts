import { describe, expect, it } from 'vitest';

import { Motion } from '../../src/render/motion';

const frame = (value: number) => new Int16Array([value, value]);

describe('particles between two frames', () => {
  it('glide from the last one to the newest in the time that lay between them', () => {
    const motion = new Motion();
    motion.push(frame(0), 0, 1000);
    motion.push(frame(100), 3, 1050);
    expect([motion.before?.[0], motion.after?.[0]]).toEqual([0, 100]);
    expect(motion.share(1050)).toBe(0);
    expect(motion.share(1075)).toBeCloseTo(0.5, 12);
    expect(motion.share(1200)).toBe(1);
  });

  it('jump to the start of a new walk', () => {
    const motion = new Motion();
    motion.push(frame(0), 400, 1000);
    motion.push(frame(100), 0, 1050);
    expect(motion.before).toBe(motion.after);
  });

  it('do not crawl after a long silence', () => {
    const motion = new Motion();
    motion.push(frame(0), 0, 1000);
    motion.push(frame(100), 1, 9000);
    expect(motion.share(9250)).toBe(1);
  });

  it('are gone once cleared', () => {
    const motion = new Motion();
    motion.push(frame(0), 5, 1000);
    motion.clear();
    expect(motion.after).toBeNull();
  });
});
