import type { DepartmentId } from '../grading/fact.js';

/** What is judged of accepted rows after all files of one call (LANDUSE.md, Datasets). */
export type LinkCode = 'DATE_ORDER' | 'CONTRACT_UNKNOWN' | 'APPROVAL_UNKNOWN' | 'PARCEL_UNKNOWN' | 'AREA_OVER_APPROVED';

/** The closed list of HANDOVER.md, Issues, with those of LANDUSE.md and `QUARTER_INVALID` of `policy.effects`. */
export type IssueCode =
  | 'CREDIT_CODE_INVALID'
  | 'CREDIT_CODE_CHECK_DIGIT'
  | 'UNIT_CODE_INVALID'
  | 'NUMBER_INVALID'
  | 'DATE_INVALID'
  | 'YEAR_INVALID'
  | 'QUARTER_INVALID'
  | 'BOOLEAN_INVALID'
  | 'EVENT_UNKNOWN'
  | 'VALUE_UNKNOWN'
  | 'FACT_UNKNOWN'
  | 'NEGATIVE_NOT_ALLOWED'
  | 'REQUIRED_MISSING'
  | 'ROW_NOT_YOURS'
  | 'DUPLICATE_SAME'
  | 'DUPLICATE_CONFLICT'
  | 'UNKNOWN_ENTERPRISE'
  | 'CODE_UNKNOWN'
  | 'DATE_SENTINEL'
  | LinkCode
  | 'CELL_ERROR'
  | 'DIGITS_LOST'
  | 'FEWER_ROWS'
  | 'TOTALS_ROW'
  | 'FOOTER_ROW'
  | 'UNKNOWN_COLUMN'
  | 'COLUMN_ABSENT'
  | 'MERGED_FILLED'
  | 'INVISIBLE_CHARACTERS'
  | 'YEAR_FROM_TITLE'
  | 'SHEET_IGNORED'
  | 'ENCODING_GB18030'
  | 'HEADER_NOT_RECOGNISED'
  | 'UNIT_MISMATCH'
  | 'UNIT_UNKNOWN'
  | 'UNIT_MISSING'
  | 'COLUMN_DOUBLED'
  | 'YEAR_AMBIGUOUS'
  | 'ENCODING_INVALID'
  | 'FILE_TOO_LARGE'
  | 'FILE_MALFORMED'
  | 'ALREADY_RECEIVED';

export type Severity = 'error' | 'warning' | 'notice';

/** Something found in a file, told to the person who must act on it. */
export interface Issue {
  readonly code: IssueCode;
  readonly severity: Severity;
  /** The file's name. */
  readonly file?: string;
  /** Who must mend it; undefined for a notice, or where the file's department is not known. */
  readonly department?: DepartmentId;
  /** As an editor or Excel shows it, from 1; undefined for a column or the whole file. */
  readonly line?: number;
  readonly sheet?: string;
  /** The column's label as found. */
  readonly column?: string;
  /** The text found. */
  readonly found?: string;
  /** 中文: what is wrong, why, and who mends it. */
  readonly message: string;
}
