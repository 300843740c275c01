import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { departmentVocabulary } from '../../src/departments/vocabulary.js';
import { Rational } from '../../src/grading/rational.js';
import { alertsOn } from '../../src/land-use/alerts/alerts.js';
import { plusDays, plusYears } from '../../src/land-use/days.js';
import { flowsBetween, type LandFlow } from '../../src/land-use/flows.js';
import { governmentCauses, shiftOf } from '../../src/land-use/government-causes.js';
import { idleRows, ledgerOn, unsuppliedRows } from '../../src/land-use/ledger.js';
import { reckonOn } from '../../src/land-use/reckoning.js';
import type { LandRecords } from '../../src/land-use/records.js';
import { Successors } from '../../src/land-use/successors.js';
import { loadLandRules } from '../../src/policy/land-rules-folder.js';
import { loadSchemes } from '../../src/policy/registry.js';
import { full } from '../full.js';
import { plainIdle, plainLeft, plainShift } from './plain-land.js';
import { anyDay, anyRecords, register } from './random-land.js';

const numRuns = full ? 2_000 : 60;
const { schemes, vocabulary } = await loadSchemes('schemes', departmentVocabulary);
const rules = await loadLandRules('land-rules', undefined, { ...vocabulary, schemes });
const reckoned = (records: LandRecords, on: string) => reckonOn({ records, register, rules, facts: () => undefined }, on);
const day = fc.record({ from: anyDay, days: fc.integer({ min: 0, max: 120 }) });
const shown = ({ opening, new: risen, disposed, closing }: LandFlow) => [opening, risen, disposed, closing].map(String);
const byMilestone = (a: { date: string; document: string | null }, b: typeof a) =>
  a.date < b.date ? -1 : a.date > b.date ? 1 : (a.document ?? '') < (b.document ?? '') ? -1 : 1;

describe('industrial land, whatever its history', () => {
  it('n years later is the same day of the year, or the last of February', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 9 }), (from, years) => {
        const to = plusYears(from, years);
        expect(Number(to.slice(0, 4))).toBe(Number(from.slice(0, 4)) + years);
        expect([from.slice(5), '02-28']).toContain(to.slice(5));
        expect(new Date(to).toISOString().slice(0, 10)).toBe(to);
      }),
      { numRuns },
    );
  });

  it('due days move by the days of government causes, each counted once', () => {
    fc.assert(
      fc.property(anyRecords, anyDay, anyDay, ({ milestones }, due, on) => {
        const known = milestones.filter(({ date }) => date <= on).sort(byMilestone);
        expect(shiftOf(due, governmentCauses(known, on))).toBe(plainShift(due, milestones, on));
      }),
      { numRuns },
    );
  });

  it('flows are what comes and goes day by day, balance exactly, and add up', () => {
    fc.assert(
      fc.property(anyRecords, day, fc.integer({ min: 0, max: 119 }), (records, { from, days }, cut) => {
        const to = plusDays(from, days);
        const flows = flowsBetween({ records, register }, from, to);
        const county = (kind: string) => flows.find((row) => row.kind === kind && row.region === '339901')!;
        const projects = records.approvals.map(
          ({ project }) =>
            (on: string) =>
              plainLeft(records, project, on),
        );
        const contracts = records.supplies.map(
          ({ number }) =>
            (on: string) =>
              plainIdle(records, number, on),
        );
        expect(shown(county('APPROVED_UNSUPPLIED'))).toEqual(plainFlow(projects, from, to));
        expect(shown(county('IDLE'))).toEqual(plainFlow(contracts, from, to));
        const middle = plusDays(from, Math.min(cut, days));
        const [first, second] = [
          flowsBetween({ records, register }, from, middle),
          flowsBetween({ records, register }, plusDays(middle, 1), to),
        ];
        for (const [index, whole] of flows.entries()) {
          expect(whole.opening.plus(whole.new).minus(whole.disposed).equals(whole.closing)).toBe(true);
          if (middle === to) continue;
          expect(first[index]!.closing.equals(second[index]!.opening)).toBe(true);
          expect(first[index]!.new.plus(second[index]!.new).equals(whole.new)).toBe(true);
        }
      }),
      { numRuns },
    );
  });

  it('the ledger holds each once, and what flows says of the day', () => {
    fc.assert(
      fc.property(anyRecords, anyDay, (records, on) => {
        const reckoning = reckoned(records, on);
        const rows = ledgerOn(reckoning);
        expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
        for (const { key, area, state } of unsuppliedRows(reckoning)) {
          if (state === null) expect(area!.sign).toBe(1);
          const left = plainLeft(records, key.split('/')[1]!, on);
          if (left) expect(String(area)).toBe(String(left));
        }
        for (const { key, state } of idleRows(reckoning)) {
          const idle = plainIdle(records, key, on);
          if (idle) expect(state === 'RECOGNISED').toBe(idle.sign > 0);
        }
      }),
      { numRuns },
    );
  });

  it('an idle contract is so from the day after a year, and was not the day before', () => {
    fc.assert(
      fc.property(anyRecords, anyDay, (records, on) => {
        for (const row of idleRows(reckoned(records, on))) {
          if (row.state !== 'SUSPECTED' || row.overTwoYears === null) continue;
          const { due } = reckoned(records, on).land.contracts.get(row.key)!.due('动工');
          expect(row.since).toBe(plusDays(plusYears(due!, 1), 1));
          expect(on >= row.since!).toBe(true);
          expect(row.overTwoYears).toBe(on > plusYears(due!, 2));
        }
        const alerts = alertsOn(reckoned(records, on)).map(({ code, key, subject }) => `${code} ${key} ${subject}`);
        expect(new Set(alerts).size).toBe(alerts.length);
      }),
      { numRuns },
    );
  });

  it('a divided parcel leads to those that were not divided again, and each of them back', () => {
    const code = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const division = fc.record({ parcelCode: code, successors: fc.array(code, { maxLength: 3 }), date: anyDay });
    fc.assert(
      fc.property(fc.array(division, { maxLength: 5 }), anyDay, code, (divisions, on, asked) => {
        const rows = divisions.map((row, index) => ({ ...row, number: `${index}`, kind: '分割' as const, area: undefined, buyerId: null }));
        const successors = new Successors(rows, on);
        const standing = successors.representing(asked);
        expect(standing.length).toBeGreaterThan(0);
        for (const each of standing) {
          expect(successors.following(asked)).toContain(each);
          expect(successors.preceding(each)).toContain(asked);
          if (each !== asked) expect(successors.into(each)).toEqual([]);
        }
      }),
      { numRuns },
    );
  });
});

function plainFlow(stocks: readonly ((day: string) => Rational | undefined)[], from: string, to: string): string[] {
  const sums = [Rational.ZERO, Rational.ZERO, Rational.ZERO, Rational.ZERO] as [Rational, Rational, Rational, Rational];
  for (const stock of stocks) {
    const before = stock(plusDays(from, -1));
    if (!before) continue;
    sums[0] = sums[0].plus(before);
    let last = before;
    for (let at = from; at <= to; at = plusDays(at, 1)) {
      const now = stock(at)!;
      if (now.compare(last) > 0) sums[1] = sums[1].plus(now.minus(last));
      else sums[2] = sums[2].plus(last.minus(now));
      last = now;
    }
    sums[3] = sums[3].plus(last);
  }
  return sums.map(String);
}
