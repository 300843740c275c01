import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EVERYTHING, grantedFile } from './granted-files.js';
import { sampleServer, shippedGrants, statementsOf, type Answer } from './hub-server.js';

const grantFiles = [...shippedGrants(), grantedFile({ to: { role: 'tax_officer' }, what: EVERYTHING })];
const query = readFileSync(new URL('golden/top-of-zone.graphql', import.meta.url), 'utf8');
const officer = { role: 'tax_officer' };

/** On a server that has read nothing yet: what it answers, and the statements that it took. */
async function cold(first: number): Promise<{ answer: Answer; statements: string[] }> {
  const server = await sampleServer({ grantFiles });
  let answer: Answer | undefined;
  const statements = await statementsOf(async () => {
    answer = await server.ask(officer, query, { zone: '339901003', first });
  });
  return { answer: answer!, statements: asked(statements) };
}

/** Without what a new connection is set up with: how many are opened hangs on how busy the machine is. */
function asked(statements: readonly string[]): string[] {
  return statements.filter((text) => !/^(show|set|begin|commit)/i.test(text));
}

describe('the top of a zone, with grade and all six departments', () => {
  it('is answered to the letter, by these statements', async () => {
    const { answer, statements } = await cold(5);
    expect(answer.errors).toBeUndefined();
    await expect(`${JSON.stringify(answer, null, 2)}\n`).toMatchFileSnapshot('golden/top-of-zone.json');
    await expect(`${[...statements].sort().join(';\n')};\n`).toMatchFileSnapshot('golden/top-of-zone.sql');
  });

  it('costs at most eleven statements, for 50 as for 500, and few once it was asked', async () => {
    const [fifty, more] = [await cold(50), await cold(500)];
    expect(fifty.answer.data.assessment.grades.nodes).toHaveLength(50);
    expect(more.answer.data.assessment.grades.nodes.length).toBeGreaterThan(50);
    // Nine reads of records, the standing and the publications of the year, by which results are decisions.
    expect(fifty.statements.length).toBeLessThanOrEqual(11);
    expect(more.statements.length).toBe(fifty.statements.length);
    const server = await sampleServer({ grantFiles });
    const ask = () => server.ask(officer, query, { zone: '339901003', first: 50 });
    await ask();
    expect((await statementsOf(ask)).slice(3)).toEqual([]);
  });

  it('costs no more where the records are asked without an assessment', async () => {
    const records =
      '{ enterprises(first: 500) { nodes { name tax(year: 2024) { vatNet } emissions(year: 2024) { cod } employment(year: 2024) { insured } statistics(year: 2024) { revenue } utilities(year: 2024) { water } land(year: 2024) { usedArea parcels { taxSources { sourceId taxpayer { name } } holder { name } } } } } }';
    const server = await sampleServer({ grantFiles });
    const statements = asked(await statementsOf(() => server.ask(officer, records)));
    expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(10);
  });
});
