import { read, utils } from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import { desc, inArray } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEvent } from '../../src/audit/table.js';
import { grantedFile } from '../graphql/granted-files.js';
import { sampleServer } from '../graphql/hub-server.js';
import { analyst, askForFile, committee, dashboard, officer, SCHEME, ZONE } from './ask-for-file.js';

const server = await sampleServer({ mode: 'serve', clock: () => new Date('2026-11-22T01:00:00Z') });
const YEAR = `scheme=${SCHEME}&year=2024`;
const LIST = `/q/zone-grades.csv?${YEAR}`;
const MARK = 'test（zone_committee） 2026-11-22T09:00:00+08:00 用途：亩均论英雄 数据版本 11';
type Json = {
  rows: Record<string, unknown>[];
  withheld: { coordinate: string; columns: string[] }[];
  watermark: unknown;
  dataVersion: string;
};
const ask = (path: string, init?: RequestInit, claims: Parameters<typeof askForFile>[1] = committee) =>
  askForFile(server, claims, path, init);
const json = async (path: string, claims: Parameters<typeof askForFile>[1] = committee) =>
  (await (await ask(path, {}, claims)).json()) as Json;
const code = async (response: Response) => [
  response.status,
  ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]!.extensions.code,
];
const last = async (count: number) =>
  (await server.database.db
    .select()
    .from(auditEvent)
    .where(inArray(auditEvent.action, ['EXPORT', 'EXPORT_REFUSED']))
    .orderBy(desc(auditEvent.at), desc(auditEvent.sequence))
    .limit(count)) as { action: string; department: string; detail: Record<string, unknown> }[];

