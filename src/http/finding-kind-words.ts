import { buildSchema, type GraphQLEnumType } from 'graphql';
import { readSdl } from '../graphql/sdl.js';
import { enumWords } from './export/enum-words.js';

/** The kinds of finding in Chinese, as the schema describes them: the page, files and workbooks say them alike. */
export function findingKindWords(): ReadonlyMap<string, string> {
  const schema = buildSchema(readSdl().join('\n'), { assumeValidSDL: true });
  return enumWords(schema.getType('LandTaxFindingKind') as GraphQLEnumType)!;
}
