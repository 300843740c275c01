import { describe, expect, it } from 'vitest';
import { nodeId } from '../../src/graphql/node-id.js';
import { sampleServer, statementsOf, type Answer } from './hub-server.js';

const MINE = '339901003';
const committee = { role: 'zone_committee', zones: [MINE] };
const server = await sampleServer({ keepsAnswers: false });
const { rows } = await server.database.pool.query<{ code: string; zone: string }>(
  'select credit_code as code, zone from enterprise where superseded is null and zone is not null',
);
const stranger = rows.find(({ zone }) => zone !== MINE)!.code;
const nobody = '91339901MA2AAAAA0Y';
const { rows: parcels } = await server.database.pool.query<{ unit: string }>(
  'select unit_code as unit from land_parcel where superseded is null and holder_id = any($1) limit 1',
  [rows.filter(({ zone }) => zone !== MINE).map(({ code }) => code)],
);
const theirs = parcels[0]!.unit;
const noParcel = `${theirs.slice(0, 12)}GB99999F99990001`.slice(0, theirs.length);

const WAYS: Record<string, (named: { code: string; unit: string }) => string> = {
  'by credit code': ({ code }) =>
    `{ enterprise(creditCode: "${code}") { name employment(year: 2024) { insured } grade(scheme: "example-ratio-2024", year: 2024) { rank } } }`,
  'by id': ({ code }) => `{ node(id: "${nodeId('Enterprise', code)}") { id ... on Enterprise { name } } }`,
  'by the id of a parcel': ({ unit }) => `{ node(id: "${nodeId('Parcel', unit)}") { id } }`,
  'by unit code': ({ unit }) => `{ parcel(unitCode: "${unit}") { area holderName } }`,
  'by a filter': ({ code }) => `{ enterprises(filter: { creditCodes: ["${code}"] }) { totalCount nodes { name } } }`,
  'by a filter of parcels': ({ unit }) => `{ parcels(filter: { unitCodes: ["${unit}"] }) { totalCount nodes { area } } }`,
  'by a filter of grades': ({ code }) =>
    `{ assessment(scheme: "example-ratio-2024", year: 2024) { grades(filter: { creditCodes: ["${code}"] }) { totalCount nodes { class } } } }`,
};

describe("what is another zone's is as what does not exist", () => {
  it.each(Object.entries(WAYS))('%s: the same answer by the same statements, cold and warm', async (_, way) => {
    const seen: { answer: Answer; statements: string[] }[] = [];
    for (const named of [
      { code: nobody, unit: noParcel },
      { code: stranger, unit: theirs },
      { code: nobody, unit: noParcel },
    ]) {
      let answer: Answer | undefined;
      const statements = await statementsOf(async () => {
        answer = await server.ask(committee, way(named));
      });
      seen.push({ answer: answer!, statements: statements.sort() });
    }
    const [, foreign, missing] = seen as [(typeof seen)[0], (typeof seen)[0], (typeof seen)[0]];
    expect(foreign.answer).toEqual(missing.answer);
    expect(seen[0]!.answer).toEqual(missing.answer);
    expect(foreign.answer.errors).toBeUndefined();
    expect(foreign.statements).toEqual(missing.statements);
  });
});