describe('a file', () => {
  it('is the same rows in every format, as GraphQL gives them', async () => {
    const { rows } = await json(`/q/zone-grades.json?${YEAR}`);
    const graphql = await server.ask(
      { ...committee, adhoc: true },
      `{ assessment(scheme: "${SCHEME}", year: 2024) { grades(first: 500) { totalCount nodes { enterprise { creditCode } rank class } } } }`,
    );
    const { nodes, totalCount } = graphql.data.assessment.grades;
    expect(totalCount).toBeLessThanOrEqual(500);
    const picked = (row: Record<string, unknown>) => [row['enterprise.creditCode'], row['rank'], row['class']];
    expect(rows.map(picked)).toEqual(
      nodes.map((node: { enterprise: { creditCode: string }; rank: number; class: string }) => [
        node.enterprise.creditCode,
        node.rank,
        node.class,
      ]),
    );

    const text = (value: unknown) =>
      value === null
        ? ''
        : typeof value === 'object'
          ? Array.isArray(value) && value.length === 0
            ? ''
            : JSON.stringify(value)
          : String(value);
    const csv = parse(Buffer.from(await (await ask(LIST)).arrayBuffer()), { columns: true, bom: true }) as Record<string, string>[];
    expect(csv).toEqual(
      rows.map((row) => ({ ...Object.fromEntries(Object.entries(row).map(([key, value]) => [key, text(value)])), watermark: MARK })),
    );

    const book = read(await (await ask(`/q/zone-grades.xlsx?${YEAR}`)).arrayBuffer());
    expect(book.SheetNames).toEqual(['数据', '说明']);
    const sheet = utils.sheet_to_json<Record<string, unknown>>(book.Sheets['数据']!, { raw: true, defval: '' });
    expect(sheet).toEqual(
      rows.map((row) =>
        Object.fromEntries(Object.entries(row).map(([key, value]) => [key, typeof value === 'number' ? value : text(value)])),
      ),
    );
    expect(typeof sheet[0]!['rank']).toBe('number');
    expect(typeof sheet[0]!['enterprise.creditCode']).toBe('string');
  });

  it('holds a list of many pages whole, at one data version, and no more than was wanted', async () => {
    const { rows } = await json(`/q/zone-grades.json?${YEAR}`, officer);
    expect(rows.length).toBeGreaterThan(1000);
    expect(new Set(rows.map((row) => row['enterprise.creditCode'])).size).toBe(rows.length);
    expect((await json(`/q/zone-grades.json?${YEAR}&first=501`, officer)).rows).toEqual(rows.slice(0, 501));
    expect((await json(`/q/zone-grades.json?${YEAR}&first=0`, officer)).rows).toEqual([]);
  });

  it('has Chinese headers, or GB18030, where they are asked for', async () => {
    const bytes = Buffer.from(await (await ask(`${LIST}&first=2&headers=zh`)).arrayBuffer());
    expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
    const [header] = parse(bytes, { bom: true }) as string[][];
    expect(header).toEqual([
      '评价年度',
      '数据版本',
      '所用方案·方案编号',
      '企业·统一社会信用代码',
      '企业·企业名称',
      '企业·行业代码',
      '企业·园区代码',
      '企业·镇街代码',
      '评价状态',
      '评价组编号',
      '名次',
      '参加排名的企业数',
      '初评类别',
      '最终类别',
      '比照的类别',
      '总分（分）',
      '距上一类别差什么·上一类别',
      '距上一类别差什么·还差多少分',
      '生效的调档规则',
      '水印',
    ]);
    const response = await ask(`${LIST}&first=2&headers=zh&encoding=gb18030`);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=gb18030; header=present');
    expect(new TextDecoder('gb18030', { fatal: true }).decode(await response.arrayBuffer())).toBe(bytes.toString().slice(1));
  });

  it('leaves out what was not granted, and says what: in the answer, a header, a sheet', async () => {
    const { rows, withheld, watermark } = await json(`/q/zone-grades.json?${YEAR}&first=30`);
    expect(new Set(rows.map((row) => row['total']))).toEqual(new Set([null]));
    const LACK = [
      ['emissions', 'NOT_GRANTED'],
      ['statistics', 'STATISTICS_SECRET'],
      ['tax', 'TAX_SECRET'],
    ] as const;
    const entries = [
      ['Grade.total', 'total'],
      ['NextClass.pointsNeeded', 'nextClass.pointsNeeded'],
    ].flatMap(([coordinate, column]) => LACK.map(([department, reason]) => ({ coordinate, department, reason, columns: [column] })));
    expect(withheld).toMatchObject(entries);
    expect(watermark).toEqual({
      subject: 'test',
      role: 'zone_committee',
      purpose: '亩均论英雄',
      at: '2026-11-22T09:00:00+08:00',
      dataVersion: '11',
    });
    const response = await ask(`/q/zone-grades.xlsx?${YEAR}&first=30&headers=zh`);
    expect(response.headers.get('x-muhub-withheld')).toBe(entries.map(({ coordinate, reason }) => `${coordinate};${reason}`).join(', '));
    expect(decodeURIComponent(response.headers.get('x-muhub-watermark')!)).toBe(MARK);
    const book = read(await response.arrayBuffer(), { bookProps: true });
    expect(book.Props).toMatchObject({ Comments: MARK, Author: 'test' });
    const whole = read(await (await ask(`/q/zone-grades.xlsx?${YEAR}&first=30&headers=zh`)).arrayBuffer());
    const notes = utils.sheet_to_json<string[]>(whole.Sheets['说明']!, { header: 1 });
    expect(notes.slice(0, 6)).toEqual([
      ['内容', '按名次列出企业的评价结果；园区、镇街、企业只见自己的，总分和差距须有授权。'],
      ['查询文档', 'zone-grades'],
      ['导出人', 'test（zone_committee）'],
      ['用途', '亩均论英雄'],
      ['导出时间', '2026-11-22T09:00:00+08:00'],
      ['数据版本', '11'],
    ]);
    expect(notes.slice(-6).map((cells) => cells.slice(0, 4))).toEqual(
      [
        ['总分（分）', 'Grade.total'],
        ['距上一类别差什么·还差多少分', 'NextClass.pointsNeeded'],
      ].flatMap(([title, coordinate]) => LACK.map(([department, reason]) => [title, department, reason, coordinate])),
    );
  });

  it('as a workbook has words for codes under Chinese headings, the codes themselves under English ones', async () => {
    const column = async (form: string, heading: string) => {
      const book = read(await (await ask(`/q/zone-grades.xlsx?${YEAR}&headers=${form}`)).arrayBuffer());
      return new Set(utils.sheet_to_json<Record<string, unknown>>(book.Sheets['数据']!).map((row) => row[heading]));
    };
    const [codes, words] = [await column('en', 'state'), await column('zh', '评价状态')];
    expect(codes).toContain('GRADED');
    expect(words).toContain('已评价');
    expect([...words].filter((word) => /[A-Z_]{2}/.test(String(word)))).toEqual([]);
    expect(words.size).toBe(codes.size);
  });

  it('has nothing of another zone', async () => {
    const { rows } = await json(`/q/zone-grades.json?${YEAR}`);
    expect(new Set(rows.map((row) => row['enterprise.zone']))).toEqual(new Set([ZONE]));
    expect((await json(`/q/zone-grades.json?${YEAR}&filter.zones=339901002`)).rows).toEqual([]);
  });
});

