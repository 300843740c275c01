import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { departmentVocabulary } from '../../src/departments/vocabulary.js';
import { openHub } from '../../src/graphql/open-hub.js';
import { loadSchemes } from '../../src/policy/registry.js';
import { loadTreatments } from '../../src/policy/treatment-registry.js';
import { freshDatabase } from '../database/fresh-database.js';
import { sampleServer, shippedGrants } from '../graphql/hub-server.js';
import { commandLine } from './command-line.js';
import { full } from '../full.js';

const SCHEME = 'example-ratio-2024';
const database = await freshDatabase('sample_hub');
const folder = mkdtempSync(path.join(tmpdir(), 'muhub-kept-treatments-'));
afterAll(() => rmSync(folder, { recursive: true }));
const treatments = path.join(folder, 'treatments');
cpSync('treatments', treatments, { recursive: true });
const { muhub, printed } = commandLine({
  DATABASE_URL: database.url,
  MUHUB_DATA_DIR: path.join(folder, 'hub'),
  MUHUB_TREATMENTS_DIR: treatments,
});
const file = path.join(treatments, 'example-county', '2024.yaml');

/** What the county gives and takes by a publication, or by a scheme on the fly. */
const ledger = async (...by: string[]) =>
  (JSON.parse(await printed('landtax', 'ledger', ...by, '--format', 'json')) as { quarters: unknown }).quarters;
const lists = (out: string, ...by: string[]) => printed('landtax', 'lists', ...by, '--out', path.join(folder, out));

/** What one hub, started with the files as they are now, answers. */
async function asked(id: string): Promise<unknown> {
  const registry = await loadSchemes('schemes', departmentVocabulary);
  const now = await loadTreatments(treatments, registry.vocabulary);
  const grantFiles = shippedGrants();
  const server = await sampleServer({ database, hub: () => openHub(database, registry, now, { county: '示例县', grantFiles }) });
  const { data, errors } = await server.ask(
    { role: 'tax_officer', purpose: '以税节地' },
    `{ policyLedger(publication: "${id}") { lines { quarter measure due } } }`,
  );
  expect(errors).toBeUndefined();
  expect((data.policyLedger.lines as { due: string | null }[]).some(({ due }) => due !== null)).toBe(true);
  return data;
}

it.runIf(full)(
  'a publication is carried out by the treatments of then, whatever becomes of their files',
  { timeout: 180_000 },
  async () => {
    await printed('publish', '--scheme', SCHEME, '--year', '2024', '--document', '示政公告〔2025〕1号');
    const [{ id, treatments: kept }] = JSON.parse(await printed('publications', '--json')) as [{ id: number; treatments: string[] }];
    expect(kept).toEqual([expect.stringMatching(/^sm3:[0-9a-f]{64}$/)]);
    const by = ['--publication', String(id)];
    const then = { ledger: await ledger(...by), asked: await asked(String(id)) };
    await lists('before', ...by);

    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replaceAll(/rate: [0-9.]+/g, 'rate: 0.01'));
    expect(await ledger('--scheme', SCHEME, '--year', '2024')).not.toEqual(then.ledger);
    expect(await asked(String(id))).toEqual(then.asked);

    rmSync(file);
    expect(await ledger(...by)).toEqual(then.ledger);
    // A list that is the same is no further version.
    const again = await lists('after', ...by);
    expect(again).toMatch(/第 ?1 ?版/);
    expect(again).not.toMatch(/第 ?2 ?版/);

    // What was kept and is no longer what its digest says grounds nothing.
    await database.pool.query(`update treatment_text set text = text || ' '`);
    expect(await muhub('landtax', 'ledger', ...by)).toMatchObject({ status: 1, err: expect.stringContaining('已被改动') as string });
  },
);
