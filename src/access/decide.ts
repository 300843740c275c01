import type { DepartmentId } from '../grading/fact.js';
import { allows, isNamedSet, partsNamed, type Act, type Grant, type SelectionAct } from './grants.js';
import { declaredParts, missingParts, type Decision, type PartForSome, type ValueRow } from './decision.js';
import { rowsOf, type Rows } from './rows.js';
import type { Sharing, SharingRegister } from './sharing.js';
import type { Viewer } from './viewer.js';
import { whyWithheld, type WithheldValue } from './withheld.js';

/** What decisions rest on besides who asks. */
export interface AccessBasis {
  readonly register: SharingRegister;
  readonly grants: readonly Grant[];
  /** YYYY-MM-DD in the county's time. */
  readonly today: string;
  /** The consents in force, each as {@link consentKey}. */
  readonly consents: ReadonlySet<string>;
  /** What 统计局 collected itself; undefined: not known, so that nothing counts as declared by an enterprise. */
  readonly collected?: CollectedStatistics | undefined;
}

/** The years of which 统计局 collected an enterprise's figures, by credit code, at the data versions that answers are given of. */
export type CollectedStatistics = ReadonlyMap<number, ReadonlyMap<string, readonly number[]>>;

/** Names a consent: of which enterprise, for which year, for what. */
export function consentKey(creditCode: string, year: number, purpose: string): string {
  return `${creditCode} ${year} ${purpose}`;
}

const NOTHING: readonly DepartmentId[] = [];
const EMPTY: ReadonlySet<DepartmentId> = new Set();

/** Decides for one viewer, once for each coordinate and act; the only place that looks at roles and grants. */
export class Access {
  readonly rows: Rows;
  readonly #decided = new Map<string, Decision>();
  readonly #named = new Map<string, Decision>();
  readonly #meant: readonly Grant[];
  #givesForSome: boolean | undefined;

  constructor(
    readonly basis: AccessBasis,
    readonly viewer: Viewer,
    /** What selecting a field amounts to. */
    readonly selecting: SelectionAct = 'READ',
  ) {
    this.rows = rowsOf(viewer);
    this.#meant = basis.grants.filter((grant) => isFor(grant, viewer) && isInForce(grant, basis.today));
  }

  of(coordinate: string, act: Act = this.selecting): Decision {
    const key = act === this.selecting ? coordinate : `${act} ${coordinate}`;
    const known = this.#decided.get(key);
    if (known) return known;
    const decision = this.#decide(coordinate, act, this.#meant);
    this.#decided.set(key, decision);
    return decision;
  }

  /** Of what no named set gives, though its coordinate is in one: names and numbers of natural persons. */
  ofPerson(coordinate: string): Decision {
    const known = this.#named.get(coordinate);
    if (known) return known;
    const decision = this.#decide(
      coordinate,
      this.selecting,
      this.#meant.map((grant) => ({ ...grant, what: grant.what.filter((name) => !isNamedSet(name) && !name.endsWith('.*')) })),
    );
    this.#named.set(coordinate, decision);
    return decision;
  }

  /** Whether anything may be given of some of the viewer's enterprises only, so that it is asked whose a value is. */
  get givesForSome(): boolean {
    return (this.#givesForSome ??= this.#meant.some((grant) => rowsCovered(grant, this.viewer, this.basis.consents) !== 'all'));
  }

  /** Whether every value of a coordinate is given for all the viewer's enterprises, of these departments' parts. */
  readonly isGiven = (coordinate: string, required?: readonly DepartmentId[], act?: Act): boolean => {
    const decision = this.of(coordinate, act);
    return decision.sharing !== undefined && missingParts(decision, required ?? declaredParts(decision.sharing)).length === 0;
  };

  /** What an answer says of a value that it leaves out. */
  withheld(decision: Decision, department: DepartmentId): WithheldValue {
    const mayConsent = decision.some.some(({ byConsent, departments }) => byConsent && departments.has(department));
    return whyWithheld(decision, department, decision.lackingPurpose.has(department) ? 'PURPOSE' : mayConsent ? 'CONSENT' : undefined);
  }

  #decide(coordinate: string, act: Act, meant: readonly Grant[]): Decision {
    const { register, consents, collected } = this.basis;
    const sharing = register.fields.get(coordinate);
    if (!sharing) return { coordinate, act, sharing, isOpen: false, all: EMPTY, some: [], lackingPurpose: EMPTY };
    const isOpen = this.#isOpen(sharing);
    const [all, lackingPurpose] = [new Set<DepartmentId>(), new Set<DepartmentId>()];
    const some: PartForSome[] = [];
    const own = ownDepartment(this.viewer);
    // What says of itself what it is made of is of no other department's.
    const isReckoned = sharing.madeOf.length === 0 && (sharing.kind === 'DERIVED' || sharing.kind === 'RESULT');
    if (own && (sharing.department === own || sharing.madeOf.includes(own) || isReckoned)) all.add(own);
    for (const grant of sharing.class === 'WITHHELD' ? [] : meant) {
      const parts = this.#partsOf(grant, coordinate, act, sharing);
      if (parts.length === 0 || isElsewhere(grant, this.rows)) continue;
      if (grant.purpose !== undefined && grant.purpose !== this.viewer.purpose) {
        parts.forEach((each) => lackingPurpose.add(each));
        continue;
      }
      const covers = rowsCovered(grant, this.viewer, consents);
      for (const part of parts) {
        const its = grant.declared && part === 'statistics' ? declaredOf(covers, collected) : covers;
        if (its === 'all') all.add(part);
        else some.push({ departments: new Set([part]), byConsent: isByConsent(grant), covers: its });
      }
    }
    return { coordinate, act, sharing, isOpen, all, some, lackingPurpose };
  }

  #partsOf(grant: Grant, coordinate: string, act: Act, sharing: Sharing): readonly DepartmentId[] {
    if (allows(grant, act, sharing)) {
      const parts = partsNamed(grant, coordinate, sharing);
      if (parts.length > 0) return parts;
    }
    // A sum is given by who lets its summands be added up.
    const summands =
      sharing.kind === 'AGGREGATE' && grant.acts.includes('AGGREGATE') ? this.basis.register.sums.get(coordinate) : undefined;
    const given = summands?.every((each) => partsNamed(grant, each, this.basis.register.fields.get(each)!).length > 0);
    return given ? [sharing.department] : NOTHING;
  }

  /** Methods come with every token, and the register of an enterprise with the enterprise. */
  #isOpen({ class: shared, kind, department }: Sharing): boolean {
    if (shared === 'UNCONDITIONAL' || kind === 'METHOD' || kind === 'STRUCTURE') return true;
    return kind === 'RECORD' && department === 'register' && this.rows.of !== 'none';
  }
}

