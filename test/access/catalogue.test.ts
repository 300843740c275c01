import { isEnumType, isInputObjectType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { sharingCatalogue } from '../../src/access/catalogue.js';
import { cataloguePage } from '../../src/access/catalogue-page.js';
import { sharingRegister, VALUE_KINDS } from '../../src/access/sharing.js';
import { updateCycleOf } from '../../src/intake/update-cycles.js';
import { schema } from './access-for.js';

const catalogue = sharingCatalogue(schema, updateCycleOf);

describe('the sharing catalogue', () => {
  it('lists every field of the schema once, by coordinate', () => {
    const fields = Object.values(schema.getTypeMap())
      .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
      .flatMap((type) => (isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : []));
    expect(catalogue.map(({ coordinate }) => coordinate)).toEqual(fields.sort());
  });

  it('says whose each is, how shared, on what ground, in Chinese', () => {
    expect(catalogue.find(({ coordinate }) => coordinate === 'TaxRecord.vatNet')).toMatchObject({
      department: 'tax',
      class: 'CONDITIONAL',
      secrecy: 'TAX',
      updateCycle: expect.stringContaining('每年') as string,
    });
    for (const { coordinate, description, ground } of catalogue) {
      expect([coordinate, description ?? '']).toEqual([coordinate, expect.stringMatching(/^[\u4e00-\u9fff]/)]);
      expect(description).not.toMatch(/[a-z]+ [a-z]+ [a-z]+/);
      expect(ground).not.toBe('');
    }
  });

  it('says of every field its kind, and of every result and derived value what it tells, in one sentence', () => {
    for (const { coordinate, kind, tells } of catalogue) {
      expect(VALUE_KINDS).toContain(kind);
      if (kind === 'RESULT' || kind === 'DERIVED')
        expect([coordinate, tells ?? '']).toEqual([coordinate, expect.stringMatching(/^[\u4e00-\u9fff].{3,80}$/)]);
    }
  });

  it('knows what every sum adds up, and what every filter and order reads', () => {
    const { fields, sums, reads } = sharingRegister(schema);
    for (const [coordinate, summands] of sums) {
      expect(fields.get(coordinate)?.kind).toBe('AGGREGATE');
      expect(summands.filter((each) => !fields.has(each))).toEqual([]);
    }
    expect([...reads.values()].filter((each) => !fields.has(each))).toEqual([]);
    const inputs = Object.values(schema.getTypeMap()).flatMap((type) =>
      isInputObjectType(type) && /Filter$/.test(type.name) ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : [],
    );
    expect(inputs.filter((each) => !reads.has(each))).toEqual([]);
    const orders = Object.values(schema.getTypeMap()).flatMap((type) =>
      isEnumType(type) && /Order$/.test(type.name) ? type.getValues().map(({ name }) => `${type.name}.${name}`) : [],
    );
    expect(orders.filter((each) => !reads.has(each))).toEqual([]);
  });

  it('is a page in which no text is markup', () => {
    const page = cataloguePage([
      {
        coordinate: 'A.b',
        description: '<b>“甲&乙”</b>',
        department: 'tax',
        kind: 'DERIVED',
        tells: '透露<甲>',
        named: false,
        class: 'WITHHELD',
        secrecy: 'NONE',
        ground: '"依据"',
        madeOf: [],
        updateCycle: '每年',
      },
    ]);
    expect(page).toContain(
      '<code>A.b</code></th><td>&#60;b&#62;“甲&#38;乙”&#60;/b&#62;<p>透露&#60;甲&#62;</p></td><td>推算值</td><td class="WITHHELD">不予共享</td><td>—</td><td>&#34;依据&#34;</td><td>每年</td>',
    );
    expect(page).toContain('共 1 项，其中无条件共享 0 项，有条件共享 0 项，不予共享 1 项。');
    expect(page).not.toContain('id="land"');
  });
});
