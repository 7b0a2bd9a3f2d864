import { describe, expect, it } from 'vitest';

import { Series } from '../../src/state/series';

function push(series: Series, step: number, values: Record<string, number | null>): void {
  series.push({ step, seconds: step / 100, values });
}

describe('a series', () => {
  it('keeps columns as long as the steps, whatever comes when', () => {
    const series = new Series();
    push(series, 0, { loss: 2 });
    push(series, 10, { loss: 1, angle: 30 });
    push(series, 20, { loss: null });
    expect(series.steps).toEqual([0, 10, 20]);
    expect(series.values('loss')).toEqual([2, 1, null]);
    expect(series.values('angle')).toEqual([null, 30, null]);
    expect(series.measures).toEqual(['loss', 'angle']);
  });

  it('joins figures of the same step', () => {
    const series = new Series();
    push(series, 10, { loss: 1 });
    push(series, 10, { angle: 3 });
    expect(series.steps).toEqual([10]);
    expect(series.values('loss')).toEqual([1]);
    expect(series.values('angle')).toEqual([3]);
  });

  it('forgets what lies beyond the step from which a run went on anew', () => {
    const series = new Series();
    for (const step of [0, 10, 20, 30]) push(series, step, { loss: step });
    push(series, 15, { loss: 99 });
    expect(series.steps).toEqual([0, 10, 15]);
    expect(series.values('loss')).toEqual([0, 10, 99]);
  });

  it('says that it has changed', () => {
    const series = new Series();
    const before = series.version;
    push(series, 0, { loss: 1 });
    expect(series.version).toBeGreaterThan(before);
  });
});
