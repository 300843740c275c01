import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { factsBehind } from '../../src/assessment/fact-behind.js';
import { factOrigins } from '../../src/assessment/provenance.js';
import { sourceLines } from '../../src/cli/fact-sources.js';
import { EVERYTHING, grantedFile } from './granted-files.js';
import { sampleServer, shippedGrants, statementsOf } from './hub-server.js';

const query = readFileSync(new URL('golden/grade-sources.graphql', import.meta.url), 'utf8');
const officer = { role: 'tax_officer' };
const ZONE = '339901003';
const committee = { role: 'zone_committee', zones: [ZONE] };

interface Line {
  file: string;
  sheet: string | null;
  line: number;
  version: string;
  handover: string;
}
interface Fact {
  id: string;
  title: string;
  department: string;
  year: number;
  records: Line[] | null;
}
interface Grade {
  enterprise: { creditCode: string };
  sources: Fact[];
  indicators: { id: string; numeratorSources: Fact[]; denominatorSources: Fact[] }[];
}

const server = await sampleServer({ keepsAnswers: false });
const everything = await sampleServer({ grantFiles: [...shippedGrants(), grantedFile({ to: { role: 'tax_officer' }, what: EVERYTHING })] });

describe('the records behind a grade', () => {
  it('are told to the letter, by these statements', async () => {
    const fresh = await sampleServer();
    let answer: Awaited<ReturnType<typeof fresh.ask>> | undefined;
    const statements = await statementsOf(async () => {
      answer = await fresh.ask(officer, query, { first: 2 });
    });
    expect(answer!.errors).toBeUndefined();
    await expect(`${JSON.stringify(answer, null, 2)}\n`).toMatchFileSnapshot('golden/grade-sources.json');
    const own = statements.filter((text) => !/^(show|set|begin|commit)/i.test(text));
    await expect(`${[...own].sort().join(';\n')};\n`).toMatchFileSnapshot('golden/grade-sources.sql');
  });

  it('cost as many statements for 200 grades as for one: the files, once', async () => {
    await server.ask(officer, query, { first: 1 });
    const few = await statementsOf(() => server.ask(officer, query, { first: 1 }));
    const many = await statementsOf(() => server.ask(officer, query, { first: 200 }));
    expect(many.length).toBe(few.length);
    expect(many.filter((text) => /"handover"/.test(text))).toHaveLength(1);
  });

  it('are those that --explain writes, of every enterprise asked', async () => {
    const { data } = await everything.ask(officer, query, { first: 40 });
    const { hub, database } = everything;
    const scheme = hub.schemes.find(({ scheme: { id } }) => id === 'example-ratio-2024')!;
    const { version } = await hub.standing();
    const { assessment } = await hub.assess({ scheme, year: 2024, version });
    const facts = factsBehind(scheme.scheme, 2024, hub.vocabulary);
    for (const { enterprise, sources } of data.assessment.grades.nodes as Grade[]) {
      const result = assessment.results.find(({ creditCode }) => creditCode === enterprise.creditCode)!;
      const explained = sourceLines(await factOrigins(hub.readers, database.db, version, facts, result));
      const told = sources.flatMap(({ records }) =>
        records!.map(
          ({ file, sheet, line, version: since }) => `${file}${sheet ? ` 工作表“${sheet}”` : ''} 第 ${line} 行（数据版本 ${since}）`,
        ),
      );
      expect(explained.length).toBeGreaterThan(4);
      expect([...new Set(told)].sort()).toEqual([...new Set(explained.map((line) => line.slice(line.indexOf('：') + 1)))].sort());
    }
  });

  it('lead to the very line of the file', async () => {
    const { data } = await server.ask(officer, query, { first: 5 });
    const text = new TextDecoder('gb18030').decode(readFileSync('sample/files/税务局_2024年度企业税收.csv')).split(/\r?\n/);
    for (const { enterprise, sources } of data.assessment.grades.nodes as Grade[]) {
      const [line] = sources.find(({ id }) => id === 'tax.vat_net')!.records!;
      expect(line!.file).toBe('税务局_2024年度企业税收.csv');
      expect(text[line!.line - 1]).toContain(enterprise.creditCode);
    }
  });

  it('are told by indicator, numerator and denominator apart', async () => {
    const { data } = await server.ask(officer, query, { first: 1 });
    const [taxPerMu] = (data.assessment.grades.nodes as Grade[])[0]!.indicators;
    expect(taxPerMu!.numeratorSources.map(({ id }) => id)).toContain('tax.returned');
    expect(taxPerMu!.denominatorSources.map(({ id }) => id)).toEqual(['land.used_area']);
    expect(taxPerMu!.denominatorSources[0]!.records!.length).toBeGreaterThan(0);
  });
});

describe('who may not read a fact', () => {
  it('learns of its records nothing, and the same list of facts for every enterprise', async () => {
    const { data, extensions } = await server.ask(committee, query, { first: 100 });
    const grades = data.assessment.grades.nodes as Grade[];
    expect(grades.length).toBeGreaterThan(20);
    for (const { sources } of grades) {
      for (const { department, records } of sources) {
        if (['LAND', 'EMPLOYMENT', 'REGISTER'].includes(department)) expect(records).not.toBeNull();
        else expect(records).toBeNull();
      }
    }
    const lists = grades.map(({ sources, indicators }) =>
      JSON.stringify([sources.map(({ id, year }) => [id, year]), indicators.map(({ id }) => id)]),
    );
    expect(new Set(lists).size).toBe(2);
    expect(extensions!.withheld!.map(({ coordinate, department }) => `${coordinate} ${department}`)).toEqual(
      ['county', 'emissions', 'statistics', 'tax', 'utilities'].map((department) => `FactSource.records ${department}`),
    );
  });

  it('has it read from nowhere: no department is asked for what is withheld', async () => {
    const read: string[] = [];
    const watched = await sampleServer({
      hub: (hub) => ({
        ...hub,
        fileNames: (ids) => {
          read.push(...ids.map(String));
          return hub.fileNames(ids);
        },
      }),
    });
    await watched.ask(committee, query, { first: 100 });
    const names = await watched.hub.fileNames(read.map(Number));
    expect([...names.values()].some((name) => name.startsWith('税务局') || name.startsWith('统计局') || name.startsWith('各部门'))).toBe(
      false,
    );
    expect([...names.values()].some((name) => name.startsWith('自然资源'))).toBe(true);
  });

  it('is on record with what was withheld, department by department', async () => {
    const { rows } = await server.database.pool.query<{ department: string; detail: { withheld: string[] } }>(
      `select department, detail from audit_event where action in ('READ', 'READ_REFUSED') order by at desc limit 60`,
    );
    expect(rows.some(({ department, detail }) => department === 'tax' && detail.withheld.includes('FactSource.records'))).toBe(true);
  });
});
