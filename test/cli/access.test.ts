import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestGrant } from '../../src/grants/grant-steps.js';
import { profileTerms } from '../../src/grants/terms.js';
import { freshDatabase } from '../database/fresh-database.js';
import { commandLine } from './command-line.js';
import { dataFolder, forget } from './hub-process.js';

const database = await freshDatabase('sample_hub');
const { muhub, printed } = commandLine({ DATABASE_URL: database.url });
const access = (...args: string[]) => muhub('access', ...args);
const ZONE = '339901003';
const COMMITTEE = ['--role', 'zone_committee', '--zone', ZONE];
const SAMPLE = ['--shipped', '--sample'];

let folder: string;
beforeAll(async () => {
  folder = await dataFolder();
});
afterAll(() => forget(folder));

/** By coordinate: whether it is given, for want of whose part not, and why. */
async function shown(...args: string[]): Promise<ReadonlyMap<string, string>> {
  const [, ...lines] = (await printed('access', 'show', '--format', 'csv', ...args)).trimEnd().split('\r\n');
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(',')), line.slice(line.indexOf(',') + 1)]));
}

describe('muhub access show', () => {
  it('a committee under the published profile: register, land, employment and results of its zone, no figures made of taxes', async () => {
    const its = await shown(...COMMITTEE, '--shipped');
    for (const given of ['Enterprise.name', 'EmploymentRecord.insured', 'Grade.class', 'Grade.rank'])
      expect([given, its.get(given)]).toEqual([given, '给,,']);
    expect(its.get('TaxRecord.vatNet')).toBe('不给,tax,TAX_SECRET');
    expect(its.get('Grade.total')).toMatch(/^部分（所用部门或企业）,.*tax/);
  });

  it('with the sample’s own grants what is made of taxes, for their purpose alone, and no amount of a treatment', async () => {
    const [meant, other] = [
      await shown(...COMMITTEE, ...SAMPLE, '--purpose', '亩均评价'),
      await shown(...COMMITTEE, ...SAMPLE, '--purpose', '招商'),
    ];
    expect(meant.get('Grade.total')).toBe('给（所用各部门都给时）,,');
    expect(meant.get('TaxRecord.vatNet')).toBe('不给,tax,PURPOSE_REQUIRED');
    expect(meant.get('Treatment.amount')).toContain('tax,PURPOSE_REQUIRED');
    expect(other.get('Grade.total')).toContain('PURPOSE_REQUIRED');
  });

  it('an enterprise everything of itself, an analyst no enterprise, a town no amount', async () => {
    const enterprise = await shown('--role', 'enterprise', '--credit-code', '913399011EFA80BJ4T', '--shipped');
    for (const own of ['TaxRecord.vatNet', 'EmissionsRecord.cod', 'Treatment.amount'])
      expect([own, enterprise.get(own)]).toEqual([own, expect.stringMatching(/^给/)]);
    const [analyst, town] = [
      await shown('--role', 'analyst', '--shipped'),
      await shown('--role', 'town', '--town', '339901101', '--shipped'),
    ];
    for (const of of [analyst, town]) expect(of.get('TaxRecord.vatNet')).toBe('不给,tax,TAX_SECRET');
    expect([analyst.get('Grade.class'), town.get('Grade.class')]).toEqual([expect.stringMatching(/^不给/), '给,,']);
    expect(town.get('Treatment.amount')).toContain('TAX_SECRET');
  });
});

