import { describe, expect, it } from 'vitest';

import { histogram, MarginalMark, STRIP, topOf } from '../../../src/render/marks/marginals';
import { recorded } from './pen';

const step = (world: number): number => Math.round((world / 4) * 32767);
const OFF = -32768;

describe('a marginal histogram', () => {
  it('counts each axis alone: what is right and below stands right along x and low along y', () => {
    const particles = Int16Array.of(step(2.6), step(0.01), step(2.6), step(0.01), step(0.01), step(-1.4));
    const bins = new Float32Array(16);
    histogram(particles, 0, -4, 4, bins);
    const width = 0.5;
    expect(bins[13]).toBeCloseTo(2 / 3 / width);
    expect(bins[8]).toBeCloseTo(1 / 3 / width);
    histogram(particles, 1, -4, 4, bins);
    expect(bins[8]).toBeCloseTo(2 / 3 / width);
    expect(bins[5]).toBeCloseTo(1 / 3 / width);
  });

  it('is a density: it holds the share of particles that are on the box', () => {
    const particles = Int16Array.of(step(-4), step(4), 100, 200, OFF, OFF, step(4), step(-4));
    const bins = new Float32Array(48);
    for (const axis of [0, 1] as const) {
      histogram(particles, axis, -4, 4, bins);
      expect(bins.reduce((sum, value) => sum + value, 0) * (8 / 48)).toBeCloseTo(0.75);
    }
  });

  it('leaves out what the camera does not see without changing the rest', () => {
    const particles = Int16Array.of(step(0.1), 0, step(3), 0, step(-3), 0, step(0.6), 0);
    const bins = new Float32Array(2);
    histogram(particles, 0, 0, 1, bins);
    expect([...bins]).toEqual([0.5, 0.5]);
  });
});

describe('the top of a strip', () => {
  it('stays where it is while bars tremble and rises for a heap', () => {
    const exact = Float32Array.of(0.1, 0.5, 0.1);
    expect(topOf(exact, Float32Array.of(0.4))).toBe(topOf(exact, Float32Array.of(0.57)));
    expect(topOf(exact, Float32Array.of(3))).toBeGreaterThanOrEqual(3);
    expect(topOf(null, Float32Array.of(2))).toBeGreaterThanOrEqual(2);
    expect(topOf(null, new Float32Array(1))).toBeGreaterThan(0);
  });
});

describe('the band behind the bars', () => {
  it('fades out towards the picture, where its strip ends', () => {
    const page = recorded(100);
    const stops: [number, string][] = [];
    const runs: number[][] = [];
    const gradient = { addColorStop: (at: number, colour: string) => stops.push([at, colour]) };
    const createLinearGradient = (...run: number[]) => (runs.push(run), gradient);
    Object.assign(page.sheet.pen, { createLinearGradient });
    const mark = new MarginalMark();
    mark.show({ points: null, exact: null }, { band: '#123456', bars: 'bars', curve: 'curve' });
    mark.render(page.sheet);
    const inner = 100 - 100 * STRIP;
    expect(runs).toEqual([
      [0, 100, 0, inner],
      [0, 0, 100 * STRIP, 0],
    ]);
    expect(stops.filter(([at]) => at === 1).map(([, colour]) => colour)).toEqual(['#12345600', '#12345600']);
    expect(page.calls.filter(({ name }) => name === 'fillRect').map(({ at }) => at)).toEqual([
      [0, inner, 100, 100 * STRIP],
      [0, 0, 100 * STRIP, 100],
    ]);
  });
});
