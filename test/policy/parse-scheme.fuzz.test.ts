import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amendScheme } from '../../src/policy/amend.js';
import { parseScheme } from '../../src/policy/parse-scheme.js';
import { runs } from '../full.js';
import { EVENT_DEFINITIONS, FACTS } from './vocabulary.js';

const FOLDER = new URL('../../schemes/', import.meta.url);
const TEXTS = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml') && !name.endsWith('facts.yaml'))
  .sort()
  .map((name) => readFileSync(new URL(name, FOLDER), 'utf8'));
const from = { file: 'f', facts: FACTS, events: EVENT_DEFINITIONS };

describe('a scheme spoilt anywhere', () => {
  it('is read or refused with places inside the file, and never breaks the reader', () => {
    const spoilt = fc.record({
      text: fc.constantFrom(...TEXTS),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.integer({ min: 0, max: 12 }),
      put: fc.constantFrom(
        '',
        'null',
        ' ',
        '\n',
        '{',
        '}',
        '[',
        ']',
        ':',
        '- ',
        '*a',
        '&a ',
        '"',
        '-1',
        '1e999',
        '20%',
        '.inf',
        'true',
        '<<: ',
        '? ',
        '!!set ',
        '\t',
        '0x10',
        '# ',
      ),
    });
    fc.assert(
      fc.property(spoilt, ({ text, at, length, put }) => {
        const start = Math.floor(at * text.length);
        const changed = text.slice(0, start) + put + text.slice(start + length);
        const parsed = parseScheme(changed, from);
        if ('scheme' in parsed)
          amendScheme({ ...parsed, text: changed, digest: '' }, [{ path: 'groups/above/indicators/tax_per_mu/weight', value: '35' }], from);
        const lines = changed.split('\n').length;
        for (const problem of 'problems' in parsed ? parsed.problems : []) {
          expect(problem.line).toBeLessThanOrEqual(lines);
          expect(problem.message).not.toBe('');
        }
      }),
      { numRuns: runs(200, 5_000) },
    );
  });
});
