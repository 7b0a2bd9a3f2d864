import { describe, expect, it } from 'vitest';

import { Series } from '../../src/live/series';

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

  it('takes in between what was measured afterwards', () => {
    const series = new Series();
    for (const step of [0, 10, 30]) push(series, step, { loss: step });
    series.insert({ step: 20, seconds: 0.2, values: { loss: 7, angle: 3 } });
    series.insert({ step: 10, seconds: 0.1, values: { angle: 1 } });
    expect(series.steps).toEqual([0, 10, 20, 30]);
    expect(series.seconds).toEqual([0, 0.1, 0.2, 0.3]);
    expect(series.values('loss')).toEqual([0, 10, 7, 30]);
    expect(series.values('angle')).toEqual([null, 1, 3, null]);
  });

  it('says that it has changed', () => {
    const series = new Series();
    const before = series.version;
    push(series, 0, { loss: 1 });
    expect(series.version).toBeGreaterThan(before);
  });

  it('says what was known at a step and at a second', () => {
    const series = new Series();
    push(series, 0, { loss: 2, kl: 5 });
    push(series, 10, { loss: 1 });
    push(series, 20, { loss: null });
    expect(series.valueAt('loss', 'step', 9)).toBe(2);
    expect(series.valueAt('loss', 'step', 10)).toBe(1);
    expect(series.valueAt('loss', 'step', 25), 'a value that was not finite is not one').toBe(1);
    expect(series.valueAt('kl', 'step', 20), 'measured long ago').toBe(5);
    expect(series.valueAt('loss', 'seconds', 0.15)).toBe(1);
    expect(series.valueAt('loss', 'step', -1)).toBeNull();
    expect(series.valueAt('nothing', 'step', 5)).toBeNull();
    expect(series.stepOf('loss', 'step', 25), 'the step of the value that was finite').toBe(10);
    expect(series.stepOf('kl', 'seconds', 0.2)).toBe(0);
    expect(series.stepOf('nothing', 'step', 5)).toBeNull();
    expect(series.stepAt(0.155)).toBe(15);
    expect(series.stepAt(99)).toBe(20);
    expect(series.last('seconds')).toBe(0.2);
  });

  it('stays bounded, with old figures sparser than new ones', () => {
    const series = new Series();
    for (let step = 0; step < 20_000; step += 1) push(series, step, { loss: step });
    expect(series.steps.length).toBeLessThanOrEqual(4096);
    expect(series.values('loss').length).toBe(series.steps.length);
    expect(series.steps.at(-1)).toBe(19_999);
    expect(series.steps[0]).toBe(0);
    expect(series.valueAt('loss', 'step', 19_990)).toBe(19_990);
    for (const row of [5, 1000, 3000]) expect(series.values('loss')[row]).toBe(series.steps[row]);
  });

  it('knows the newest step that several have a measure at', () => {
    const [one, other] = [new Series(), new Series()];
    for (const step of [0, 10, 20, 30]) one.push({ step, seconds: step, values: { error: step } });
    for (const step of [0, 10, 25, 30])
      other.push({ step, seconds: step, values: step < 30 ? { error: step } : { loss: 1 } });
    expect(Series.common([one, other], 'error', 30), 'step 30 has no error in the other').toBe(10);
    expect(Series.common([one, other], 'error', 9)).toBe(0);
    expect(Series.common([one, other], 'kl', 30)).toBeNull();
    expect(Series.common([], 'error', 30)).toBeNull();
  });
});
