import {
  getNamedType,
  getNullableType,
  getVariableValues,
  isInputObjectType,
  isListType,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { Refusal } from '../../access/refusal.js';
import { readJson } from '../json-text.js';
import type { QueryParameters } from '../query-string.js';

export type Variables = Readonly<Record<string, unknown>>;

/**
 * The variables of an operation out of a query string, typed as the operation declares them: `year=2024`, a list as
 * `creditCodes=甲,乙`, a field of an input object as `filter.zones=…`, or the object whole as JSON.
 * @throws Refusal BAD_USER_INPUT naming a parameter that the document does not have
 */
export function parametersAsVariables(schema: GraphQLSchema, operation: OperationDefinitionNode, parameters: QueryParameters): Variables {
  const types = variableTypes(schema, operation);
  const variables: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(parameters)) {
    const [head = '', ...rest] = name.split('.');
    const type = types.get(head);
    if (!type) throw unknown(name, types);
    if (rest.length === 0) variables[head] = typed(given, type, name);
    else variables[head] = { ...(variables[head] as object | undefined), ...inside(type, rest, given, name) };
  }
  return variables;
}

/**
 * The variables with their defaults, as the operation takes them.
 * @throws Refusal BAD_USER_INPUT saying which is wrong, missing or unknown
 */
export function checkedVariables(schema: GraphQLSchema, operation: OperationDefinitionNode, given: Variables): Variables {
  const types = variableTypes(schema, operation);
  for (const name of Object.keys(given)) if (!types.has(name)) throw unknown(name, types);
  const read = getVariableValues(schema, operation.variableDefinitions ?? [], given, { maxErrors: 5 });
  if (read.coerced) return read.coerced;
  const wrong = (read.errors ?? []).map(({ message }) => message.replace(/ Did you mean .*$/, ''));
  throw new Refusal('BAD_USER_INPUT', `变量有误：${wrong.join('；')}`);
}

/** The types of an operation's variables, by name. */
export function variableTypes(schema: GraphQLSchema, operation: OperationDefinitionNode): ReadonlyMap<string, GraphQLInputType> {
  return new Map(
    (operation.variableDefinitions ?? []).map(({ variable, type }) => [
      variable.name.value,
      typeFromAST(schema, type as never) as unknown as GraphQLInputType,
    ]),
  );
}

function inside(type: GraphQLInputType, [name = '', ...rest]: readonly string[], given: string, whole: string): object {
  const named = getNullableType(type);
  const field = isInputObjectType(named) ? named.getFields()[name] : undefined;
  if (!field) throw new Refusal('BAD_USER_INPUT', `参数 ${whole} 不存在：${getNamedType(type).name} 没有 ${name}`);
  return { [name]: rest.length === 0 ? typed(given, field.type, whole) : inside(field.type, rest, given, whole) };
}

function typed(given: string, type: GraphQLInputType, name: string): unknown {
  const plain = getNullableType(type);
  if (isListType(plain)) return given.split(',').map((each) => typed(each, plain.ofType, name));
  if (isInputObjectType(plain)) return readJson(given, `参数 ${name} （可逐项写 ${name}.<项>=…）`);
  switch (getNamedType(plain).name) {
    case 'Int':
      return /^-?\d{1,10}$/.test(given) ? Number(given) : given;
    case 'Boolean':
      return given === 'true' ? true : given === 'false' ? false : given;
    default:
      return given;
  }
}

function unknown(name: string, types: ReadonlyMap<string, unknown>): Refusal {
  return new Refusal('BAD_USER_INPUT', `没有参数 ${name}；可用：${[...types.keys()].join('、') || '无'}，以及 headers、encoding`);
}
