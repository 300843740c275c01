import { describe, expect, it } from 'vitest';
import { versionAt } from '../../src/db/data-version.js';
import { receiveAll } from '../../src/intake/receive-all.js';
import { taxCorrection } from '../assessment/tax-correction.js';
import { everythingGiven } from '../departments/everything-given.js';
import { sampleServer, type TestServer } from './hub-server.js';

const officer = { role: 'tax_officer' };
const HANDOVERS = 5;

interface Told {
  readonly version: number;
  readonly taxes: readonly string[];
}

/** What both enterprises paid, as an assessment has it. */
async function ask({ ask: asking }: TestServer, creditCodes: readonly string[]): Promise<Told> {
  const { data, errors } = await asking(
    officer,
    `query ($creditCodes: [CreditCode!]) { assessment(scheme: "example-ratio-2024", year: 2024) { dataVersion
      grades(first: 2, filter: { creditCodes: $creditCodes }) { nodes { dataVersion indicators { id numerator } enterprise { tax(year: 2024) { vatNet } } } } } }`,
    { creditCodes },
  );
  expect(errors).toBeUndefined();
  const { dataVersion, grades } = data.assessment;
  const nodes = grades.nodes as {
    dataVersion: string;
    indicators: { id: string; numerator: string }[];
    enterprise: { tax: { vatNet: string } };
  }[];
  expect(nodes).toHaveLength(2);
  expect(nodes.map((node) => node.dataVersion)).toEqual([dataVersion, dataVersion]);
  const graded = nodes.map(({ indicators }) => indicators.find(({ id }) => id === 'tax_per_mu')!.numerator);
  return { version: Number(dataVersion), taxes: [...graded, ...nodes.map(({ enterprise }) => enterprise.tax.vatNet)] };
}

/** One handover by which both paid the same. */
async function handOver({ database: { db } }: TestServer, creditCodes: readonly string[], vatNet: number): Promise<void> {
  const [first, second] = creditCodes.map((code) => taxCorrection(code, String(vatNet)));
  const bytes = Buffer.from(`${first!}${second!.split('\n')[1]!}\n`);
  const declared = { eventCodes: new Set<string>(), facts: new Map() };
  await receiveAll({ db, declared, actor: 'test' }, ['f'], async () => ({
    fileName: '更正.csv',
    bytes,
    dataset: 'tax.payments',
  }));
}

describe.each([
  ['whose records are at hand', undefined],
  ['that is kept in columns alone', 0],
])('an answer of a register %s', (_, recordsAtHand) => {
  it('is of one data version while handovers are taken in, and counts what was committed before it was asked', async () => {
    const server = await sampleServer({ grantFiles: everythingGiven(), recordsAtHand });
    const { rows } = await server.database.pool.query<{ code: string }>(
      `select t.credit_code as code from tax_payment t join statistic s using (credit_code, year) join land_parcel l on l.holder_id = t.credit_code
       where year = 2024 and t.superseded is null and s.superseded is null and l.superseded is null and l.ended is null and l.area_mu > 10 and above_scale
       group by 1 order by 1 limit 2`,
    );
    const codes = rows.map(({ code }) => code);
    const paid = new Map<number, number>();
    const told: Told[] = [];
    let isOver = false;
    const asking = Array.from({ length: 2 }, async () => {
      while (!isOver) told.push(await ask(server, codes));
    });
    for (let handover = 1; handover <= HANDOVERS; handover += 1) {
      await handOver(server, codes, 1000 + handover);
      const version = await versionAt(server.database.db);
      paid.set(version, 1000 + handover);
      expect(await ask(server, codes)).toEqual({ version, taxes: new Array(4).fill(String(1000 + handover)) });
    }
    isOver = true;
    await Promise.all(asking);
    for (const { version, taxes } of told) {
      // Before the first handover each paid what it had paid.
      if (paid.has(version)) expect(taxes).toEqual(new Array(4).fill(String(paid.get(version))));
    }
    expect(new Set(told.map(({ version }) => version)).size).toBeGreaterThan(1);
  });
});
