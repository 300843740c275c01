import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { taxCorrection } from '../assessment/tax-correction.js';
import { commandLine } from '../cli/command-line.js';
import { sampleServer } from './hub-server.js';

/* The 2024 evaluation is made public; then the tax bureau corrects one enterprise, which moves others on the fly. */
const CORRECTED = '913399011EFA80BJ4T';
const SCHEME = 'scheme: "example-ratio-2024", year: 2024';
const server = await sampleServer();
const folder = mkdtempSync(path.join(tmpdir(), 'muhub-published-'));
afterAll(() => rmSync(folder, { recursive: true }));
const { muhub, printed } = commandLine({ DATABASE_URL: server.database.url, MUHUB_DATA_DIR: path.join(folder, 'hub') });
const office = { role: 'evaluation_office', purpose: '亩均评价' };
const officer = { role: 'tax_officer' };
const committee = { role: 'zone_committee', zones: ['339901003'] };

interface Grade {
  readonly enterprise: { readonly creditCode: string };
  readonly class: string | null;
  readonly rank: number | null;
  readonly total: string | null;
}
const GRADE = 'class rank total state dataVersion';
const graded = async (list: string): Promise<readonly Grade[]> => {
  const all: Grade[] = [];
  for (let after: string | null = null; ;) {
    const query = `query ($after: String) { ${list.replace('LIST', `grades(first: 500, after: $after, orderBy: CREDIT_CODE_ASC) { nodes { enterprise { creditCode } ${GRADE} } pageInfo { hasNextPage endCursor } }`)} }`;
    const { data, errors } = await server.ask(office, query, { after });
    expect(errors).toBeUndefined();
    const { grades } = data.assessment ?? data.publications[0].assessment;
    all.push(...grades.nodes);
    if (!grades.pageInfo.hasNextPage) return all;
    after = grades.pageInfo.endCursor;
  }
};
const money = async (by: string) => {
  const { data, errors } = await server.ask(office, `{ policyLedger(${by}) { lines { quarter measure due reported } } }`);
  expect(errors).toBeUndefined();
  return data.policyLedger.lines as { quarter: number; measure: string; due: string | null; reported: string | null }[];
};

let id = '';
let before: readonly Grade[] = [];
let ledger: Awaited<ReturnType<typeof money>> = [];
let lists = '';
/** Another enterprise that the correction moved on the fly. */
let moved = '';

beforeAll(async () => {
  // Every source says that it was relieved of 1 元: grounded where its taxpayer's class is.
  await server.database.pool.query('update tax_land_source set annual_relief = 1');
  await printed('publish', '--scheme', 'example-ratio-2024', '--year', '2024', '--document', '示政公告〔2025〕1号');
  const { data } = await server.ask({ role: 'auditor' }, '{ publications { id } }');
  id = data.publications[0].id as string;
  before = await graded(`assessment(${SCHEME}) { LIST }`);
  ledger = await money(`publication: "${id}"`);
  lists = await printed('landtax', 'lists', '--publication', id, '--out', path.join(folder, 'lists'));
  const file = path.join(folder, '更正.csv');
  writeFileSync(file, taxCorrection(CORRECTED, '1'));
  await printed('intake', file);
  const now = new Map((await graded(`assessment(${SCHEME}) { LIST }`)).map((grade) => [grade.enterprise.creditCode, grade]));
  moved = before.find(({ enterprise: { creditCode }, ...was }) => {
    return creditCode !== CORRECTED && now.get(creditCode)!.class !== was.class && was.class === 'B';
  })!.enterprise.creditCode;
});

