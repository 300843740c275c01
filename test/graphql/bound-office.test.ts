import { describe, expect, it } from 'vitest';
import { Rational } from '../../src/grading/rational.js';
import { toThreeDigits } from '../../src/access/suppression.js';
import { makeList } from '../../src/policy-effects/execution-list.js';
import { executionRows, totalOf } from '../../src/policy-effects/execution-rows.js';
import { sampleServer } from './hub-server.js';

const server = await sampleServer();
const ZONE = '339901003';
const SCHEME = 'example-ratio-2024';
const whole = { role: 'evaluation_office' };
const bound = { role: 'evaluation_office', zones: [ZONE] };
const scheme = server.hub.schemes.find((each) => each.scheme.id === SCHEME)!;
const version = await server.hub.version(new Date());
const { assessment } = await server.hub.assess({ scheme, year: 2024, version });
const directory = await server.hub.readers.enterprises.directory(version);
const { lines } = await server.hub.policyEffects({ scheme, assessment, version } as Parameters<typeof server.hub.policyEffects>[0]);
const isIts = (creditCode: string) => directory.get(creditCode)?.zone === ZONE;

describe('an evaluation office bound to zones adds up its own enterprises alone', () => {
  const FISCAL = `{ whatIf(scheme: "${SCHEME}", year: 2024, amendments: []) { fiscal { kind base } } }`;

  it('in what a what-if costs', async () => {
    const of = async (claims: { role: string }) => {
      const { data, errors } = await server.ask(claims, FISCAL);
      expect(errors).toBeUndefined();
      return data.whatIf.fiscal as { kind: string; base: string | null }[];
    };
    const [all, its] = [await of(whole), await of(bound)];
    expect(its).not.toEqual(all);
    const sums = its.filter(({ base }) => base !== null);
    expect(sums.length).toBeGreaterThan(0);
    for (const { kind, base } of sums) {
      const amounts = lines.filter((line) => line.kind === kind && isIts(line.creditCode)).flatMap(({ amount }) => amount ?? []);
      expect(base).toBe(toThreeDigits(Rational.sum(amounts)).toString());
    }
  });

  it('in the lists that it made for whoever carries them out', async () => {
    const rows = executionRows('LAND_USE_TAX', lines, directory);
    const of = { publication: null, kind: 'LAND_USE_TAX', scheme: SCHEME, year: 2024 } as const;
    await makeList(server.database.db, of, rows, { dataVersion: version, actor: 'test', digestKey: server.trail.digestKey });
    const list = async (claims: { role: string }) => {
      const { data, errors } = await server.ask(claims, `{ executionLists(scheme: "${SCHEME}", year: 2024) { count total } }`);
      expect(errors).toBeUndefined();
      return data.executionLists as { count: number; total: string | null }[];
    };
    const its = rows.filter(([creditCode]) => isIts(creditCode!));
    expect(its.length).toBeGreaterThan(0);
    expect(await list(whole)).toEqual([{ count: rows.length, total: totalOf('LAND_USE_TAX', rows).toString() }]);
    const [{ count, total }] = (await list(bound)) as [{ count: number; total: string | null }];
    expect(count).toBe(its.length);
    expect([null, totalOf('LAND_USE_TAX', its).toString()]).toContain(total);
  });
});
