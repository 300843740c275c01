import { Kind, visit, type DocumentNode, type FieldNode } from 'graphql';

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * The document with `__typename` in every selection that lacks it, as clients with a cache send it: Apollo Client puts it
 * last and spares the root, the client preset of graphql-codegen puts it first (the order is lost where it sorts: of mutations
 * it does not, since they are done in order).
 * @param root whether the operation's own selection gets one
 */
export function addTypenameToDocument(document: DocumentNode, root: 'root too' | 'below the root' = 'below the root'): DocumentNode {
  return visit(document, {
    SelectionSet(node, _, parent) {
      const ofOperation = parent !== undefined && 'kind' in parent && parent.kind === Kind.OPERATION_DEFINITION;
      if (ofOperation && root === 'below the root') return undefined;
      if (node.selections.some((each) => each.kind === Kind.FIELD && each.name.value === '__typename')) return undefined;
      return { ...node, selections: root === 'root too' ? [TYPENAME, ...node.selections] : [...node.selections, TYPENAME] };
    },
  });
}
