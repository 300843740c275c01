import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  defaultFieldResolver,
  getNamedType,
  isInputObjectType,
  isEnumType,
  isCompositeType,
  isNonNullType,
  type GraphQLFieldConfig,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import type { Act, Decision, May, SelectionAct } from '../access/may.js';
import { Refusal } from '../access/refusal.js';
import { seesZone } from '../access/rows.js';
import type { Sharing, SharingRegister, Use } from '../access/sharing.js';
import type { Viewer } from '../access/viewer.js';
import type { Trace } from '../audit/trace.js';
import type { DepartmentId } from '../grading/fact.js';
import { ClosedRecord, closedRecord } from './closed-record.js';
import { enterprisesIn } from './enterprises-in.js';
import type { RowZones } from './row-zones.js';
import type { Withheld } from './withheld.js';

/** What the guard needs of a request. */
export interface Guarded {
  readonly may: May;
  readonly viewer: Viewer;
  /** What is done with the fields that are selected: they are read, or taken away in a file. */
  readonly act: SelectionAct;
  readonly withheld: Withheld;
  /** Of which zone each row of the answer is. */
  readonly zones: RowZones;
  readonly trace: Trace;
  /** Whether an enterprise was there for the viewer as of a moment. */
  wasThere(creditCode: string, asOf: Date): Promise<boolean>;
}

type Field = GraphQLFieldConfig<unknown, Guarded>;

/** What a caller asks by name: refused aloud, never left out. */
const ROOTS = ['Query', 'Mutation'];

const UNDECLARED = { department: 'county', madeOf: [] } as const satisfies Pick<Sharing, 'department' | 'madeOf'>;

/** The types whose values are, or may be, an enterprise. */
const ROWS = ['Enterprise', 'Node'];

/**
 * Puts every field behind the access rule, so that no resolver can forget it. A field that was not granted is null and
 * named in `withheld` (of a department's yearly record, each of its fields); a root field that was not granted, and an order or filter that would read one, is refused; an
 * enterprise of another zone is not there, nor what it was at a moment when it was another zone's. What is read and what is refused is traced for the audit.
 */
export function guarded(schema: GraphQLSchema, register: SharingRegister): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field: Field, fieldName, typeName) => {
      const coordinate = `${typeName}.${fieldName}`;
      const resolve = field.resolve ?? defaultFieldResolver;
      const { department: owner, madeOf: parts } = register.fields.get(coordinate) ?? UNDECLARED;
      const named = getNamedType(field.type);
      const rows = ROWS.includes(named.name);
      const use = register.uses.get(coordinate);
      return {
        ...field,
        resolve: (source, args: Record<string, unknown>, context, info) => {
          const { trace, viewer, may, act: selecting } = context;
          if (source instanceof ClosedRecord && fieldName === 'year') return source.year;
          const made = madeOf(source);
          const zone = context.zones.of(source);
          const own = may(viewer, selecting, { coordinate, madeOf: made, zone });
          const unused = own.granted ? firstRefused(use, (act, of) => may(viewer, act, { coordinate: of, zone })) : undefined;
          const decision = own.granted ? unused?.decision : own;
          if (decision) {
            const closed = closedRecord(register.yearly.has(coordinate), args);
            if (closed) return closed;
            if (unused) trace.withheld(unused.decision.department, unused.of, use!.act);
            for (const department of new Set([decision.department, ...(made ? [] : parts)])) trace.withheld(department, coordinate);
            if (ROOTS.includes(typeName)) throw forbidden(fieldName, decision);
            context.withheld.add({ coordinate, department: decision.department, reason: decision.reason });
            if (isNonNullType(field.type)) throw incomplete(coordinate, decision);
            return null;
          }
          for (const { act, reads, way } of waysUsed(field, args, register)) {
            const allowed = may(viewer, act, { coordinate: reads });
            if (!allowed.granted) {
              trace.withheld(allowed.department, reads, act);
              throw forbidden(`${fieldName}（${way}）`, allowed);
            }
            trace.read(register.fields.get(reads)?.department ?? 'county', reads, [], act);
          }
          for (const of of use?.of ?? []) trace.read(register.fields.get(of)?.department ?? 'county', of, [], use!.act);
          const about = enterprisesIn(source);
          trace.read(owner, coordinate, about);
          for (const department of made ?? parts) trace.read(department, coordinate, about);
          const give = (): unknown => resolve(source, args, context, info);
          const { asOf } = args;
          const value = asOf instanceof Date && isRow(source) ? context.wasThere(source.creditCode, asOf).then((there: boolean) => (there ? give() : null)) : give();
          if (!isCompositeType(named)) return value;
          const seen = (each: unknown) => {
            context.zones.pass(source, each);
            if (!rows) return each;
            const left = visible(each, viewer);
            trace.read(owner, coordinate, enterprisesIn(left));
            return left;
          };
          return value instanceof Promise ? value.then(seen) : seen(value);
        },
      };
    },
  });
}

