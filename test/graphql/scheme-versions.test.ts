import { describe, expect, it } from 'vitest';
import { Assessor } from '../../src/assessment/assessor.js';
import { keepSchemes } from '../../src/assessment/kept-schemes.js';
import { closedYears, publish } from '../../src/assessment/publications.js';
import { noteSchemesInForce } from '../../src/assessment/schemes-in-force.js';
import { amendScheme } from '../../src/policy/amend.js';
import type { LoadedScheme } from '../../src/policy/registry.js';
import { sampleServer, statementsOf } from './hub-server.js';

const officer = { role: 'tax_officer' };
const committee = { role: 'zone_committee', zones: ['339901003'] };

/** The text that was in force before the file was edited, and a hub that loaded the file as it is now. */
let old!: LoadedScheme;
const server = await sampleServer({
  hub: (hub) => {
    const now = hub.schemes.find(({ scheme }) => scheme.id === 'example-ratio-2024')!;
    const changed = amendScheme(now.text, [{ path: 'groups/above/indicators/tax_per_mu/weight', value: '60' }], { file: 'f', ...hub.vocabulary });
    if ('problems' in changed) throw new Error(JSON.stringify(changed.problems));
    old = { ...now, ...changed };
    return hub;
  },
});
const { db } = server.database;
await noteSchemesInForce(db, [old]);
await noteSchemesInForce(db, server.hub.schemes);

const totals = async (scheme: string, who = officer) =>
  server.ask(who, `{ assessment(scheme: "${scheme}", year: 2024) { scheme { id digest } grades(first: 100) { nodes { enterprise { creditCode } total rank class } } } }`);

