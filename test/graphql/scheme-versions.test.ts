import { describe, expect, it } from 'vitest';
import { Assessor } from '../../src/assessment/assessor.js';
import { keepSchemes } from '../../src/assessment/kept-schemes.js';
import { closedYears, publish } from '../../src/assessment/publications.js';
import { noteSchemesInForce } from '../../src/assessment/schemes-in-force.js';
import { amendScheme } from '../../src/policy/amend.js';
import type { LoadedScheme } from '../../src/policy/registry.js';
import { sampleServer, statementsOf } from './hub-server.js';

const officer = { role: 'tax_officer' };
const office = { role: 'evaluation_office', purpose: '亩均评价' };
const committee = { role: 'zone_committee', zones: ['339901003'] };
const graded = { ...committee, purpose: '亩均评价' };

/** The text that was in force before the file was edited, and a hub that loaded the file as it is now. */
let old!: LoadedScheme;
const server = await sampleServer({
  keepsAnswers: false,
  hub: (hub) => {
    const now = hub.schemes.find(({ scheme }) => scheme.id === 'example-ratio-2024')!;
    const changed = amendScheme(now, [{ path: 'groups/above/indicators/tax_per_mu/weight', value: '60' }], {
      file: 'f',
      ...hub.vocabulary,
    });
    if ('problems' in changed) throw new Error(JSON.stringify(changed.problems));
    old = { ...now, ...changed };
    return hub;
  },
});
const { db } = server.database;
await noteSchemesInForce(db, [old]);
await noteSchemesInForce(db, server.hub.schemes);

const totals = async (scheme: string, who: { role: string } = office) =>
  server.ask(
    who,
    `{ assessment(scheme: "${scheme}", year: 2024) { scheme { id digest } grades(first: 100) { nodes { enterprise { creditCode } total rank class } } } }`,
  );

describe('a scheme by the digest of a text of it', () => {
  it('costs the same statements however often it is asked, and writes nothing but the audit', async () => {
    for (const scheme of ['example-ratio-2024', old.digest]) await totals(scheme);
    const [now, then, again] = [
      await statementsOf(() => totals('example-ratio-2024')),
      await statementsOf(() => totals(old.digest)),
      await statementsOf(() => totals(old.digest)),
    ];
    expect([...again].sort()).toEqual([...then].sort());
    expect(then.length - now.length).toBeLessThanOrEqual(1);
    const writing = [...now, ...then].filter((text) => /\b(insert|update|delete)\b/i.test(text) && !text.includes('audit_event'));
    expect(writing).toEqual([]);
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

  it('is for a committee as any scheme of the county is: results, and under P2 totals', async () => {
    const [bare, whole] = [await totals(old.digest, committee), await totals(old.digest, graded)];
    expect([bare.errors, whole.errors]).toEqual([undefined, undefined]);
    const nodes = (answer: typeof bare) => answer.data.assessment.grades.nodes as { total: string | null; rank: number; class: string }[];
    expect(nodes(bare)).toEqual(nodes(whole).map((grade) => ({ ...grade, total: null })));
    expect(
      nodes(whole)
        .slice(0, 20)
        .every(({ total }) => total !== null),
    ).toBe(true);
    expect((await totals(`sm3:${'0'.repeat(64)}`, committee)).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
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
    const { digest } = server.hub.schemes.find(({ scheme }) => scheme.id === 'example-ratio-2024')!;
    const classes = async (scheme: string, who: { role: string }) =>
      (await totals(scheme, who)).data.assessment.grades.nodes.map((grade: { class: string | null }) => grade.class) as (string | null)[];
    expect((await classes(old.digest, committee)).some((name) => name !== null)).toBe(true);
    // Another text than the one made public decides nothing in that year: its classes are derived.
    expect(new Set(await classes(digest, committee))).toEqual(new Set([null]));
    expect((await classes(digest, graded)).some((name) => name !== null)).toBe(true);
    const { data } = await server.ask(
      { role: 'auditor' },
      '{ publications(year: 2024) { scheme digest year dataVersion asOf document resultDigest } all: publications { year } none: publications(year: 2023) { year } }',
    );
    expect(data).toMatchObject({
      publications: [
        {
          scheme: 'example-ratio-2024',
          digest: old.digest,
          year: 2024,
          dataVersion: '11',
          document: '示政公告〔2025〕1号',
          resultDigest: expect.stringMatching(/^sm3:[0-9a-f]{64}$/) as string,
        },
      ],
      all: [{ year: 2024 }],
      none: [],
    });
    const asOf = await server.ask(
      officer,
      `{ assessment(scheme: "${old.digest}", year: 2024, asOf: "${data.publications[0].asOf}") { dataVersion } }`,
    );
    expect(asOf.data.assessment.dataVersion).toBe('11');
  });
});
