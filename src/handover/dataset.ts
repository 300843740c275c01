import type { DepartmentId } from '../grading/fact.js';

/** What a cell of a column holds once parsed; see HANDOVER.md, Reading. */
export type CellKind =
  /** 统一社会信用代码: folded, upper-cased, both check digits looked at. */
  | 'creditCode'
  /** Any identity document: folded, upper-cased, never refused. */
  | 'identity'
  /** 不动产单元代码, 28 characters. */
  | 'unitCode'
  /** A code as found, folded and trimmed (account numbers, source numbers, zone codes). */
  | 'code'
  | 'text'
  | 'number'
  /** YYYY-MM-DD. */
  | 'date'
  | 'year'
  /** 1 to 4. */
  | 'quarter'
  | 'boolean'
  /** A known event code. */
  | 'event'
  /** A fact code that the county declared. */
  | 'fact';

/** The kinds of unit of HANDOVER.md, Reading; conversion is exact and only within a kind. */
export type UnitKind =
  'money' | 'area' | 'electricity' | 'mass' | 'water' | 'energy' | 'persons' | 'rate' | 'percent';

export interface ColumnDefinition {
  /** The field of the parsed row, camelCase; the same name as in the department's table. */
  readonly field: string;
  /** The canonical header without unit, e.g. 增值税净入库. */
  readonly label: string;
  readonly aliases?: readonly string[];
  readonly kind: CellKind;
  /** Part of the key of the dataset: its column must be there and, unless `mayBeEmpty`, its cell filled. */
  readonly key?: boolean;
  readonly mayBeEmpty?: boolean;
  /** Numbers with a unit: the unit of a header without a bracket, and the one that values are converted to. */
  readonly unit?: {
    readonly kind: UnitKind;
    /** What no bracket means; undefined: a bracket is required (`UNIT_MISSING`). */
    readonly canonical: string | undefined;
    /** What parsed values are in. */
    readonly stored: string;
  };
  readonly nonNegative?: boolean;
}

/** One kind of file from one department (HANDOVER.md). */
export interface DatasetDefinition {
  /** e.g. `tax.payments`. */
  readonly id: string;
  readonly department: DepartmentId;
  /** 中文. */
  readonly title: string;
  readonly columns: readonly ColumnDefinition[];
}
