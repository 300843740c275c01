import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ESLint } from 'eslint';
import { afterAll, describe, expect, it } from 'vitest';
import { driftedTables } from './migration-drift.js';
import { breakingChanges, currentSdl } from './schema-changes.js';

// Inside the project: drizzle-kit and eslint look for their packages from the files they read.
const scratch = mkdtempSync(path.resolve('test/gates/.scratch-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('each gate can fail', () => {
  it('migration drift: a table that no migration makes', () => {
    const table = path.join(scratch, 'new-table.ts');
    writeFileSync(
      table,
      `import { pgTable, text } from 'drizzle-orm/pg-core';\nexport const extra = pgTable('extra', { id: text('id') });\n`,
    );
    expect(driftedTables(path.relative('.', table), 'drizzle')).toContain('public.extra');
  });

  it('schema changes: a field that is taken away, a type that is narrowed', () => {
    const published = currentSdl();
    expect(breakingChanges(published, published)).toEqual([]);
    const taken = published.replace('vatNet: Decimal', 'vatGross: Decimal');
    expect(breakingChanges(published, taken)).toEqual(['TaxRecord.vatNet was removed.']);
  });

  it.each([
    ['a promise that nobody waits for', 'async function f(): Promise<void> {}\nexport function g(): void {\n  f();\n}\n', 'no-floating-promises'],
    ['an any', 'export const a: any = 1;\n', 'no-explicit-any'],
    ['a console', 'console.log(1);\n', 'no-console'],
    ['the environment outside config', 'export const home = process.env.HOME;\n', 'no-restricted-properties'],
  ])('lint: %s', async (_, text, rule) => {
    const [result] = await new ESLint().lintText(text, { filePath: path.resolve('src/audit/event.ts') });
    expect(result?.messages.map(({ ruleId }) => ruleId)).toContainEqual(expect.stringContaining(rule));
  });
});
