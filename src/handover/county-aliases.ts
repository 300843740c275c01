import { Fields, type Field } from '../policy/fields.js';
import type { SchemeProblem } from '../policy/problem.js';
import { YamlFile } from '../policy/yaml-file.js';
import type { DatasetDefinition } from './dataset.js';
import { foldLabel } from './fold.js';

/** What offices of a county call a column, and who said that it means it. */
export interface HeaderAlias {
  readonly dataset: string;
  readonly label: string;
  /** The label of the column as its dataset declares it. */
  readonly means: string;
  readonly by: string;
  readonly document: string;
}

/** The aliases of one county. */
export interface CountyAliases {
  readonly jurisdiction: string;
  readonly aliases: readonly HeaderAlias[];
}

const KEYS = ['dataset', 'label', 'means', 'by', 'document'] as const;

/**
 * Reads a county's aliases (HANDOVER.md, Header): `aliases`, a list; `jurisdiction`, whose they are, else the file is named
 * after it. A dataset or column that is not known, and a label that the dataset has already, are problems.
 */
export function parseAliases(
  text: string,
  file: string,
  datasets: readonly DatasetDefinition[],
): CountyAliases | { readonly problems: readonly SchemeProblem[] } {
  const yaml = new YamlFile(file, text);
  if (yaml.isBroken) return { problems: yaml.inOrder() };
  const fields = new Fields(yaml);
  const section = fields.section(fields.root, ['jurisdiction', 'aliases']);
  const named = section?.get('jurisdiction');
  const jurisdiction = named ? fields.text(named) : file.replace(/^.*\//, '').replace(/\.ya?ml$/, '');
  const list = section && fields.required(section, 'aliases');
  const taken = new Map(
    datasets.map(({ id, columns }) => [id, new Set(columns.flatMap(({ label, aliases = [] }) => [label, ...aliases].map(foldLabel)))]),
  );
  const aliases = ((list && fields.list(list)) ?? []).flatMap((item) => readAlias(fields, item, datasets, taken) ?? []);
  return yaml.problems.length === 0 ? { jurisdiction: jurisdiction!, aliases } : { problems: yaml.inOrder() };
}

/** The datasets with what a county calls their columns. */
export function withAliases(datasets: readonly DatasetDefinition[], aliases: readonly HeaderAlias[]): readonly DatasetDefinition[] {
  return datasets.map((dataset) => {
    const own = aliases.filter((alias) => alias.dataset === dataset.id);
    if (own.length === 0) return dataset;
    const columns = dataset.columns.map((column) => {
      const labels = own.filter(({ means }) => means === column.label).map(({ label }) => label);
      return labels.length === 0 ? column : { ...column, aliases: [...(column.aliases ?? []), ...labels] };
    });
    return { ...dataset, columns };
  });
}

function readAlias(
  fields: Fields,
  item: Field,
  datasets: readonly DatasetDefinition[],
  taken: ReadonlyMap<string, Set<string>>,
): HeaderAlias | undefined {
  const section = fields.section(item, KEYS);
  if (!section) return undefined;
  const [dataset, label, means, by, document] = KEYS.map((key) => fields.required(section, key)).map(
    (field) => field && fields.text(field),
  );
  if (!dataset || !label || !means || !by || !document) return undefined;
  const at = (key: string): Field => section.get(key)!;
  const known = datasets.find(({ id }) => id === dataset);
  if (!known) return fields.report(at('dataset'), `没有数据集“${dataset}”；有：${datasets.map(({ id }) => id).join('、')}`);
  if (!known.columns.some((column) => column.label === means)) {
    const labels = known.columns.map((column) => column.label).join('、');
    return fields.report(at('means'), `“${dataset}”没有列“${means}”；有：${labels}`);
  }
  const labels = taken.get(dataset)!;
  if (labels.has(foldLabel(label))) return fields.report(at('label'), `“${dataset}”已有列名或别名“${label}”`);
  labels.add(foldLabel(label));
  return { dataset, label, means, by, document };
}