describe('a scheme by the digest of a text of it', () => {
  it('tells no totals where it cannot be put on record that they were told; all else is answered, and the scheme in force as ever', async () => {
    const ask = (scheme: string, fields: string) => server.ask(officer, `{ assessment(scheme: "${scheme}", year: 2024) { grades(first: 2) { nodes { ${fields} } } } }`);
    await db.execute('alter table told_total rename to told_total_away');
    try {
      const { data, errors } = await ask(old.digest, 'total rank');
      expect(data.assessment.grades.nodes).toEqual([{ total: null, rank: 1 }, { total: null, rank: 2 }]);
      expect(errors!.map(({ extensions }) => extensions.code)).toEqual(['SOURCE_UNAVAILABLE', 'SOURCE_UNAVAILABLE']);
      expect(errors![0]!.message).toContain('不能登记');
      expect((await ask('example-ratio-2024', 'total rank')).errors).toBeUndefined();
      expect((await ask(old.digest, 'rank class')).errors).toBeUndefined();
    } finally {
      await db.execute('alter table told_total_away rename to told_total');
    }
  });

  it('costs a few statements more the first time that its totals are told, and none after', async () => {
    await totals('example-ratio-2024');
    const [now, first, again] = [await statementsOf(() => totals('example-ratio-2024')), await statementsOf(() => totals(old.digest)), await statementsOf(() => totals(old.digest))];
    const telling = (statements: readonly string[]) => statements.filter((text) => /told_total|advisory_xact|lock_timeout/.test(text)).length;
    expect([now, again].map(telling)).toEqual([0, 0]);
    expect(telling(first)).toBeGreaterThan(3);
    const { rows } = await db.execute('select "of", yardsticks from told_total');
    expect(rows.length).toBeGreaterThan(0);
    for (const { of, yardsticks } of rows as { of: string; yardsticks: string[] }[]) {
      expect(of).toContain(old.digest);
      for (const each of yardsticks) expect(each).toMatch(/^\S+ (benchmark \d+\/\d+|none|-)$/);
    }
  });

  it('grades as then, and its versions can be found', async () => {
    const [now, then] = [await totals('example-ratio-2024'), await totals(old.digest)];
    expect(then.errors).toBeUndefined();
    expect(then.data.assessment.scheme).toEqual({ id: 'example-ratio-2024', digest: old.digest });
    expect(then.data.assessment.grades).not.toEqual(now.data.assessment.grades);
    const { assessment } = await server.hub.assess({ scheme: old, year: 2024, version: 11 });
    for (const { enterprise, ...grade } of then.data.assessment.grades.nodes as { enterprise: { creditCode: string } }[]) {
      const { total, rank, final } = assessment.results.find(({ creditCode }) => creditCode === enterprise.creditCode)!;
      expect(grade).toEqual({ total: total!.toString(), rank, class: final });
    }
    const { data } = await server.ask(officer, '{ schemes(year: 2024) { id digest versions { digest since until } } }');
    const own = data.schemes.find(({ id }: { id: string }) => id === 'example-ratio-2024');
    expect(own.versions.map(({ digest }: { digest: string }) => digest)).toEqual([old.digest, own.digest]);
    expect(own.versions[0].until).toBe(own.versions[1].since);
  });

  it('is the loaded one where the digest is its own; the versions of all schemes cost one statement', async () => {
    const { digest } = server.hub.schemes.find(({ scheme }) => scheme.id === 'example-ratio-2024')!;
    expect((await totals(digest)).data.assessment.grades).toEqual((await totals('example-ratio-2024')).data.assessment.grades);
    const statements = await statementsOf(() => server.ask(officer, '{ schemes { versions { digest } } }'));
    expect(statements.filter((text) => text.includes('scheme_in_force'))).toHaveLength(1);
  });

  it('is not for a committee: one ranking in force, no second one to set beside it', async () => {
    const { errors } = await totals(old.digest, committee);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    const { digest } = server.hub.schemes.find(({ scheme }) => scheme.id === 'example-ratio-2024')!;
    expect((await totals(digest, committee)).errors).toBeUndefined();
    expect((await totals(`sm3:${'0'.repeat(64)}`, committee)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('is refused in words where it is not known', async () => {
    const { errors } = await totals(`sm3:${'0'.repeat(64)}`);
    expect(errors).toMatchObject([{ message: expect.stringContaining('没有存过摘要为') as string, extensions: { code: 'NOT_FOUND' } }]);
    expect((await totals('sm3:abc')).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });
});

describe('a year that was made public', () => {
  it('is graded by the text of then when asked by id, and says what it was made public from', async () => {
    const assessor = new Assessor(server.hub.readers);
    await keepSchemes(db, [old]);
    await publish(db, await assessor.assess(old, 2024, 11), { document: '示政公告〔2025〕1号', actor: 'test' });
    const closed = await closedYears(db, server.hub.schemes);
    expect(closed).toMatchObject([{ publication: { schemeId: 'example-ratio-2024', year: 2024 }, scheme: { digest: old.digest } }]);
    const later = await sampleServer({
      hub: (hub) => ({ ...hub, closed: new Map(closed.map(({ scheme }) => ['example-ratio-2024 2024', scheme])) }),
    });
    for (const who of [officer, committee]) {
      const { data } = await later.ask(who, '{ assessment(scheme: "example-ratio-2024", year: 2024) { scheme { digest } } }');
      expect(data.assessment.scheme.digest).toBe(old.digest);
    }
    const { data } = await server.ask({ role: 'auditor' }, '{ publications(year: 2024) { scheme digest year dataVersion asOf document resultDigest } all: publications { year } none: publications(year: 2023) { year } }');
    expect(data).toMatchObject({
      publications: [{ scheme: 'example-ratio-2024', digest: old.digest, year: 2024, dataVersion: '11', document: '示政公告〔2025〕1号', resultDigest: expect.stringMatching(/^sm3:[0-9a-f]{64}$/) as string }],
      all: [{ year: 2024 }],
      none: [],
    });
    const asOf = await server.ask(officer, `{ assessment(scheme: "${old.digest}", year: 2024, asOf: "${data.publications[0].asOf}") { dataVersion } }`);
    expect(asOf.data.assessment.dataVersion).toBe('11');
  });
});
