/**
 * Those of some months of a year (1 to 12) in which something is in force: from the month in which it begins (`from`) to
 * the month of the last day before its end (`to`, no longer in force on that day); no date: open. Days are YYYY-MM-DD.
 */
export function monthsIn(year: number, months: readonly number[], from: string | null, to: string | null): readonly number[] {
  if (from !== null && to !== null && to <= from) return [];
  return months.filter((month) => {
    const first = `${year}-${String(month).padStart(2, '0')}-01`;
    const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
    return (from === null || from < next) && (to === null || to > first);
  });
}
