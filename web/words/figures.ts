const THIN = '\u2009';
/** By their decimals; one is made once, not with each figure. */
const FORMATS = new Map<number, Intl.NumberFormat>();

/** The digits of an exact decimal, rounded half up for reading; at least two significant ones stay. Nothing is reckoned from it. */
export function figure(value: string | number | null | undefined, decimals = 2): string {
  if (value === null || value === undefined) return '—';
  const number = Number(value);
  if (!Number.isFinite(number)) return String(value);
  const magnitude = number === 0 ? 0 : Math.floor(Math.log10(Math.abs(number)));
  const places = number !== 0 && magnitude < 1 - decimals ? Math.min(20, 1 - magnitude) : decimals;
  return formatOf(places).format(number).replace('-', '−');
}

/** A figure with its unit, a thin space between. */
export function measure(value: string | null | undefined, unit: string | null | undefined, decimals = 2): string {
  return unit && unit !== '1' ? `${figure(value, decimals)}${THIN}${unit}` : figure(value, decimals);
}

export function count(value: number): string {
  return formatOf(0).format(value);
}

function formatOf(places: number): Intl.NumberFormat {
  const kept = FORMATS.get(places);
  if (kept) return kept;
  const made = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: places, maximumFractionDigits: places });
  FORMATS.set(places, made);
  return made;
}
