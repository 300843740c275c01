import { expect, it } from 'vitest';
import { sampleServer, statementsOf } from './hub-server.js';

const server = await sampleServer();
const fresh = await sampleServer({ database: server.database, keepsAnswers: false });
const OFFICER = { role: 'tax_officer', purpose: '亩均评价' };
const LIST =
  '{ enterprises(first: 5) { nodes { creditCode name tax(year: 2024) { vatNet } grade(scheme: "example-ratio-2024", year: 2024) { class total } } } }';

/** What is on record of the requests of a subject, without when and without the digests, which are keyed. */
async function recorded(subject: string): Promise<unknown[]> {
  const { rows } = await server.database.pool.query(
    `select department, action, detail - 'enterprisesDigest' as detail from audit_event where actor = $1 order by department, sequence`,
    [subject],
  );
  return rows;
}

it('answers the same question again after two statements: how things stand, and the record', async () => {
  const ask = () => server.ask(OFFICER, LIST);
  const first = await ask();
  const statements = await statementsOf(async () => expect(await ask()).toEqual(first));
  expect(statements).toHaveLength(2);
  expect(statements[0]).toMatch(/from \(select 1\) as one/);
  expect(statements[1]).toMatch(/insert into "audit_event"/);
});

it('puts on record of the second answer what it put on record of the first', async () => {
  const committee = { role: 'zone_committee', zones: ['339901001'], purpose: '亩均评价' };
  for (const subject of ['first', 'second', 'second']) await server.ask({ ...committee, subject }, LIST);
  await fresh.ask({ ...committee, subject: 'fresh' }, LIST);
  const first = await recorded('first');
  expect(first.length).toBeGreaterThan(1);
  expect(await recorded('second')).toEqual(first.flatMap((each) => [each, each]));
  expect(await recorded('fresh')).toEqual(first);
});

it('gives each viewer what is theirs, by the rights of the moment', async () => {
  const question = '{ enterprises(first: 3) { nodes { creditCode tax(year: 2024) { vatNet } } } }';
  const officers = await server.ask(OFFICER, question);
  const committees = await server.ask({ role: 'zone_committee', zones: ['339901001'] }, question);
  expect(committees.data).not.toEqual(officers.data);
  expect(committees.data.enterprises.nodes[0].tax.vatNet).toBeNull();
  expect(await server.ask({ role: 'zone_committee', zones: ['339901001'] }, question)).toEqual(committees);
  expect(await server.ask(OFFICER, question)).toEqual(officers);
});

it('counts what was made public since', async () => {
  const question = '{ publications { id } }';
  const { data: before } = await server.ask(OFFICER, question);
  expect(before.publications).toEqual([]);
  await server.database.pool.query(`insert into publication (scheme_id, digest, year, data_version, result_digest, document, published_by)
    select 'example-ratio-2024', 'sm3:0', 2023, max(version), 'sm3:0', '示例', 'test' from data_version`);
  const { data: after } = await server.ask(OFFICER, question);
  expect(after.publications).toHaveLength(1);
});

it('keeps nothing that looks at books which go on: who read what is asked anew each time', async () => {
  const department = { role: 'department', department: 'tax' as const, subject: 'tax' };
  const count = async () => (await server.ask(department, '{ accessLog(first: 1) { totalCount } }')).data.accessLog.totalCount as number;
  const before = await count();
  await server.ask(OFFICER, LIST);
  expect(await count()).toBeGreaterThan(before);
});

it('keeps no refusal: a question that was refused is looked at again', async () => {
  const question = '{ assessment(scheme: "none", year: 2024) { year } }';
  const [first, again] = [await server.ask(OFFICER, question), await server.ask(OFFICER, question)];
  expect(first.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  expect(again).toEqual(first);
});
