import { describe, expect, it } from 'vitest';
import { parseGrantFile } from '../../src/access/grant-file.js';
import { SHIPPED_GRANTS } from '../../src/grants/grant-files.js';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { register } from './access-for.js';

const P2 = readFileSync(path.join(SHIPPED_GRANTS, 'example-county/sample-p2.yaml'), 'utf8');
const read = (text: string, isFloor = false) => parseGrantFile(text, 'p2.yaml', register, isFloor);
const problems = (text: string, isFloor = false) => {
  const parsed = read(text, isFloor);
  return 'problems' in parsed ? parsed.problems.map(({ line, column, message }) => ({ at: `${line}:${column}`, message })) : [];
};
const changed = (from: RegExp | string, to: string) => {
  expect(P2).toMatch(from);
  return P2.replace(from, to);
};
/** Where a text stands in a file, as an editor says it. */
const placeOf = (text: string, of: string) => {
  const before = text.slice(0, text.indexOf(of));
  return `${before.split('\n').length}:${before.length - before.lastIndexOf('\n')}`;
};

describe('a grant file', () => {
  it('is read with all it says', () => {
    const parsed = read(
      P2.replace('{ role: zone_committee }', '{ role: department, department: land, organisation: 园区, subject: 张三 }'),
    );
    expect(parsed).toMatchObject({
      file: {
        title: '示例县开发区管委会按授权口径使用',
        jurisdiction: '示例县',
        status: 'example',
        sources: [{ document: '示例县亩均办〔2025〕1号（虚构）', article: '三' }],
        approvedBy: new Map([
          ['tax', '示例'],
          ['emissions', '示例'],
          ['utilities', '示例'],
          ['statistics', '示例'],
        ]),
        grant: {
          ...{
            id: 'sample-p2',
            exact: false,
            rows: 'own_zones',
            acts: ['READ', 'DERIVE', 'EXPORT'],
            purpose: '亩均评价',
            from: '2025-01-01',
            until: undefined,
          },
          to: { role: 'department', department: 'land', organisation: '园区', subject: '张三' },
          what: ['derived:tax', 'derived:emissions', 'derived:utilities', 'derived:statistics'],
          except: ['Treatment.amount'],
          givenBy: ['tax', 'emissions', 'utilities', 'statistics'],
          ground: '示例县亩均办〔2025〕1号（虚构） 三',
        },
      },
    });
  });

  it.each(
    readdirSync(SHIPPED_GRANTS, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => [name]),
  )('that ships: %s', (name) => {
    expect(problems(readFileSync(path.join(SHIPPED_GRANTS, name), 'utf8'), name.startsWith('default'))).toEqual([]);
  });

  it.each(['grant', 'title', 'jurisdiction', 'status', 'sources', 'to', 'what', 'rows', 'acts', 'approved_by'])('wants %s', (key) => {
    const lines = P2.split('\n').filter((line) => !line.startsWith(`${key}:`));
    expect(
      problems(lines.join('\n'))
        .map(({ message }) => message)
        .join('\n'),
    ).toContain(key);
  });

  it.each<[string, RegExp | string, string, string, RegExp]>([
    ['a key that there is not', 'except: [', 'excepting: [', 'excepting', /excepting/],
    ['a role that there is not', 'zone_committee', 'committee', 'committee }', /committee/],
    ['a department beside a role that has none', '{ role: zone_committee }', '{ role: town, department: tax }', 'tax }', /department/],
    ['a coordinate that there is not', 'Treatment.amount', 'Treatment.money', 'Treatment.money', /Treatment\.money/],
    ['a type that there is not', 'derived:tax', 'Taxes.*', 'Taxes.*', /Taxes/],
    ['a set that there is not', 'derived:utilities', 'derived:water', 'derived:water', /derived:water/],
    ['rows that there are not', 'own_zones', 'my_zones', 'my_zones', /my_zones/],
    ['an act that there is not', '[READ, DERIVE', '[READ, DERIVES', 'DERIVES', /DERIVES/],
    ['a day that is none', '2025-01-01', '2025-13-01', '2025-13-01', /2025-13-01/],
    ['a last day before the first', 'until: null', 'until: 2024-12-31', '2024-12-31', /2024-12-31/],
    ['an id with other signs', 'grant: sample-p2', 'grant: 示例', '示例\n', /id/],
    ['an approval of an office that there is not', 'tax: 示例, emissions', 'police: 示例, emissions', 'police', /police/],
  ])('says where there is %s', (_, from, to, at, message) => {
    const text = changed(from, to);
    const found = problems(text);
    expect(found.map((each) => each.message).join('\n')).toMatch(message);
    expect(found.map((each) => each.at)).toContain(placeOf(text, at));
  });

  it('wants the approval of every department whose part it gives, but of a floor', () => {
    const text = changed(', statistics: 示例 }', ' }');
    expect(problems(text).map(({ message }) => message)).toEqual([expect.stringContaining('statistics')]);
    expect(problems(text, true)).toEqual([]);
    expect(problems(changed('derived:tax,', 'results, derived:tax,')).map(({ message }) => message)).toEqual([
      expect.stringContaining('county'),
    ]);
  });

  it('wants the purpose of findings, tasks, low-efficiency parcels and differences of all but tax and land', () => {
    for (const name of ['LandTaxFinding.*', 'LandTaxTask.*', 'LowEfficiencyParcel.*', 'PolicyDifference.*']) {
      const text = changed('[derived:tax,', `[${name}, derived:tax,`).replace(
        'statistics: 示例 }',
        'statistics: 示例, land: 示例, county: 示例 }',
      );
      expect(problems(text).map(({ at, message }) => [at, message.includes('以税节地')])).toEqual([[placeOf(text, '亩均评价\n'), true]]);
      expect(problems(text.replace('purpose: 亩均评价', 'purpose: 以税节地'))).toEqual([]);
      expect(problems(text.replace('zone_committee', 'department, department: land'))).toEqual([]);
    }
  });

  it('gives no record to who governs access, and no consent without a purpose', () => {
    expect(problems(changed('zone_committee', 'auditor')).map(({ message }) => message)).toEqual([expect.stringContaining('auditor')]);
    expect(problems(P2.replace('own_zones', 'consented').replace('purpose: 亩均评价\n', '')).map(({ message }) => message)).toEqual([
      expect.stringContaining('purpose'),
    ]);
  });

  it('says what is doubled', () => {
    const text = `${P2}\nrows: all\n`;
    expect(problems(text).map(({ at }) => at)).toEqual([`${text.split('\n').length - 1}:1`]);
  });

  it('that is no YAML is told so', () => {
    expect(problems('grant: [').length).toBeGreaterThan(0);
    expect(problems('').length).toBeGreaterThan(0);
  });
});