describe('muhub access explain', () => {
  it('names the grant, the document and the article that a value rests on', async () => {
    const said = await printed(
      'access',
      'explain',
      ...COMMITTEE,
      ...SAMPLE,
      '--purpose',
      '亩均评价',
      '--coordinate',
      'IndicatorResult.points',
      '--made-of',
      'tax',
      'land',
    );
    expect(said).toMatch(/^可以：/);
    expect(said).toMatch(/✓ 授权 sample-p2：给出 .*tax.* 的份；依据：示例县亩均办〔2025〕1号（虚构） 三/);
    expect(said).toMatch(/会透露：/);
  });

  it('says which purpose is missing, and whose part', async () => {
    const said = await printed('access', 'explain', ...COMMITTEE, ...SAMPLE, '--coordinate', 'IndicatorResult.points', '--made-of', 'tax');
    expect(said).toMatch(/^不可以（PURPOSE_REQUIRED）：没有可用的授权给角色 zone_committee，缺 tax/);
    expect(said).toContain('✗ 授权 sample-p2：用途须为“亩均评价”，令牌的用途是“未写明”');
  });

  it('says of a field that there is not that nobody gets it', async () => {
    expect(await printed('access', 'explain', '--role', 'analyst', '--shipped', '--coordinate', 'Grade.colour')).toContain(
      '没有字段 Grade.colour',
    );
  });
});

describe('muhub access matrix, catalogue and profiles', () => {
  it('the matrix has a column a role and the sample’s grants where they hold', async () => {
    const lines = (await printed('access', 'matrix', '--shipped', '--format', 'csv'))
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','));
    const cell = (rows: readonly (readonly string[])[], coordinate: string, role: string) =>
      rows.find(([first]) => first === coordinate)![rows[0]!.indexOf(role)];
    expect(lines[0]).toEqual(
      expect.arrayContaining(['tax_officer', 'zone_committee', 'town', 'enterprise', 'evaluation_office', 'public']),
    );
    expect([
      cell(lines, 'TaxRecord.vatNet', 'tax_officer'),
      cell(lines, 'TaxRecord.vatNet', 'zone_committee'),
      cell(lines, 'Grade.class', 'town'),
    ]).toEqual(['可', '', '可']);
    for (const role of ['auditor', 'security_admin', 'system_admin'])
      expect([role, cell(lines, 'TaxRecord.vatNet', role)]).toEqual([role, '']);
  });

  it('the catalogue says of every field whose it is, of which kind, and what it gives away', async () => {
    const [header, ...lines] = (await printed('access', 'catalogue', '--format', 'csv')).trimEnd().split('\r\n');
    expect(header).toBe('坐标,说明,归属部门,值的种类,共享类型,保密约束,会透露,更新周期,依据');
    expect(lines.find((line) => line.startsWith('Grade.total,'))).toMatch(/,DERIVED,.*反推/);
    expect(lines.find((line) => line.startsWith('TaxRecord.vatNet,'))).toMatch(/,tax,RECORD,/);
    expect(await printed('access', 'catalogue', '--format', 'html')).toMatch(/^<!doctype html>/i);
  });

  it('the profiles are three, in words', async () => {
    expect(
      (await printed('access', 'profiles'))
        .trimEnd()
        .split('\n')
        .map((line) => line.slice(0, 2)),
    ).toEqual(['P0', 'P1', 'P2', '统计']);
  });
});

