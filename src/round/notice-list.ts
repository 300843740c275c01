import { createHash } from 'node:crypto';
import { rowsOf, type EnterpriseResult } from '../grading/assessment.js';
import { csvLine, harmless } from '../handover/csv-writing.js';
import type { RoundGraded } from './graded.js';

/** The columns of a list that is made public: no points and no ranks (ROUND.md, Phases). */
export const LIST_COLUMNS = ['统一社会信用代码', '企业名称', '分组', '园区', '镇街', '类别'] as const;

/** One enterprise of a public list. */
export interface ListedEnterprise {
  readonly creditCode: string;
  readonly name: string;
  readonly group: string;
  readonly zone: string;
  readonly town: string;
  /** The class; `T` of who is graded for the time being; 暂缓 of who is held. */
  readonly class: string;
}

/** A list as it is made public. */
export interface PublicList {
  readonly rows: readonly ListedEnterprise[];
  /** UTF-8, LF, header line. */
  readonly csv: string;
  /** The hex SM3 of it. */
  readonly digest: string;
}

export const TEMPORARY_CLASS = 'T';
export const HELD_CLASS = '暂缓';

/** Who an enterprise is, by row of the population. */
export interface Register {
  record(row: number): { readonly name: string | null; readonly zone: string | null; readonly town: string | null };
}

/** What a result is called in a list; undefined: it is in none. */
export function listedClass({ state, final }: Pick<EnterpriseResult, 'state' | 'final'>): string | undefined {
  if (state === 'TEMPORARY') return TEMPORARY_CLASS;
  return state === 'HELD' ? HELD_CLASS : final;
}

/**
 * The list of a round as it stands: every enterprise that has a class, every temporary and every held one, by credit code.
 * @param directory the register at V1: zone and town are those of then for the whole round
 */
export function publicList({ assessment }: Pick<RoundGraded, 'assessment'>, directory: Register): PublicList {
  const results = rowsOf(assessment);
  const rows: ListedEnterprise[] = [];
  for (let row = 0; row < results.size; row += 1) {
    const result = results.result(row);
    const name = listedClass(result);
    if (name === undefined) continue;
    const record = directory.record(row);
    const place = { zone: record.zone ?? '', town: record.town ?? '' };
    rows.push({ creditCode: result.creditCode, name: record.name ?? '', group: result.group?.title ?? '', ...place, class: name });
  }
  const lines = rows.map((each) => [each.creditCode, each.name, each.group, each.zone, each.town, each.class]);
  const csv = [[...LIST_COLUMNS], ...lines].map((line) => `${csvLine(line.map(harmless))}\n`).join('');
  return { rows, csv, digest: createHash('sm3').update(csv).digest('hex') };
}
