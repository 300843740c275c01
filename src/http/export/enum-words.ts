import { getNamedType, isEnumType, type GraphQLOutputType } from 'graphql';
import { inChinese } from './column.js';

/**
 * The Chinese words for the values of an enum, from the schema's descriptions: the first clause, or the whole sentence
 * where two values share a clause. Undefined for other types.
 */
export function enumWords(type: GraphQLOutputType): ReadonlyMap<string, string> | undefined {
  const named = getNamedType(type);
  if (!isEnumType(named)) return undefined;
  const described = named.getValues().filter(({ description }) => description);
  const clauses = described.map(({ description }) => inChinese(description));
  return new Map(
    described.map(({ name, description }, index) => {
      const clause = clauses[index]!;
      const shared = clauses.filter((each) => each === clause).length > 1;
      return [name, shared ? description!.split('。')[0]! : clause];
    }),
  );
}