describe('muhub access grant, answer and withdraw', () => {
  const asked = ['--zone', ZONE, '--purpose', '亩均评价', '--document', '示政办〔2026〕1号 二'];

  it('a profile is one request a department, in force when that department has answered, until it is withdrawn', async () => {
    const filed = await printed('access', 'grant', '--profile', 'P2', ...asked);
    expect(filed.match(/向 (\w+) 申请 derived:\w+/g)).toEqual(
      ['tax', 'emissions', 'utilities', 'statistics'].map((owner) => `向 ${owner} 申请 derived:${owner}`),
    );
    // Whoever keeps the hub's records answers for a department by its name.
    const [own] = /\d+/.exec(filed)!;
    expect(await access('answer', own, '--department', 'tax', '--refuse', '--reason', '另行申请')).toMatchObject({
      status: 0,
      out: expect.stringContaining(`第 ${own} 号授权（tax）`) as string,
    });

    const terms = profileTerms(
      'P2',
      { zones: [ZONE], purpose: '亩均评价', document: '示政办〔2026〕1号 二', from: '2026-01-01', to: '2099-12-31' },
      'tax',
    );
    const request = await requestGrant(database.db, 'li', 'tax', terms, '试点');
    const id = String(request.done && request.grant.id);
    const explain = ['explain', ...COMMITTEE, '--purpose', '亩均评价', '--coordinate', 'IndicatorResult.points', '--made-of', 'tax'];
    expect((await access(...explain)).out).toMatch(/^不可以/);
    expect(await access('answer', id, '--department', 'land', '--approve', '--reason', '同意')).toMatchObject({
      status: 1,
      err: expect.stringContaining('没有向本部门提出') as string,
    });
    expect(await access('answer', id, '--department', 'tax', '--reason', '同意')).toMatchObject({
      status: 1,
      err: expect.stringContaining('--approve 或 --refuse') as string,
    });
    expect(await access('answer', id, '--department', 'tax', '--approve', '--reason', '同意')).toMatchObject({
      status: 0,
      out: `第 ${id} 号授权（tax）：已授权\n`,
    });
    expect((await access(...explain)).out).toMatch(new RegExp(`^可以：授权 ${id}。`));
    expect((await access(...explain.with(-1, 'emissions'))).out).toMatch(/^不可以/);
    expect((await access(...explain.map((word) => (word === ZONE ? '339901001' : word)))).out).toMatch(/^不可以/);

    expect(await access('withdraw', id, '--department', 'tax', '--reason', '期满')).toMatchObject({
      status: 0,
      out: `第 ${id} 号授权（tax）：已撤回\n`,
    });
    expect((await access(...explain)).out).toMatch(/^不可以/);
    expect(await access('withdraw', id, '--reason', '期满')).toMatchObject({ status: 1, err: expect.stringContaining('已撤回') as string });
    const { rows } = await database.pool.query<{ act: string }>(
      `select action || ' ' || department as act from audit_event where actor like 'cli:${userInfo().username}%' and action like 'GRANT%' and detail->>'grant' = '${id}' order by at`,
    );
    expect(rows.map(({ act }) => act)).toEqual(['GRANT_APPROVED tax', 'GRANT_WITHDRAWN tax']);
  });

  it('a department’s part of what a file gives is withdrawn on record, and the others’ stay', async () => {
    const before = await readFile('grants/example-county/sample-p2.yaml', 'utf8');
    const explain = (department: string) =>
      printed(
        'access',
        'explain',
        ...COMMITTEE,
        '--sample',
        '--purpose',
        '亩均评价',
        '--coordinate',
        'IndicatorResult.points',
        '--made-of',
        department,
      );
    expect(await explain('emissions')).toMatch(/^可以/);
    expect(await printed('access', 'withdraw', 'sample-p2', '--department', 'emissions', '--reason', '试点结束')).toBe(
      '已撤回 sample-p2 中 emissions 的份；文件不动，要再给请另提授权（muhub access grant）\n',
    );
    expect(await access('withdraw', 'sample-p2', '--department', 'emissions', '--reason', '再撤')).toMatchObject({
      ...{ status: 1, out: '', err: expect.stringContaining('早已撤回') as string },
    });
    expect(await explain('emissions')).toMatch(/^不可以/);
    expect(await explain('utilities')).toMatch(/^可以/);
    expect(await readFile('grants/example-county/sample-p2.yaml', 'utf8')).toBe(before);
  });

  it.each([
    [['withdraw', 'town', '--reason', 'x'], '底线（grants/default）不能撤回'],
    [['withdraw', '999999', '--reason', 'x'], '没有第 999999 号授权'],
    [['answer', '1 or 1', '--department', 'tax', '--approve', '--reason', 'x'], '号授权申请'],
    [['grant', '--profile', 'P2', '--zone', ZONE, '--purpose', ' ', '--document', 'x'], 'purpose：请写明用途'],
    [['grant', '--profile', 'P2', ...asked, '--from', '2026-06-01', '--to', '2026-01-01'], '晚于截止日'],
  ])('are refused: %j', async (args, why) => {
    expect(await access(...args)).toMatchObject({ status: 1, out: '', err: expect.stringContaining(why) as string });
  });

  it.each([
    [['grant', '--profile', 'P3', ...asked]],
    [['grant', '--profile', 'P2', ...asked, '--to', '31.12.2027']],
    [['grant', '--profile', 'P2', ...asked, '--from', '2026-02-30']],
    [['answer', '1', '--department', 'tax', '--approve', '--refuse', '--reason', 'x']],
  ])('are wrong calls: %j', async (args) => {
    expect(await access(...args)).toMatchObject({ status: 2, out: '' });
  });
});

