import { describe, expect, it } from 'vitest';

import { sharesOf, verdictLine, worstFirst, type Share } from '../../src/panel/verdict';
import type { Verdict } from '../../src/protocol/generated';
import { fake } from '../mounted';

const HOLDS = fake<Verdict>({ holds: true });
const DIFFERS = fake<Verdict>({ holds: false });

const share = (mode: number, drawn: number, sampled: number | null, low = 0, high = 0): Share => ({
  ...{ mode, true: drawn, sampled, low, high },
});
const PAIR = [share(1, 0.8, 0.51, 0.49, 0.53), share(2, 0.2, 0.49, 0.47, 0.51)];
const words = (shares: readonly Share[], told: Verdict | null = DIFFERS, walking = false) => {
  const line = verdictLine(shares, told, walking);
  return line && [`${line.shares}${line.judgement}${line.within && ` ${line.within}`}`, line.tone];
};

describe('the shares', () => {
  const drawn = [{ mass: 0.8 }, { mass: 0.2 }];

  it('are those of the walk, numbered as the drawing has its modes', () => {
    const modes = PAIR.map(({ mode: _, ...each }) => ({ ...each, sampled: each.sampled ?? 0 }));
    expect(sharesOf({ modes }, drawn, [0.5, 0.5])).toEqual(PAIR);
  });

  it('are those of the drawing before a walk, beside what the model itself holds', () => {
    expect(sharesOf(null, drawn)).toEqual([share(1, 0.8, null), share(2, 0.2, null)]);
    expect(sharesOf(null, drawn, [0.6])).toEqual([share(1, 0.8, 0.6, 0.6, 0.6), share(2, 0.2, null)]);
  });
});

describe('the order of the bars', () => {
  it('is that of the drawing until something has walked', () => {
    const drawn = [share(1, 0.7, null), share(2, 0.1, null), share(3, 0.2, null)];
    expect(worstFirst(drawn).map(({ mode }) => mode)).toEqual([1, 2, 3]);
  });

  it('puts a rare mode that is lost before a larger dent in a large one', () => {
    const modes = [share(1, 0.6, 0.68), share(2, 0.35, 0.32), share(3, 0.05, 0)];
    expect(worstFirst(modes).map(({ mode }) => mode)).toEqual([3, 1, 2]);
  });

  it('begins an equally wrong pair with the rarer', () => {
    expect(worstFirst(PAIR).map(({ mode }) => mode)).toEqual([2, 1]);
  });
});

describe('the line', () => {
  it('says what is drawn before a walk, and what is on its way', () => {
    const before = [share(1, 0.8, null), share(2, 0.2, null)];
    expect(words(before, null)).toEqual(['20 % drawn, not sampled yet', 'quiet']);
    expect(words(before, null, true)).toEqual(['20 % drawn, particles on their way', 'quiet']);
  });

  it('says wrong with the interval, of a walk that goes on so far', () => {
    expect(words(PAIR)).toEqual(['20 % drawn, 49 % sampled: wrong (47 to 51 %)', 'bad']);
    expect(words(PAIR, DIFFERS, true)).toEqual(['20 % drawn, 49 % so far: wrong (47 to 51 %)', 'bad']);
  });

  it('calls nothing right, only not to be told from exact samples, and that at the end alone', () => {
    const right = [share(1, 0.8, 0.81, 0.79, 0.83), share(2, 0.2, 0.19, 0.17, 0.21)];
    expect(words(right, HOLDS)).toEqual(['20 % drawn, 19 % sampled: cannot be told from exact samples', 'good']);
    expect(words(right, HOLDS, true)).toEqual(['20 % drawn, 19 % so far (17 to 21 %)', 'quiet']);
    expect(words(right, null)).toEqual(['20 % drawn, 19 % sampled (17 to 21 %)', 'quiet']);
    // the joint verdict may see what no interval alone does
    expect(words(right, DIFFERS)).toEqual(['20 % drawn, 19 % sampled: wrong with all others (17 to 21 %)', 'bad']);
  });

  it('names the mode where its share does not say which is meant', () => {
    const three = [share(1, 0.6, 0.68, 0.65, 0.71), share(2, 0.35, 0.32, 0.3, 0.35), share(3, 0.05, 0, 0, 0.004)];
    expect(words(three)?.[0]).toBe('mode 3: 5.0 % drawn, 0 % sampled: wrong (0 to 0.4 %)');
    const even = [share(1, 0.5, 0.4, 0.38, 0.42), share(2, 0.5, 0.6, 0.58, 0.62)];
    expect(words(even)?.[0]).toBe('mode 1: 50 % drawn, 40 % sampled: wrong (38 to 42 %)');
  });

  it('compares nothing of a single mode, and is none of no mode', () => {
    expect(words([share(1, 1, 1, 1, 1)])).toEqual(['one mode: no shares to compare', 'quiet']);
    expect(verdictLine([], null, false)).toBeNull();
  });
});
