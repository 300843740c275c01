import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Rational } from '../../src/grading/rational.js';
import { commandLine } from '../cli/command-line.js';
import { sampleServer, type Answer } from '../graphql/hub-server.js';
import { full } from '../full.js';

const server = await sampleServer();
const out = mkdtempSync(path.join(tmpdir(), 'muhub-lists-'));
const { printed } = commandLine({ DATABASE_URL: server.database.url, MUHUB_DATA_DIR: path.join(out, 'hub') });
afterAll(() => rmSync(out, { recursive: true }));
const office = { role: 'evaluation_office', purpose: '亩均评价' };

const MEASURE_OF = {
  LAND_USE_TAX: 'LAND_USE_TAX_RELIEF',
  ELECTRICITY: 'ELECTRICITY_SURCHARGE',
  WATER: 'WATER_SURCHARGE',
  SUBSIDY: 'SUBSIDY',
} as const;
type Kind = keyof typeof MEASURE_OF;
const KINDS = Object.keys(MEASURE_OF) as Kind[];
const LISTS: Partial<Record<Kind, string>> = {
  LAND_USE_TAX: '城镇土地使用税减免清单',
  ELECTRICITY: '差别化电价执行清单',
  WATER: '差别化水价执行清单',
};

it.each(full ? ['example-ratio-2024', 'example-minmax-2024'] : ['example-ratio-2024'])(
  'ledger, lists, yield, treatments and what-ifs agree to 分 under %s, and no class is relieved beyond its tax',
  async (scheme) => {
    const [ledger, lists, yields, told] = [await ledgerOf(scheme), await listsOf(scheme), await yieldOf(scheme), await toldBy(scheme)];
    const figures = KINDS.map((kind) => ({
      kind,
      ledger: ledger[kind],
      list: lists[kind] ?? ledger[kind],
      yield: kind === 'LAND_USE_TAX' ? yields.relief : ledger[kind],
      ...told(kind),
    }));
    expect(figures).toEqual(
      figures.map(({ kind, ledger: due }) => ({
        ...{ kind, ledger: due, list: due, yield: due, treatments: due, whatIf: due, graph: due },
      })),
    );
    expect(yields.beyond).toEqual([]);
  },
);

/** `muhub landtax ledger`: the quarters added up. */
async function ledgerOf(scheme: string): Promise<Record<Kind, string>> {
  const { quarters } = JSON.parse(await printed('landtax', 'ledger', '--year', '2024', '--scheme', scheme, '--format', 'json')) as {
    quarters: { measure: string; due: string | null }[];
  };
  return byKind((kind) => quarters.filter(({ measure }) => measure === MEASURE_OF[kind]).map(({ due }) => due));
}

/** `muhub landtax lists`: the totals that it says. */
async function listsOf(scheme: string): Promise<Partial<Record<Kind, string>>> {
  const said = await printed('landtax', 'lists', '--year', '2024', '--scheme', scheme, '--out', out);
  return Object.fromEntries(
    Object.entries(LISTS).map(([kind, title]) => [kind, new RegExp(`${title}.*合计 ([\\d.]+) 元`).exec(said)![1]!]),
  );
}

/** `muhub landtax yield`: the relief in sum, and the keys whose relief is beyond their tax. */
async function yieldOf(scheme: string): Promise<{ readonly relief: string; readonly beyond: readonly string[] }> {
  type Row = { key: string; tax: string; relief: string };
  const report = JSON.parse(await printed('landtax', 'yield', '--year', '2024', '--scheme', scheme)) as Record<string, Row[]>;
  const tables = [report.byClass!, report.byZone!, report.byIndustry!];
  const sums = tables.map((rows) => sum(rows.map(({ relief }) => relief)));
  expect(new Set(sums).size).toBe(1);
  const beyond = tables.flat().filter(({ tax, relief }) => Rational.from(relief).compare(Rational.from(tax)) > 0);
  return { relief: sums[0]!, beyond: beyond.map(({ key }) => key) };
}

/** What the graph says: treatments firm by firm, a what-if's base, the ledger. */
async function toldBy(scheme: string) {
  const at = `scheme: "${scheme}", year: 2024`;
  const treatments: { kind: string; amount: string | null }[] = [];
  for (let after: string | null = null; ;) {
    const query = `query ($after: String) { assessment(${at}) { grades(first: 500, after: $after) { nodes { treatments { kind amount } } pageInfo { hasNextPage endCursor } } } }`;
    const { data }: Answer = await server.ask(office, query, { after });
    const { nodes, pageInfo } = data.assessment.grades as {
      nodes: { treatments: typeof treatments }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
    treatments.push(...nodes.flatMap((node) => node.treatments));
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  const { data } = await server.ask(
    office,
    `{ whatIf(${at}, amendments: []) { fiscal { kind base } } policyLedger(${at}) { lines { measure due } } }`,
  );
  const fiscal = data.whatIf.fiscal as { kind: string; base: string }[];
  const lines = data.policyLedger.lines as { measure: string; due: string | null }[];
  return (kind: Kind) => ({
    treatments: sum(treatments.filter((each) => each.kind === kind).map(({ amount }) => amount)),
    whatIf: sum(fiscal.filter((each) => each.kind === kind).map(({ base }) => base)),
    graph: sum(lines.filter(({ measure }) => measure === MEASURE_OF[kind]).map(({ due }) => due)),
  });
}

function byKind(amounts: (kind: Kind) => readonly (string | null)[]): Record<Kind, string> {
  return Object.fromEntries(KINDS.map((kind) => [kind, sum(amounts(kind))])) as Record<Kind, string>;
}

function sum(amounts: readonly (string | null)[]): string {
  return Rational.sum(amounts.flatMap((amount) => (amount === null ? [] : [Rational.from(amount)]))).toFixed(2);
}
