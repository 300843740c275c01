import type { RecordSet } from '../../db/record-set.js';
import { columnsByLabel } from '../../handover/header-line.js';
import type { ColumnDefinition, DatasetDefinition } from '../../handover/dataset.js';
import { foldLabel } from '../../handover/fold.js';
import type { HeaderCell } from '../../handover/header.js';
import type { AcceptedRow } from '../../handover/reading.js';
import { rowReader, type Declared } from '../../handover/row.js';
import { recordSets } from '../../intake/record-sets.js';
import { issue, type RoundIssue } from '../refused.js';

/** A cell of a record, or that the record is to be taken out of force (contract/round.graphql). */
export interface RecordCorrection {
  readonly dataset: string;
  readonly key: readonly string[];
  readonly column?: string | null;
  /** In the canonical unit; null: missing. */
  readonly value?: string | null;
  readonly remove?: boolean | null;
}

/** What is to become of one record. */
export interface RecordChange {
  readonly recordSet: RecordSet;
  /** The cells of its key as they are stored. */
  readonly key: readonly (string | number | null)[];
  /** Undefined: it is taken out of force. */
  readonly row: AcceptedRow | undefined;
  /** The header cells of the row. */
  readonly labels: readonly string[];
  /** What its cells say, by label. */
  readonly cells: Readonly<Record<string, string | null>>;
}

/** Corrections by record: those of one key make one row, read as a line of a file is. */
export function readCorrections(
  corrections: readonly RecordCorrection[],
  declared: Declared,
): { readonly changes: readonly RecordChange[]; readonly issues: readonly RoundIssue[] } {
  const byRecord = new Map<string, RecordCorrection[]>();
  for (const each of corrections) {
    const record = JSON.stringify([each.dataset, each.key]);
    byRecord.set(record, [...(byRecord.get(record) ?? []), each]);
  }
  const read = [...byRecord.values()].map((its) => readOne(its, declared));
  return { changes: read.flatMap(({ change }) => change ?? []), issues: read.flatMap(({ issues }) => issues) };
}

interface ReadOne {
  readonly change?: RecordChange;
  readonly issues: readonly RoundIssue[];
}

function readOne(its: readonly RecordCorrection[], declared: Declared): ReadOne {
  const { dataset: id, key } = its[0]!;
  const recordSet = recordSets.get(id);
  if (!recordSet) return wrong(id, `没有数据集 ${JSON.stringify(id)}；有：${[...recordSets.keys()].join('、')}`);
  const { dataset } = recordSet;
  const keys = dataset.columns.filter((column) => column.key);
  if (key.length !== keys.length) return wrong('key', `${dataset.title}的 key 应依次为 ${keys.map(({ label }) => label).join('、')}`);
  const isRemoved = its.some(({ remove }) => remove === true);
  if (isRemoved && (its.length > 1 || its[0]!.column)) return wrong('remove', '一条记录或者停用（remove），或者更正若干格，不能并用');
  const columns: { readonly column: ColumnDefinition; readonly value: string | null }[] = [];
  for (const { column: named, value } of isRemoved ? [] : its) {
    const column = named ? columnNamed(dataset, named) : undefined;
    if (!column)
      return wrong(named ?? 'column', `${dataset.title}没有可更正的列 ${JSON.stringify(named ?? '')}；有：${correctable(dataset)}`);
    if (columns.some((each) => each.column === column)) return wrong(column.label, `${column.label} 给出了两次`);
    columns.push({ column, value: value ?? null });
  }
  const cells = [...keys.map((column, at) => ({ column, value: key[at]! })), ...columns];
  const header: HeaderCell[] = cells.map(({ column }) => {
    const unit = column.unit && (column.unit.canonical ?? column.unit.stored);
    const label = unit ? `${column.label}（${unit}）` : column.label;
    return { text: label, label, column, unit, unknownUnit: undefined };
  });
  const under = {
    dataset,
    below: 1,
    height: 1 as const,
    unitBelow: undefined,
    cells: header,
    year: undefined,
    yearGiven: undefined,
    problems: [],
  };
  const row = rowReader(under, under, declared, { file: '' })({ line: 2, cells: cells.map(({ value }) => value ?? '') });
  const issues = row.issues
    .filter(({ severity }) => severity === 'error')
    .map(({ column, message }) => issue('VALUE_INVALID', column ?? null, message));
  if (issues.length > 0) return { issues };
  const change = {
    recordSet,
    key: keys.map(({ field }) => row.values[field] as string | number | null),
    row: isRemoved ? undefined : row,
    labels: header.map(({ label }) => label),
    cells: Object.fromEntries(columns.map(({ column, value }) => [column.label, value])),
  };
  return { change, issues };
}

function columnNamed(dataset: DatasetDefinition, name: string): ColumnDefinition | undefined {
  const column = columnsByLabel(dataset).get(foldLabel(name));
  return column?.key ? undefined : column;
}

function correctable({ columns }: DatasetDefinition): string {
  return columns
    .filter(({ key }) => !key)
    .map(({ label }) => label)
    .join('、');
}

function wrong(found: string, message: string): ReadOne {
  return { issues: [issue('VALUE_INVALID', found, message)] };
}
