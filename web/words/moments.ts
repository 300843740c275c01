const EIGHT_HOURS_MS = 8 * 3_600_000;

/** A moment in the county's time, which knows no summer time. Written out: making a formatter of a time zone takes a browser longer than the frame around a page. */
export function moment(at: string | Date): string {
  const there = new Date(new Date(at).getTime() + EIGHT_HOURS_MS);
  const date = [there.getUTCFullYear(), there.getUTCMonth() + 1, there.getUTCDate()].join('/');
  return `${date} ${there.toISOString().slice(11, 19)}`;
}
