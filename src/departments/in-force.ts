/** In force on a day (all YYYY-MM-DD): begun by then, or no date given, and not ended by then. */
export function inForceOn(day: string, from: string | null, to: string | null): boolean {
  return (from === null || from <= day) && (to === null || to > day);
}
