import type { ValueRow } from '../access/decision.js';
import type { Row } from '../access/rows.js';
import type { AssessmentView, MoverView } from '../assessment/views.js';
import { enterprisesIn } from './enterprises-in.js';

const OF_NOBODY: readonly ValueRow[] = [];

/**
 * Knows, for one request, of which enterprises each value of the answer is: grants for some of the viewer's enterprises
 * (zones, consent) are decided by them.
 */
export class RowOf {
  readonly #known = new WeakMap<object, readonly ValueRow[]>();

  /** The enterprise; of what has several parties, each of them; none: of no single ones. */
  of(source: unknown): readonly ValueRow[] {
    if (typeof source !== 'object' || source === null) return OF_NOBODY;
    const known = this.#known.get(source);
    if (known) return known;
    const moment = momentIn(source);
    return rowsIn(source)?.map((row) => ({ ...row, ...moment })) ?? OF_NOBODY;
  }

  /** What a field of an enterprise's value gives is of the same enterprise, unless it says that it is another's. */
  pass(source: unknown, value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) return value.forEach((each) => this.pass(source, each));
    const parents = this.of(source);
    const own = rowsIn(value);
    const isOfAnother = () => enterprisesIn(value).some((code) => parents.every(({ creditCode }) => creditCode !== code));
    const rows = own ?? (parents.length > 0 && isOfAnother() ? OF_NOBODY : parents);
    if (rows.length === 0 && own === undefined) return;
    const its = momentIn(value);
    this.#known.set(
      value,
      rows.map((row) => {
        const inherited = own === undefined ? (row as ValueRow) : parents.find(({ creditCode }) => creditCode === row.creditCode);
        const isOfParent = its === undefined || (its.version === undefined && its.year === inherited?.year);
        const { year, since, version } = (isOfParent ? inherited : its) ?? {};
        return { creditCode: row.creditCode, zone: row.zone, town: row.town, year, since, version };
      }),
    );
  }
}

/** Whose a value says that it is; undefined: it says nothing. */
function rowsIn(value: object): readonly Row[] | undefined {
  if ('parties' in value && Array.isArray(value.parties)) return value.parties as readonly Row[];
  if ('record' in value && typeof value.record === 'object' && value.record !== null) return rowsIn(value.record);
  if (!('creditCode' in value && 'zone' in value && 'town' in value)) return undefined;
  return [value as unknown as Row];
}

/** Of which year a value is, and what an assessment that it is part of was made of. */
function momentIn(value: object): Pick<ValueRow, 'year' | 'since' | 'version'> | undefined {
  if ('year' in value && typeof value.year === 'number') return { year: value.year };
  const of = 'of' in value ? value.of : 'whatIf' in value ? (value as MoverView).whatIf.amended : undefined;
  if (!(typeof of === 'object' && of !== null && 'assessment' in of)) return undefined;
  const { assessment, parts, version } = of as AssessmentView;
  return { year: assessment.year, since: parts.since, version };
}
