import { describe, expect, it } from 'vitest';

import { distance } from '../../src/pad/selection';
import { placeLabels, touch, type Label } from '../../src/draw/labels';

type Pixel = readonly [number, number];

const SIZE = { width: 64, height: 18 };

function laidOut(anchors: readonly Pixel[], edge = 320, before: readonly Label[] = []) {
  return placeLabels(
    anchors,
    anchors.map(() => SIZE),
    edge,
    before,
  );
}

function expectSound(labels: readonly Label[], edge: number) {
  const boxes = labels.map((label) => ({ ...label, ...SIZE }));
  boxes.forEach((box, index) => {
    expect(box.left).toBeGreaterThanOrEqual(0);
    expect(box.top).toBeGreaterThanOrEqual(0);
    expect(box.left + SIZE.width).toBeLessThanOrEqual(edge);
    expect(box.top + SIZE.height).toBeLessThanOrEqual(edge);
    for (const other of boxes.slice(index + 1)) expect(touch(box, other, 0)).toBe(false);
  });
}

/** A small generator with a seed: the same anchors every time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (1664525 * state + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

describe('labels of modes', () => {
  it('stand to the right of a mode that is alone, to its left at the right edge', () => {
    expect(laidOut([[100, 100]])).toEqual([
      { index: 0, anchor: [100, 100], left: 108, top: 91, leader: null, ...SIZE },
    ]);
    expect(laidOut([[300, 100]])[0]).toMatchObject({ left: 300 - 8 - 64, top: 91 });
  });

  it('stand beside what is read, with a line to their mode', () => {
    const word = { left: 60, top: 60, width: 200, height: 80 };
    const [label] = placeLabels([[100, 100]], [SIZE], 320, [], [word]);
    expect(label?.leader).not.toBeNull();
    expect(touch({ ...word }, { left: label?.left ?? 0, top: label?.top ?? 0, ...SIZE }, 0)).toBe(false);
    // where a word takes the whole pad they stand on it, by their modes
    expect(placeLabels([[100, 100]], [SIZE], 320, [], [{ left: 0, top: 0, width: 320, height: 320 }])).toMatchObject([
      { left: 108, top: 91 },
    ]);
  });

  it.each([240, 300, 420])('never overlap or leave a pad of %d pixels, wherever eight modes are', (edge) => {
    const next = random(edge);
    for (let round = 0; round < 200; round += 1) {
      const spread = [0.02, 0.1, 0.3, 1][round % 4] ?? 1;
      const centre = [next() * edge, next() * edge];
      const place = (middle = 0) => Math.min(edge, Math.max(0, middle + (next() - 0.5) * spread * edge));
      const anchors = Array.from({ length: 8 }, (): Pixel => [place(centre[0]), place(centre[1])]);
      const labels = laidOut(anchors, edge);
      expect(labels).toHaveLength(8);
      expectSound(labels, edge);
    }
  });

  it('of three close modes hide none of them, and a line leads to what had to move away', () => {
    const anchors: Pixel[] = [
      [150, 150],
      [158, 150],
      [166, 150],
    ];
    const labels = laidOut(anchors);
    expectSound(labels, 320);
    for (const { left, top } of labels)
      for (const [x, y] of anchors)
        expect(x > left && x < left + SIZE.width && y > top && y < top + SIZE.height).toBe(false);
    for (const { anchor, left, top, leader } of laidOut(Array.from({ length: 8 }, (): Pixel => [160, 160]))) {
      const gap = Math.hypot(
        Math.max(left - anchor[0], 0, anchor[0] - left - SIZE.width),
        Math.max(top - anchor[1], 0, anchor[1] - top - SIZE.height),
      );
      expect(leader !== null).toBe(gap > 16);
      if (leader) expect(Math.hypot(leader[0] - anchor[0], leader[1] - anchor[1])).toBeCloseTo(gap, 9);
    }
    expect(laidOut(Array.from({ length: 8 }, (): Pixel => [160, 160])).some(({ leader }) => leader)).toBe(true);
  });

  it('hide no mode that has no label either', () => {
    const peaks = Array.from({ length: 25 }, (_, at): Pixel => [50 + 55 * (at % 5), 50 + 55 * Math.floor(at / 5)]);
    const labels = placeLabels(peaks, Array(8).fill(SIZE), 320);
    expect(labels).toHaveLength(8);
    expectSound(labels, 320);
    for (const { left, top } of labels)
      for (const [x, y] of peaks)
        expect(x > left - 5 && x < left + SIZE.width + 5 && y > top - 5 && y < top + SIZE.height + 5).toBe(false);
  });

  it('are led to past other modes, not through them', () => {
    const peaks = Array.from({ length: 25 }, (_, at): Pixel => [30 + 45 * (at % 5), 30 + 45 * Math.floor(at / 5)]);
    const led = placeLabels(peaks, Array(8).fill(SIZE), 240).filter(({ leader }) => leader);
    expect(led.length).toBeGreaterThan(0);
    for (const { anchor, leader } of led)
      for (const peak of peaks.filter((each) => each !== anchor))
        expect(distance([anchor, leader ?? anchor], peak)).toBeGreaterThan(5);
  });

  it('stay where they are beside their modes while these move', () => {
    let before = laidOut([
      [150, 150],
      [200, 153],
      [150, 170],
    ]);
    const offsets = (labels: readonly Label[]) =>
      labels.map(({ anchor, left, top }) => [left - anchor[0], top - anchor[1]].map(Math.round));
    const first = offsets(before);
    for (let step = 1; step <= 20; step += 1) {
      before = laidOut(
        [
          [150 + step, 150],
          [200 + step, 153],
          [150 + step, 170 + step],
        ],
        320,
        before,
      );
      expect(offsets(before)).toEqual(first);
    }
  });

  it('keep their sides when two modes change ranks', () => {
    const [a, b]: [Pixel, Pixel] = [
      [150, 150],
      [190, 150],
    ];
    const before = laidOut([a, b]);
    const after = laidOut([b, a], 320, before);
    expect(after[0]).toMatchObject({ left: before[1]?.left, top: before[1]?.top });
    expect(after[1]).toMatchObject({ left: before[0]?.left, top: before[0]?.top });
  });

  it('are left out where there is no room at all', () => {
    const labels = laidOut(
      Array.from({ length: 8 }, (): Pixel => [30, 30]),
      70,
    );
    expect(labels.length).toBeGreaterThan(0);
    expect(labels.length).toBeLessThan(8);
    expectSound(labels, 70);
  });
});
