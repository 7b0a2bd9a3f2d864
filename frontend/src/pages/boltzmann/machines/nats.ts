/** Figures of machines in words. */

/** With its sign, two digits: likelihoods are told apart in tenths. */
export function nats(value: number): string {
  return `${value < 0 ? '−' : ''}${Math.abs(value).toFixed(2)}`;
}

/** Nats ahead of independent pixels, in words. */
export function ahead(value: number | null, independent: number | null): string {
  if (value === null || independent === null) return '';
  const gap = value - independent;
  if (Math.abs(gap) < 0.005) return `no better than independent pixels (${nats(independent)})`;
  return `${Math.abs(gap).toFixed(2)} ${gap >= 0 ? 'above' : 'below'} independent pixels (${nats(independent)})`;
}
