import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  defaultFieldResolver,
  getNamedType,
  isCompositeType,
  isObjectType,
  isNonNullType,
  type GraphQLFieldConfig,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import type { Access } from '../access/decide.js';
import { couldBeGiven, declaredParts, missingParts, type Decision } from '../access/decision.js';
import { isAmong } from '../access/rows.js';
import type { SharingRegister } from '../access/sharing.js';
import type { DepartmentId } from '../grading/fact.js';
import { checkRanges } from './argument-ranges.js';
import { tooLarge } from './argument-sizes.js';
import { argumentsUsed } from './arguments-used.js';
import { ClosedRecord, closedRecord } from './closed-record.js';
import { enterprisesIn } from './enterprises-in.js';
import type { Hub } from './hub.js';
import { leftOutOf } from './left-out.js';
import { isOfPerson } from './of-person.js';
import { partsReckoned } from './parts-of.js';
import { refusedInput } from './resolvers/refused-input.js';
import { forbidden, incomplete } from './refused-fields.js';
import { requiredLacking } from './required-lacking.js';
import type { RowOf } from './row-of.js';
import { selectedLeaves } from './selected-leaves.js';
import { leaveOut, whyRefused, type LeavingOut } from './withheld.js';

/** What the guard needs of a request. */
export interface Guarded extends LeavingOut {
  /** Of which enterprise each value of the answer is. */
  readonly rowOf: RowOf;
  readonly hub: Pick<Hub, 'treatmentSets'>;
  /** Whether an enterprise was there for the viewer as of a moment. */
  wasVisible(creditCode: string, asOf: Date): Promise<boolean>;
}

type Field = GraphQLFieldConfig<unknown, Guarded>;

/** What a caller asks by name: refused aloud, never left out. */
const ROOTS = ['Query', 'Mutation'];
/** Whatever is not given of it is null (SHARING.md). */
const NODE = 'Query.node';
/** The types whose values are, or may be, an enterprise. */
const ENTERPRISES = ['Enterprise', 'Node'];

/**
 * Puts every field behind the decisions of the request, so that no resolver can forget them or need know a role. What is
 * not given is null and named in `withheld`; of a department's yearly record, each of its fields. A root field below
 * which nothing could be given is refused, and so is a filter or an order by what is not given for all rows; an
 * enterprise that is not the viewer's is not there. What is read and what is left out is traced for the audit.
 */
export function guarded(schema: GraphQLSchema, register: SharingRegister): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field: Field, fieldName, typeName) => {
      const coordinate = `${typeName}.${fieldName}`;
      const resolve = field.resolve ?? defaultFieldResolver;
      const sharing = register.fields.get(coordinate);
      const reckoned = partsReckoned(coordinate);
      const declared = sharing ? declaredParts(sharing) : (['county'] as const);
      // A sum is its owner's to give, and on record with the departments whose records are in it too.
      const summed = sharing?.kind === 'AGGREGATE' ? [...new Set([...declared, ...sharing.madeOf])] : undefined;
      const named = getNamedType(field.type);
      const [isRoot, isLeaf, isNonNull] = [ROOTS.includes(typeName), !isCompositeType(named), isNonNullType(field.type)];
      const isPersonal = sharing?.secrecy === 'PERSONAL';
      const isYearly = register.yearly.has(coordinate);
      const holdsEnterprises = ENTERPRISES.includes(named.name);
      const leavesOut = leftOutOf(coordinate);
      const held = valuesHeld(named, register);
      const [isQuery, isMutation] = [typeName === 'Query', typeName === 'Mutation'];
      const hasArguments = Object.keys(field.args ?? {}).length > 0;

      const refuse = (context: Guarded, decision: Decision, missing: readonly DepartmentId[]): null => {
        leaveOut(context, decision, missing);
        if (isRoot) throw forbidden(fieldName, whyRefused(context.access, decision, missing));
        if (isNonNull) throw incomplete(coordinate, whyRefused(context.access, decision, missing));
        return null;
      };

      /** What is selected below a field where nothing of it could be given, whatever the row. */
      const closed = oncePerViewer((context: Guarded, leaves: readonly string[]): readonly Decision[] => {
        const selected = leaves.filter((leaf) => holdsData(register, leaf));
        // How many there are, and their cursors, are given with what they are of.
        const isOfMethod = leaves.some((leaf) => register.fields.get(leaf)?.kind === 'METHOD');
        const decisions = (selected.length > 0 || isOfMethod ? selected : held).map((leaf) => context.access.of(leaf));
        return decisions.length > 0 && !decisions.some(couldBeGiven) ? decisions : [];
      });

      return {
        ...field,
        resolve: (source, args: Record<string, unknown>, context, info) => {
          const { access, trace } = context;
          if (source instanceof ClosedRecord && fieldName === 'year') return source.year;
          if (hasArguments) checkRanges(args);
          const decision = isPersonal && isOfPerson(source) ? access.ofPerson(coordinate) : access.of(coordinate);
          const parts = reckoned && !(source instanceof ClosedRecord) ? reckoned(source) : declared;
          const missing = missingParts(decision, parts, decision.some.length > 0 ? context.rowOf.of(source) : []);
          if (missing.length > 0) return refuse(context, decision, missing);
          if (!isLeaf && (isRoot || !isNonNull)) {
            const below = closed(context, selectedLeaves(info));
            const record = below.length > 0 ? closedRecord(isYearly, args) : undefined;
            if (record) return record;
            if (below.length > 0) {
              let first: null = null;
              for (const each of below) first = refuseLeaf(context, each, isRoot && coordinate !== NODE ? fieldName : undefined);
              return first;
            }
          }
          if (source instanceof ClosedRecord) return null;
          const flaws = isMutation ? tooLarge(args) : [];
          if (flaws.length > 0) return refusedInput('内容过长或过多，未受理', flaws);
          const used = hasArguments ? argumentsUsed(field, args, { source, context, register, info }) : args;
          const about = enterprisesIn(source);
          for (const department of summed ?? parts) trace.read(department, coordinate, about);
          const give = (): unknown => resolve(source, used, context, info);
          const value =
            args.asOf instanceof Date && isEnterprise(source)
              ? context.wasVisible(source.creditCode, args.asOf).then((visibleThen: boolean) => (visibleThen ? give() : null))
              : give();
          if (isLeaf) return value;
          const pass = (each: unknown) => {
            const left = holdsEnterprises ? visible(each, access) : leavesOut ? leavesOut(source, each, context) : each;
            context.rowOf.pass(source, left);
            if (isQuery && !isWhole(context, left, info)) return null;
            if (holdsEnterprises) for (const department of parts) trace.read(department, coordinate, enterprisesIn(left));
            return left;
          };
          return value instanceof Promise ? value.then(pass) : pass(value);
        },
      };
    },
  });
}

