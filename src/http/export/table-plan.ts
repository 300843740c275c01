import {
  getNamedType,
  getNullableType,
  isListType,
  Kind,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { inChinese, type Column } from './column.js';
import { enumWords } from './enum-words.js';
import { fieldsBelow, NoTable, selectedFields, type SelectedField } from './selected-fields.js';

/** One level of the way from the answer to its rows. */
export interface Step {
  readonly key: string;
  readonly coordinate: string;
  /** Each element goes on by itself. */
  readonly list: boolean;
}

/** How an answer is read in pages: the variables that its connection takes. */
export interface Paging {
  /** Response keys of the connection. */
  readonly path: readonly string[];
  readonly first: string;
  readonly after: string;
}

/** How the answer to a document becomes the rows of a table. */
export interface TablePlan {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly steps: readonly Step[];
  readonly columns: readonly Column[];
  /** Undefined: the answer comes whole. */
  readonly paging: Paging | undefined;
  /** The names of the root fields that it asks. */
  readonly roots: readonly string[];
}

/** Fields of a connection that are about the page and not about a row. */
const OF_THE_PAGE = ['pageInfo', 'totalCount'];

/**
 * Plans the table that a document's `rows` stands for: a row for each element that the path leads to, lists on the way
 * unnested; a column for each scalar of it and of what it stands in.
 * @param rows response keys joined by dots, e.g. `assessment.grades.nodes`
 * @throws NoTable with the reason (中文)
 */
export function tablePlan(schema: GraphQLSchema, document: DocumentNode, rows: string): TablePlan {
  const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (!operation || operations.length > 1 || operation.operation !== 'query') throw new NoTable('文档应恰有一个查询（query）');
  const planning = new Planning(document, rows.split('.'));
  const roots = selectedFields(operation.selectionSet, schema.getQueryType()!, document);
  planning.walk(roots, 0);
  return {
    document,
    operation,
    steps: planning.steps,
    columns: named(planning.columns),
    paging: planning.paging,
    roots: roots.map(({ field }) => field.name),
  };
}

class Planning {
  readonly steps: Step[] = [];
  readonly columns: Column[] = [];
  paging: Paging | undefined;
  readonly #document: DocumentNode;
  readonly #path: readonly string[];
  #way: readonly string[] = [];

  constructor(document: DocumentNode, path: readonly string[]) {
    this.#document = document;
    this.#path = path;
  }

  /**
   * Takes the columns of a level, and goes down where the path does, in the document's order.
   * @param page whether the level is a page of a list
   */
  walk(fields: readonly SelectedField[], level: number, page = false): void {
    const next = this.#path[level];
    if (next !== undefined && !fields.some(({ key }) => key === next))
      throw new NoTable(`rows 的 ${this.#path.slice(0, level + 1).join('.')} 不在文档中`);
    for (const field of fields) {
      if (page && OF_THE_PAGE.includes(field.field.name)) continue;
      if (field.key === next) this.#step(field, level);
      else this.#column(field, level, [], []);
    }
  }

  #step(selected: SelectedField, level: number): void {
    const below = fieldsBelow(selected, this.#document);
    if (!below) throw new NoTable(`rows 的 ${this.#path.slice(0, level + 1).join('.')} 不是对象`);
    const list = isListType(getNullableType(selected.field.type));
    if (isConnection(selected)) this.#page(selected, below, level);
    this.steps.push({ key: selected.key, coordinate: selected.coordinate, list });
    this.#way = [...this.#way, selected.coordinate];
    this.walk(below, level + 1, isConnection(selected));
  }

  #page({ key, node }: SelectedField, below: readonly SelectedField[], level: number): void {
    if (this.steps.some(({ list }) => list)) throw new NoTable(`${key} 在列表之内，不能逐页读取`);
    const variable = (name: string) => {
      const value = node.arguments?.find((each) => each.name.value === name)?.value;
      if (value?.kind !== Kind.VARIABLE) throw new NoTable(`${key} 应写 first: $first, after: $after，以便逐页读取`);
      return value.name.value;
    };
    const info = below.find(({ key: each }) => each === 'pageInfo');
    const selected = info && fieldsBelow(info, this.#document)?.map(({ key: each }) => each);
    if (!selected?.includes('hasNextPage') || !selected.includes('endCursor'))
      throw new NoTable(`${key} 应选取 pageInfo { hasNextPage endCursor }，以便逐页读取`);
    this.paging = { path: this.#path.slice(0, level + 1), first: variable('first'), after: variable('after') };
  }

  #column(selected: SelectedField, level: number, before: readonly SelectedField[], lists: readonly string[]): void {
    const here = [...before, selected];
    if (isConnection(selected)) throw new NoTable(`${selected.key} 是分页列表，只能作为 rows 的路径`);
    const below = fieldsBelow(selected, this.#document);
    if (below && !isListType(getNullableType(selected.field.type))) {
      for (const each of below) this.#column(each, level, here, lists);
      return;
    }
    const inRow = level === this.#path.length;
    const keys = here.map(({ key }) => key);
    this.columns.push({
      name: [...(inRow ? [] : this.#path.slice(0, level)), ...keys].join('.'),
      title: here.map(({ field }) => inChinese(field.description)).join('·'),
      ...{ level, keys },
      coordinates: [...this.#way, ...here.map(({ coordinate }) => coordinate), ...coordinatesBelow(below, this.#document)],
      ...typeOf(selected, below),
      description: selected.field.description ?? undefined,
    });
  }
}

/** The type of a column, and the words for its values where it has a few. */
function typeOf({ field }: SelectedField, below: readonly SelectedField[] | undefined): Pick<Column, 'type' | 'words'> {
  if (below || isListType(getNullableType(field.type))) return { type: 'list' };
  return { type: getNamedType(field.type).name, words: enumWords(field.type) };
}

function coordinatesBelow(fields: readonly SelectedField[] | undefined, document: DocumentNode): string[] {
  return (fields ?? []).flatMap((each) => [each.coordinate, ...coordinatesBelow(fieldsBelow(each, document), document)]);
}

function isConnection({ field }: SelectedField): boolean {
  return getNamedType(field.type).name.endsWith('Connection');
}

/** Titles that several columns share get the name beside them, so that no two columns are called the same. */
function named(columns: readonly Column[]): readonly Column[] {
  const names = columns.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new NoTable(`有两列都叫 ${twice}，请用别名区分`);
  if (columns.length === 0) throw new NoTable('没有可作为列的字段');
  const count = (title: string) => columns.filter((each) => each.title === title).length;
  return columns.map((column) => (count(column.title) > 1 ? { ...column, title: `${column.title}（${column.name}）` } : column));
}
