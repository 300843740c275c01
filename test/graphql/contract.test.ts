import { readFileSync } from 'node:fs';
import {
  astFromValue,
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  print,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLNamedType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { sharingRegister } from '../../src/access/sharing.js';
import { readSdl } from '../../src/graphql/sdl.js';

const contract = buildSchema(readFileSync(new URL('../golden/contract.graphql', import.meta.url), 'utf8'));
const schema = buildSchema(readSdl().join('\n'));

/** Every element of a type as `coordinate → what it is`: types, nullability and defaults included. */
function elements(type: GraphQLNamedType): [string, string][] {
  const inputs = (at: string, list: readonly (GraphQLArgument | GraphQLInputField)[]): [string, string][] =>
    list.map((input) => {
      const value = astFromValue(input.defaultValue, input.type);
      return [`${at}${input.name}`, `${String(input.type)}${value ? ` = ${print(value)}` : ''}`];
    });
  if (isObjectType(type) || isInterfaceType(type)) {
    const implemented = type.getInterfaces().map((each): [string, string] => [`${type.name} implements`, each.name]);
    return Object.values(type.getFields()).reduce(
      (all, field) => [...all, [`${type.name}.${field.name}`, String(field.type)], ...inputs(`${type.name}.${field.name}:`, field.args)],
      implemented,
    );
  }
  if (isInputObjectType(type)) return inputs(`${type.name}.`, Object.values(type.getFields()));
  if (isEnumType(type)) return type.getValues().map((value) => [`${type.name}.${value.name}`, 'value']);
  return [[type.name, 'scalar']];
}

/** Every element of the schema that is described, with its description. */
function descriptions(type: GraphQLNamedType): [string, string | null | undefined][] {
  const own: [string, string | null | undefined][] = [[type.name, type.description]];
  if (isEnumType(type))
    return [...own, ...type.getValues().map((v): [string, typeof v.description] => [`${type.name}.${v.name}`, v.description])];
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return own;
  for (const field of Object.values(type.getFields())) {
    own.push([`${type.name}.${field.name}`, field.description]);
    if ('args' in field) for (const arg of field.args) own.push([`${type.name}.${field.name}(${arg.name}:)`, arg.description]);
  }
  return own;
}

const ours = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__'));
const BUILT_IN = ['String', 'Int', 'Float', 'Boolean', 'ID'];

describe('the SDL', () => {
  const theirs = Object.values(contract.getTypeMap()).filter((type) => !type.name.startsWith('__') && !BUILT_IN.includes(type.name));

  it.each(theirs.map((type) => [type.name, type] as const))('holds %s of the contract to the letter', (name, type) => {
    const mine = schema.getType(name);
    expect(mine, name).toBeDefined();
    const have = new Set(elements(mine!).map((element) => element.join(' → ')));
    expect(elements(type).filter((element) => !have.has(element.join(' → ')))).toEqual([]);
  });

  it('adds no argument that a caller of the contract would have to give', () => {
    const required = ours
      .filter((type) => isObjectType(type) || isInterfaceType(type))
      .flatMap((type) =>
        Object.values(type.getFields()).flatMap((f) =>
          f.args.filter((a) => String(a.type).endsWith('!') && a.defaultValue === undefined).map((a) => `${type.name}.${f.name}:${a.name}`),
        ),
      );
    const known = new Set(theirs.flatMap(elements).map(([coordinate]) => coordinate));
    const theirFields = (coordinate: string) => known.has(coordinate.split(':')[0]!);
    expect(required.filter((coordinate) => theirFields(coordinate) && !known.has(coordinate))).toEqual([]);
  });

  it('describes every element, Chinese first', () => {
    const bare = ours
      .filter((type) => !BUILT_IN.includes(type.name))
      .flatMap(descriptions)
      .filter(([, text]) => !/^[\u4e00-\u9fff]/.test(text ?? '') || !/[A-Za-z]/.test(text ?? ''));
    expect(bare.map(([coordinate]) => coordinate)).toEqual([]);
  });

  it('says of every field whose data it is', () => {
    const { fields } = sharingRegister(schema);
    const silent = ours
      .filter(isObjectType)
      .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`))
      .filter((coordinate) => !fields.has(coordinate));
    expect(silent).toEqual([]);
  });

  it('says of what departments hand over that it is their record', () => {
    const { fields } = sharingRegister(schema);
    const records = {
      TaxRecord: 'tax',
      EmissionsRecord: 'emissions',
      EmploymentRecord: 'employment',
      StatisticsRecord: 'statistics',
      UtilitiesRecord: 'utilities',
      LandHolding: 'land',
      Parcel: 'land',
      LandTaxSource: 'tax',
      Enterprise: 'register',
    };
    for (const [name, department] of Object.entries(records)) {
      const its = [...fields].filter(([coordinate, { kind }]) => coordinate.startsWith(`${name}.`) && kind === 'RECORD');
      expect(its.length, name).toBeGreaterThan(1);
      expect(new Set(its.map(([, sharing]) => sharing.department)), name).toEqual(new Set([department]));
      const type = schema.getType(name);
      const leaves = isObjectType(type)
        ? Object.values(type.getFields()).filter((field) => /^(Decimal|Int|Boolean|Date|String)$/.test(String(field.type)))
        : [];
      for (const field of leaves) expect(fields.get(`${name}.${field.name}`)!.kind, `${name}.${field.name}`).toBe('RECORD');
    }
  });

  it('says of every result and derived value what it gives away', () => {
    const silent = [...sharingRegister(schema).fields].filter(
      ([, { kind, tells }]) => (kind === 'RESULT' || kind === 'DERIVED') && !/[\u4e00-\u9fff]/.test(tells ?? ''),
    );
    expect(silent.map(([coordinate]) => coordinate)).toEqual([]);
  });

  it('says what every filter and order reads, and reads only fields that exist', () => {
    const { fields, reads } = sharingRegister(schema);
    const ways = ours
      .filter((type) => /(Filter|Order)$/.test(type.name))
      .flatMap(elements)
      .map(([coordinate]) => coordinate);
    expect(ways.filter((coordinate) => !reads.has(coordinate))).toEqual([]);
    expect([...reads.values()].filter((coordinate) => !fields.has(coordinate))).toEqual([]);
  });
});
