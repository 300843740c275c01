import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  isInterfaceType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { MOST_ROWS, USUAL_ROWS } from '../../db/page.js';

/** What an operation may ask for at most, fragments resolved and pages full. */
export interface Extent {
  readonly depth: number;
  /** Values in the answer, and what {@link WORK} adds. */
  readonly cost: number;
  readonly rootFields: number;
  /** Of the schema's description: lists within lists. */
  readonly introspectionLists: number;
}

/** Rows taken for a list that has no page size: parcels of a holding, indicators of a grade. */
const USUAL_LIST = 5;

/** Fields that read or grade the whole county before the first value, whatever is selected of them; once each. */
const WORK: Readonly<Record<string, number>> = {
  'Query.whatIf': 50_000,
  'Query.assessment': 20_000,
  'Query.landTaxFindings': 20_000,
  'Query.landTaxYield': 20_000,
  'Query.policyLedger': 20_000,
  'Enterprise.grade': 20_000,
  'Enterprise.publishedGrade': 20_000,
  'Publication.assessment': 20_000,
  'Operations.verification': 50_000,
};

/** The lists by which a question about the schema goes round in circles. */
const CIRCLING = ['fields', 'inputFields', 'interfaces', 'possibleTypes'];

/** What every schema answers about itself. */
const META = [SchemaMetaFieldDef, TypeMetaFieldDef, TypeNameMetaFieldDef];

/** Some fields of one selection: those of it, what is below them, and the work that is done once for them all. */
interface Sum {
  readonly fields: number;
  readonly depth: number;
  readonly values: number;
  readonly work: number;
  readonly circles: number;
}

const NOTHING: Sum = { fields: 0, depth: 0, values: 0, work: 0, circles: 0 };

/**
 * How much the operation that is asked for may come to. Fragments are added up once, so that no document takes longer
 * than it is long; what does not fit the schema counts as little, and is refused by validation.
 */
export function extentOf(
  document: DocumentNode,
  operationName: string | undefined,
  schema: GraphQLSchema,
  variables: Readonly<Record<string, unknown>>,
): Extent {
  const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const asked = operations.filter((each) => operationName === undefined || each.name?.value === operationName);
  const walks = asked.map((operation) => {
    const root = schema.getRootType(operation.operation);
    return new Walk(document, schema, given(operation, variables)).select(operation.selectionSet, root ?? undefined, 1);
  });
  const most = (of: (sum: Sum) => number) => Math.max(0, ...walks.map(of));
  return {
    depth: most(({ depth }) => depth),
    cost: most(({ values, work }) => values + work),
    rootFields: most(({ fields }) => fields),
    introspectionLists: most(({ circles }) => circles),
  };
}

function given({ variableDefinitions = [] }: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>) {
  const defaults = variableDefinitions.flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
  );
  return { ...Object.fromEntries(defaults), ...variables };
}

class Walk {
  readonly #schema: GraphQLSchema;
  readonly #variables: Readonly<Record<string, unknown>>;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #known = new Map<string, Sum>();

  constructor(document: DocumentNode, schema: GraphQLSchema, variables: Readonly<Record<string, unknown>>) {
    this.#schema = schema;
    this.#variables = variables;
    const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = new Map(fragments.map((each) => [each.name.value, each]));
  }

  /** @param page rows of the page whose `nodes` and `edges` may be selected here */
  select(set: SelectionSetNode, type: GraphQLNamedType | undefined, page: number): Sum {
    return set.selections.reduce<Sum>((sum, selection) => {
      switch (selection.kind) {
        case Kind.FIELD:
          return addedTo(sum, this.#field(selection, type, page));
        case Kind.INLINE_FRAGMENT: {
          const named = selection.typeCondition?.name.value;
          return addedTo(sum, this.select(selection.selectionSet, named ? this.#schema.getType(named) : type, page));
        }
        case Kind.FRAGMENT_SPREAD:
          return addedTo(sum, this.#fragment(selection.name.value, page));
      }
    }, NOTHING);
  }

  #fragment(name: string, page: number): Sum {
    const key = `${name} ${page}`;
    const known = this.#known.get(key);
    const fragment = this.#fragments.get(name);
    if (known || !fragment) return known ?? NOTHING;
    // Until it is added up: a fragment that spreads itself is refused by validation.
    this.#known.set(key, NOTHING);
    const sum = this.select(fragment.selectionSet, this.#schema.getType(fragment.typeCondition.name.value), page);
    this.#known.set(key, sum);
    return sum;
  }

  #field(node: FieldNode, parent: GraphQLNamedType | undefined, page: number): Sum {
    const name = node.name.value;
    const field = this.#definition(parent, name);
    const type = field && getNamedType(field.type);
    const rows = field ? this.#rows(node, field, page) : { here: 1, below: 1 };
    const below = node.selectionSet && (!type || isCompositeType(type)) ? this.select(node.selectionSet, type, rows.below) : NOTHING;
    const described = type?.name.startsWith('__') ?? false;
    return {
      fields: 1,
      depth: described ? 1 : 1 + below.depth,
      values: rows.here * (1 + below.values),
      work: below.work + (WORK[`${parent?.name}.${name}`] ?? 0),
      circles: below.circles + (described && CIRCLING.includes(name) ? 1 : 0),
    };
  }

  #definition(parent: GraphQLNamedType | undefined, name: string): GraphQLField<unknown, unknown> | undefined {
    if (!parent || !isCompositeType(parent)) return undefined;
    const described = META.find((field) => field.name === name);
    if (described) return described;
    return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
  }

  /** How many there are of a field's value, and of the rows of the page that it stands for. */
  #rows(node: FieldNode, field: GraphQLField<unknown, unknown>, page: number): { here: number; below: number } {
    const first = field.args.find(({ name }) => name === 'first');
    if (first) {
      const written = node.arguments?.find(({ name }) => name.value === 'first')?.value;
      const asked = written ? valueFromASTUntyped(written, this.#variables) : first.defaultValue;
      return { here: 1, below: typeof asked === 'number' ? Math.min(Math.max(asked, 0), MOST_ROWS) : USUAL_ROWS };
    }
    if (!isListType(getNullableType(field.type))) return { here: 1, below: 1 };
    if (field.name === 'nodes' || field.name === 'edges') return { here: page, below: 1 };
    if (field.name === 'types' && getNamedType(field.type).name === '__Type') {
      return { here: Object.keys(this.#schema.getTypeMap()).length, below: 1 };
    }
    return { here: USUAL_LIST, below: 1 };
  }
}

function addedTo(one: Sum, other: Sum): Sum {
  return {
    fields: one.fields + other.fields,
    depth: Math.max(one.depth, other.depth),
    values: one.values + other.values,
    work: one.work + other.work,
    circles: Math.max(one.circles, other.circles),
  };
}
