import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ToldSpan, type Parts } from '../../src/access/told-span.js';
import { Rational } from '../../src/grading/rational.js';
import type { LandTaxFinding } from '../../src/landtax/finding.js';
import { SUM_KEYS, sumFindings, type SumKey } from '../../src/landtax/finding-sums.js';
import { toldCounts, toldFindingSums, totalMayBeTold } from '../../src/landtax/told-findings.js';
import { rank } from '../attack/rank.js';

const finding = ([kind, town, landClass, holder, stake]: [string, string, string, number, number | null], at: number): LandTaxFinding =>
  ({ id: `f${at}`, kind, town, landClass, taxpayer: holder === 0 ? undefined : `e${holder}`, holder: undefined, taxAtStake: stake === null ? undefined : Rational.integer(stake) }) as unknown as LandTaxFinding;
const findings = fc
  .array(fc.tuple(fc.constantFrom('NO_TITLE', 'WRONG_CLASS', 'NOT_REGISTERED'), fc.constantFrom('t1', 't2', 't3'), fc.constantFrom('1级', '2级', '3级'), fc.integer({ min: 0, max: 12 }), fc.option(fc.constantFrom(0, 0, 3, 150, 200, 250, 9000), { freq: 8 })), { minLength: 12, maxLength: 60 })
  .map((rows) => rows.map(finding));

/** As the database keeps them, but for one process. */
function toldBefore() {
  const span = new ToldSpan();
  return {
    mayTell: async (_: string, sums: readonly Parts[]) => sums.map((parts) => {
      const verdict = span.judge(parts);
      if (verdict === 'NEW') span.tell(parts);
      return verdict !== 'REVEALING';
    }),
  };
}

const ownerOf = ({ taxpayer, id }: LandTaxFinding) => taxpayer ?? id;
const keyOf = (each: LandTaxFinding, by: SumKey) => (by === 'landClass' ? each.landClass : each[by]) ?? '';

/** Whether some combination of sums, each a row of 1 and 0 by finding, is over one or two enterprises alone. */
function isolates(rows: readonly (readonly boolean[])[], all: readonly LandTaxFinding[]): boolean {
  const shares = rows.map((row) => row.map((each) => (each ? Rational.ONE : Rational.ZERO)));
  const whole = rank(shares);
  const owners = [...new Set(all.map(ownerOf))];
  return owners.some((one, at) => owners.slice(at).some((other) => rank(shares.map((row) => row.filter((_, column) => ![one, other].includes(ownerOf(all[column]!))))) < whole));
}

describe('numbers of findings that may be told side by side', () => {
  it('are of three enterprises or more, and in no combination of fewer', () => {
    let [told, kept] = [0, 0];
    fc.assert(
      fc.property(findings, (all) => {
        const counts = toldCounts(all);
        const rows = counts.all ? [all.map(() => true)] : [];
        for (const by of SUM_KEYS) {
          for (const { key, count, unknown } of sumFindings(all, by)) {
            if (!counts.by[by].has(key)) {
              kept += 1;
              continue;
            }
            told += 1;
            expect(count).toBeGreaterThanOrEqual(3);
            expect([1, 2]).not.toContain(unknown);
            expect([1, 2]).not.toContain(count - unknown);
            rows.push(all.map((each) => keyOf(each, by) === key), all.map((each) => keyOf(each, by) === key && !each.taxAtStake));
          }
        }
        expect(isolates(rows, all)).toBe(false);
      }),
      { numRuns: 300, seed: 5 },
    );
    expect(told).toBeGreaterThan(200);
    expect(kept).toBeGreaterThan(200);
  });

  it('and their sums of tax neither, of all tables together', async () => {
    let [told, kept] = [0, 0];
    await fc.assert(
      fc.asyncProperty(findings, async (all) => {
        const before = toldBefore();
        const counted = { year: 2024, findings: all, counts: toldCounts(all) };
        const known = all.filter(({ taxAtStake }) => taxAtStake && taxAtStake.sign !== 0);
        const rows = (await totalMayBeTold(counted, before)) ? [known.map(() => true)] : [];
        for (const by of SUM_KEYS) {
          for (const { key, taxAtStake } of await toldFindingSums(counted, by, before)) {
            if (taxAtStake) rows.push(known.map((each) => keyOf(each, by) === key));
            if (taxAtStake) told += 1;
            else kept += 1;
          }
        }
        expect(isolates(rows, known)).toBe(false);
      }),
      { numRuns: 300, seed: 6 },
    );
    expect(told).toBeGreaterThan(100);
    expect(kept).toBeGreaterThan(5);
  });
});