describe('variables', () => {
  it('are typed by the document, in the address or in a body', async () => {
    const some = await json(`/q/zone-grades.json?${YEAR}&filter.classes=A,D&first=5`, officer);
    expect(some.rows.every((row) => row['class'] === 'A' || row['class'] === 'D')).toBe(true);
    const variables = { scheme: SCHEME, year: 2024, filter: { classes: ['A', 'D'] }, first: 5 };
    for (const body of [variables, { variables }]) {
      const response = await ask(
        '/q/zone-grades.json',
        { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
        officer,
      );
      expect(((await response.json()) as Json).rows).toEqual(some.rows);
    }
    const asJson = `/q/zone-grades.json?${YEAR}&first=5&filter=${encodeURIComponent('{"classes":["A","D"]}')}`;
    expect((await json(asJson, officer)).rows).toEqual(some.rows);
  });

  it.each([
    ['none of those needed', '/q/zone-grades.csv', 400, 'BAD_USER_INPUT'],
    ['one that there is not', `${LIST}&zone=1`, 400, 'BAD_USER_INPUT'],
    ['a filter that there is not', `${LIST}&filter.zone=1`, 400, 'BAD_USER_INPUT'],
    ['one of another type', `${LIST.replace('2024&', '')}x&year=x`, 400, 'BAD_USER_INPUT'],
    ['one twice', `${LIST}&year=2023`, 400, 'BAD_USER_INPUT'],
    ['a negative number of rows', `${LIST}&first=-1`, 400, 'BAD_USER_INPUT'],
    ['a cursor of nowhere', `${LIST}&after=x`, 400, 'BAD_USER_INPUT'],
    ['no JSON', `${LIST}&filter={`, 400, 'BAD_USER_INPUT'],
    ['a form that there is not', `${LIST}&headers=fr`, 400, 'BAD_USER_INPUT'],
    ['an encoding that there is not', `${LIST}&encoding=big5`, 400, 'BAD_USER_INPUT'],
    ['the future', `${LIST}&asOf=2999-01-01T00:00:00Z`, 400, 'BAD_USER_INPUT'],
    ['a scheme that there is not', `/q/zone-grades.csv?scheme=nowhere&year=2024`, 404, 'NOT_FOUND'],
    ['a document that there is not', '/q/nothing.csv', 404, 'NOT_FOUND'],
    ['a format that there is not', '/q/zone-grades.pdf', 406, 'BAD_USER_INPUT'],
    ['no format', '/q/zone-grades', 406, 'BAD_USER_INPUT'],
    ['a document of another role', '/q/land-tax-findings.csv?year=2024', 403, 'DOCUMENT_NOT_TRUSTED'],
  ])('with %s are refused with a reason', async (_, path, status, name) => {
    expect(await code(await ask(path))).toEqual([status, name]);
  });

  it('in a body that is none are refused', async () => {
    const post = (body: string, type = 'application/json') =>
      ask('/q/zone-grades.csv', { method: 'POST', headers: { 'content-type': type }, body });
    expect(await code(await post('{'))).toEqual([400, 'BAD_USER_INPUT']);
    expect(await code(await post('[1]'))).toEqual([400, 'BAD_USER_INPUT']);
    expect(await code(await post('a=1', 'application/x-www-form-urlencoded'))).toEqual([415, 'BAD_USER_INPUT']);
    expect(await code(await post(JSON.stringify({ scheme: 'x'.repeat(2_000_000) })))).toEqual([413, 'LIMIT_EXCEEDED']);
  });

  it('nothing without a token, nothing by another method', async () => {
    for (const path of ['/q', LIST]) expect(await code(await fetch(server.url + path))).toEqual([401, 'UNAUTHENTICATED']);
    const put = await ask(LIST, { method: 'PUT' });
    expect([put.headers.get('allow'), ...(await code(put))]).toEqual(['GET, POST', 405, 'BAD_USER_INPUT']);
  });
});

describe('the tag of a file', () => {
  const tagOf = async (path: string, claims?: Parameters<typeof askForFile>[1]) => (await ask(path, {}, claims)).headers.get('etag')!;

  it('saves it being made and sent again, and that is on record like the file', async () => {
    const first = await ask(`${LIST}&first=2`);
    expect([first.headers.get('cache-control'), first.headers.get('vary')]).toEqual(['private, no-cache', 'Authorization, Cookie']);
    const tag = first.headers.get('etag')!;
    for (const named of [tag, `"x", ${tag}`, tag.replace('W/', ''), '*']) {
      const again = await ask(`${LIST}&first=2`, { headers: { 'if-none-match': named } });
      expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, tag, '']);
    }
    const events = (await last(20)).filter(({ detail }) => (detail['file'] as { rows: number | null } | undefined)?.rows === null);
    const file = { document: 'zone-grades', format: 'csv', dataVersion: 11 };
    expect(events.filter(({ department }) => department === 'county').map(({ action }) => action)).toEqual(Array(4).fill('EXPORT'));
    expect(events[0]!.detail).toMatchObject({
      role: 'zone_committee',
      purpose: '亩均论英雄',
      operation: 'ZoneGrades',
      errors: [],
      file: { ...file, rows: null },
    });
    expect(events.find(({ department }) => department === 'county')!.detail['coordinates']).toContain('Grade.class');
    expect(events.find(({ department }) => department === 'tax')!.detail['withheld']).toContain('Grade.total');
    expect((await ask(`${LIST}&first=2`, { headers: { 'if-none-match': 'W/"other"' } })).status).toBe(200);
  });

  it('is another once a year was published, or an enterprise consents: what is given hangs on both', async () => {
    const { pool } = server.database;
    const tags = [await tagOf(`${LIST}&first=2`)];
    await pool.query(
      `insert into publication (scheme_id, digest, year, data_version, result_digest, document, published_by) values ('x', 'sm3:0', 2019, 11, 'sm3:0', '公告', 'test')`,
    );
    tags.push(await tagOf(`${LIST}&first=2`));
    await pool.query(
      `insert into consent (credit_code, year, purpose, until, given_by) values ('9', 2024, '亩均评价', '2999-01-01', 'test')`,
    );
    tags.push(await tagOf(`${LIST}&first=2`));
    expect(new Set(tags).size).toBe(3);
    await pool.query(`delete from publication where scheme_id = 'x'`);
    await pool.query(`delete from consent where credit_code = '9'`);
    expect(await tagOf(`${LIST}&first=2`)).toBe(tags[0]);
  });

  it('is another for another document, format, form, variable, viewer and moment', async () => {
    const tags = [
      await tagOf(`${LIST}&first=2`),
      await tagOf(`${LIST}&first=3`),
      await tagOf(`${LIST}&first=2&headers=zh`),
      await tagOf(`${LIST}&first=2&encoding=gb18030`),
      await tagOf(`/q/zone-grades.json?${YEAR}&first=2`),
      await tagOf(`/q/zone-indicators.csv?${YEAR}&first=2`),
      await tagOf(`${LIST}&first=2`, { ...committee, zones: ['339901001'] }),
      await tagOf(`${LIST}&first=2`, { ...committee, purpose: '另一用途' }),
      await tagOf(`${LIST}&first=2`, { ...committee, subject: 'other' }),
      await tagOf(`${LIST}&first=2`, officer),
    ];
    expect(new Set(tags).size).toBe(tags.length);
    expect(await tagOf(`${LIST}&first=2`)).toBe(tags[0]);
  });

  it('comes from the rows where something beside the data version is in them', async () => {
    const findings = '/q/land-tax-findings.json?year=2024&first=5';
    const tag = await tagOf(findings, officer);
    const again = await ask(findings, { headers: { 'if-none-match': tag } }, officer);
    expect(again.status).toBe(304);
    expect(await tagOf(findings.replace('first=5', 'first=6'), officer)).not.toBe(tag);
  });
});

