import { Refusal } from '../access/refusal.js';
import type { Hub } from './hub.js';

/** Clocks of callers may run ahead by this much before `asOf` counts as the future. */
const CLOCK_SKEW_MS = 5 * 60_000;

/**
 * The data version at a moment.
 * @throws Refusal BAD_USER_INPUT for a moment to come
 */
export async function versionAt(hub: Pick<Hub, 'version'>, asOf: Date, now: Date): Promise<number> {
  if (asOf.getTime() > now.getTime() + CLOCK_SKEW_MS) {
    throw new Refusal('BAD_USER_INPUT', `asOf：${asOf.toISOString()} 晚于现在；请给出过去的时刻，或去掉 asOf 按现有数据查询`);
  }
  return hub.version(asOf);
}
