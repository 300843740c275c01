import { describe, expect, it } from 'vitest';
import { grade } from '../../src/grading/grade.js';
import { printAssessment } from '../../src/grading/print.js';
import { populationOf, type SyntheticEnterprise } from '../grading/population-of.js';
import { PLAIN, schemeText } from '../grading/scheme-text.js';
import { schemeOf } from '../policy/scheme-of.js';
import { readCases } from './case-file.js';

const LIMITS = ['floor', 'half_up', 'ceil'] as const;
type Limit = (typeof LIMITS)[number];

/** Counts by class of a population whose scores all differ. */
interface Cut {
  readonly name: string;
  readonly ranked: number;
  /** Members that are scored and not ranked. */
  readonly temporary?: number;
  readonly base?: 'group' | 'ranked';
  readonly upto: Readonly<Record<string, string>>;
  readonly gives?: Readonly<Partial<Record<Limit, readonly number[]>>>;
  /** What no rounding may give. */
  readonly never?: readonly number[];
}

const { cuts } = readCases<{ cuts: readonly Cut[] }>('cut-tables.yaml');

describe('cut-tables.yaml', () => {
  it.each(cuts)('$name', (cut) => {
    expect(cut.gives ?? cut.never).toBeDefined();
    for (const [limit, expected] of Object.entries(cut.gives ?? {}))
      expect({ limit, counts: counts(cut, limit as Limit) }).toEqual({ limit, counts: expected });
    if (cut.never) for (const limit of LIMITS) expect(counts(cut, limit)).not.toEqual(cut.never);
  });
});

/** How many of each class, in the order of the classes. */
function counts({ ranked, temporary = 0, base = 'ranked', upto }: Cut, limit: Limit): readonly number[] {
  const firms = Array.from({ length: ranked + temporary }, (_, index): SyntheticEnterprise => ({
    creditCode: String(index).padStart(5, '0'),
    facts: { 2024: { 'tax.vat_net': String(index + 1) } },
    events: index < temporary ? [{ code: 'new_enterprise', date: '2024-03-01' }] : [],
  }));
  const states = 'states: [{ state: TEMPORARY, title: T类, when: { event: new_enterprise }, scored: true }]';
  const classes = `classes: { by: rank_share, upto: ${JSON.stringify(upto)}, base: ${base}, limit: ${limit} }`;
  const scheme = schemeOf(schemeText(`${PLAIN}\n${classes}`, states));
  const found = printAssessment(grade(scheme, populationOf(2024, firms))).groups[0]!.classes;
  return Object.keys(upto).map((name) => found[name] ?? 0);
}
