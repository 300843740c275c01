import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseGrantFile } from '../../src/access/grant-file.js';
import type { SchemeProblem } from '../../src/policy/problem.js';
import { parseRateTable } from '../../src/policy/rate-table.js';
import { parseTreatments } from '../../src/policy/treatment-parse.js';
import { parseScheme } from '../../src/policy/parse-scheme.js';
import { register } from '../access/access-for.js';
import { EVENT_DEFINITIONS, FACTS } from './vocabulary.js';

const vocabulary = { facts: FACTS, events: EVENT_DEFINITIONS };
const HEAD = 'title: 甲\njurisdiction: 某县\nstatus: example\nsources: [{ document: 某政发〔2019〕1号 }]\n';
const grant = readFileSync(path.resolve('grants/example-county/sample-p2.yaml'), 'utf8');
const scheme = readFileSync(path.resolve('schemes/example-county/ratio-2024.yaml'), 'utf8');

/** A day in each kind of policy file. */
const FILES: [string, (day: string) => object][] = [
  [
    'a rate table',
    (day) => parseRateTable(`land_tax_rates: a\n${HEAD}unit: 元/㎡\nperiods:\n  - { from: ${day}, rates: { 1级: 5 } }\n`, 'r.yaml'),
  ],
  [
    'treatments',
    (day) =>
      parseTreatments(`treatments: a\n${HEAD}items:\n  - { id: a, kind: OTHER, text: 甲, to: ${day} }\n`, {
        file: 't.yaml',
        ...vocabulary,
      }),
  ],
  ['a grant', (day) => parseGrantFile(grant.replace(/^from: .*$/m, `from: ${day}`), 'g.yaml', register, false)],
  ['a scheme', (day) => parseScheme(scheme.replace('seen: 2026-11-21', `seen: ${day}`), { file: 's.yaml', ...vocabulary })],
];

describe('a day that there is not is refused where it stands', () => {
  it.each(FILES)('in %s', (_, read) => {
    const about = (day: string) =>
      ((read(day) as { problems?: readonly SchemeProblem[] }).problems ?? []).filter(({ message }) => message.includes('日期'));
    expect(about('2024-02-29')).toEqual([]);
    for (const day of ['2023-02-29', '2024-04-31', '2024-13-01', '2024-00-10', '0000-01-01']) {
      expect(about(day)).toEqual([
        expect.objectContaining({ line: expect.any(Number) as number, message: expect.stringContaining(day) as string }),
      ]);
      expect(about(day)[0]!.column).toBeGreaterThan(1);
    }
  });
});