describe('muhub access check', () => {
  it('finds nothing wrong with what ships, all together or file by file', async () => {
    expect(await printed('access', 'check')).toMatch(/^没有问题：\d+ 份授权\n$/);
    expect(await printed('access', 'check', 'grants/default/town.yaml', 'grants/example-county/sample-p2.yaml')).toBe(
      '没有问题：2 份授权\n',
    );
  });

  const broken = async (...changes: [string, string][]) => {
    const file = path.join(folder, 'p2.yaml');
    const text = await readFile('grants/example-county/sample-p2.yaml', 'utf8');
    await writeFile(
      file,
      changes.reduce((sofar, [from, to]) => sofar.replace(from, to), text),
    );
    const { status, out, err } = await access('check', file);
    expect([status, out]).toEqual([1, '']);
    return err
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(file, 'p2.yaml'));
  };

  it('says what is wrong with each line and column, all at once', async () => {
    const problems = await broken(
      ['derived:tax', 'derived:taxes'],
      ['rows: own_zones', 'rows: own_zone'],
      ['until: null', 'until: 2024-12-31'],
    );
    expect(problems).toEqual([
      expect.stringMatching(/^p2\.yaml:8:8 .*没有“derived:taxes”这个字段或集合/),
      expect.stringMatching(/^p2\.yaml:10:7 .*own_zone/),
      expect.stringMatching(/^p2\.yaml:14:8 .*截止日 2024-12-31 早于起始日 2025-01-01/),
    ]);
  });

  it('says which department has not approved its part', async () => {
    expect(await broken(['emissions: 示例, ', ''])).toEqual([expect.stringMatching(/^p2\.yaml:15:14 .*approved_by 缺少 emissions/)]);
  });

  it('gives who governs access no record', async () => {
    expect((await broken(['role: zone_committee', 'role: auditor']))[0]).toMatch(/^p2\.yaml:8:7 .*角色 auditor 是管理角色/);
  });

  it('says of what is no YAML where it breaks, and of what is not there that it is not', async () => {
    const file = path.join(folder, 'not.yaml');
    await writeFile(file, 'grant: [\n');
    expect(await access('check', file)).toMatchObject({ status: 1, err: expect.stringMatching(/not\.yaml:\d+:\d+ /) as string });
    expect(await access('check', path.join(folder, 'nowhere.yaml'))).toMatchObject({
      status: 1,
      err: expect.stringMatching(/无法读取 .*nowhere\.yaml/) as string,
    });
  });

  it('takes a county’s own folder of grants', async () => {
    const grants = path.join(folder, 'grants', 'default');
    await mkdir(grants, { recursive: true });
    await writeFile(path.join(grants, 'town.yaml'), await readFile('grants/default/town.yaml', 'utf8'));
    const own = commandLine({ DATABASE_URL: database.url, MUHUB_GRANTS_DIR: path.join(folder, 'grants') });
    expect(await own.printed('access', 'check')).toBe('没有问题：1 份授权\n');
    expect(await own.printed('access', 'check', path.join(grants, 'town.yaml'))).toBe('没有问题：1 份授权\n');
  });
});
