import type { DepartmentId } from '../grading/fact.js';
import type { Sharing } from './sharing.js';
import { VIEWER_DEPARTMENTS, type Role } from './viewer.js';

/** What a viewer wants of a field. Whoever may not read it may not learn it by the other ways either. */
export const ACTS = ['READ', 'FILTER', 'ORDER', 'AGGREGATE', 'DERIVE', 'EXPORT'] as const;
export type Act = (typeof ACTS)[number];
/** What selecting a field amounts to: reading it, or taking it away in a file. */
export type SelectionAct = Extract<Act, 'READ' | 'EXPORT'>;

/** Which of the viewer's enterprises a grant is for; `zones`: those of these zones alone, of them those that consented. */
export const ROWS_GRANTED = ['own_zones', 'own_towns', 'own_enterprise', 'own_department', 'consented', 'all'] as const;
export type RowsGranted = (typeof ROWS_GRANTED)[number] | { readonly zones: readonly string[]; readonly consented?: boolean };

/** A grant: from a file under grants/, or one on record that was asked for and approved. */
export interface Grant {
  /** Its id in its file, or its number on record. */
  readonly id: string;
  /** On record before grants could name sets: its acts on its coordinates, and nothing derived beyond them. */
  readonly exact: boolean;
  readonly to: { readonly role: Role; readonly organisation?: string; readonly department?: DepartmentId; readonly subject?: string };
  /** Coordinates, `Type.*`, or named sets ({@link isNamedSet}). */
  readonly what: readonly string[];
  /** Coordinates taken out again. */
  readonly except: readonly string[];
  readonly rows: RowsGranted;
  /** Of statistics only what the enterprise declared itself (数据来源 填报); absent: all. */
  readonly declared?: boolean;
  readonly acts: readonly Act[];
  /** Only for tokens of this purpose. */
  readonly purpose: string | undefined;
  /** YYYY-MM-DD, both included; undefined: open. */
  readonly from: string | undefined;
  readonly until: string | undefined;
  /** The departments whose part it gives; undefined: every one's that it names, as a role's floor does. */
  readonly givenBy: readonly DepartmentId[] | undefined;
  /** The document and article that it rests on, 中文. */
  readonly ground: string;
}

/** Whether a grant is on record, by its number, rather than in a file. */
export function isOnRecord({ id }: Pick<Grant, 'id'>): boolean {
  return /^\d+$/.test(id);
}

const NAMED_SET = /^(?:(records|derived):([a-z_]+)|results)$/;

/** Whether a name in `what` is a set: `records:<department>`, `derived:<department>` or `results`. */
export function isNamedSet(name: string): boolean {
  const [whole, , department] = NAMED_SET.exec(name) ?? [];
  return whole !== undefined && (department === undefined || VIEWER_DEPARTMENTS.some((each) => each === department));
}

/** Whether a name in `what`, a coordinate or `Type.*`, names a coordinate. */
export function namesCoordinate(name: string, coordinate: string): boolean {
  return name === coordinate || (name.endsWith('.*') && coordinate.startsWith(name.slice(0, -1)));
}

/**
 * The departments whose part of a coordinate a grant names: a set gives what is made of its department, `results` what
 * offices decided and the county's part with it; a single coordinate gives itself, of something derived its owner's part.
 * A set holds values: what may be asked or done, of the access log or of grants, is given by its name alone.
 */
export function partsNamed(
  { what, except, exact, givenBy }: Grant,
  coordinate: string,
  { kind, department, madeOf, named }: Sharing,
): readonly DepartmentId[] {
  if (except.some((name) => namesCoordinate(name, coordinate))) return NONE;
  const parts = new Set<DepartmentId>();
  const isRoot = /^(Query|Mutation)\./.test(coordinate);
  for (const name of what) {
    const [set, records, of] = NAMED_SET.exec(name) ?? [];
    if (set !== undefined && !exact && !named && !isRoot) {
      if (set === 'results') {
        if (kind === 'RESULT' || kind === 'DERIVED') parts.add('county');
      } else if (
        kind === 'RECORD'
          ? records === 'records' && (of === department || madeOf.includes(of as DepartmentId))
          : kind === 'DERIVED' || kind === 'RESULT'
      ) {
        parts.add(of as DepartmentId);
      }
    } else if (set === undefined && namesCoordinate(name, coordinate)) {
      for (const each of kind === 'DERIVED' ? (givenBy ?? [department, ...madeOf]) : [department]) parts.add(each);
    }
  }
  return givenBy === undefined ? [...parts] : [...parts].filter((each) => givenBy.includes(each));
}

const NONE: readonly DepartmentId[] = [];

/**
 * Whether the acts of a grant allow one on a coordinate: READ or DERIVE give what is derived, and filtering and ordering
 * by what they give; EXPORT stands alone; one on record of an earlier release gives its own acts.
 */
export function allows({ acts, exact }: Pick<Grant, 'acts' | 'exact'>, act: Act, { kind }: Pick<Sharing, 'kind'>): boolean {
  if (acts.includes(act)) return true;
  if (act === 'READ' && kind === 'AGGREGATE') return acts.includes('AGGREGATE');
  if (act === 'EXPORT' || act === 'AGGREGATE' || act === 'DERIVE') return false;
  const derives = kind !== 'RECORD' && acts.includes('DERIVE');
  if (act === 'READ') return derives && (!exact || kind === 'DERIVED');
  return !exact && (acts.includes('READ') || derives);
}
