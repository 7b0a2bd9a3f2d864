/** Numbers as people read them. */

/** Three significant digits; powers of ten only where zeros would have to be counted. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'not finite' : value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size >= 1000 && size < 1e6 && Number.isInteger(value))
    return withMinus(value.toLocaleString('en').replaceAll(',', '\u202f'));
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) return scientific(value);
  return withMinus(String(Number(value.toPrecision(3))));
}

/** A minus as wide as a digit, not a hyphen. */
function withMinus(text: string): string {
  return text.replaceAll('-', '−');
}

function scientific(value: number): string {
  const [mantissa, exponent] = value.toExponential(1).split('e');
  return withMinus(`${mantissa}e${Number(exponent)}`);
}

/** A share of one as a percentage with one decimal below ten per cent: 2.5 %, 20 %. */
export function formatShare(share: number): string {
  const percent = 100 * share;
  if (percent > 0 && percent < 0.05) return '< 0.1 %';
  return `${percent < 9.95 && percent >= 0.05 ? percent.toFixed(1) : percent.toFixed(0)} %`;
}

/** A unit as it is printed: squares raised, and nothing for pure numbers. */
export function inUnits(unit: string): string {
  return unit === '1' ? '' : unit.replaceAll('^2', '²');
}
