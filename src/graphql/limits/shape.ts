import { Kind, visit, type DocumentNode, type SelectionSetNode } from 'graphql';

/** What a document counts as it is written. */
export interface Shape {
  readonly aliases: number;
  readonly directives: number;
  readonly directivesAtOnePlace: number;
  readonly duplicates: number;
  readonly spreads: number;
}

/** Counts what a document is written with, in every operation and fragment of it, used or not: all of it is validated. */
export function shapeOf(document: DocumentNode): Shape {
  const count = { aliases: 0, directives: 0, directivesAtOnePlace: 0, duplicates: 0, spreads: 0 };
  visit(document, {
    enter: (node, _, parent) => {
      const directives = ('directives' in node && node.directives?.length) || 0;
      count.directives += directives;
      count.directivesAtOnePlace = Math.max(count.directivesAtOnePlace, directives);
      if (node.kind === Kind.FIELD && node.alias) count.aliases += 1;
      if (node.kind === Kind.FRAGMENT_SPREAD) count.spreads += 1;
      // Those of inline fragments are counted with the selection around them.
      const inline = parent && 'kind' in parent && parent.kind === Kind.INLINE_FRAGMENT;
      if (node.kind === Kind.SELECTION_SET && !inline) count.duplicates += repeated(node);
    },
  });
  return count;
}

/** How many fields and fragments a selection names again, inline fragments resolved. */
function repeated(set: SelectionSetNode): number {
  const names = namesIn(set);
  return names.length - new Set(names).size;
}

function namesIn(set: SelectionSetNode): string[] {
  return set.selections.flatMap((selection) => {
    switch (selection.kind) {
      case Kind.FIELD:
        return [(selection.alias ?? selection.name).value];
      case Kind.FRAGMENT_SPREAD:
        return [`...${selection.name.value}`];
      case Kind.INLINE_FRAGMENT:
        return namesIn(selection.selectionSet);
    }
  });
}
