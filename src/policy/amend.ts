import { isMap, isScalar, isSeq, parseDocument, Scalar, type Document, type YAMLMap } from 'yaml';
import { Rational } from '../grading/rational.js';
import type { Scheme } from '../grading/scheme.js';
import { changedSums, sumNotice, sumProblem } from './changed-sums.js';
import { policyDigest } from './digest.js';
import { exactNumber, exactPercentage } from './exact-number.js';
import { parseScheme } from './parse-scheme.js';
import type { SchemeProblem } from './problem.js';
import type { Vocabulary } from './vocabulary.js';

/** A number of a scheme to be another one, e.g. `groups/above/indicators/tax_per_mu/weight` → `40`. */
export interface Amendment {
  readonly path: string;
  readonly value: string;
}

/** A scheme, and the text that it was read from. */
export interface ReadScheme {
  readonly scheme: Scheme;
  readonly text: string;
  readonly digest: string;
}

export type AmendedScheme =
  | (ReadScheme & {
      /** 中文: what changed beside the amendments, as the sum of the weights of a group. */
      readonly notices: readonly string[];
    })
  | { readonly problems: readonly SchemeProblem[] };

/** The numbers of a scheme: weights, caps, floors, benchmarks, shares, points, decimals (SCHEME.md, Amendments). */
const NUMBERS = new Set([
  'weight',
  'total_weight',
  'cap',
  'floor',
  'benchmark',
  'value',
  'low',
  'times',
  'percentile',
  'decimals',
  'value_decimals',
  'points_decimals',
  'points',
  'at_least',
  'first',
  'each',
  'free',
  'max',
  'extras_cap',
]);
const CUTS = new Set(['upto', 'at_least']);
const CLOSED = new Set(['when', 'sum', 'derived', 'overrides', 'states', 'years', 'sources']);

/** Whoever moves a slider amends the same scheme again and again. Every scalar stays the text it is, so that no number loses digits. */
const documents = new WeakMap<Scheme, Document>();

function documentOf({ scheme, text }: ReadScheme): Document {
  const document = documents.get(scheme) ?? parseDocument(text, { schema: 'failsafe', version: '1.2' });
  documents.set(scheme, document);
  return document.clone();
}

/**
 * A scheme with some of its numbers changed, then read and checked as a whole (SCHEME.md, Amendments).
 * `total_weight` follows the sum of the weights of a group unless it is amended itself, and a notice says so; where
 * classes go by score, a changed sum is refused.
 *
 * @param from the file's name for the problems, and the facts and events that a scheme may name.
 */
export function amendScheme(
  base: ReadScheme,
  amendments: readonly Amendment[],
  from: { readonly file: string } & Vocabulary,
): AmendedScheme {
  if (amendments.length === 0) return { ...base, notices: [] };
  const document = documentOf(base);
  const problems = amendments.flatMap((amendment) => {
    const message = amend(document, amendment);
    return message === undefined ? [] : [{ file: from.file, line: 1, column: 1, path: amendment.path, message }];
  });
  if (problems.length > 0) return { problems };
  const followed = followWeights(document, amendments);
  const text = document.toString({ lineWidth: 0 });
  const changed = parseScheme(text, from);
  if ('problems' in changed) return changed;
  const sums = changedSums(base.scheme, changed.scheme);
  const refused = sums.flatMap((sum) => sumProblem(sum, from.file) ?? []);
  if (refused.length > 0) return { problems: refused };
  return {
    scheme: changed.scheme,
    text,
    digest: policyDigest(text),
    notices: sums.filter(({ group }) => followed.has(group.id)).map(sumNotice),
  };
}

/** Sets one number; returns what is wrong with the amendment, if anything. */
function amend(document: Document, { path, value }: Amendment): string | undefined {
  const steps = path.split('/');
  const key = steps.pop()!;
  if (!mayBeAmended(steps, key)) return `“${path}”不是可以试算的数；只能改权重、封顶、保底、基准、比例、分数和小数位`;
  const parent = descend(document, steps);
  if (!isMap(parent)) return `办法中没有“${steps.join('/')}”；请核对路径（列表各项用其 id）`;
  const old = parent.get(key, true);
  const within = isMap(old) && old.has('value') ? old : parent;
  const number = numberText(value, isScalar(old) ? String(old.value) : '');
  if (number === undefined) return `“${value}”不是数字；试算只能改数`;
  if (CUTS.has(steps[steps.length - 1] ?? '') && old === undefined) return `本组没有“${key}”这一档`;
  setPlain(within, within === parent ? key : 'value', number);
  return undefined;
}

function mayBeAmended(steps: readonly string[], key: string): boolean {
  if (steps.some((step) => CLOSED.has(step)) || key === 'source') return false;
  return NUMBERS.has(key) || CUTS.has(steps[steps.length - 1] ?? '');
}

/** The node at a path: keys of mappings, items of lists by their id or fact, of lists without such by their position. */
function descend(document: Document, steps: readonly string[]): unknown {
  return steps.reduce<unknown>((node, step) => {
    if (isMap(node)) return node.get(step, true);
    if (!isSeq(node)) return undefined;
    const named = node.items.find((item) => isMap(item) && (item.get('id') === step || item.get('fact') === step));
    return named ?? (node.items.some((item) => isMap(item) && item.has('id')) ? undefined : node.items[Number(step)]);
  }, document.contents);
}

/** A share that was written as a percentage may be amended as 25, 25% or 0.25. */
function numberText(value: string, old: string): string | undefined {
  const text = value.trim();
  if (exactPercentage(text)) return text;
  const number = exactNumber(text);
  if (!number) return undefined;
  return exactPercentage(old) && number.compare(Rational.ONE) > 0 ? `${text}%` : text;
}

function setPlain(map: YAMLMap, key: string, text: string): void {
  const scalar = new Scalar(text);
  scalar.type = Scalar.PLAIN;
  map.set(key, scalar);
}

/** The ids of the groups whose `total_weight` was set to the sum of their weights. */
function followWeights(document: Document, amendments: readonly Amendment[]): ReadonlySet<string> {
  const followed = new Set<string>();
  const groups = new Set(
    amendments.flatMap(({ path }) => /^groups\/([^/]+)\/indicators\/[^/]+\/weight(?:\/value)?$/.exec(path)?.[1] ?? []),
  );
  const fixed = new Set(amendments.flatMap(({ path }) => /^groups\/([^/]+)\/total_weight(?:\/value)?$/.exec(path)?.[1] ?? []));
  for (const id of groups) {
    const group = descend(document, ['groups', id]);
    const indicators = descend(document, ['groups', id, 'indicators']);
    if (fixed.has(id) || !isMap(group) || !isSeq(indicators)) continue;
    const weights = indicators.items.map((item) => (isMap(item) ? weightOf(item) : undefined));
    if (weights.some((weight) => weight === undefined)) continue;
    setPlain(group, 'total_weight', Rational.sum(weights.flatMap((weight) => weight ?? [])).toString());
    followed.add(id);
  }
  return followed;
}

function weightOf(indicator: YAMLMap): Rational | undefined {
  const weight = indicator.get('weight');
  const written: unknown = isMap(weight) ? weight.get('value') : weight;
  return typeof written === 'string' ? exactNumber(written) : undefined;
}
