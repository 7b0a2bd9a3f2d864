/** What a few repetitions can tell: means with 95 % intervals, and whether two of them differ (Student, Welch). */

export interface Interval {
  readonly n: number;
  readonly mean: number;
  /** Half the width of the 95 % interval of the mean. */
  readonly half: number;
  readonly variance: number;
}

/** Null for fewer than two values: one cannot tell how far it is from the next. */
export function intervalOf(values: readonly number[]): Interval | null {
  const n = values.length;
  if (n < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  return { n, mean, variance, half: tQuantile(0.975, n - 1) * Math.sqrt(variance / n) };
}

export interface Difference {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly freedom: number;
}

/** The 95 % interval of a.mean - b.mean with unequal variances. Source: Welch 1947. */
export function welch(a: Interval, b: Interval): Difference {
  const [va, vb] = [a.variance / a.n, b.variance / b.n];
  const difference = a.mean - b.mean;
  if (va + vb === 0) return { difference, low: difference, high: difference, freedom: a.n + b.n - 2 };
  const freedom = (va + vb) ** 2 / (va ** 2 / (a.n - 1) + vb ** 2 / (b.n - 1));
  const half = tQuantile(0.975, freedom) * Math.sqrt(va + vb);
  return { difference, low: difference - half, high: difference + half, freedom };
}

/** Whether two means cannot be told apart: the interval of their difference holds 0. */
export function withinNoise(a: Interval, b: Interval): boolean {
  const { low, high } = welch(a, b);
  return low <= 0 && high >= 0;
}

/** The value that Student's t with so many degrees of freedom (need not be whole) stays below with probability p. */
export function tQuantile(p: number, freedom: number): number {
  if (p === 0.5) return 0;
  if (p < 0.5) return -tQuantile(1 - p, freedom);
  let [low, high] = [0, 1];
  while (tBelow(high, freedom) < p) high *= 2;
  for (let i = 0; i < 100 && high - low > 1e-14 * high; i += 1) {
    const middle = (low + high) / 2;
    if (tBelow(middle, freedom) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(T <= t) for t >= 0. */
function tBelow(t: number, freedom: number): number {
  return 1 - 0.5 * incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
}

/** The regularised incomplete beta function by its continued fraction. Source: DLMF 8.17.22. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // the fraction converges fast on this side of the mean only
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a;
  let fraction = 1;
  for (let m = 150; m >= 1; m -= 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    fraction = 1 + even / (1 + odd / fraction);
  }
  const first = (-(a + b) * x) / (a + 1);
  return front / (1 + first / fraction);
}

/** Stirling's series, after moving the argument up to where it is exact to 1e-14. */
function logGamma(x: number): number {
  let shift = 0;
  while (x < 12) {
    shift -= Math.log(x);
    x += 1;
  }
  const square = 1 / (x * x);
  const series = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680))) / x;
  return shift + (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
}
