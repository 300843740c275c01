import { isEnumType } from 'graphql';

/** The enums that the page says in words. */
const NAMED = ['FindingStatus', 'HandoverStatus', 'LandTaxFindingKind', 'LandTaxTaskRecipient', 'LandTaxTaskResult', 'QuarantineState'];

/** A plugin of graphql-codegen: the words of enums are those of the schema's descriptions, whose first sentence is Chinese. */
export function plugin(schema) {
  const all = Object.values(schema.getTypeMap()).filter((type) => isEnumType(type) && NAMED.includes(type.name));
  const words = all.map((type) => {
    const lines = type.getValues().map(({ name, description }) => `  ${name}: '${description.split('。')[0]}',`);
    return [
      `/** ${type.description.split('。')[0]}。 */`,
      `export const ${constant(type.name)}_WORDS: Readonly<Record<types.${type.name}, string>> = {`,
      ...lines,
      '};',
    ].join('\n');
  });
  return ['/* eslint-disable */', "import type * as types from './graphql.js';", '', words.join('\n\n'), ''].join('\n');
}

function constant(name) {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
}