/** The department whose every field a viewer sees. What the county holds is made of everybody's: nobody's own. */
export function ownDepartment({ role, department }: Viewer): DepartmentId | undefined {
  return role === 'department' && department !== 'county' ? department : undefined;
}

/** Whether a grant is for this viewer, purpose and day aside. */
export function isFor({ to: { role, organisation, department, subject } }: Grant, viewer: Viewer): boolean {
  return (
    role === viewer.role &&
    (subject === undefined || subject === viewer.subject) &&
    (department === undefined || department === viewer.department) &&
    (organisation === undefined || organisation === viewer.organisation)
  );
}

/** Whether a grant is in force on a day, both ends included. */
export function isInForce({ from, until }: Pick<Grant, 'from' | 'until'>, today: string): boolean {
  return (from === undefined || from <= today) && (until === undefined || today <= until);
}

/** Whether a grant is for zones of which the viewer has none: it gives nothing, nor is it only the purpose that lacks. */
function isElsewhere({ rows }: Grant, its: Rows): boolean {
  return typeof rows === 'object' && its.of === 'zones' && !its.zones.some((zone) => rows.zones.includes(zone));
}

/** Which of the viewer's enterprises a grant covers: all of them, or those that a test says. */
export function rowsCovered(
  { rows, purpose = '' }: Grant,
  viewer: Viewer,
  consents: ReadonlySet<string>,
): 'all' | ((row: ValueRow) => boolean) {
  const its = rowsOf(viewer);
  if (rows === 'all') return 'all';
  const consented = ({ creditCode, year }: ValueRow) => year !== undefined && consents.has(consentKey(creditCode, year, purpose));
  if (rows === 'consented') return consented;
  if (rows === 'own_department') return viewer.department === undefined ? () => false : 'all';
  if (rows === 'own_enterprise') return its.of === 'enterprise' ? 'all' : () => false;
  if (rows === 'own_towns') return its.of === 'towns' ? 'all' : () => false;
  if (rows === 'own_zones') return its.of === 'zones' ? 'all' : () => false;
  const isWithin = ({ zone }: ValueRow) => zone !== null && rows.zones.includes(zone);
  if (rows.consented) return (row) => isWithin(row) && consented(row);
  return its.of === 'zones' && its.zones.every((zone) => rows.zones.includes(zone)) ? 'all' : isWithin;
}

/** Of the enterprises that a grant covers those whose figures, of all years that a value is made of, they declared themselves. */
function declaredOf(covers: ReturnType<typeof rowsCovered>, collected: CollectedStatistics | undefined): (row: ValueRow) => boolean {
  return (row) => {
    const { creditCode, year, since = year, version } = row;
    const years = version === undefined ? undefined : collected?.get(version);
    if (years === undefined || year === undefined || since === undefined) return false;
    const isDeclared = !years.get(creditCode)?.some((each) => since <= each && each <= year);
    return isDeclared && (covers === 'all' || covers(row));
  };
}

/** Whether a grant is for enterprises that consented. */
function isByConsent({ rows }: Grant): boolean {
  return rows === 'consented' || (typeof rows === 'object' && rows.consented === true);
}