/** The first field that another is worked out of, and that the viewer may not use so. */
function firstRefused(use: Use | undefined, decide: (act: Act, of: string) => Decision): { readonly of: string; readonly decision: Refused } | undefined {
  for (const of of use?.of ?? []) {
    const decision = decide(use!.act, of);
    if (!decision.granted) return { of, decision };
  }
  return undefined;
}

type Refused = Extract<Decision, { granted: false }>;

interface Way {
  readonly act: Act;
  /** The coordinate of the field that is read. */
  readonly reads: string;
  /** As the caller wrote it. */
  readonly way: string;
}

/** The filters and orders that a call uses, and which field each of them reads. */
function waysUsed(field: Field, args: Record<string, unknown>, register: SharingRegister): Way[] {
  return Object.entries(field.args ?? {}).flatMap(([name, { type }]) => waysIn(type, args[name], register));
}

function waysIn(type: GraphQLInputType, value: unknown, register: SharingRegister): Way[] {
  const named = getNamedType(type);
  if (value === null || value === undefined) return [];
  if (isEnumType(named)) {
    const reads = register.reads.get(`${named.name}.${String(value)}`);
    return reads ? [{ act: 'ORDER', reads, way: String(value) }] : [];
  }
  if (!isInputObjectType(named)) return [];
  return Object.entries(value).flatMap(([key, used]) => {
    const reads = register.reads.get(`${named.name}.${key}`);
    return reads && used !== null && used !== undefined ? [{ act: 'FILTER' as const, reads, way: key }] : [];
  });
}

/** The departments whose facts a value is made of, where its parent says so. */
function madeOf(source: unknown): readonly DepartmentId[] | undefined {
  if (typeof source !== 'object' || source === null || !('madeOf' in source)) return undefined;
  return Array.isArray(source.madeOf) ? (source.madeOf as readonly DepartmentId[]) : undefined;
}

/** Enterprises of other zones are left out, whatever a resolver returned. */
function visible(value: unknown, viewer: Viewer): unknown {
  if (Array.isArray(value)) return value.filter((each) => visible(each, viewer) !== null);
  if (!isRow(value)) return value;
  return seesZone(viewer, 'zone' in value && typeof value.zone === 'string' ? value.zone : null) ? value : null;
}

function isRow(value: unknown): value is { readonly creditCode: string } {
  return typeof value === 'object' && value !== null && 'creditCode' in value && typeof value.creditCode === 'string';
}

const WHY: Record<Refused['reason'], string> = {
  TAX_SECRET: '涉税保密，须有税务部门的授权',
  STATISTICS_SECRET: '统计保密，须有统计部门的授权',
  PERSONAL_INFORMATION: '个人信息，须有数据归属部门的授权',
  PURPOSE_REQUIRED: '授权限于所写用途，令牌未写明该用途',
  NOT_SHARED: '不予共享的数据',
  NOT_GRANTED: '未授权给该角色',
};

function forbidden(what: string, { reason }: Refused): Refusal {
  if (reason === 'PURPOSE_REQUIRED') return new Refusal('PURPOSE_REQUIRED', `查询 ${what} 须说明用途：${WHY[reason]}；请按授权的用途重新签发令牌（muhub token --purpose）`);
  return new Refusal('FORBIDDEN', `无权查询 ${what}：${WHY[reason]}；需要时请向数据归属部门申请授权`);
}

/** Of a field that cannot be null: what holds it cannot be given either. */
function incomplete(coordinate: string, { reason }: Refused): Refusal {
  const code = reason === 'PURPOSE_REQUIRED' ? reason : 'FORBIDDEN';
  return new Refusal(code, `授权不完整：${coordinate} 必有其值而未获授权（${WHY[reason]}），所在的对象无法给出；请连同该字段一并申请，或查询中去掉该字段`);
}
