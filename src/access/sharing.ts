import { getDirectiveValues, getNamedType, isEnumType, isInputObjectType, isNonNullType, isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';
import type { DepartmentId } from '../grading/fact.js';

export type SharingClass = 'UNCONDITIONAL' | 'CONDITIONAL' | 'WITHHELD';
export type Secrecy = 'NONE' | 'TAX' | 'STATISTICS' | 'PERSONAL';

/** Whose data a field holds and what binds it: its `@shared` in the SDL. */
export interface Sharing {
  readonly department: DepartmentId;
  readonly class: SharingClass;
  readonly secrecy: Secrecy;
  /** The document and article, 中文. */
  readonly ground: string;
  /** Of whose data it is made, where that is not its department's alone: who reads it has read theirs. */
  readonly madeOf: readonly DepartmentId[];
}

/** What the SDL declares about access. */
export interface SharingRegister {
  /** By schema coordinate, e.g. `TaxRecord.vatNet`. */
  readonly fields: ReadonlyMap<string, Sharing>;
  /** By coordinate of an input field or enum value, e.g. `GradeOrder.TOTAL_ASC`: the field that it reads. */
  readonly reads: ReadonlyMap<string, string>;
  /** By coordinate of a field: what it is added up from or worked out of, and the act that this is. */
  readonly uses: ReadonlyMap<string, Use>;
  /** Coordinates of fields that give a department's record of a year: who may not read it is given one that holds the year alone. */
  readonly yearly: ReadonlySet<string>;
}

/** A field's `@uses`. */
export interface Use {
  readonly act: 'AGGREGATE' | 'DERIVE';
  /** Coordinates. */
  readonly of: readonly string[];
}

/** Reads `@shared` (a field's own, else its type's), `@reads` and `@uses` off the schema. */
export function sharingRegister(schema: GraphQLSchema): SharingRegister {
  const fields = new Map<string, Sharing>();
  const reads = new Map<string, string>();
  const uses = new Map<string, Use>();
  const yearly = new Set<string>();
  const shared = schema.getDirective('shared')!;
  const using = schema.getDirective('uses');
  const read = schema.getDirective('reads')!;
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isObjectType(type)) {
      const whole = type.astNode && getDirectiveValues(shared, type.astNode);
      for (const field of Object.values(type.getFields())) {
        const values = (field.astNode && getDirectiveValues(shared, field.astNode)) ?? whole;
        if (values) fields.set(`${type.name}.${field.name}`, toSharing(values));
        const used = using && field.astNode && getDirectiveValues(using, field.astNode);
        if (isYearlyRecord(field)) yearly.add(`${type.name}.${field.name}`);
        if (used) uses.set(`${type.name}.${field.name}`, { act: used.act as Use['act'], of: used.of as string[] });
      }
    } else if (isInputObjectType(type) || isEnumType(type)) {
      const members = isEnumType(type) ? type.getValues() : Object.values(type.getFields());
      for (const member of members) {
        const values = member.astNode && getDirectiveValues(read, member.astNode);
        if (values) reads.set(`${type.name}.${member.name}`, String(values.coordinate));
      }
    }
  }
  return { fields, reads, uses, yearly };
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
    class: values.class as SharingClass,
    secrecy: values.secrecy as Secrecy,
    ground: String(values.ground),
    madeOf: ((values.madeOf ?? []) as string[]).map((name) => name.toLowerCase() as DepartmentId),
  };
}
