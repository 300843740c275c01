import { getDirectiveValues, getNamedType, isEnumType, isInputObjectType, isNonNullType, isObjectType } from 'graphql';
import type { GraphQLField, GraphQLSchema } from 'graphql';
import type { DepartmentId } from '../grading/fact.js';

export type SharingClass = 'UNCONDITIONAL' | 'CONDITIONAL' | 'WITHHELD';
export type Secrecy = 'NONE' | 'TAX' | 'STATISTICS' | 'PERSONAL';

/**
 * The kinds of value (SHARING.md): what a department handed over; what is reckoned for one enterprise; what an office
 * decided on one; what is over several. And what is nobody's: the published method, and fields that only lead to others.
 */
export const VALUE_KINDS = ['RECORD', 'DERIVED', 'RESULT', 'AGGREGATE', 'METHOD', 'STRUCTURE'] as const;
export type ValueKind = (typeof VALUE_KINDS)[number];

/** Whose data a field holds and what binds it: its `@shared` in the SDL, its own or its type's. */
export interface Sharing {
  readonly department: DepartmentId;
  readonly kind: ValueKind;
  readonly class: SharingClass;
  readonly secrecy: Secrecy;
  /** The document and article, 中文. */
  readonly ground: string;
  /** The departments that it is made of for every enterprise alike, where that is not its department alone. */
  readonly madeOf: readonly DepartmentId[];
  /** What it gives away together with what is public, one sentence; on every RESULT and DERIVED field. */
  readonly tells: string | undefined;
  /** Given only by a grant that names it or its type, never by a named set (SHARING.md: findings, tasks, differences). */
  readonly named: boolean;
}

/** What the SDL declares about access. */
export interface SharingRegister {
  /** By schema coordinate, e.g. `TaxRecord.vatNet`. */
  readonly fields: ReadonlyMap<string, Sharing>;
  /** By coordinate of an input field or enum value, e.g. `GradeOrder.TOTAL_ASC`: the field that it reads. */
  readonly reads: ReadonlyMap<string, string>;
  /** By coordinate of a field that is added up: the coordinates of its summands. */
  readonly sums: ReadonlyMap<string, readonly string[]>;
  /** Coordinates of fields that give a department's record of a year: who may not read it is given one that holds the year alone. */
  readonly yearly: ReadonlySet<string>;
}

/** Reads `@shared` (a field's own, else its type's), `@reads` and `@sums` off the schema. */
export function sharingRegister(schema: GraphQLSchema): SharingRegister {
  const fields = new Map<string, Sharing>();
  const reads = new Map<string, string>();
  const sums = new Map<string, readonly string[]>();
  const yearly = new Set<string>();
  const [shared, summing, reading] = ['shared', 'sums', 'reads'].map((name) => schema.getDirective(name)!);
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isObjectType(type)) {
      const whole = type.astNode && getDirectiveValues(shared!, type.astNode);
      for (const field of Object.values(type.getFields())) {
        const coordinate = `${type.name}.${field.name}`;
        const values = (field.astNode && getDirectiveValues(shared!, field.astNode)) ?? whole;
        if (values) fields.set(coordinate, toSharing(values));
        const added = field.astNode && getDirectiveValues(summing!, field.astNode);
        if (added) sums.set(coordinate, added.of as string[]);
        if (isYearlyRecord(field)) yearly.add(coordinate);
      }
    } else if (isInputObjectType(type) || isEnumType(type)) {
      const members = isEnumType(type) ? type.getValues() : Object.values(type.getFields());
      for (const member of members) {
        const values = member.astNode && getDirectiveValues(reading!, member.astNode);
        if (values) reads.set(`${type.name}.${member.name}`, String(values.coordinate));
      }
    }
  }
  return { fields, reads, sums, yearly };
}

/** Whether a field gives a record of which the year, an argument of the field, is all that is certain. */
export function isYearlyRecord({ type, args }: Pick<GraphQLField<unknown, unknown>, 'type' | 'args'>): boolean {
  const named = getNamedType(type);
  if (!isObjectType(named) || !args.some(({ name }) => name === 'year')) return false;
  const certain = Object.values(named.getFields()).filter((field) => isNonNullType(field.type));
  return certain.length === 1 && certain[0]!.name === 'year';
}

function toSharing(values: Record<string, unknown>): Sharing {
  return {
    department: String(values.by).toLowerCase() as DepartmentId,
    kind: values.kind as ValueKind,
    class: values.class as SharingClass,
    secrecy: values.secrecy as Secrecy,
    ground: String(values.ground),
    madeOf: ((values.madeOf ?? []) as string[]).map((name) => name.toLowerCase() as DepartmentId),
    tells: typeof values.tells === 'string' ? values.tells : undefined,
    named: values.named === true,
  };
}
