import { mkdtemp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { policyDigest } from '../../src/policy/digest.js';
import { loadScheme, loadSchemes } from '../../src/policy/registry.js';
import { EVENT_DEFINITIONS, FACTS } from './vocabulary.js';

const departments = { facts: FACTS, events: EVENT_DEFINITIONS };
const shipped = new URL('../../schemes', import.meta.url).pathname;

async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'schemes-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

describe('the registry', () => {
  it('loads the schemes that ship, with the digest of their bytes', async () => {
    const { schemes, problems } = await loadSchemes(shipped, departments);
    expect(problems).toEqual([]);
    const ids = ['example-minmax-2024', 'example-ratio-2024', 'huangyan-2021', 'huangyan-2022', 'linhai-2014', 'wenling-zone-2022'];
    expect([...schemes.keys()]).toEqual(expect.arrayContaining(ids));
    const bytes = await readFile(join(shipped, 'huangyan/2021.yaml'));
    expect(schemes.get('huangyan-2021')?.digest).toBe(policyDigest(bytes));
  });

  it('knows SM3 by the example of its standard', () => {
    expect(policyDigest('abc')).toBe('sm3:66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  });

  it('takes declared facts and events into the vocabulary', async () => {
    const text = await readFile(join(shipped, 'huangyan/2021.yaml'), 'utf8');
    const folder = await folderOf({
      'a/facts.yaml':
        'facts:\n  - { id: local.retrofit, title: 技改投资, unit: 万元, department: statistics }\nevents:\n  - { id: local_award, title: 县长质量奖, department: county }\n',
      'a/2021.yaml': text.replace('tax.vat_net: 1', 'local.retrofit: 1'),
    });
    const { schemes, declared, problems } = await loadSchemes(folder, departments);
    expect(problems).toEqual([]);
    expect(declared.facts).toEqual([{ id: 'local.retrofit', kind: 'number', title: '技改投资', unit: '万元', department: 'statistics' }]);
    expect(declared.events).toEqual([{ code: 'local_award', title: '县长质量奖' }]);
    expect(schemes.get('huangyan-2021')?.scheme.derived[0]?.terms[0]?.fact).toBe('local.retrofit');
  });

  it('loads neither of two schemes with one id, and names both files', async () => {
    const text = await readFile(join(shipped, 'huangyan/2021.yaml'), 'utf8');
    const { schemes, problems } = await loadSchemes(await folderOf({ 'a/1.yaml': text, 'b/2.yaml': text }), departments);
    expect(schemes.size).toBe(0);
    expect(problems).toMatchObject([{ file: 'b/2.yaml', message: expect.stringContaining('a/1.yaml') as string }]);
  });

  it('leaves out a wrong file and tells why, and refuses it when asked for alone', async () => {
    const folder = await folderOf({ 'bad.yaml': 'scheme: x' });
    const { schemes, problems } = await loadSchemes(folder, departments);
    expect(schemes.size).toBe(0);
    expect(problems.length).toBeGreaterThan(3);
    await expect(loadScheme(join(folder, 'bad.yaml'), departments)).rejects.toThrow(/bad\.yaml:1:1 缺少“title”/);
  });
});
