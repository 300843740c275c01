import { read, utils, write } from '@e965/xlsx';
import { inArray } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEvent } from '../../src/audit/table.js';
import { sampleServer } from './hub-server.js';

const server = await sampleServer({ mode: 'serve', clock: () => new Date('2026-12-01T02:00:00Z') });
const officer = { role: 'tax_officer', purpose: '以税节地', adhoc: true };
const committee = { role: 'zone_committee', zones: ['339901001'], purpose: '亩均评价', adhoc: true };
const PUSH = `mutation($dueOn: Date) { pushLandTaxTasks(year: 2024, dueOn: $dueOn) { __typename ... on LandTaxPush { pushedOn dueOn tasks } ... on RefusedInput { message issues { column message } } } }`;
const TASKS = `{ landTaxTasks(first: 500) { totalCount nodes { id recipient holder { town } taxpayer { town } result decidedBy } } }`;

async function at(path: string, init: RequestInit = {}, claims: Parameters<typeof server.token>[0] = officer): Promise<Response> {
  const authorization = `Bearer ${await server.token(claims)}`;
  return fetch(`${server.url}${path}`, { ...init, headers: { authorization, ...init.headers } });
}
const message = async (response: Response) =>
  ((await response.json()) as { errors: { message: string; extensions: { code: string } }[] }).errors[0]!;
const hand = (name: string, body: BodyInit, claims = officer as Parameters<typeof server.token>[0]) =>
  at(
    `/land-tax/results/${encodeURIComponent(name)}`,
    { method: 'POST', body, headers: { 'content-type': 'application/octet-stream' } },
    claims,
  );

describe('tasks, out and back over HTTP', () => {
  it('are pushed by the tax bureau alone, once, with a day to come', async () => {
    const before = (await server.ask(officer, TASKS)).data.landTaxTasks.totalCount;
    expect(before).toBe(0);
    const refused = await server.ask(committee, PUSH);
    expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const late = await server.ask(officer, PUSH, { dueOn: '2026-11-01' });
    expect(late.data.pushLandTaxTasks).toMatchObject({ __typename: 'RefusedInput', issues: [{ column: 'dueOn' }] });
    const { data, errors } = await server.ask(officer, PUSH);
    expect(errors).toBeUndefined();
    expect(data.pushLandTaxTasks).toMatchObject({ __typename: 'LandTaxPush', pushedOn: '2026-12-01', dueOn: '2026-12-31' });
    expect((await server.ask(officer, PUSH)).data).toEqual(data);
    expect((await server.ask(officer, TASKS)).data.landTaxTasks.totalCount).toBe(data.pushLandTaxTasks.tasks);
  });

  it('leave as a workbook by office and town, and come back filled in', async () => {
    const { nodes } = (await server.ask(officer, TASKS)).data.landTaxTasks as {
      nodes: { id: string; recipient: string; holder: { town: string } | null; taxpayer: { town: string } | null }[];
    };
    const its = nodes.filter(({ recipient, holder, taxpayer }) => recipient === 'TAX' && (holder ?? taxpayer)?.town === '339901101');
    const file = await at('/land-tax/tasks/2026-12-01/tax/339901101.xlsx');
    expect(file.headers.get('content-disposition')).toContain(encodeURIComponent('税务任务-2026-12-01-339901101.xlsx'));
    const book = read(await file.arrayBuffer());
    const rows = utils.sheet_to_json<Record<string, string>>(book.Sheets['任务']!, { defval: '', raw: false });
    expect(rows.map((row) => row['编号']).sort()).toEqual(its.map(({ id }) => id).sort());
    expect(new Set(rows.map((row) => row['种类']))).toContain('有地无税源');
    const [first] = rows;
    Object.assign(first!, { 结果: '属实', 办理日期: '2026-12-01', 办理人: '一分局' });
    utils.sheet_add_json(book.Sheets['任务']!, rows);
    const filled = write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer<ArrayBuffer>;
    const taken = await hand('税务任务.xlsx', filled);
    expect([taken.status, await taken.json()]).toEqual([200, { results: 1, recorded: 1, repeated: 0, unknown: [], corrections: 0 }]);
    expect(await (await hand('税务任务.xlsx', filled)).json()).toMatchObject({ recorded: 0, repeated: 1 });
    const after = (await server.ask(officer, TASKS)).data.landTaxTasks.nodes as { id: string; result: string; decidedBy: string }[];
    expect(after.find(({ id }) => id === first!['编号'])).toMatchObject({ result: 'CONFIRMED', decidedBy: '一分局' });
    const events = await server.database.db
      .select()
      .from(auditEvent)
      .where(inArray(auditEvent.action, ['RESULTS_RECEIVED', 'EXPORT']));
    expect(new Set(events.map(({ action, actor }) => `${action} ${actor}`))).toEqual(new Set(['RESULTS_RECEIVED test', 'EXPORT test']));
  });

  it('are refused in words, and to whom they are not given', async () => {
    expect((await fetch(`${server.url}/land-tax/tasks/2026-12-01/tax/339901101.xlsx`)).status).toBe(401);
    expect((await at('/land-tax/tasks/2026-12-01/tax/339901101.xlsx', {}, committee)).status).toBe(403);
    expect((await at('/land-tax/tasks/2026-11-30/tax/339901101.xlsx')).status).toBe(404);
    expect((await at('/land-tax/tasks/2026-02-30/tax/339901101.xlsx')).status).toBe(404);
    expect((await hand('a.json', '{"results":[]}', committee)).status).toBe(403);
    const broken = await hand('结果.json', '{"results":[{"id":"x"}]}');
    expect(broken.status).toBe(400);
    expect((await message(broken)).message).toContain('结果.json 不是有效的办理结果文件，未收取任何一条');
    const empty = await hand('空.xlsx', '');
    expect([empty.status, (await message(empty)).extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
  });
});
