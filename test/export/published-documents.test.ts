import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { commandLine } from '../cli/command-line.js';
import { freshDatabase } from '../database/fresh-database.js';
import { sampleServer } from '../graphql/hub-server.js';
import { askForFile, officer, SCHEME } from './ask-for-file.js';

const database = await freshDatabase('sample_hub');
const folder = mkdtempSync(path.join(tmpdir(), 'muhub-published-documents-'));
afterAll(() => rmSync(folder, { recursive: true }));
const { printed } = commandLine({ DATABASE_URL: database.url, MUHUB_DATA_DIR: folder });
await printed('publish', '--scheme', SCHEME, '--year', '2024', '--document', '示政公告〔2025〕1号');
const server = await sampleServer({ database, mode: 'serve', servesPublic: true });

async function rowsOf(document: string, query: string): Promise<Record<string, unknown>[]> {
  const response = await askForFile(server, officer, `/q/${document}.json?${query}`);
  const text = await response.text();
  expect([response.status, text]).toEqual([200, expect.stringContaining('rows')]);
  return (JSON.parse(text) as { rows: Record<string, unknown>[] }).rows;
}

it('production clients ask for what was made public by registered documents', { timeout: 180_000 }, async () => {
  const [publication] = await rowsOf('publications', 'year=2024');
  expect(publication).toMatchObject({ scheme: SCHEME, document: '示政公告〔2025〕1号' });
  const [evaluation] = await rowsOf('public-evaluations', '');
  expect(evaluation).toMatchObject({ scheme: SCHEME, year: 2024, document: '示政公告〔2025〕1号' });
  expect(await rowsOf('public-results', `scheme=${SCHEME}&year=2024&nameOrCode=913399011EFA80BJ4T`)).toMatchObject([{ class: 'B' }]);
  const anybody = await fetch(`${server.url}/q/public-results.csv?scheme=${SCHEME}&year=2024`);
  expect([anybody.status, (await anybody.text()).includes('913399011EFA80BJ4T')]).toEqual([200, true]);
  expect((await fetch(`${server.url}/q/publications.csv`)).status).toBe(401);
  const id = String(publication!.id);
  const [grade] = await rowsOf('published-grade', 'creditCode=913399011EFA80BJ4T&year=2024');
  expect(grade).toMatchObject({ 'publishedGrade.class': 'B', 'publishedGrade.publication.id': id });
  expect(await rowsOf('published-ledger', `publication=${id}`)).not.toEqual([]);
  expect((await rowsOf('land-tax-findings', `year=2024&publication=${id}&first=3`)).length).toBeGreaterThan(0);
});