describe('the list of documents', () => {
  it('has those that a token may have, with what they take and give', async () => {
    const list = async (claims: Parameters<typeof askForFile>[1]) =>
      (
        (await (await ask('/q', {}, claims)).json()) as {
          documents: { name: string; variables: unknown[]; columns: { name: string; withheld: boolean }[]; urls: string[] }[];
        }
      ).documents;
    expect((await list(dashboard)).map(({ name }) => name)).toEqual([
      'class-map',
      'class-ranking',
      'class-trend',
      'county-benchmarks',
      'county-classes',
      'public-evaluations',
      'public-results',
      'publications',
      'sharing-catalogue',
    ]);
    expect((await list({ role: 'auditor' })).map(({ name }) => name)).toEqual(['audit-verification', 'sharing-catalogue']);
    const grades = (await list(committee)).find(({ name }) => name === 'zone-grades')!;
    expect(grades.urls).toEqual(['/q/zone-grades.json', '/q/zone-grades.csv', '/q/zone-grades.xlsx']);
    expect(grades.variables).toContainEqual({ name: 'scheme', type: 'ID!', required: true, default: null, description: '评价方案编号' });
    expect(grades.variables).toContainEqual({
      name: 'first',
      type: 'Int',
      required: false,
      default: null,
      description: '最多多少行；缺省为全部',
    });
    // A figure of several departments may be given in some rows; a record that is nobody's to see is named beforehand.
    expect(grades.columns.filter(({ withheld }) => withheld)).toEqual([]);
    const record = (await list(committee)).find(({ name }) => name === 'enterprise-record')!;
    const hidden = record.columns.filter(({ withheld }) => withheld).map(({ name }) => name);
    expect(hidden.some((name) => name.includes('tax.'))).toBe(true);
    expect(hidden.some((name) => name.startsWith('employment.') || name === 'land.usedArea')).toBe(false);
    expect((await list(officer)).find(({ name }) => name === 'zone-grades')!.columns.filter(({ withheld }) => withheld)).toEqual([]);
  });
});

