import fc from 'fast-check';
import { getNamedType, isAbstractType, isEnumType, isLeafType, isNonNullType, isObjectType, type GraphQLArgument, type GraphQLField, type GraphQLNamedType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';

/** What a caller knows to ask with: by the name of an argument or its type, as written in a query. */
export type Words = Readonly<Record<string, readonly string[]>>;

/** A query of one root field: every leaf below it, and some of the rest, with arguments that are in order. */
export function randomQuery(schema: GraphQLSchema, words: Words): fc.Arbitrary<string> {
  return fc.constantFrom(...Object.values(schema.getQueryType()!.getFields())).chain((field) => written(field, words, 4).map((text) => `{ ${text} }`));
}

function written(field: GraphQLField<unknown, unknown>, words: Words, depth: number): fc.Arbitrary<string> {
  const given = fc.tuple(...field.args.map((arg) => argument(arg, words))).map((texts) => texts.filter((text) => text !== ''));
  return fc.tuple(given, selection(getNamedType(field.type), words, depth - 1)).map(([args, below]) => `${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${below}`);
}

/** Filters are left alone where nobody told what to say in them; what must be given always is. */
function argument({ name, type }: GraphQLArgument, words: Words): fc.Arbitrary<string> {
  const named = getNamedType(type);
  const known = words[name] ?? words[named.name] ?? (isEnumType(named) ? named.getValues().map((value) => value.name) : []);
  if (known.length === 0) return fc.constant(isNonNullType(type) ? `${name}: "x"` : '');
  const list = String(type).startsWith('[');
  const said = fc.constantFrom(...known).map((word) => `${name}: ${list ? `[${word}]` : word}`);
  return isNonNullType(type) ? said : fc.option(said, { nil: '' });
}

function selection(type: GraphQLNamedType, words: Words, depth: number): fc.Arbitrary<string> {
  if (isLeafType(type)) return fc.constant('');
  if (isAbstractType(type) || !isObjectType(type)) return fc.constant(' { __typename }');
  const [leaves, others] = parted(type);
  const below = depth > 0 && others.length > 0 ? fc.subarray(others, { minLength: 1, maxLength: Math.min(2, others.length) }).chain((fields) => fc.tuple(...fields.map((field) => written(field, words, depth)))) : fc.constant([]);
  return below.map((texts) => ` { ${['__typename', ...leaves.map(({ name }) => name), ...texts].join(' ')} }`);
}

function parted(type: GraphQLObjectType): [GraphQLField<unknown, unknown>[], GraphQLField<unknown, unknown>[]] {
  const fields = Object.values(type.getFields());
  return [fields.filter((field) => isLeafType(getNamedType(field.type)) && field.args.length === 0), fields.filter((field) => !isLeafType(getNamedType(field.type)))];
}
