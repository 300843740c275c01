import type { DepartmentId } from '../grading/fact.js';
import { foldLabel } from './fold.js';
import type { LinkCode } from './issue.js';

/** What a cell of a column holds once parsed; see HANDOVER.md, Reading. */
export type CellKind =
  /** 统一社会信用代码: folded, upper-cased, both check digits looked at. */
  | 'creditCode'
  /** Any identity document: folded, upper-cased, never refused. */
  | 'identity'
  /** 不动产单元代码, 28 characters. */
  | 'unitCode'
  /** 宗地代码, the first 19 characters of a unit code. */
  | 'parcelCode'
  /** Several of them, joined by semicolons. */
  | 'parcelCodes'
  /** A geometry of RFC 7946 as found, in the system that its row names. */
  | 'outline'
  /** A code as found, folded and trimmed (account numbers, source numbers, zone codes). */
  | 'code'
  /** A code of GB/T 4754, of which the digits are kept. */
  | 'industry'
  /** The code of a zone or a town: digits, Latin letters, hyphens. */
  | 'place'
  | 'text'
  | 'number'
  /** YYYY-MM-DD. */
  | 'date'
  | 'year'
  /** 1 to 4. */
  | 'quarter'
  | 'boolean'
  /** One of {@link ColumnDeclaration.choices}. */
  | 'choice'
  /** A known event code. */
  | 'event'
  /** A fact code that the county declared. */
  | 'fact';

/** The kinds of unit of HANDOVER.md, Reading; conversion is exact and only within a kind. */
export type UnitKind =
  | 'money'
  | 'area'
  | 'electricity'
  | 'mass'
  | 'water'
  | 'energy'
  | 'persons'
  /** Money for land, as land tax is charged. */
  | 'rate'
  | 'moneyPerEnergy'
  | 'moneyPerMass'
  | 'moneyPerPerson'
  | 'percent'
  | 'years';

/** What is declared of a column of a dataset, under the field that names it. */
export interface ColumnDeclaration {
  /** The canonical header without unit, e.g. 增值税净入库. */
  readonly label: string;
  readonly aliases?: readonly string[];
  readonly kind: CellKind;
  /** Part of the key of the dataset: its column must be there and, unless `mayBeEmpty`, its cell filled. */
  readonly key?: boolean;
  readonly mayBeEmpty?: boolean;
  /** A table without it lacks nothing: no `COLUMN_ABSENT`. */
  readonly optional?: boolean;
  /** Numbers with a unit: the unit of a header without a bracket, and the one that values are converted to. */
  readonly unit?: {
    readonly kind: UnitKind;
    /** What no bracket means; undefined: a bracket is required (`UNIT_MISSING`). */
    readonly canonical: string | undefined;
    /** What parsed values are in. */
    readonly stored: string;
  };
  readonly nonNegative?: boolean;
  /** Of a `choice`: the words that a cell may hold. */
  readonly choices?: readonly string[];
  /** Of a `choice`: what another word is; VALUE_UNKNOWN unless said. */
  readonly otherwise?: 'EVENT_UNKNOWN';
  /** Of a `date`: 1900-01-01 and 9999-12-31 stand for none (`DATE_SENTINEL`). */
  readonly isDay?: true;
  /** Schemes may name it, under its label and in its stored unit (facts.ts says by which id). */
  readonly fact?: true;
  /** A name by which owners are linked (HANDOVER.md, Identity): the field in which it is stored folded as well. */
  readonly folded?: string;
  /** What its column in the table is called, where that is not the field in snake case. */
  readonly sqlName?: string;
}

/** By field, in the order of the canonical header; a field is camelCase, and the same in files read, tables and records. */
export type Columns = Readonly<Record<string, ColumnDeclaration>>;

export interface ColumnDefinition extends ColumnDeclaration {
  readonly field: string;
}

/** How often a dataset is handed over. */
export type UpdateCycle = keyof typeof UPDATE_CYCLES;
export const UPDATE_CYCLES = {
  yearly: '每年报送，更正随到随记',
  quarterly: '每季报送，更正随到随记',
  onChange: '变更时报送',
  asItHappens: '发生时报送',
} as const;

/** The columns with the dates between which a row is in force: it stays when it has ended (HANDOVER.md, In force). */
export interface History<Field extends string = string> {
  readonly from: Field;
  readonly to: Field;
}

/** That what some columns name must have been handed over by somebody (LANDUSE.md, Datasets, Links). */
export interface Link {
  readonly code: LinkCode;
  /** The columns that name it together; a row that fills none names nothing. */
  readonly fields: readonly string[];
  /** What they name: a dataset, and the columns that bear the same there. */
  readonly dataset: string;
  readonly named: readonly string[];
}

/** One kind of file from one department (HANDOVER.md), as everything that reads files sees it. */
export interface DatasetDefinition {
  /** e.g. `tax.payments`. */
  readonly id: string;
  /** Its owner. */
  readonly department: DepartmentId;
  /** 中文. */
  readonly title: string;
  readonly updated: UpdateCycle;
  readonly columns: readonly ColumnDefinition[];
  /** The page of rules that has it, where that is not HANDOVER.md: of equally likely headers those of that page come first. */
  readonly page?: 'LANDUSE.md';
  /** Who else may bring a file of it; its rows are the owner's all the same. */
  readonly broughtBy?: readonly DepartmentId[];
  readonly links?: readonly Link[];
  /** Dates that follow one another, of those present (`DATE_ORDER`). */
  readonly datesInOrder?: readonly string[];
  /** Undefined: a row is of a year, or holds until another of its key is handed over. */
  readonly history?: History;
}

/** A dataset whose columns the compiler knows one by one: tables, records and facts are derived from it. */
export interface Dataset<C extends Columns = Columns, H extends History | undefined = History | undefined> extends DatasetDefinition {
  readonly fields: C;
  readonly history: H;
}

type Declaration<C, H> = Omit<DatasetDefinition, 'columns' | 'history'> & { readonly columns: C; readonly history?: H };

/**
 * The one place where a dataset is declared: its columns by field, whose it is, how often it comes.
 * @throws Error where two columns bear one label or alias: a header could mean either
 */
export function dataset<const C extends Columns, const H extends History<keyof C & string> | undefined = undefined>({
  columns,
  history,
  ...about
}: Declaration<C, H>): Dataset<C, H> {
  const definitions = Object.entries(columns).map(([field, column]) => ({ field, ...column }));
  const labels = definitions.flatMap(({ label, aliases = [] }: ColumnDefinition) => [label, ...aliases].map(foldLabel));
  const doubled = labels.find((label, at) => labels.indexOf(label) !== at);
  if (doubled !== undefined) throw new Error(`${about.id}: two columns are called ${doubled}`);
  return { ...about, columns: definitions, fields: columns, history: history as H };
}

/** A field as tables and facts write it: `vatNet` is `vat_net`. */
export function snakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
