import {
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type SelectionSetNode,
} from 'graphql';

/** Of documents that are asked again, what each field selects is the same: they are kept parsed. */
const known = new WeakMap<FieldNode, readonly string[]>();

/** The coordinates of the leaves that a field selects, through whatever fragments. */
export function selectedLeaves({ fieldNodes, fragments, schema, variableValues, returnType }: GraphQLResolveInfo): readonly string[] {
  const [only] = fieldNodes;
  const kept = fieldNodes.length === 1 ? known.get(only!) : undefined;
  if (kept) return kept;
  const leaves = new Set<string>();
  const walked = new Set<string>();
  let isConditional = false;
  const isLeftOut = (node: Parameters<typeof getDirectiveValues>[1]): boolean => {
    if (node.directives?.length) isConditional = true;
    return (
      getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.if === true ||
      getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.if === false
    );
  };
  const typesOf = (name: string): readonly GraphQLObjectType[] => {
    const type = schema.getType(name);
    return isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
  };
  const walk = (set: SelectionSetNode | undefined, types: readonly GraphQLObjectType[]): void => {
    for (const node of set?.selections ?? []) {
      if (isLeftOut(node)) continue;
      if (node.kind === Kind.FIELD) {
        for (const type of types) {
          const field = type.getFields()[node.name.value];
          if (!field) continue;
          if (node.selectionSet) walk(node.selectionSet, typesOf(getNamedType(field.type).name));
          else leaves.add(`${type.name}.${field.name}`);
        }
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        walk(node.selectionSet, node.typeCondition ? typesOf(node.typeCondition.name.value) : types);
      } else {
        const fragment = fragments[node.name.value];
        if (!fragment || walked.has(node.name.value)) continue;
        walked.add(node.name.value);
        walk(fragment.selectionSet, typesOf(fragment.typeCondition.name.value));
      }
    }
  };
  for (const node of fieldNodes) walk(node.selectionSet, typesOf(getNamedType(returnType).name));
  const found = [...leaves];
  if (fieldNodes.length === 1 && !isConditional) known.set(only!, found);
  return found;
}