describe('what was published', () => {
  it('stays to the digit for everybody, whatever is handed over of one', async () => {
    expect(await graded('publications { assessment { LIST } }')).toEqual(before);
    expect(await graded(`assessment(${SCHEME}) { LIST }`)).not.toEqual(before);
  });

  it('is what an enterprise asks for by its year, and says by what; the grade on the fly is another', async () => {
    for (const creditCode of [CORRECTED, moved]) {
      const was = before.find(({ enterprise }) => enterprise.creditCode === creditCode)!;
      const { data, errors } = await server.ask(
        office,
        `{ enterprise(creditCode: "${creditCode}") {
          published: publishedGrade(year: 2024) { enterprise { creditCode } ${GRADE} publication { id document dataVersion trial corrects { id } validFrom } }
          byScheme: publishedGrade(year: 2024, scheme: "example-ratio-2024") { publication { id } }
          grade(${SCHEME}) { class publication { id } }
          other: publishedGrade(year: 2024, scheme: "example-minmax-2024") { class }
          earlier: publishedGrade(year: 2023) { class } } }`,
      );
      expect(errors).toBeUndefined();
      const { published, byScheme, grade, other, earlier } = data.enterprise;
      const { publication, ...rest } = published;
      expect(rest).toEqual(was);
      expect(publication).toMatchObject({ id, document: '示政公告〔2025〕1号', trial: false, corrects: null });
      expect(publication.validFrom).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(byScheme.publication).toEqual({ id });
      expect(grade.publication).toBeNull();
      expect(grade.class).not.toBe(was.class);
      expect([other, earlier]).toEqual([null, null]);
    }
  });

  it('keeps its ledger, its treatments and its lists', async () => {
    expect(await money(`publication: "${id}"`)).toEqual(ledger);
    expect(await money(SCHEME)).not.toEqual(ledger);
    const { data } = await server.ask(
      office,
      `{ enterprise(creditCode: "${moved}") {
        grade(${SCHEME}) { treatments { id } made: treatments(publication: "${id}") { id amount } }
        publishedGrade(year: 2024) { treatments { id amount } } } }`,
    );
    const { grade, publishedGrade } = data.enterprise;
    expect(grade.made).toEqual(publishedGrade.treatments);
    const ids = (treatments: { id: string }[]) => treatments.map((each) => each.id);
    expect(ids(publishedGrade.treatments)).toContain('example-county-2024/land-use-tax-b');
    expect(ids(grade.treatments)).not.toEqual(ids(publishedGrade.treatments));
    const again = await printed('landtax', 'lists', '--publication', id, '--out', path.join(folder, 'lists'));
    expect(again.replaceAll('与上一版相同', '首版')).toBe(lists);
    const due = (measure: string) =>
      ledger.filter((line) => line.measure === measure).reduce((sum, each) => sum + Math.round(Number(each.due) * 100), 0);
    expect(lists).toContain(`城镇土地使用税减免清单-2024-第1版：`);
    expect(lists).toContain(`合计 ${(due('LAND_USE_TAX_RELIEF') / 100).toFixed(2)} 元`);
    const printedLedger = JSON.parse(await printed('landtax', 'ledger', '--publication', id, '--format', 'json')) as {
      publication: number;
      quarters: { due: string | null }[];
    };
    expect(String(printedLedger.publication)).toBe(id);
    expect(printedLedger.quarters.map((line) => line.due && Number(line.due))).toEqual(ledger.map((line) => line.due && Number(line.due)));
  });

  it('is named by its lists; a list on the fly is a trial, and says so', async () => {
    const trial = await printed(
      'landtax',
      'lists',
      '--scheme',
      'example-ratio-2024',
      '--year',
      '2024',
      '--out',
      path.join(folder, 'trial'),
    );
    expect(
      trial
        .trimEnd()
        .split('\n')
        .every((line) => line.includes('/试算-')),
    ).toBe(true);
    const { data } = await server.ask(
      officer,
      `{ made: executionLists(publication: "${id}", kind: LAND_USE_TAX) { number trial publication { id } change { added } }
        all: executionLists(${SCHEME}, kind: LAND_USE_TAX) { number trial publication { id } change { added } } }`,
    );
    const made = { number: 1, trial: false, publication: { id }, change: null };
    expect(data).toEqual({ made: [made], all: [made, { number: 2, trial: true, publication: null, change: null }] });
  });

  it('grounds reliefs by its classes', async () => {
    const ground = async (by: string) => {
      const query = `{ landTaxFindings(year: 2024, ${by}, filter: { kinds: [RELIEF_WITHOUT_GROUND] }, first: 500) { nodes { id sourceId taxAtStake } } }`;
      const { data, errors } = await server.ask(officer, query);
      expect(errors).toBeUndefined();
      return data.landTaxFindings.nodes as { id: string; sourceId: string; taxAtStake: string }[];
    };
    const [published, now] = [await ground(`publication: "${id}"`), await ground('scheme: "example-ratio-2024"')];
    const told = (found: typeof now) => found.map(({ sourceId, taxAtStake }) => `${sourceId} ${taxAtStake}`);
    expect(told(published)).not.toEqual(told(now));
    const again = await server.ask(officer, `{ node(id: "${published[0]!.id}") { ... on LandTaxFinding { sourceId taxAtStake } } }`);
    expect(again.data.node).toEqual({ sourceId: published[0]!.sourceId, taxAtStake: published[0]!.taxAtStake });
  });

  it("gives a committee the results of its zone's enterprises, and no more than on the fly", async () => {
    const ask = (creditCode: string) =>
      server.ask(
        committee,
        `{ enterprise(creditCode: "${creditCode}") { publishedGrade(year: 2024) { class rank total publication { id reason } } } }`,
      );
    const { rows } = await server.database.pool.query<{ code: string }>(
      `select credit_code as code from enterprise where superseded is null and zone = '339901003' order by 1`,
    );
    const own = rows.find(({ code }) => before.some((grade) => grade.enterprise.creditCode === code && grade.total !== null))!.code;
    const { data, extensions } = await ask(own);
    const was = before.find(({ enterprise }) => enterprise.creditCode === own)!;
    expect(data.enterprise.publishedGrade).toEqual({ class: was.class, rank: was.rank, total: null, publication: { id, reason: null } });
    expect(extensions!.withheld!.map(({ coordinate }) => coordinate)).toContain('Grade.total');
    expect((await ask(CORRECTED)).data.enterprise).toBeNull();
  });
});

