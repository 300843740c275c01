import { parseDate, parseQuarter, parseYear } from './calendar.js';
import { codeText, industryCode, isPlaceCode, lostDigits } from './code-text.js';
import { creditCodeStanding } from './credit-code.js';
import type { CellKind, ColumnDefinition } from './dataset.js';
import { parseDecimal, scaler } from './decimal.js';
import { foldCode, foldText, isPlain } from './fold.js';
import { hasInvisible } from './invisible.js';
import type { IssueCode } from './issue.js';
import type { CellValue } from './reading.js';
import type { CellMark } from './sheet.js';
import { isOutline } from './outline.js';
import { isParcelCode, isUnitCode, parcelCodesIn } from './unit-code.js';
import { conversion } from './unit.js';

/** What the county knows that cells may name. */
export interface KnownCodes {
  readonly events: { has(code: string): boolean };
  readonly facts: { has(code: string): boolean };
}

type Report = (code: IssueCode) => void;

/** Reads a cell as found; `report` is called with what is wrong with it, or to be said. A value reported as an error is null. */
export type CellReader = (text: string, report: Report, mark?: CellMark) => CellValue;

type Parser = (folded: string, report: Report) => CellValue;

const MISSING = new Set(['', '-', '—', '/', '无']);
const BOOLEANS = new Map([
  ...['是', '√', '✓', '✔', 'y', '1', 'true'].map((yes) => [yes, true] as const),
  ...['否', '×', '✗', 'n', '0', 'false'].map((no) => [no, false] as const),
]);
/** What spreadsheets show instead of a value. */
const ERROR = /^(?:#N\/A|#DIV\/0!|#[A-Z]+[!?]|#GETTING_DATA|Err:\d{3}|#+)$/;
const [NUMBER_SIGN, CAPITAL_E] = [0x23, 0x45];
const CODES: ReadonlySet<CellKind> = new Set([
  ...(['creditCode', 'identity', 'unitCode', 'parcelCode', 'parcelCodes', 'code', 'industry', 'place'] as const),
]);
/** Whose digits, where they were lost, are no code any more. */
const OF_UNITS: ReadonlySet<CellKind> = new Set(['unitCode', 'parcelCode', 'parcelCodes']);
/** What databases write where they have no date. */
const NO_DAYS = new Set(['1900-01-01', '9999-12-31']);

/** Whether a column holds codes: what is shown of a number counts there, and every digit. */
export function isCode({ kind }: ColumnDefinition): boolean {
  return CODES.has(kind);
}

/** Whether a cell says that there is nothing to say. */
export function isMissing(text: string): boolean {
  return MISSING.has(foldCode(text));
}

/**
 * The reader of a column (HANDOVER.md, Cells): what a spreadsheet could not work out first, then missing marks, then the
 * cell's kind.
 * @param unit the listed unit of its header; undefined: the canonical one.
 */
export function cellReader(column: ColumnDefinition, unit: string | undefined, known: KnownCodes): CellReader {
  const parse = parser(column, unit, known);
  const required = column.key === true && column.mayBeEmpty !== true;
  const hasCodes = isCode(column);
  return (text, report, mark) => {
    if (!isPlain(text) && hasInvisible(text)) report('INVISIBLE_CHARACTERS');
    const folded = hasCodes ? codeText(text) : foldCode(text);
    if (mark?.kind === 'not calculated' || (beginsAsError(folded) && ERROR.test(folded))) return reported('CELL_ERROR', report);
    if (MISSING.has(folded) && !column.choices?.includes(folded)) return required ? reported('REQUIRED_MISSING', report) : null;
    if (column.kind === 'text') return foldText(text);
    if (hasCodes && !OF_UNITS.has(column.kind) && lostDigits(folded, mark)) return reported('DIGITS_LOST', report);
    return parse(folded, report);
  };
}

function parser(column: ColumnDefinition, unit: string | undefined, known: KnownCodes): Parser {
  switch (column.kind) {
    case 'creditCode':
      return parseCreditCode;
    case 'unitCode':
      return (folded, report) => orReport(isUnitCode(folded) ? folded : undefined, 'UNIT_CODE_INVALID', report);
    case 'parcelCode':
      return (folded, report) => orReport(isParcelCode(folded) ? folded : undefined, 'UNIT_CODE_INVALID', report);
    case 'parcelCodes':
      return (folded, report) => orReport(parcelCodesIn(folded)?.join(';'), 'UNIT_CODE_INVALID', report);
    case 'outline':
      return (folded, report) => orReport(isOutline(folded) ? folded : undefined, 'VALUE_UNKNOWN', report);
    case 'identity':
      return (folded) => folded.toUpperCase();
    case 'code':
    case 'text':
      return (folded) => folded;
    case 'industry':
      return (folded, report) => orReport(industryCode(folded), 'CODE_UNKNOWN', report);
    case 'place':
      return (folded, report) => orReport(isPlaceCode(folded) ? folded : undefined, 'CODE_UNKNOWN', report);
    case 'number':
      return numberParser(column, unit);
    case 'date':
      return column.isDay ? parseDay : (folded, report) => orReport(parseDate(folded), 'DATE_INVALID', report);
    case 'year':
      return (folded, report) => orReport(parseYear(folded), 'YEAR_INVALID', report);
    case 'quarter':
      return (folded, report) => orReport(parseQuarter(folded), 'QUARTER_INVALID', report);
    case 'boolean':
      return (folded, report) => orReport(BOOLEANS.get(folded.toLowerCase()), 'BOOLEAN_INVALID', report);
    case 'choice':
      return (folded, report) =>
        orReport(
          column.choices?.find((each) => each === folded),
          column.otherwise ?? 'VALUE_UNKNOWN',
          report,
        );
    case 'event':
      return (folded, report) => orReport(known.events.has(folded) ? folded : undefined, 'EVENT_UNKNOWN', report);
    case 'fact':
      return (folded, report) => orReport(known.facts.has(folded) ? folded : undefined, 'FACT_UNKNOWN', report);
  }
}

function parseDay(folded: string, report: Report): CellValue {
  const day = parseDate(folded);
  return day !== undefined && NO_DAYS.has(day) ? reported('DATE_SENTINEL', report) : orReport(day, 'DATE_INVALID', report);
}

function parseCreditCode(folded: string, report: Report): CellValue {
  const code = folded.toUpperCase();
  const standing = creditCodeStanding(code);
  if (standing === 'doubtful') report('CREDIT_CODE_CHECK_DIGIT');
  return orReport(standing === 'invalid' ? undefined : code, 'CREDIT_CODE_INVALID', report);
}

function numberParser(column: ColumnDefinition, unit: string | undefined): Parser {
  const from = unit ?? column.unit?.canonical;
  const read = inUnit(column, from);
  const isShare = column.unit?.kind === 'percent';
  const readPercent = isShare ? inUnit(column, '%') : undefined;
  return (folded, report) => {
    if (!folded.endsWith('%')) return read(folded, report);
    return readPercent ? readPercent(folded.slice(0, -1).trimEnd(), report) : reported('NUMBER_INVALID', report);
  };
}

/** Reads numbers that are in a unit into the one that is stored. */
function inUnit(column: ColumnDefinition, from: string | undefined): Parser {
  const to = column.unit?.stored;
  const scale =
    column.unit && from !== undefined && to !== undefined && from !== to ? scaler(conversion(column.unit.kind, from, to)) : undefined;
  return (folded, report) => {
    const handed = parseDecimal(folded);
    if (handed === undefined) return reported('NUMBER_INVALID', report);
    if (column.nonNegative && handed.startsWith('-')) return reported('NEGATIVE_NOT_ALLOWED', report);
    if (!scale) return handed;
    const stored = scale(handed);
    if (stored === undefined) throw new RangeError(`${column.field} cannot be stored in ${to}: ${from} does not end in it`);
    return stored;
  };
}

function beginsAsError(folded: string): boolean {
  const first = folded.charCodeAt(0);
  return first === NUMBER_SIGN || first === CAPITAL_E;
}

function orReport(value: CellValue | undefined, code: IssueCode, report: Report): CellValue {
  return value === undefined ? reported(code, report) : value;
}

function reported(code: IssueCode, report: Report): null {
  report(code);
  return null;
}
