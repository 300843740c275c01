import { buildSchema, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { sharingCatalogue } from '../../src/access/catalogue.js';
import { cataloguePage } from '../../src/access/catalogue-page.js';
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

  it('is a page in which no text is markup', () => {
    const page = cataloguePage([{ coordinate: 'A.b', description: '<b>“甲&乙”</b>', department: 'tax', class: 'WITHHELD', secrecy: 'NONE', ground: '"依据"', madeOf: [], updateCycle: '每年' }]);
    expect(page).toContain('<code>A.b</code></th><td>&#60;b&#62;“甲&#38;乙”&#60;/b&#62;</td><td class="WITHHELD">不予共享</td><td>—</td><td>&#34;依据&#34;</td><td>每年</td>');
    expect(page).toContain('共 1 项，其中无条件共享 0 项，有条件共享 0 项，不予共享 1 项。');
    expect(page).not.toContain('id="land"');
  });
});