it('is refused in words where there is none, or it is of something else, or nothing is named', async () => {
  const code = async (query: string) => (await server.ask(office, query)).errors![0]!;
  expect(await code('{ policyLedger(publication: "99") { lines { due } } }')).toMatchObject({
    message: expect.stringContaining('没有第 "99" 号公布') as string,
    extensions: { code: 'NOT_FOUND' },
  });
  for (const query of [
    `{ policyLedger(publication: "${id}", year: 2023) { lines { due } } }`,
    `{ executionLists(publication: "${id}", scheme: "example-minmax-2024") { number } }`,
    `{ policyLedger(year: 2024) { lines { due } } }`,
    `{ landTaxYield(publication: "${id}", asOf: "2026-11-21T08:00:00Z") { byClass { key } } }`,
  ]) {
    expect((await code(query)).extensions.code, query).toBe('BAD_USER_INPUT');
  }
  expect(await muhub('landtax', 'ledger', '--publication', '99')).toMatchObject({
    status: 1,
    err: expect.stringContaining('没有第 99 号公布') as string,
  });
  expect(await muhub('landtax', 'ledger', '--year', '2024')).toMatchObject({
    status: 2,
    err: expect.stringContaining('--publication') as string,
  });
});

it('gives way to its correction, names what it corrects, and stays readable', async () => {
  await printed(
    'publish',
    '--scheme',
    'example-ratio-2024',
    '--year',
    '2024',
    '--document',
    '示政公告〔2025〕2号',
    '--corrects',
    id,
    '--reason',
    '税额有误',
  );
  const { data, errors } = await server.ask(
    office,
    `{ publications { id reason corrects { id } } enterprise(creditCode: "${CORRECTED}") { publishedGrade(year: 2024) { class publication { corrects { id } reason } } grade(${SCHEME}) { class } } }`,
  );
  expect(errors).toBeUndefined();
  const [, second] = data.publications;
  expect(second).toMatchObject({ corrects: { id }, reason: '税额有误' });
  const { publishedGrade, grade } = data.enterprise;
  expect(publishedGrade).toEqual({ class: grade.class, publication: { corrects: { id }, reason: '税额有误' } });
  expect(await money(`publication: "${id}"`)).toEqual(ledger);
});
