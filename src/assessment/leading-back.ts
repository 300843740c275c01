/** What ties figures together. */
export interface Tying {
  readonly figures: readonly string[];
  /** Says something of each figure even where nothing is known of the others: points end somewhere. */
  readonly alone?: boolean;
}

/**
 * The ties by which something may come back to a figure: one of which a figure is in no other tie, and is heard of in no
 * other way, only leads to that figure, and less is known of it than of what led there.
 */
export function leadingBack<T extends Tying>(ties: readonly T[], heard: ReadonlySet<string>): readonly T[] {
  const left = ties.filter((tie) => tie.alone || tie.figures.every((figure) => heard.has(figure) || ties.some((other) => other !== tie && other.figures.includes(figure) && !sameAs(other, tie))));
  return left.length === ties.length ? left : leadingBack(left, heard);
}

function sameAs(one: Tying, other: Tying): boolean {
  return one.figures.every((figure, at) => figure === other.figures[at]);
}
