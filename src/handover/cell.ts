import { parseDate, parseQuarter, parseYear } from './calendar.js';
import { creditCodeStanding } from './credit-code.js';
import type { ColumnDefinition } from './dataset.js';
import { parseDecimal, scaler } from './decimal.js';
import { foldCode } from './fold.js';
import type { IssueCode } from './issue.js';
import type { CellValue } from './reading.js';
import { isUnitCode } from './unit-code.js';
import { conversion } from './unit.js';

/** What the county knows that cells may name. */
export interface KnownCodes {
  readonly events: ReadonlySet<string>;
  readonly facts: { has(code: string): boolean };
}

/** Reads a cell as found; `report` is called with what is wrong with it. A value reported as an error is null. */
export type CellReader = (text: string, report: (code: IssueCode) => void) => CellValue;

type Parser = (folded: string, report: (code: IssueCode) => void) => CellValue;

const MISSING = new Set(['', '-', '—', '/', '无']);
const BOOLEANS = new Map([
  ['是', true],
  ['否', false],
]);

/**
 * The reader of a column (HANDOVER.md, Cells and Codes): missing marks first, then the cell's kind.
 * @param unit the listed unit of its header; undefined: the canonical one.
 */
export function cellReader(column: ColumnDefinition, unit: string | undefined, known: KnownCodes): CellReader {
  const parse = parser(column, unit, known);
  const required = column.key === true && column.mayBeEmpty !== true;
  return (text, report) => {
    const folded = foldCode(text);
    if (!MISSING.has(folded)) return column.kind === 'text' ? text.trim() : parse(folded, report);
    if (required) report('REQUIRED_MISSING');
    return null;
  };
}

function parser(column: ColumnDefinition, unit: string | undefined, known: KnownCodes): Parser {
  switch (column.kind) {
    case 'creditCode':
      return parseCreditCode;
    case 'unitCode':
      return (folded, report) => orReport(isUnitCode(folded) ? folded : undefined, 'UNIT_CODE_INVALID', report);
    case 'identity':
      return (folded) => folded.toUpperCase();
    case 'code':
    case 'text':
      return (folded) => folded;
    case 'number':
      return numberParser(column, unit);
    case 'date':
      return (folded, report) => orReport(parseDate(folded), 'DATE_INVALID', report);
    case 'year':
      return (folded, report) => orReport(parseYear(folded), 'YEAR_INVALID', report);
    case 'quarter':
      return (folded, report) => orReport(parseQuarter(folded), 'QUARTER_INVALID', report);
    case 'boolean':
      return (folded, report) => orReport(BOOLEANS.get(folded), 'BOOLEAN_INVALID', report);
    case 'choice':
      return (folded, report) =>
        orReport(
          column.choices?.find((each) => each === folded),
          'VALUE_UNKNOWN',
          report,
        );
    case 'event':
      return (folded, report) => orReport(known.events.has(folded) ? folded : undefined, 'EVENT_UNKNOWN', report);
    case 'fact':
      return (folded, report) => orReport(known.facts.has(folded) ? folded : undefined, 'FACT_UNKNOWN', report);
  }
}

function parseCreditCode(folded: string, report: (code: IssueCode) => void): CellValue {
  const code = folded.toUpperCase();
  const standing = creditCodeStanding(code);
  if (standing === 'doubtful') report('CREDIT_CODE_CHECK_DIGIT');
  return orReport(standing === 'invalid' ? undefined : code, 'CREDIT_CODE_INVALID', report);
}

function numberParser(column: ColumnDefinition, unit: string | undefined): Parser {
  const from = unit ?? column.unit?.canonical;
  const to = column.unit?.stored;
  const scale =
    column.unit && from !== undefined && to !== undefined && from !== to ? scaler(conversion(column.unit.kind, from, to)) : undefined;
  return (folded, report) => {
    const handed = parseDecimal(folded);
    if (handed === undefined) return orReport(handed, 'NUMBER_INVALID', report);
    if (column.nonNegative && handed.startsWith('-')) return orReport(undefined, 'NEGATIVE_NOT_ALLOWED', report);
    if (!scale) return handed;
    const stored = scale(handed);
    if (stored === undefined) throw new RangeError(`${column.field} cannot be stored in ${to}: ${from} does not end in it`);
    return stored;
  };
}

function orReport(value: CellValue | undefined, code: IssueCode, report: (code: IssueCode) => void): CellValue {
  if (value !== undefined) return value;
  report(code);
  return null;
}