/** Of documents that are asked again the leaves are the same list: what was decided of it for a viewer is looked up. */
function oncePerViewer(
  decide: (context: Guarded, leaves: readonly string[]) => readonly Decision[],
): (context: Guarded, leaves: readonly string[]) => readonly Decision[] {
  const decided = new WeakMap<readonly string[], WeakMap<Access, readonly Decision[]>>();
  return (context, leaves) => {
    let ofViewers = decided.get(leaves);
    if (!ofViewers) decided.set(leaves, (ofViewers = new WeakMap()));
    let decisions = ofViewers.get(context.access);
    if (!decisions) ofViewers.set(context.access, (decisions = decide(context, leaves)));
    return decisions;
  };
}

/** Whether every field that is selected of an object and cannot be null is given; what is not is named. */
function isWhole(context: Guarded, value: unknown, info: GraphQLResolveInfo): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return true;
  const lacking = requiredLacking(value, info, context);
  for (const { decision, missing } of lacking) leaveOut(context, decision, missing);
  return lacking.length === 0;
}

function holdsData({ fields }: SharingRegister, coordinate: string): boolean {
  const kind = fields.get(coordinate)?.kind;
  return kind !== undefined && kind !== 'METHOD' && kind !== 'STRUCTURE';
}

/** The coordinates of the values that an object holds, or that those of a page do. */
function valuesHeld(type: GraphQLNamedType, register: SharingRegister): readonly string[] {
  if (!isObjectType(type)) return [];
  const nodes = type.getFields().nodes;
  const of = nodes ? getNamedType(nodes.type) : type;
  if (!isObjectType(of)) return [];
  return Object.values(of.getFields())
    .map(({ name }) => `${of.name}.${name}`)
    .filter((coordinate) => holdsData(register, coordinate));
}

/** Names a leaf that is not given of any row; at a root, refuses it aloud. */
function refuseLeaf(context: Guarded, decision: Decision, root: string | undefined): null {
  const parts = decision.sharing ? declaredParts(decision.sharing) : (['county'] as const);
  const missing = missingParts(decision, parts);
  // The register comes with its rows: where there are none, it is its owner's part that is not given.
  const refused = missing.length > 0 ? missing : parts;
  leaveOut(context, decision, refused);
  if (root !== undefined) throw forbidden(root, whyRefused(context.access, decision, refused));
  return null;
}

/** Enterprises that are not the viewer's are left out, whatever a resolver returned. */
function visible(value: unknown, access: Access): unknown {
  if (Array.isArray(value)) return value.filter((each) => visible(each, access) !== null);
  if (!isEnterprise(value)) return value;
  const { creditCode } = value;
  const text = (key: 'zone' | 'town') => (key in value && typeof value[key as never] === 'string' ? (value[key as never] as string) : null);
  return isAmong(access.rows, { creditCode, zone: text('zone'), town: text('town') }) ? value : null;
}

function isEnterprise(value: unknown): value is { readonly creditCode: string } {
  return typeof value === 'object' && value !== null && 'creditCode' in value && typeof value.creditCode === 'string';
}
