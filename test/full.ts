/** Whether the long variants are asked for: `npm run test:full`, which sets `MUHUB_TEST_FULL=1`. */
export const full = process.env['MUHUB_TEST_FULL'] === '1';

/** How often something is tried: some times in the suite that everybody runs, many in the full one. */
export function runs(usual: number, long: number): number {
  return full ? long : usual;
}
