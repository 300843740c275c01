import { isMap, isSeq, parseDocument, type Document } from 'yaml';

/** A number of a scheme that a what-if may change. */
export interface Knob {
  /** As amendments name it. */
  readonly path: string;
  /** As the scheme has it; empty: reckoned from the data. */
  readonly value: string;
  readonly word: '权重' | '基准值' | '封顶' | '累计占比' | '分数线';
  /** What it is of: the indicator, or the class. */
  readonly title: string;
}

/** A group of a scheme with the numbers that can be turned. */
export interface KnobGroup {
  readonly id: string;
  readonly title: string;
  readonly weights: readonly Knob[];
  readonly benchmarks: readonly Knob[];
  readonly caps: readonly Knob[];
  readonly cuts: readonly Knob[];
}

/** The text of a scheme as the hub reads it: every scalar stays the text that it is. */
export function readScheme(text: string): Document {
  return parseDocument(text, { schema: 'failsafe', version: '1.2' });
}

/** The numbers that can be turned, group by group. */
export function knobsOf(document: Document): readonly KnobGroup[] {
  const { groups = [] } = document.toJS() as { groups?: readonly RawGroup[] };
  return groups.map(({ id, title, indicators = [], classes }) => ({
    id,
    title,
    weights: indicators.map((each) => knob(`groups/${id}/indicators/${each.id}/weight`, each.weight, '权重', each.title)),
    benchmarks: indicators.flatMap((each) => {
      const its = each.points?.benchmark;
      if (its === undefined) return [];
      const value = typeof its === 'string' ? its : (its.value ?? '');
      return [knob(`groups/${id}/indicators/${each.id}/points/benchmark`, value, '基准值', each.title)];
    }),
    caps: indicators.flatMap((each) =>
      typeof each.points?.cap === 'string'
        ? [knob(`groups/${id}/indicators/${each.id}/points/cap`, each.points.cap, '封顶', each.title)]
        : [],
    ),
    cuts: [
      ...cuts(`groups/${id}/classes/upto`, classes?.upto, '累计占比'),
      ...cuts(`groups/${id}/classes/at_least`, classes?.at_least, '分数线'),
    ],
  }));
}

interface RawGroup {
  readonly id: string;
  readonly title: string;
  readonly indicators?: readonly {
    readonly id: string;
    readonly title: string;
    readonly weight: string;
    readonly points?: { readonly cap?: unknown; readonly benchmark?: string | { readonly value?: string } };
  }[];
  readonly classes?: { readonly upto?: Readonly<Record<string, unknown>>; readonly at_least?: Readonly<Record<string, unknown>> };
}

function cuts(path: string, its: Readonly<Record<string, unknown>> | undefined, word: Knob['word']): Knob[] {
  return Object.entries(its ?? {}).flatMap(([letter, value]) =>
    typeof value === 'string' ? [knob(`${path}/${letter}`, value, word, `${letter} 类`)] : [],
  );
}

function knob(path: string, value: string, word: Knob['word'], title: string): Knob {
  return { path, value: String(value), word, title };
}

/** The text with some of its numbers changed; its comments and its form stay. */
export function amendedText(text: string, amendments: ReadonlyMap<string, string>): string {
  const document = readScheme(text);
  for (const [path, value] of amendments) {
    const steps = path.split('/');
    const key = steps.pop()!;
    const parent = steps.reduce<unknown>((at, step) => {
      if (isMap(at)) return at.get(step, true);
      if (isSeq(at)) return at.items.find((item) => isMap(item) && item.get('id') === step);
      return undefined;
    }, document.contents);
    if (!isMap(parent)) continue;
    const its = parent.get(key, true);
    // What is written with its source keeps it.
    if (isMap(its) && its.has('value')) its.set('value', document.createNode(value));
    else parent.set(key, document.createNode(value));
  }
  return document.toString({ lineWidth: 0 });
}
