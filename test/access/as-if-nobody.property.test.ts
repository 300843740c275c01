import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeId } from '../../src/graphql/node-id.js';
import { runs } from '../full.js';
import { statementsOf } from '../graphql/hub-server.js';
import { isThere, type Asker } from './plain-reference.js';
import { dice } from './random-document.js';
import { askerBy, standingBy } from './random-standing.js';
import { NOBODY, SCHEME, sharingSetting, textOf } from './sharing-setting.js';

const { server, injected, firms, county } = await sharingSetting();
const { zones, towns, codes } = county;

describe('whoever is bound to some enterprises', () => {
  it('counts of the enterprises those alone that there are, and has the others as if nobody were', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const by = dice(seed);
        injected.onRecord = standingBy(by, county);
        const asker = {
          ...askerBy(by, county),
          ...by.one([
            { role: 'zone_committee', zones: [by.one(zones)] },
            { role: 'town', towns: [by.one(towns)] },
            { role: 'enterprise', creditCode: by.one(codes) },
          ]),
        } as Asker;
        const mine = firms.filter((firm) => isThere(asker, firm));
        const { data } = JSON.parse(await textOf(server, asker, '{ enterprises { totalCount } }')) as {
          data: { enterprises: { totalCount: number } };
        };
        expect(data.enterprises.totalCount).toBe(mine.length);
        const theirs = by.one(firms.filter((firm) => !isThere(asker, firm))).code;
        const shapes: readonly ((code: string) => string)[] = [
          (code) =>
            `{ enterprise(creditCode: "${code}") { name tax(year: 2024) { vatNet } land(year: 2024) { usedArea parcels { area holder { name } } } grade(scheme: "${SCHEME}", year: 2024) { class total } } }`,
          (code) => `{ node(id: "${nodeId('Enterprise', code)}") { __typename id } }`,
          (code) => `{ enterprises(filter: { creditCodes: ["${code}"] }) { totalCount nodes { name } pageInfo { endCursor } } }`,
          (code) =>
            `{ assessment(scheme: "${SCHEME}", year: 2024) { grades(filter: { creditCodes: ["${code}"] }, orderBy: CREDIT_CODE_ASC) { totalCount nodes { class } } } }`,
        ];
        const shape = by.one(shapes);
        const answers: string[] = [];
        const statements: string[][] = [];
        for (const code of [NOBODY, theirs, NOBODY])
          statements.push((await statementsOf(async () => void answers.push(await textOf(server, asker, shape(code))))).sort());
        expect(answers[1]).toBe(answers[2]);
        expect(answers[0]).toBe(answers[2]);
        expect(statements[1]).toEqual(statements[2]);
      }),
      { numRuns: runs(12, 400), endOnFailure: true },
    );
  }, 3_600_000);
});
