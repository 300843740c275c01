import type { Override, StateRule } from '../grading/scheme.js';
import type { Field, Section } from './fields.js';
import { parseClass, parseCondition } from './parse-condition.js';
import type { SchemeReading } from './scheme-reading.js';

const EFFECTS = ['set', 'best', 'worst', 'shift'] as const;
const KEYS = ['id', 'title', 'when', ...EFFECTS, 'unless', 'article'];
const STATE_KEYS = ['state', 'title', 'when', 'scored', 'treated_as'];
const FARTHEST = 20;

/** Reads the overrides in their order; each may except only those before it. */
export function parseOverrides(reading: SchemeReading, field: Field): readonly Override[] {
  const earlier: string[] = [];
  const all = reading.list(field)?.map((item) => item.path.slice(field.path.length + 1)) ?? [];
  return reading.items(field, (item) => {
    const override = parseOverride(reading, item, earlier, all);
    earlier.push(all[earlier.length]!);
    return override;
  });
}

function parseOverride(reading: SchemeReading, field: Field, earlier: readonly string[], all: readonly string[]): Override | undefined {
  const section = reading.section(field, KEYS);
  if (!section) return undefined;
  const id = reading.must(section, 'id', (name) => reading.text(name));
  if (reading.keptAside(section, ['when', ...EFFECTS])) return undefined;
  const when = reading.must(section, 'when', (condition) => parseCondition(reading, condition, 'override'));
  const effect = parseEffect(reading, section);
  const unless = reading.optional(section, 'unless', (list) =>
    reading.list(list)?.flatMap((item) => {
      const name = reading.text(item);
      if (name === undefined || earlier.includes(name)) return name ?? [];
      const why = name === id ? '就是它自己' : all.includes(name) ? '排在它后面，届时尚未执行' : '不在本办法的调整规则（overrides）中';
      return reading.report(item, `unless 中的“${name}”${why}；只能写排在前面的规则`) ?? [];
    }),
  );
  if (id === undefined || !when || !effect) return undefined;
  return {
    id,
    title: reading.title(section, id),
    article: reading.optional(section, 'article', (text) => reading.text(text)),
    when,
    effect,
    unless: unless ?? [],
  };
}

function parseEffect(reading: SchemeReading, section: Section): Override['effect'] | undefined {
  const named = EFFECTS.filter((effect) => section.get(effect));
  if (named.length !== 1) return reading.report(section, `调整规则应当恰有 ${EFFECTS.join('、')} 中的一个，这里有 ${named.length} 个`);
  const kind = named[0]!;
  const field = section.get(kind)!;
  if (kind === 'shift') {
    const by = reading.integer(field, -FARTHEST, FARTHEST);
    if (by === 0) return reading.report(field, 'shift 为 0，不改变任何企业的档');
    return by === undefined ? undefined : { kind, by };
  }
  const name = parseClass(reading, field);
  return name === undefined ? undefined : { kind, class: name };
}

/** Reads an entry of `states`; the classes of the groups must be known by then. */
export function parseState(reading: SchemeReading, field: Field): StateRule | undefined {
  const section = reading.section(field, STATE_KEYS);
  if (!section) return undefined;
  const state = reading.must(section, 'state', (name) => reading.oneOf(name, ['TEMPORARY', 'NOT_EVALUATED']));
  if (reading.keptAside(section, ['when'])) return undefined;
  const when = reading.must(section, 'when', (condition) => parseCondition(reading, condition, 'facts only'));
  if (!state || !when) return undefined;
  return {
    state,
    title: reading.title(section, state),
    when,
    scored: reading.optional(section, 'scored', (flag) => reading.boolean(flag)) ?? false,
    treatedAs: reading.optional(section, 'treated_as', (name) => parseClass(reading, name)),
  };
}
