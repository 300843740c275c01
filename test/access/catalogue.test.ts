import { buildSchema, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { sharingCatalogue } from '../../src/access/catalogue.js';
import { readSdl } from '../../src/graphql/sdl.js';

const schema = buildSchema(readSdl().join('\n'));
const catalogue = sharingCatalogue(schema);

describe('the sharing catalogue', () => {
  it('lists every field of the schema once, by coordinate', () => {
    const fields = Object.values(schema.getTypeMap())
      .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
      .flatMap((type) => (isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : []));
    expect(catalogue.map(({ coordinate }) => coordinate)).toEqual(fields.sort());
  });

  it('says whose each is, how shared, on what ground, in Chinese', () => {
    expect(catalogue.find(({ coordinate }) => coordinate === 'TaxRecord.vatNet')).toMatchObject({ department: 'tax', class: 'CONDITIONAL', secrecy: 'TAX', updateCycle: expect.stringContaining('每年') as string });
    for (const { coordinate, description, ground } of catalogue) {
      expect([coordinate, description ?? '']).toEqual([coordinate, expect.stringMatching(/^[\u4e00-\u9fff]/)]);
      expect(description).not.toMatch(/[a-z]+ [a-z]+ [a-z]+/);
      expect(ground).not.toBe('');
    }
  });
});
