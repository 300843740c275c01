import type { DepartmentId, EventDefinition, FactDefinition } from '../grading/fact.js';
import { Fields, type Field } from './fields.js';
import type { SchemeProblem } from './problem.js';
import { YamlFile } from './yaml-file.js';

/** What a county declares beyond the departments' own facts and events (`facts.yaml`). */
export interface Declarations {
  readonly facts: readonly FactDefinition[];
  readonly events: readonly EventDefinition[];
}

const FACT_KEYS = ['id', 'title', 'unit', 'department'];
const EVENT_KEYS = ['id', 'code', 'title', 'department'];
const DEPARTMENTS: readonly DepartmentId[] = [
  ...(['tax', 'emissions', 'employment', 'land', 'statistics', 'utilities'] as const),
  ...(['zone', 'development', 'industry', 'register', 'county'] as const),
];

/**
 * Reads a `facts.yaml`: a list of facts, or `facts:` and `events:`. Declared facts are numbers, since they arrive by
 * `supplement.annual`; a department that is none of the hub's is counted as the county's own.
 */
export function parseDeclarations(text: string, file: string): Declarations | { readonly problems: readonly SchemeProblem[] } {
  const yaml = new YamlFile(file, text);
  if (yaml.isBroken) return { problems: yaml.inOrder() };
  const fields = new Fields(yaml);
  const declarations = read(fields);
  return yaml.problems.length === 0 ? declarations : { problems: yaml.inOrder() };
}

function read(fields: Fields): Declarations {
  const { root } = fields;
  if (fields.isNull(root)) return { facts: [], events: [] };
  if (fields.isList(root)) return { facts: readFacts(fields, root), events: [] };
  const section = fields.section(root, ['facts', 'events']);
  const facts = section?.get('facts');
  const events = section?.get('events');
  return {
    facts: facts && !fields.isNull(facts) ? readFacts(fields, facts) : [],
    events: events && !fields.isNull(events) ? readEvents(fields, events) : [],
  };
}

function readFacts(fields: Fields, list: Field): readonly FactDefinition[] {
  return (fields.list(list) ?? []).flatMap((item): readonly FactDefinition[] => {
    const section = fields.section(item, FACT_KEYS);
    const id = section && textOf(fields, fields.required(section, 'id'));
    const title = section && textOf(fields, fields.required(section, 'title'));
    if (!section || !id || !title) return [];
    const named = textOf(fields, section.get('department'));
    const department = DEPARTMENTS.find((known) => known === named) ?? 'county';
    return [{ id, kind: 'number', title, unit: textOf(fields, section.get('unit')), department }];
  });
}

function readEvents(fields: Fields, list: Field): readonly EventDefinition[] {
  return (fields.list(list) ?? []).flatMap((item): readonly EventDefinition[] => {
    const section = fields.section(item, EVENT_KEYS);
    if (!section) return [];
    const code = textOf(fields, section.get('code') ?? fields.required(section, 'id'));
    const title = textOf(fields, fields.required(section, 'title'));
    return code && title ? [{ code, title }] : [];
  });
}

function textOf(fields: Fields, field: Field | undefined): string | undefined {
  return field && !fields.isNull(field) ? fields.text(field) : undefined;
}
