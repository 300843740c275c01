import { getNamedType, isNonNullType, isObjectType, type GraphQLSchema } from 'graphql';

/**
 * The fields without which what is asked for could never be answered: those that cannot be null of the objects that the
 * fields asked for hold, as far as they are not open.
 * @param asked schema coordinates
 * @param open whether the viewer that the grant is for may read a field, granted or not
 */
export function missingWith(schema: GraphQLSchema, asked: readonly string[], open: (coordinate: string) => boolean): readonly string[] {
  const missing = new Set<string>();
  const walked = new Set<string>();
  const walk = (coordinate: string) => {
    const [typeName = '', name = ''] = coordinate.split('.');
    const type = schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[name] : undefined;
    const held = field && getNamedType(field.type);
    if (!isObjectType(held) || walked.has(held.name)) return;
    walked.add(held.name);
    for (const { name: certain, type: of } of Object.values(held.getFields())) {
      if (!isNonNullType(of)) continue;
      const inner = `${held.name}.${certain}`;
      if (!asked.includes(inner) && !open(inner)) missing.add(inner);
      else walk(inner);
    }
  };
  for (const coordinate of asked) walk(coordinate);
  return [...missing].sort();
}
