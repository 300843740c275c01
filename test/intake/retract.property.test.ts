import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.js';
import { versionAt } from '../../src/db/data-version.js';
import { keptInTheHub } from '../../src/db/records.js';
import { lineOf } from '../../src/db/versioned.js';
import { openReaders } from '../../src/departments/readers.js';
import { receiveAll, type Intake } from '../../src/intake/receive-all.js';
import { retract, type Retractor } from '../../src/intake/retract.js';
import { freshDatabase } from '../database/fresh-database.js';

// Codes of a fictional county; both check digits hold.
const CODES = ['9133990144LEKL1AXK', '91339901504G8CHDXP', '913399013E4JGHHJ50'] as const;
const COLUMNS = { revenue: '营业收入', valueAdded: '工业增加值', rdExpense: '研发经费支出', energy: '综合能耗等价值' } as const;
type Field = keyof typeof COLUMNS;

/** A table: by enterprise the cells of some columns; an empty one is missing. */
interface Table {
  readonly fields: readonly Field[];
  readonly rows: Readonly<Record<number, readonly string[]>>;
}
type Step = { readonly take: Table } | { readonly again: number } | { readonly back: number };

/** A handover as the plain reference keeps it. */
interface Taken {
  readonly table: Table;
  readonly id: number;
  retracted: boolean;
}

const cell = fc.oneof(fc.constant(''), fc.nat(99).map(String));
const table: fc.Arbitrary<Table> = fc.subarray(Object.keys(COLUMNS) as Field[], { minLength: 1 }).chain((fields) =>
  fc.record({
    fields: fc.constant(fields),
    rows: fc.dictionary(fc.constantFrom('0', '1', '2'), fc.array(cell, { minLength: fields.length, maxLength: fields.length }), {
      minKeys: 1,
      noNullPrototype: true,
    }),
  }),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: table.map((take) => ({ take })) },
  { weight: 1, arbitrary: fc.nat(9).map((again) => ({ again })) },
  { weight: 3, arbitrary: fc.nat(9).map((back) => ({ back })) },
);

let database: Database;
let intake: Intake;
let by: Retractor;
let run = 0;

beforeAll(async () => {
  database = await freshDatabase('empty_hub');
  intake = { db: database.db, declared: { eventCodes: new Set(), facts: new Map() }, actor: 'test' };
  by = { actor: 'test', keeping: keptInTheHub(database.db, () => database.db) };
});

afterAll(() => void (run = 0));

/** The name that a table calls an enterprise by: another in each, and of its run. */
const nameIn = ({ fields, rows }: Table) => `厂${fields.length}${Object.keys(rows).join('')}`;

function textOf(of: Table): string {
  const head = ['统一社会信用代码', '单位名称', '年度', ...of.fields.map((field) => COLUMNS[field])];
  const lines = Object.entries(of.rows).map(([i, cells]) => [CODES[Number(i)], nameIn(of), yearOf(), ...cells]);
  return [head, ...lines].map((line) => line.join(',')).join('\n');
}

/** A run has a year of its own; the register is looked at in the first alone. */
const yearOf = () => 2000 + run;

/** What the handovers that stand come to: by enterprise and field the value and where it came from. */
function fold(taken: readonly Taken[]) {
  const state: Record<string, Record<string, readonly [value: string | undefined, handover: number, line: number]>> = {};
  for (const { table: of, id } of taken.filter(({ retracted }) => !retracted)) {
    for (const [line, [i, cells]] of Object.entries(of.rows).entries()) {
      const record = (state[CODES[Number(i)]!] ??= {});
      for (const [at, field] of of.fields.entries()) record[field] = [cells[at] === '' ? undefined : cells[at], id, line + 2];
    }
  }
  for (const record of Object.values(state))
    for (const field of Object.keys(record)) if (record[field]![0] === undefined) delete record[field];
  return state;
}

async function stored(version: number) {
  const records = await openReaders(database.db).statistics.year(version, yearOf());
  return Object.fromEntries(
    [...records].map(([code, record]) => [
      code,
      Object.fromEntries(
        (Object.keys(COLUMNS) as Field[]).flatMap((field) => {
          const { handoverId, line } = lineOf(record.sources[0]!, field);
          return record[field] === undefined ? [] : [[field, [record[field].toString(), handoverId, line]]];
        }),
      ),
    ]),
  );
}

/** Whether the same bytes stand, and nothing of them was superseded. */
function stands(taken: readonly Taken[], text: string): boolean {
  const standing = taken.filter(({ retracted }) => !retracted);
  return standing.some(
    (each, at) =>
      textOf(each.table) === text &&
      Object.keys(each.table.rows).every((i) => !standing.slice(at + 1).some((later) => i in later.table.rows)),
  );
}

describe('handovers with and without columns, taken again and taken back', () => {
  it('come at every version to what folding those that stand gives, value by value and line by line', async () => {
    const property = fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (steps) => {
      run += 1;
      const taken: Taken[] = [];
      const expected: (readonly [number, ReturnType<typeof fold>])[] = [];
      for (const each of steps) {
        if ('back' in each) {
          const one = taken[each.back % Math.max(taken.length, 1)];
          if (!one) continue;
          const { done } = await retract(database.db, by, one.id, '试');
          expect(done).toBe(!one.retracted);
          one.retracted = true;
        } else {
          const of = 'take' in each ? each.take : taken[each.again % Math.max(taken.length, 1)]?.table;
          if (!of) continue;
          const text = textOf(of);
          const load = async () => ({ fileName: 'f.csv', bytes: Buffer.from(text) });
          const [report] = await receiveAll(intake, ['f.csv'], load);
          expect(report!.status).toBe(stands(taken, text) ? 'already_received' : 'accepted');
          if (report!.status === 'accepted') taken.push({ table: of, id: report!.handoverId!, retracted: false });
        }
        expected.push([await versionAt(database.db), fold(taken)]);
      }
      for (const [version, state] of expected) expect(await stored(version)).toEqual(state);
      const { enterprises } = openReaders(database.db);
      const known = await enterprises.some(await versionAt(database.db), CODES);
      const namer = (i: number) => taken.find(({ table: of, retracted }) => !retracted && i in of.rows);
      for (const i of CODES.keys()) expect(known.get(CODES[i]!)?.name).toBe(namer(i) && nameIn(namer(i)!.table));
      for (const { id, retracted } of taken) if (!retracted) await retract(database.db, by, id, '本轮结束');
      expect(await stored(await versionAt(database.db))).toEqual({});
      expect(await enterprises.some(await versionAt(database.db), CODES)).toEqual(new Map());
    });
    await fc.assert(property, { numRuns: 12 });
  });
});
