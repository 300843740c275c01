import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { DEPARTMENTS } from './random-standing.js';

/*
 * Of which departments' records the indicators of a scheme are made, read off its YAML text by the names of facts alone,
 * to be laid beside what the hub takes them for.
 */

export interface PlainScheme {
  readonly id: string;
  readonly jurisdiction: string;
  readonly years: readonly number[];
  /** By group and indicator: of what the numerator is made, and the denominator. */
  readonly indicators: Readonly<Record<string, Readonly<Record<string, readonly [readonly string[], readonly string[]]>>>>;
  /** By group: of what its total is made. */
  readonly totals: Readonly<Record<string, readonly string[]>>;
  /** Of what everything that counts for points in it is made. */
  readonly whole: readonly string[];
}

/** What a document does not say is null. */
interface Written {
  readonly scheme: string;
  readonly jurisdiction: string;
  readonly years: readonly number[] | null;
  readonly derived?: Readonly<Record<string, unknown>> | null;
  readonly groups:
    | readonly {
        readonly id: string;
        readonly indicators: readonly { readonly id: string; readonly numerator: unknown; readonly denominator?: unknown }[] | null;
        readonly extras?: readonly unknown[] | null;
      }[]
    | null;
}

/** The facts that a county declares itself, by whose they are. */
const DECLARED = new Map(
  (parse(readFileSync('schemes/facts.yaml', 'utf8')) as { facts: { id: string; department: string }[] }).facts.map(
    ({ id, department }) => [id, department] as const,
  ),
);

/** Every scheme that ships. */
export function plainSchemes(): readonly PlainScheme[] {
  return readdirSync('schemes', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.includes(path.sep) && file.endsWith('.yaml'))
    .map((file) => plainScheme(parse(readFileSync(path.join('schemes', file), 'utf8')) as Written));
}

function plainScheme({ scheme, jurisdiction, years, derived, groups: written }: Written): PlainScheme {
  const groups = (written ?? []).map(({ id, indicators, extras }) => ({ id, indicators: indicators ?? [], extras: extras ?? [] }));
  const namesIn = (value: unknown): readonly string[] => {
    if (typeof value === 'string') return derived?.[value] === undefined ? [value] : namesIn(derived[value]);
    if (Array.isArray(value)) return value.flatMap(namesIn);
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, of]) => (key === 'event' ? ['event'] : [...namesIn(key), ...namesIn(of)]));
  };
  const ownersIn = (value: unknown): readonly string[] => [...new Set(namesIn(value).flatMap(ownerOf))];
  const indicators = Object.fromEntries(
    groups.map(({ id, indicators: its }) => [
      id,
      Object.fromEntries(its.map((each) => [each.id, [ownersIn(each.numerator), ownersIn(each.denominator)] as const])),
    ]),
  );
  const totals = Object.fromEntries(
    groups.map(({ id, extras }) => [id, [...new Set([...Object.values(indicators[id]!).flat(2), ...ownersIn(extras)])]]),
  );
  return { id: scheme, jurisdiction, years: years ?? [], indicators, totals, whole: [...new Set(Object.values(totals).flat())] };
}

function ownerOf(name: string): readonly string[] {
  if (name === 'event') return ['county'];
  const declared = DECLARED.get(name) ?? DECLARED.get(name.split('.').at(-1)!);
  const [department] = name.split('.') as [string];
  if (name.includes('.') && DEPARTMENTS.some((each) => each === department)) return [department];
  return declared === undefined ? [] : [declared];
}
