import {
  getNamedType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type SelectionSetNode,
} from 'graphql';

/** A field as a document selects it. */
export interface SelectedField {
  /** As the answer names it: the alias, else the field's name. */
  readonly key: string;
  readonly node: FieldNode;
  readonly field: GraphQLField<unknown, unknown>;
  /** e.g. `Grade.rank`. */
  readonly coordinate: string;
}

/** What a document cannot be made a table of, and why (中文). */
export class NoTable extends Error {}

/**
 * The fields that a selection takes of a type, in the document's order, those of its fragments included; `__typename` is
 * left out.
 * @throws NoTable where a fragment is of another type: then rows would not have the same columns
 */
export function selectedFields(set: SelectionSetNode, type: GraphQLObjectType, document: DocumentNode): readonly SelectedField[] {
  return set.selections.flatMap((node): readonly SelectedField[] => {
    if (node.kind === Kind.FIELD) {
      const field = type.getFields()[node.name.value];
      return field ? [{ key: node.alias?.value ?? node.name.value, node, field, coordinate: `${type.name}.${field.name}` }] : [];
    }
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragmentOf(document, node.name.value);
    if (fragment.typeCondition && fragment.typeCondition.name.value !== type.name) {
      throw new NoTable(`${type.name} 中有 ${fragment.typeCondition.name.value} 的片段，各行的列不一`);
    }
    return selectedFields(fragment.selectionSet, type, document);
  });
}

/** The fields that a field's own selection takes; undefined if it has none, as scalars. @throws NoTable */
export function fieldsBelow({ node, field }: SelectedField, document: DocumentNode): readonly SelectedField[] | undefined {
  if (!node.selectionSet) return undefined;
  const type = getNamedType(field.type);
  if (!isObjectType(type)) throw new NoTable(`${type.name} 不是对象类型，各行的列不一`);
  return selectedFields(node.selectionSet, type, document);
}

function fragmentOf(document: DocumentNode, name: string) {
  const found = document.definitions.find((each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name);
  if (found?.kind !== Kind.FRAGMENT_DEFINITION) throw new NoTable(`没有片段 ${name}`);
  return found;
}
