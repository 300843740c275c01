import type { DerivedSum } from '../grading/scheme.js';
import { Rational } from '../grading/rational.js';
import type { Field } from './fields.js';
import type { SchemeReading } from './scheme-reading.js';

type Term = DerivedSum['terms'][number];

/** Reads the named sums of facts (SCHEME.md, Values), and makes their names known to the rest of the scheme. */
export function parseDerived(reading: SchemeReading, field: Field): readonly DerivedSum[] {
  const section = reading.section(field, 'any');
  if (!section) return [];
  const sums = section.keys.flatMap((id) => parseSum(reading, id, section.get(id)!, section.offsetOf(id)) ?? []);
  for (const id of section.keys) reading.names.addDerived(id);
  return sums;
}

function parseSum(reading: SchemeReading, id: string, field: Field, offset: number): DerivedSum | undefined {
  if (reading.names.factKind(id) !== undefined) reading.report({ path: field.path, offset }, `“${id}”已是部门报送的事实，合计请另取名`);
  const section = reading.section(field, ['title', 'sum']);
  if (section && reading.leftOpen(section, 'sum')) return { id, title: reading.title(section, id), terms: [] };
  const terms = section && reading.must(section, 'sum', (sum) => parseTerms(reading, sum));
  return section && terms && { id, title: reading.title(section, id), terms };
}

function parseTerms(reading: SchemeReading, field: Field): readonly Term[] | undefined {
  if (reading.isList(field)) return reading.list(field)?.flatMap((item) => parseTerm(reading, item) ?? []);
  const section = reading.section(field, 'any');
  if (!section) return undefined;
  if (section.keys.length === 0) return reading.report(field, '合计没有任何一项');
  return section.keys.flatMap((id): readonly Term[] => {
    const factor = reading.decimal(section.get(id)!);
    const fact = summand(reading, id, { path: `${section.path}/${id}`, offset: section.offsetOf(id) });
    return fact !== undefined && factor ? [{ fact, factor, missing: undefined }] : [];
  });
}

function parseTerm(reading: SchemeReading, field: Field): Term | undefined {
  const section = reading.section(field, ['fact', 'factor', 'missing']);
  if (!section) return undefined;
  const fact = reading.must(section, 'fact', (name) => {
    const id = reading.text(name);
    return id === undefined ? undefined : summand(reading, id, name);
  });
  const factor = reading.optional(section, 'factor', (number) => reading.decimal(number)) ?? Rational.ONE;
  const missing = reading.optional(section, 'missing', (number) => reading.decimal(number));
  return fact === undefined ? undefined : { fact, factor, missing };
}

/** Sums are of facts as handed over, not of other sums. */
function summand(reading: SchemeReading, id: string, at: { readonly path: string; readonly offset: number }): string | undefined {
  const kind = reading.names.factKind(id);
  if (kind === 'number') return id;
  return reading.report(
    at,
    kind ? `“${id}”不是数字，不能求和` : `没有“${id}”这个事实；请核对 id，或先在 facts.yaml 中申报（合计不能再用合计）`,
  );
}
