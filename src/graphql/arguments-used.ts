import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  type GraphQLFieldConfig,
  type GraphQLInputType,
  type GraphQLResolveInfo,
} from 'graphql';
import { missingParts } from '../access/decision.js';
import type { Act } from '../access/grants.js';
import type { SharingRegister } from '../access/sharing.js';
import { partsRead } from './parts-of.js';
import { forbidden } from './refused-fields.js';
import { whyRefused, type LeavingOut } from './withheld.js';

interface Call {
  readonly source: unknown;
  readonly context: Pick<LeavingOut, 'access' | 'trace'>;
  readonly register: SharingRegister;
  readonly info: GraphQLResolveInfo;
}

/**
 * The arguments of a call, without defaults that would filter or order by what is not given.
 * @throws Refusal FORBIDDEN or PURPOSE_REQUIRED naming an argument that the caller wrote and that would
 */
export function argumentsUsed(
  field: Pick<GraphQLFieldConfig<unknown, never>, 'args'>,
  args: Record<string, unknown>,
  { source, context: { access, trace }, register, info }: Call,
): Record<string, unknown> {
  const used = { ...args };
  for (const [name, { type }] of Object.entries(field.args ?? {})) {
    for (const { act, reads, way } of waysIn(type, args[name], register)) {
      const decision = access.of(reads, act);
      const parts = partsRead(reads, source, decision.sharing!);
      const missing = missingParts(decision, parts);
      if (missing.length === 0) {
        for (const department of parts) trace.read(department, reads, [], act);
      } else if (info.fieldNodes.some((node) => node.arguments?.some((given) => given.name.value === name))) {
        for (const department of missing) trace.withheld(department, reads, act);
        throw forbidden(`${info.fieldName}（${name}：${way}）`, whyRefused(access, decision, missing));
      } else delete used[name];
    }
  }
  return used;
}

interface Way {
  readonly act: Act;
  /** The coordinate of the field that is read. */
  readonly reads: string;
  /** As the caller wrote it. */
  readonly way: string;
}

/** The filters and orders in the value of an argument, and which field each of them reads. */
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
