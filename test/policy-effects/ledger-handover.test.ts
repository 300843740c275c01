import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { printed } from '../cli/command-line.js';
import { freshDatabase } from '../database/fresh-database.js';

const { url } = await freshDatabase('sample_hub');

beforeEach(() => vi.stubEnv('DATABASE_URL', url));
afterEach(() => vi.unstubAllEnvs());

const LEDGER = ['landtax', 'ledger', '--year', '2024', '--scheme', 'example-ratio-2024'];

const run = async (...args: string[]) => (await printed(...args)).trimEnd();

it('the sample of the manual prints what the manual says', async () => {
  const manual = await readFile('docs/policy-effects.md', 'utf8');
  for (const file of ['sample.csv', 'sample-correction.csv']) {
    const command = ['intake', `docs/policy-effects/${file}`];
    expect(manual).toContain(`$ npx muhub ${command.join(' ')}\n${await run(...command)}\n`);
    expect(manual).toContain(`${await run(...LEDGER, '--differences')}\n`);
  }
});

it('says what is wrong with each row of a ledger file, keeps the row, and counts the others', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'muhub-ledger-'));
  const file = path.join(folder, '执行.csv');
  const [known, unknown] = ['913399011EFA80BJ4T', '91339901MA0000001N'];
  const rows = [
    '统一社会信用代码,企业名称,年度,季度,报送单位,新增供地（亩）,征收差别化排污费（万元）',
    `${known},博联,2024,第五季度,生态环境局,,1`,
    `${known},博联,2024,4,生态环境局,-1,1`,
    `${known},博联,2024,3,生态环境局,,2`,
    `${known},博联,2024,第三季度,生态环境局,,3`,
    `${known},博联,2024,2,生态环境局,,4`,
    `${known},博联,2024,Q2,生态环境局,,4`,
    `${known},博联,2024,1,生态环境局,,-0.5`,
    `${unknown},某厂,2024,1,生态环境局,,7`,
  ];
  await writeFile(file, rows.join('\n'));
  const [report] = JSON.parse(await run('intake', file, '--json')) as [Record<string, unknown>];
  expect(report).toMatchObject({ dataset: 'policy.effects', status: 'accepted', rows: 8, accepted: 3, quarantined: 4, skipped: 1 });
  expect(report['issues']).toEqual({
    QUARTER_INVALID: 1,
    NEGATIVE_NOT_ALLOWED: 1,
    DUPLICATE_CONFLICT: 2,
    DUPLICATE_SAME: 1,
    UNKNOWN_ENTERPRISE: 1,
  });
  const { quarters } = JSON.parse(await run(...LEDGER, '--format', 'json')) as { quarters: { measure: string; reported: string | null }[] };
  // What was taken back counts as such; what an unknown firm paid is in the sum all the same.
  expect(quarters.filter(({ measure }) => measure === 'EMISSION_CHARGE').map(({ reported }) => reported)).toEqual([
    '65000.00',
    '40000.00',
    null,
    null,
  ]);
  await rm(folder, { recursive: true });
});
