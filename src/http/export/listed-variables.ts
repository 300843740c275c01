import { Kind, print, TypeInfo, visit, visitWithTypeInfo, type GraphQLSchema } from 'graphql';
import { inChinese } from './column.js';
import type { TablePlan } from './table-plan.js';

/** A variable of a document, for who is to fill it in. */
export interface ListedVariable {
  readonly name: string;
  /** As GraphQL writes it; `!` is to be given. */
  readonly type: string;
  readonly required: boolean;
  readonly default: string | null;
  /** 中文, of the first argument that takes it. */
  readonly description: string | null;
}

/** The variables that a document declares; of a list in pages, `first` is how much is wanted in all. */
export function listedVariables({ document, operation, paging }: TablePlan, schema: GraphQLSchema): readonly ListedVariable[] {
  const described = new Map<string, string>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Variable: ({ name }) => {
        const description = types.getArgument()?.description;
        if (description && !described.has(name.value)) described.set(name.value, inChinese(description));
      },
    }),
  );
  return (operation.variableDefinitions ?? []).map(({ variable, type, defaultValue }) => {
    const name = variable.name.value;
    const whole = name === paging?.first;
    return {
      ...{ name, type: print(type), required: type.kind === Kind.NON_NULL_TYPE && !defaultValue },
      default: defaultValue && !whole ? print(defaultValue) : null,
      description: whole ? '最多多少行；缺省为全部' : (described.get(name) ?? null),
    };
  });
}
