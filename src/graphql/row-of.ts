import type { ValueRow } from '../access/decision.js';
import type { AssessmentView, MoverView } from '../assessment/views.js';
import { enterprisesIn } from './enterprises-in.js';

/**
 * Knows, for one request, of which enterprise each value of the answer is: grants for some of the viewer's enterprises
 * (zones, consent) are decided by it.
 */
export class RowOf {
  readonly #known = new WeakMap<object, ValueRow>();

  /** The enterprise; undefined: of no single one. */
  of(source: unknown): ValueRow | undefined {
    if (typeof source !== 'object' || source === null) return undefined;
    const known = this.#known.get(source);
    if (known) return known;
    const row = rowIn(source);
    return row && { ...row, ...momentIn(source) };
  }

  /** What a field of an enterprise's value gives is of the same enterprise, unless it says that it is another's. */
  pass(source: unknown, value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) return value.forEach((each) => this.pass(source, each));
    const parent = this.of(source);
    const own = rowIn(value);
    const another = !own && parent && enterprisesIn(value).some((code) => code !== parent.creditCode);
    const row = own ?? (another ? undefined : parent);
    if (!row) return;
    const inherited = own === undefined || own.creditCode === parent?.creditCode ? parent : undefined;
    const its = momentIn(value);
    const isOfParent = its === undefined || (its.version === undefined && its.year === inherited?.year);
    const { year, since, version } = (isOfParent ? inherited : its) ?? {};
    this.#known.set(value, { creditCode: row.creditCode, zone: row.zone, town: row.town, year, since, version });
  }
}

function rowIn(value: object): ValueRow | undefined {
  if ('record' in value && typeof value.record === 'object' && value.record !== null) return rowIn(value.record);
  if (!('creditCode' in value && 'zone' in value && 'town' in value)) return undefined;
  return value as unknown as ValueRow;
}

/** Of which year a value is, and what an assessment that it is part of was made of. */
function momentIn(value: object): Pick<ValueRow, 'year' | 'since' | 'version'> | undefined {
  if ('year' in value && typeof value.year === 'number') return { year: value.year };
  const of = 'of' in value ? value.of : 'whatIf' in value ? (value as MoverView).whatIf.amended : undefined;
  if (!(typeof of === 'object' && of !== null && 'assessment' in of)) return undefined;
  const { assessment, parts, version } = of as AssessmentView;
  return { year: assessment.year, since: parts.since, version };
}
