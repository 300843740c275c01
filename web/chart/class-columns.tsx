import { count } from '../words/figures.js';
import { ClassBar } from './class-bar.js';
import { ClassMark } from './class-mark.js';

/** How many have a class; null: not given. */
export interface ClassCounted {
  readonly class: string;
  readonly count?: number | null | undefined;
}

/** The heads of a table's columns of classes, and of the bar that follows them. */
export function ClassHeads({ letters }: { readonly letters: readonly string[] }) {
  return (
    <>
      {letters.map((letter, index) => (
        <th key={letter} scope="col" className="number">
          <ClassMark letter={letter} index={index} />
        </th>
      ))}
      <th scope="col">构成</th>
    </>
  );
}

/** A row's cells below {@link ClassHeads}: of a class that does not occur 0, of one that is not given a dash. */
export function ClassCells({
  letters,
  counts,
  bar,
}: {
  readonly letters: readonly string[];
  readonly counts: readonly ClassCounted[];
  /** The class of the bar's cell, which sets its width. */
  readonly bar: string | undefined;
}) {
  const cells = letters.map((letter) => {
    const found = counts.find((each) => each.class === letter);
    return { class: letter, count: found ? (found.count ?? null) : 0 };
  });
  return (
    <>
      {cells.map(({ class: letter, count: many }) => (
        <td key={letter} className="number">
          {many === null ? '—' : count(many)}
        </td>
      ))}
      <td className={bar}>
        <ClassBar thin counts={cells} />
      </td>
    </>
  );
}

/** Groups added up by class, in the order in which the classes come; null where one of the summands is not given. */
export function addedUp(
  groups: readonly { readonly classes?: readonly ClassCounted[] | null | undefined }[],
): readonly { readonly class: string; readonly count: number | null }[] {
  const sums = new Map<string, number | null>();
  for (const { class: letter, count: many } of groups.flatMap(({ classes }) => classes ?? [])) {
    const sum = sums.get(letter) ?? (sums.has(letter) ? null : 0);
    sums.set(letter, sum === null || many === null || many === undefined ? null : sum + many);
  }
  return [...sums].map(([letter, sum]) => ({ class: letter, count: sum }));
}
