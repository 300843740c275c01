import { describe, expect, it } from 'vitest';
import { sampleServer } from './hub-server.js';

/* An enterprise that moved from one zone to another. */
const [BEFORE, AFTER] = ['339901003', '339901002'];
const server = await sampleServer();
const committee = (zone: string) => ({ role: 'zone_committee', zones: [zone] });
const { pool } = server.database;
const { rows } = await pool.query<{ code: string }>(
  `select e.credit_code as code from enterprise e join employment m on m.credit_code = e.credit_code and m.year = 2024 and m.superseded is null where e.superseded is null and e.zone = '${BEFORE}' order by 1 limit 1`,
);
const moved = rows[0]!.code;
const then = new Date().toISOString();
await pool.query(`
  with v as (insert into data_version (version, at) select max(version) + 1, '${then}'::timestamptz + interval '1 millisecond' from data_version returning version),
  old as (update enterprise set superseded = (select version from v) where credit_code = '${moved}' and superseded is null returning *)
  insert into enterprise select (jsonb_populate_record(null::enterprise, to_jsonb(old) || jsonb_build_object('zone', '${AFTER}', 'superseded', null, 'version', (select version from v)))).* from old`);
const SCHEME = 'scheme: "example-ratio-2024", year: 2024';
const one = (fields: string) => `{ enterprise(creditCode: "${moved}") { ${fields} } }`;
const listed = `{ assessment(${SCHEME}, asOf: "${then}") { grades(filter: { creditCodes: ["${moved}"] }) { totalCount } } }`;

describe('an enterprise that moved into a zone', () => {
  it("is that committee's now", async () => {
    expect((await server.ask(committee(BEFORE), one('zone'))).data.enterprise).toBeNull();
    const { data } = await server.ask(
      committee(AFTER),
      one(`zone land(year: 2024) { usedArea } employment(year: 2024) { averageStaff } grade(${SCHEME}) { state enterprise { zone } }`),
    );
    expect(data.enterprise).toMatchObject({
      zone: AFTER,
      employment: { averageStaff: expect.any(String) as string },
      grade: { enterprise: { zone: AFTER } },
    });
  });

  it.each([
    'land(year: 2024, asOf: "THEN") { usedArea }',
    'employment(year: 2024, asOf: "THEN") { averageStaff }',
    `grade(${SCHEME}, asOf: "THEN") { class }`,
    `grade(${SCHEME}, asOf: "THEN") { enterprise { zone } class }`,
  ])("was not that committee's then, and the other one's asks find nobody: %s", async (field) => {
    const { data, errors, extensions } = await server.ask(committee(AFTER), one(field.replace('THEN', then)));
    expect([errors, Object.values(data.enterprise as object), extensions]).toEqual([undefined, [null], undefined]);
  });

  it("stays in what was so then: the one's list has it, the other's has not, a tax officer sees both", async () => {
    const count = async (claims: { role: string }) => (await server.ask(claims, listed)).data.assessment.grades.totalCount as number;
    expect(await Promise.all([count(committee(BEFORE)), count(committee(AFTER)), count({ role: 'tax_officer' })])).toEqual([1, 0, 1]);
    const { data } = await server.ask(
      { role: 'tax_officer' },
      one(`grade(${SCHEME}, asOf: "${then}") { enterprise { zone } } land(year: 2024, asOf: "${then}") { year }`),
    );
    expect(data.enterprise).toEqual({ grade: { enterprise: { zone: BEFORE } }, land: { year: 2024 } });
  });
});
