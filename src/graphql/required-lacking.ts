import { getNamedType, isNonNullType, isObjectType, type GraphQLResolveInfo } from 'graphql';
import type { Access } from '../access/decide.js';
import { declaredParts, missingParts, type Decision } from '../access/decision.js';
import type { DepartmentId } from '../grading/fact.js';
import { partsReckoned } from './parts-of.js';
import type { RowOf } from './row-of.js';
import { selectedLeaves } from './selected-leaves.js';

/**
 * What is not given of the fields that a query selects of an object and that cannot be null: without them the object
 * cannot be given, and is null itself (SHARING.md).
 */
export function requiredLacking(
  object: object,
  info: GraphQLResolveInfo,
  { access, rowOf }: { readonly access: Access; readonly rowOf: RowOf },
): readonly { readonly decision: Decision; readonly missing: readonly DepartmentId[] }[] {
  const name = '__typename' in object ? String(object.__typename) : getNamedType(info.returnType).name;
  const type = info.schema.getType(name);
  if (!isObjectType(type)) return [];
  const required = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
  const selected = selectedLeaves(info);
  return required
    .map((field) => `${name}.${field.name}`)
    .filter((coordinate) => selected.includes(coordinate))
    .map((coordinate) => {
      const decision = access.of(coordinate);
      const parts = partsReckoned(coordinate)?.(object) ?? (decision.sharing ? declaredParts(decision.sharing) : (['county'] as const));
      return { decision, missing: missingParts(decision, parts, rowOf.of(object)) };
    })
    .filter(({ missing }) => missing.length > 0);
}
