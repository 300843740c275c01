import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { policyDigest } from './digest.js';
import { readPolicyFile } from './policy-file.js';
import type { SchemeProblem } from './problem.js';
import { parseRateTable, ratesOn, type ParsedRateTable, type RatePeriod, type RateTable } from './rate-table.js';
import type { TreatmentSet } from './treatment.js';
import { parseTreatments, type ParsedTreatments } from './treatment-parse.js';
import { parseThresholds, type LandThresholds, type ParsedThresholds } from './treatment-thresholds.js';
import type { Vocabulary } from './vocabulary.js';

/** What the files of a treatments folder hold. */
export interface TreatmentRegistry {
  readonly rateTables: readonly (RateTable & PolicyOrigin)[];
  readonly sets: readonly (TreatmentSet & PolicyOrigin)[];
  readonly thresholds: readonly (LandThresholds & PolicyOrigin)[];
  /** What is wrong with the files that were left out. */
  readonly problems: readonly SchemeProblem[];
}

/** The file that policy was read from, `sm3:…` of its bytes, and its text. */
export interface PolicyOrigin {
  readonly file: string;
  readonly digest: string;
  readonly text: string;
}

const KIND = /^(land_tax_rates|land_thresholds|treatments)\s*:/m;

/**
 * Loads every YAML file of a folder and the folders in it. A file with problems, or one whose id another has, is left
 * out and told in `problems`.
 * @param vocabulary the facts and events that conditions may name
 * @throws the error of the file system where the folder cannot be read
 */
export async function loadTreatments(folder: string, vocabulary: Vocabulary): Promise<TreatmentRegistry> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name)).map((entry) => join(entry.parentPath, entry.name));
  const rateTables: (RateTable & PolicyOrigin)[] = [];
  const sets: (TreatmentSet & PolicyOrigin)[] = [];
  const thresholds: (LandThresholds & PolicyOrigin)[] = [];
  const problems: SchemeProblem[] = [];
  for (const path of paths.sort()) {
    const { bytes, text, unreadable } = await readPolicyFile(path);
    const file = relative(folder, path).split(sep).join('/');
    const origin = { file, digest: policyDigest(bytes), text };
    const parsed =
      unreadable === undefined
        ? parsePolicy(text, { file, ...vocabulary })
        : { problems: [{ file, line: 1, column: 1, path: '', message: unreadable }] };
    if ('problems' in parsed) problems.push(...parsed.problems);
    else if ('table' in parsed && isNew(parsed.table.id, rateTables, file, problems)) rateTables.push({ ...parsed.table, ...origin });
    else if ('thresholds' in parsed && isNew(parsed.thresholds.id, thresholds, file, problems))
      thresholds.push({ ...parsed.thresholds, ...origin });
    else if ('set' in parsed && isNew(parsed.set.id, sets, file, problems)) sets.push({ ...parsed.set, ...origin });
  }
  return { rateTables, sets, thresholds, problems };
}

/** What one file under treatments/ holds, told by its first key, or every problem in it. */
export function parsePolicy(
  text: string,
  from: { readonly file: string } & Vocabulary,
): ParsedRateTable | ParsedThresholds | ParsedTreatments {
  switch (KIND.exec(text)?.[1]) {
    case 'land_tax_rates':
      return parseRateTable(text, from.file);
    case 'land_thresholds':
      return parseThresholds(text, from.file);
    case 'treatments':
      return parseTreatments(text, from);
    default:
      return { problems: [{ file: from.file, line: 1, column: 1, path: '', message: UNKNOWN_KIND }] };
  }
}

const UNKNOWN_KIND =
  '看不出是哪一种文件：差别化政策以“treatments: id”开头，土地使用税税额标准以“land_tax_rates: id”开头，低效用地标准以“land_thresholds: id”开头';

function isNew(
  id: string,
  known: readonly { readonly id: string; readonly file: string }[],
  file: string,
  problems: SchemeProblem[],
): boolean {
  const other = known.find((each) => each.id === id);
  if (other) problems.push({ file, line: 1, column: 1, path: '', message: `id“${id}”与 ${other.file} 重复；请另取 id` });
  return !other;
}

/** The land-tax rates that were sought cannot be named; its message says why and what to do (中文). */
export class RatesRefused extends Error {
  override readonly name = 'RatesRefused';
}

/**
 * The one table of land-tax rates that holds on a day.
 * @param jurisdiction where several counties' tables are there: whose
 * @throws RatesRefused where none holds on the day, or more than one
 */
export function landTaxRatesOn({ rateTables }: Pick<TreatmentRegistry, 'rateTables'>, day: string, jurisdiction?: string): RatePeriod {
  const tables = rateTables.filter((table) => jurisdiction === undefined || table.jurisdiction === jurisdiction);
  const found = tables.flatMap((table) => {
    const rates = ratesOn(table, day);
    return rates ? [{ table, rates }] : [];
  });
  if (found.length === 1) return found[0]!.rates;
  if (found.length > 1) {
    throw new RatesRefused(
      `${day} 有 ${found.length} 份土地使用税税额标准同时有效：${found.map(({ table }) => `${table.file}（${table.jurisdiction}）`).join('、')}；请改正其有效期，或只保留本县的一份`,
    );
  }
  const known = tables.map((table) => `${table.file}（${spans(table)}）`).join('、');
  throw new RatesRefused(
    `${day} 没有有效的土地使用税税额标准；${known ? `现有：${known}` : '没有任何税额标准文件'}。请在差别化政策目录中补上该时段的标准`,
  );
}

function spans({ periods }: RateTable): string {
  return `${periods[0]?.from ?? '…'} 至 ${periods[periods.length - 1]?.to ?? '今'}`;
}