describe('taking away is an act of its own', () => {
  it('and what may only be read is left out of files', async () => {
    const [reads, takes] = [
      grantedFile({ to: { role: 'analyst' }, what: ['ClassCount.*'], acts: ['READ'] }),
      grantedFile({ id: 'ranked', to: { role: 'analyst' }, what: ['AssessmentGroup.ranked'], acts: ['EXPORT'] }),
    ];
    const reading = await sampleServer({ mode: 'serve', grantFiles: [reads, takes] });
    const read = await reading.ask(
      { ...analyst, adhoc: true },
      `{ assessment(scheme: "${SCHEME}", year: 2024) { groups { classes { count } } } }`,
    );
    expect(read.data.assessment.groups[0].classes[0].count).toBeGreaterThan(0);
    const response = await askForFile(reading, analyst, `/q/county-classes.json?${YEAR}`);
    const { rows, withheld } = (await response.json()) as Json;
    expect(rows.map((row) => row['count']).every((count) => count === null)).toBe(true);
    expect(withheld.map(({ coordinate }) => coordinate)).toEqual(['ClassCount.count', 'ClassCount.share']);
  });
});

it('a database that went away is said so, and nothing of the inside', async () => {
  const broken = await sampleServer({
    mode: 'serve',
    hub: (hub) => ({
      ...hub,
      assess: () => Promise.reject(Object.assign(new Error('select secret from tax_payment where x = $1'), { code: 'ECONNRESET' })),
    }),
  });
  const response = await askForFile(broken, committee, LIST);
  const text = await response.text();
  expect([response.status, response.headers.get('content-type')]).toEqual([503, 'application/json; charset=utf-8']);
  expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'SOURCE_UNAVAILABLE' } }] });
  expect(text + broken.logged.join('')).not.toMatch(/select secret|tax_payment/);
});
