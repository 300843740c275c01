import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import path from 'node:path';
import { read, utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { sampleServer } from '../graphql/hub-server.js';
import { handIn, named } from './hand-in.js';

const server = await sampleServer({ mode: 'serve', fileLimits: { bytes: 200_000 } });
const tax = { role: 'department', department: 'tax', subject: '税务经办' };
const CODE = '9133990144LEKL1AXK';
const HEADER = '统一社会信用代码,纳税人名称,年度,增值税净入库,房产税';
const table = (...lines: string[]) => `${[HEADER, ...lines].join('\n')}\n`;
const line = (vat: string, year = '2021') => `${CODE},甲厂,${year},${vat},1`;
const count = async (sql: string) =>
  Number((await server.database.pool.query<{ n: string }>(`select count(*) as n from ${sql}`)).rows[0]!.n);
const everything = async () => [
  await count('handover'),
  await count('tax_payment'),
  await count('quarantine'),
  await count('data_version'),
  await count(`audit_event where action like 'HANDOVER%'`),
];
const temporary = () => readdir(path.join(server.dataDir, 'handed-in'));

describe('POST /intake/<dataset>', () => {
  it('looks at a file with dryRun, and keeps nothing', async () => {
    const before = await everything();
    const { status, answer } = await handIn(server, tax, '/intake/tax.payments?dryRun=true', table(line('12.34'), line('也许', '2020')));
    expect(status).toBe(200);
    expect(answer).toMatchObject([
      {
        ...{
          file: '税收.csv',
          dataset: 'tax.payments',
          status: 'accepted',
          rows: 2,
          accepted: 1,
          quarantined: 1,
          skipped: 0,
          dryRun: true,
        },
        ...{ issues: { NUMBER_INVALID: 1, COLUMN_ABSENT: 6 }, handover: null },
      },
    ]);
    const wrong = {
      code: 'NUMBER_INVALID',
      severity: 'error',
      sheet: null,
      line: 3,
      column: '增值税净入库',
      cell: '也许',
      department: 'tax',
    };
    expect(answer[0]!.details).toContainEqual({ ...wrong, message: expect.stringContaining('请税务局更正') });
    expect(await everything()).toEqual(before);
    expect(await temporary()).toEqual([]);
  });

  it('takes it by the same path as the command, on record with who sent it, and once', async () => {
    const [handovers, rows, waiting, versions, events] = await everything();
    const sent = table(line('12.34'), line('也许', '2020'));
    const { answer } = await handIn(server, tax, '/intake/tax.payments', sent);
    expect(answer).toMatchObject([{ status: 'accepted', accepted: 1, quarantined: 1, handover: expect.stringMatching(/^\d+$/) }]);
    expect(answer[0]).not.toHaveProperty('dryRun');
    expect(await everything()).toEqual([handovers! + 1, rows! + 1, waiting! + 1, versions! + 1, events! + 1]);
    const { rows: last } = await server.database.pool.query(
      `select actor, department, action from audit_event where action like 'HANDOVER%' order by at desc limit 1`,
    );
    expect(last).toEqual([{ actor: '税务经办', department: 'tax', action: 'HANDOVER_ACCEPTED' }]);
    const { rows: asked } = await server.database.pool.query(
      `select actor, detail->>'operation' as operation from audit_event where action = 'READ' order by at desc limit 1`,
    );
    expect(asked).toEqual([{ actor: '税务经办', operation: 'POST /intake/tax.payments' }]);
    const again = await handIn(server, tax, '/intake/tax.payments', sent);
    expect(again.answer).toMatchObject([{ status: 'already_received', accepted: 0, issues: { ALREADY_RECEIVED: 1 }, handover: null }]);
    expect(await count('handover')).toBe(handovers! + 1);
  });

  it('answers a file that is refused with why, and keeps that on record', async () => {
    const { status, answer } = await handIn(server, tax, '/intake/tax.payments', '企业,税\n甲厂,1\n');
    expect(status).toBe(200);
    expect(answer).toMatchObject([{ dataset: null, status: 'refused', rows: 0, issues: { HEADER_NOT_RECOGNISED: 1 } }]);
    expect(await count(`audit_event where action = 'HANDOVER_REFUSED' and actor = '税务经办'`)).toBe(1);
  });

  it('answers with the workbook of what is to be mended, which is handed in again as it is', async () => {
    const sent = table(line('1.5', '2015'), line('也许', '2014'));
    const post = async (query: string, body: BodyInit, name: string) =>
      fetch(`${server.url}/intake/tax.payments?${query}`, {
        method: 'POST',
        body,
        headers: { ...named(name), authorization: `Bearer ${await server.token(tax)}`, 'content-type': 'text/csv' },
      });
    const before = await everything();
    const looked = await post('dryRun=true&report=true', sent, '税收.csv');
    expect(await everything()).toEqual(before);
    const response = await post('report=true', sent, '税收.csv');
    expect(response.headers.get('content-type')).toContain('spreadsheetml');
    expect(decodeURIComponent(response.headers.get('content-disposition')!)).toContain('税收_问题清单.xlsx');
    for (const workbook of [await looked.arrayBuffer(), await response.clone().arrayBuffer()]) {
      const book = read(new Uint8Array(workbook));
      expect(utils.sheet_to_json(book.Sheets[book.SheetNames[0]!]!)).toMatchObject([{ 年度: '2014', 增值税净入库: '也许', 原行号: '3' }]);
    }
    const mended = read(new Uint8Array(await response.arrayBuffer()));
    const sheet = mended.Sheets[mended.SheetNames[0]!]!;
    sheet['D2'] = { t: 's', v: '2.5' };
    const { answer } = await handIn(
      server,
      tax,
      '/intake/tax.payments',
      new Uint8Array(write(mended, { type: 'buffer' }) as Buffer),
      named('更正.xlsx'),
    );
    expect(answer).toMatchObject([{ status: 'accepted', accepted: 1, quarantined: 0 }]);
    expect(await count(`quarantine where state = 'MENDED'`)).toBe(1);
    expect(await temporary()).toEqual([]);
  });

  it('judges a file by its content, whatever its name and type say', async () => {
    const bytes = readFileSync('sample/files/人社_2024年用工.xlsx');
    const { answer } = await handIn(
      server,
      { role: 'department', department: 'employment' },
      '/intake/employment.annual?dryRun=true',
      bytes,
      { ...named('用工.csv'), 'content-type': 'text/csv' },
    );
    expect(answer).toMatchObject([{ dataset: 'employment.annual', status: 'already_received' }]);
  });

  it('takes the year from the address, and the name from either form of the header', async () => {
    const sent = `统一社会信用代码,纳税人名称,增值税净入库,房产税\n${CODE},甲厂,5,1\n`;
    const without = await handIn(server, tax, '/intake/tax.payments?dryRun=true', sent);
    expect(without.answer).toMatchObject([{ status: 'refused', issues: { HEADER_NOT_RECOGNISED: 1 } }]);
    const given = await handIn(server, tax, '/intake/tax.payments?dryRun=true&year=2019', sent);
    expect(given.answer).toMatchObject([{ status: 'accepted', accepted: 1 }]);
    const latin = Buffer.from('attachment; filename="C:\\\\报送\\\\2018年税收.csv"').toString('latin1');
    const byName = await handIn(server, tax, '/intake/tax.payments?dryRun=true', sent, { 'content-disposition': latin });
    expect(byName.answer).toMatchObject([{ file: '2018年税收.csv', status: 'accepted', issues: { YEAR_FROM_TITLE: 1 } }]);
  });
});

describe('POST /intake', () => {
  it('finds out what a file is, each dataset of a workbook by itself', async () => {
    const { answer } = await handIn(
      server,
      { role: 'department', department: 'land' },
      '/intake?dryRun=true',
      readFileSync('sample/files/自然资源_宗地清单.xlsx'),
    );
    expect(answer).toMatchObject([{ dataset: 'land.parcels', status: 'already_received' }]);
  });

  it('refuses what another department hands over, before anything of it is kept', async () => {
    const before = await everything();
    for (const query of ['', '?dryRun=true']) {
      const refused = await handIn(server, { role: 'department', department: 'land' }, `/intake${query}`, table(line('7')));
      expect(refused).toMatchObject({ status: 403, code: 'FORBIDDEN', message: expect.stringContaining('应由其他部门报送') });
    }
    expect(await everything()).toEqual(before);
  });

  it('is for any office where any department hands a dataset over', async () => {
    const events = `统一社会信用代码,事项代码,发生日期,文书号,说明\n${CODE},tax_fraud,2021-03-04,税稽〔2021〕1号,\n`;
    for (const claims of [tax, { role: 'evaluation_office' }]) {
      const { answer } = await handIn(server, claims, '/intake?dryRun=true', events);
      expect(answer).toMatchObject([{ dataset: 'events', status: 'accepted', accepted: 1 }]);
    }
  });
});

describe('who may not hand in', () => {
  const sent = table(line('9'));
  it.each([
    { role: 'tax_officer' },
    { role: 'zone_committee', zones: ['339901003'] },
    { role: 'town', towns: ['339901105'] },
    { role: 'enterprise', creditCode: CODE },
    { role: 'evaluation_office' },
    { role: 'evaluation_office', zones: ['339901003'] },
    { role: 'analyst' },
    { role: 'auditor' },
    { role: 'department', department: 'land' },
  ])('is $role', async (claims) => {
    const before = await everything();
    expect(await handIn(server, claims, '/intake/tax.payments', sent)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect(await everything()).toEqual(before);
    expect(
      await count(`audit_event where action = 'READ_REFUSED' and detail->'errors' ? 'FORBIDDEN' and detail->>'role' = '${claims.role}'`),
    ).toBeGreaterThan(0);
  });

  it('is nobody without a token', async () => {
    const response = await fetch(`${server.url}/intake/tax.payments`, { method: 'POST', body: sent, headers: named('税收.csv') });
    expect([
      response.status,
      ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]!.extensions.code,
    ]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('is a session that another site makes a browser send', async () => {
    const origin = new URL(server.url).origin;
    const signIn = await fetch(`${server.url}/session`, {
      method: 'POST',
      body: JSON.stringify({ token: await server.token(tax) }),
      headers: { 'content-type': 'application/json' },
    });
    const cookie = signIn.headers.get('set-cookie')!.split(';')[0]!;
    const post = (headers: Record<string, string>) =>
      fetch(`${server.url}/intake/tax.payments?dryRun=true`, {
        method: 'POST',
        body: sent,
        headers: { ...named('税收.csv'), cookie, ...headers },
      });
    expect((await post({ origin, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await post({ origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post({ origin: 'https://elsewhere.example' })).status).toBe(403);
  });
});

describe('what is refused', () => {
  const sent = table(line('9'));
  it.each([
    ['a dataset that there is not', '/intake/tax.paid', {}, sent, 404, 'NOT_FOUND', '没有数据集'],
    ['a parameter that there is not', '/intake/tax.payments?dryrun=true', {}, sent, 400, 'BAD_USER_INPUT', '没有参数 dryrun'],
    ['a parameter that comes twice', '/intake/tax.payments?year=2024&year=2023', {}, sent, 400, 'BAD_USER_INPUT', '写了两次'],
    ['a year that is none', '/intake/tax.payments?year=1234', {}, sent, 400, 'BAD_USER_INPUT', '1900 至 2200'],
    ['neither yes nor no', '/intake/tax.payments?dryRun=1', {}, sent, 400, 'BAD_USER_INPUT', 'dryRun'],
    ['no name', '/intake/tax.payments', { 'content-disposition': 'attachment' }, sent, 400, 'BAD_USER_INPUT', '文件名'],
    [
      'two names',
      '/intake/tax.payments',
      { 'content-disposition': 'attachment; filename=a; filename=b' },
      sent,
      400,
      'BAD_USER_INPUT',
      '写得不对',
    ],
    [
      'a name in no encoding',
      '/intake/tax.payments',
      { 'content-disposition': "attachment; filename*=UTF-8''%ff" },
      sent,
      400,
      'BAD_USER_INPUT',
      'filename*',
    ],
    [
      'a form',
      '/intake/tax.payments',
      { 'content-type': 'multipart/form-data; boundary=x' },
      sent,
      415,
      'BAD_USER_INPUT',
      '正文应是文件本身',
    ],
    ['JSON', '/intake/tax.payments', { 'content-type': 'application/json' }, '{"file":""}', 415, 'BAD_USER_INPUT', '正文应是文件本身'],
    ['a larger file', '/intake/tax.payments', {}, 'x'.repeat(200_001), 413, 'LIMIT_EXCEEDED', '文件过大'],
  ])('%s', async (_, address, headers, body, status, code, words) => {
    const before = await everything();
    expect(await handIn(server, tax, address, body, { ...named('税收.csv'), ...headers })).toMatchObject({
      ...{ status, code, message: expect.stringContaining(words) },
    });
    expect(await everything()).toEqual(before);
    expect(await temporary().catch(() => [])).toEqual([]);
  });

  it('no body; an empty file is a file, and refused as one', async () => {
    const headers = { ...named('税收.csv'), authorization: `Bearer ${await server.token(tax)}` };
    const response = await fetch(`${server.url}/intake/tax.payments`, { method: 'POST', headers });
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('正文是空的')]);
    const { answer } = await handIn(server, tax, '/intake/tax.payments?dryRun=true', new Uint8Array(0));
    expect(answer).toMatchObject([{ status: 'refused', issues: { HEADER_NOT_RECOGNISED: 1 } }]);
  });

  it('a larger file of which nobody knew how large it is, while it comes', async () => {
    let pulled = 0;
    const endless = new ReadableStream({
      pull: (to) => {
        pulled += 1;
        if (pulled > 50) to.close();
        else to.enqueue(new Uint8Array(64_000));
      },
    });
    expect(await handIn(server, tax, '/intake/tax.payments', endless)).toMatchObject({ status: 413, code: 'LIMIT_EXCEEDED' });
    expect(await temporary()).toEqual([]);
  });

  it('another method', async () => {
    const authorization = `Bearer ${await server.token(tax)}`;
    for (const address of ['/intake', '/intake/tax.payments']) {
      const response = await fetch(`${server.url}${address}`, { method: 'PUT', body: 'x', headers: { authorization } });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    }
  });

  it('a file whose sender hangs up before its end: nothing of it stays', async () => {
    const before = await everything();
    const headers = { ...named('税收.csv'), authorization: `Bearer ${await server.token(tax)}`, 'content-length': '100000' };
    await new Promise<void>((resolve) => {
      const sending = httpRequest(`${server.url}/intake/tax.payments`, { method: 'POST', headers });
      sending.on('error', () => undefined).on('close', resolve);
      sending.write(table(line('9')), () => setTimeout(() => sending.destroy(), 50));
    });
    await expect
      .poll(() => count(`audit_event where action = 'READ_REFUSED' and detail->'errors' ? 'BAD_USER_INPUT' and actor = '税务经办'`))
      .toBeGreaterThan(0);
    expect(await everything()).toEqual(before);
    expect(await temporary()).toEqual([]);
  });
});

describe('a town', () => {
  const HEADINGS = '不动产单元代码,出租方证件号,承租方统一社会信用代码,出租面积(亩),起始日期,终止日期';
  const LEASES = readFileSync('sample/files/镇街_厂房出租台账.csv');
  const town = (code: string) => ({ role: 'town', towns: [code], subject: `镇街 ${code}` });
  const leases = new TextDecoder('gb18030').decode(LEASES).trimEnd().split(/\r?\n/);

  it('hands over leases on its own land, and those of others are put aside', async () => {
    const { rows } = await server.database.pool.query<{ unit: string; town: string }>(
      `select unit_code as unit, town from land_parcel where superseded is null and town is not null`,
    );
    const townOf = new Map(rows.map(({ unit, town: its }) => [unit, its]));
    const of = (line: string) => townOf.get(line.split(',')[0]!);
    const its = of(leases[1]!)!;
    const sent = `${HEADINGS}\n${leases.slice(1).join('\n')}\n`;
    const { answer } = await handIn(server, town(its), '/intake?dryRun=true', sent, named('台账.csv'));
    const [report] = answer;
    expect(report).toMatchObject({ dataset: 'land.leases', status: 'accepted' });
    expect(report!.accepted).toBeGreaterThan(0);
    const foreign = report!.details.filter(({ code }) => code === 'ROW_NOT_YOURS').map(({ line }) => line!);
    expect(report!.issues['ROW_NOT_YOURS']).toBe(foreign.length);
    expect(foreign.length).toBeGreaterThan(0);
    // Whose land it is, its own row or its holder's says: no lease on land of the town itself is put aside.
    expect(foreign.filter((line) => of(leases[line - 1]!) === its)).toEqual([]);
  });

  it('takes nothing from another town that hands in the same file for its rows, nor closes its lines', async () => {
    const [, first] = leases;
    const [unit, owner, tenant] = first!.split(',');
    const { rows } = await server.database.pool.query<{ town: string }>(
      `select town from land_parcel where unit_code = $1 union select town from enterprise where credit_code = $2`,
      [unit, owner],
    );
    const own = rows[0]!.town;
    const other = ['339901101', '339901102', '339901103', '339901104', '339901105', '339901106'].find(
      (code) => !rows.some(({ town: its }) => its === code),
    )!;
    const sent = `${HEADINGS}\n${unit},${owner},${tenant},0.11,2001-02-03,\n`;
    const theirs = await handIn(server, town(other), '/intake/land.leases', sent, named('台账.csv'));
    expect(theirs.answer).toMatchObject([{ status: 'accepted', accepted: 0, quarantined: 1, issues: { ROW_NOT_YOURS: 1 } }]);
    const mine = await handIn(server, town(own), '/intake/land.leases', sent, named('台账.csv'));
    expect(mine.answer).toMatchObject([{ status: 'accepted', accepted: 1, quarantined: 0 }]);
    const again = await handIn(server, town(own), '/intake/land.leases', sent, named('台账.csv'));
    expect(again.answer).toMatchObject([{ status: 'already_received' }]);
    const naming = `${HEADINGS},问题,报送编号,原行号\n${unit},${owner},${tenant},0.12,2001-02-03,,,${theirs.answer[0]!.handover},2\n`;
    const state = async () =>
      (await server.database.pool.query('select state from quarantine where handover_id = $1', [theirs.answer[0]!.handover])).rows;
    await handIn(server, town(own), '/intake/land.leases', naming, named('更正.csv'));
    expect(await state()).toEqual([{ state: 'WAITING' }]);
    const department = { role: 'department', department: 'land' };
    await handIn(server, department, '/intake/land.leases', naming.replace('0.12', '0.13'), named('更正.csv'));
    expect(await state()).toEqual([{ state: 'MENDED' }]);
  });
});

describe('a connection lost in the middle', () => {
  it('leaves nothing half taken, and the file can be handed in again', async () => {
    const { pool } = server.database;
    const before = await everything();
    const sent = table(line('66', '2017'), line('也许', '2016'));
    const blocker = await pool.connect();
    try {
      await blocker.query('begin; lock table tax_payment in access exclusive mode');
      const answer = handIn(server, tax, '/intake/tax.payments', sent);
      const waiting = async () =>
        (await pool.query<{ pid: number }>(`select pid from pg_locks where not granted and relation = 'tax_payment'::regclass`)).rows;
      await expect.poll(async () => (await waiting()).length).toBe(1);
      await pool.query('select pg_terminate_backend($1)', [(await waiting())[0]!.pid]);
      expect(await answer).toMatchObject({ status: 503, code: 'SOURCE_UNAVAILABLE' });
    } finally {
      await blocker.query('rollback');
      blocker.release();
    }
    expect(await everything()).toEqual(before);
    expect(await temporary()).toEqual([]);
    expect((await handIn(server, tax, '/intake/tax.payments', sent)).answer).toMatchObject([
      { status: 'accepted', accepted: 1, quarantined: 1 },
    ]);
  });
});

describe('two at once', () => {
  it('of the same bytes are taken once, of different ones both', async () => {
    const handovers = await count('handover');
    const post = (vat: string) => handIn(server, tax, '/intake/tax.payments', table(line(vat, '2018')));
    const statuses = async (...vats: string[]) => (await Promise.all(vats.map(post))).map(({ answer }) => answer[0]!.status).sort();
    // Between two of the same nothing else: after another file they would matter again.
    expect(await statuses('1', '1')).toEqual(['accepted', 'already_received']);
    expect(await statuses('2', '3')).toEqual(['accepted', 'accepted']);
    expect(await count('handover')).toBe(handovers + 3);
    expect(await count(`tax_payment where year = 2018 and superseded is null`)).toBe(1);
  });
});
