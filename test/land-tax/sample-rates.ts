import { readFile } from 'node:fs/promises';
import { parseRateTable, ratesOn, type RatePeriod } from '../../src/policy/rate-table.js';

/** The sample county's rates on a day. */
export async function sampleRates(day: string): Promise<RatePeriod> {
  const file = 'treatments/example-county/land-tax-rates.yaml';
  const parsed = parseRateTable(await readFile(file, 'utf8'), file);
  if (!('table' in parsed)) throw new Error(JSON.stringify(parsed.problems));
  const rates = ratesOn(parsed.table, day);
  if (!rates) throw new Error(`no rates on ${day}`);
  return rates;
}
