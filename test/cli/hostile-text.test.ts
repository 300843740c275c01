import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../database/fresh-database.js';
import { sampleServer } from '../graphql/hub-server.js';
import { commandLine } from './command-line.js';

const ESC = '\u001b]0;x\u0007\u001b[2J\u009b1m\u202e\u2066\u2028';
const ACTED_ON = /(?!\n)[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const CODE = '9133990144LEKL1AXK';
const folder = mkdtempSync(path.join(tmpdir(), 'muhub-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const { url } = await freshDatabase('sample_hub');
const { muhub } = commandLine({ DATABASE_URL: url });

function file(name: string, text: string): string {
  const at = path.join(folder, name);
  writeFileSync(at, text);
  return at;
}

describe('hostile text on the command line', () => {
  it('of a file’s name, a label, a cell and a name is spelled out by intake, in words and as JSON', async () => {
    const named = file(
      `补报${ESC}\n已接收 假.csv`,
      `统一社会信用代码,纳税人名称,年度,增值税净入库（元）,备注${ESC}\n${CODE},甲${ESC},2023,好多${ESC},x\n`,
    );
    const register = file(`名录${ESC}.csv`, `统一社会信用代码,企业名称${ESC},园区\n${CODE},甲厂${ESC},x\n`);
    for (const at of [named, register]) {
      for (const more of [[], ['--json'], ['--dry-run']]) {
        const { out, err } = await muhub('intake', at, ...more);
        expect(out + err).toContain('\\u001b');
        expect(out + err).not.toMatch(ACTED_ON);
        expect(err).not.toMatch(/^已接收 假/m);
        expect(out).not.toMatch(/^已接收 假/m);
      }
    }
  });

  it('of what was called for is spelled out', async () => {
    for (const args of [['intake', path.join(folder, `no${ESC}`)], ['grade', '--scheme', `no${ESC}`, '--year', '2024'], [`no${ESC}`]]) {
      const { status, out, err } = await muhub(...args);
      expect(status).toBeGreaterThan(0);
      expect(out + err).toContain('\\u001b');
      expect(out + err).not.toMatch(ACTED_ON);
    }
  });
});

describe('hostile text over GraphQL', () => {
  it('is spelled out in every message, and never sent back at length', async () => {
    const server = await sampleServer();
    const token = await server.token({ role: 'tax_officer' });
    const message = async (query: string, variables: object = {}) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
      return ((await response.json()) as { errors: { message: string }[] }).errors[0]!.message;
    };
    const hostile = `a${ESC}`;
    for (const said of [
      await message('query($s: ID!) { assessment(scheme: $s, year: 2024) { year } }', { s: hostile }),
      await message('query($v: Decimal!) { landTaxFindings(year: 2024, filter: { taxAtStakeAtLeast: $v }) { totalCount } }', {
        v: hostile,
      }),
      await message('query($y: Int!) { schemes(year: $y) { id } }', { y: hostile }),
    ]) {
      expect(said).toContain('\\u');
      expect(said).not.toMatch(ACTED_ON);
    }
    const path404 = await fetch(`${server.url}/q/${encodeURIComponent(hostile)}.csv`, { headers: { authorization: `Bearer ${token}` } });
    expect(((await path404.json()) as { errors: { message: string }[] }).errors[0]!.message).not.toMatch(ACTED_ON);
    expect((await message('query($y: Int!) { schemes(year: $y) { id } }', { y: 'x'.repeat(200_000) })).length).toBeLessThan(5_000);
  });
});
