import fc from 'fast-check';
import { getIntrospectionQuery, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { USUAL_LIMITS } from '../../../src/config/limits.js';
import { extentOf } from '../../../src/graphql/limits/cost.js';
import { checkLimits, type Asked } from '../../../src/graphql/limits/document.js';
import { LimitExceeded } from '../../../src/graphql/limits/exceeded.js';
import { createSchema } from '../../../src/graphql/schema.js';
import { shippedDocuments } from '../../../src/graphql/trusted-documents.js';

const { schema } = createSchema();
const times = (count: number, text: (n: number) => string) => Array.from({ length: count }, (_, n) => text(n)).join(' ');
const refusal = (asked: Asked | string): string | undefined => {
  try {
    checkLimits(typeof asked === 'string' ? { text: asked } : asked, schema, USUAL_LIMITS);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(LimitExceeded);
    return (error as LimitExceeded).message;
  }
};

const PAGE = `nodes { rank rankedOf state group total initialClass class treatedAs
  enterprise { id creditCode name industry zone town
    tax(year: 2024) { vatNet exportCredit refundOnLevy corporateIncome property landUse other returned }
    emissions(year: 2024) { cod ammonia so2 nox equivalent } employment(year: 2024) { averageStaff insured }
    statistics(year: 2024) { aboveScale revenue valueAdded rdExpense energy } utilities(year: 2024) { electricity water }
    land(year: 2024) { ownedArea usedArea tenants parcels { unitCode area taxSources { sourceId annualTax } } } }
  indicators { id title unit numerator denominator value benchmark points weight band missing }
  overrides { id title article before after } treatments { id title kind rate amount }
  nextClass { class pointsNeeded paths { indicator valueNeeded numeratorNeeded } } }`;

describe('honest documents', () => {
  it.each([
    [
      'the standard question about the schema',
      getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true, oneOf: true, directiveIsRepeatable: true }),
    ],
    [
      'everything of 500 grades',
      `{ assessment(scheme: "s", year: 2024) { grades(first: 500) { totalCount pageInfo { hasNextPage endCursor } ${PAGE} } } }`,
    ],
    [
      'a page of 500, far down',
      `{ enterprises(first: 500) { edges { cursor node { land(year: 2024) { parcels { taxSources { taxpayer { creditCode } } } } } } } }`,
    ],
    ['30 enterprises by name', `{ ${times(30, (n) => `e${n}: enterprise(creditCode: "${n}") { name }`)} }`],
    [
      'five what-ifs',
      `{ ${times(5, (n) => `w${n}: whatIf(scheme: "s", year: 2024, amendments: []) { movers(first: 500) { nodes { from { class } to { class } becauseOf } } }`)} }`,
    ],
    ...shippedDocuments().all.map(({ name, text }): [string, string] => [`trusted: ${name}`, text]),
  ])('pass: %s', (_, text) => {
    expect(refusal({ text, variables: { first: 500 } })).toBeUndefined();
  });
});

describe('documents beyond a limit', () => {
  it.each([
    ['tokens', `{ ${'a '.repeat(20_000)} }`, '词元 20002 个，最多 10000 个，超出 10002 个'],
    ['very many tokens', '{'.repeat(900_000), '词元 至少 25000 个，最多 10000 个，超出 至少 15000 个'],
    ['brackets that no parser should meet', `{ a(x: ${'['.repeat(4_000)}`, '字段嵌套 4002 层，最多 15 层'],
    [
      'depth',
      `{ ${'node(id: 1) { ... on Enterprise { land(year: 1) { parcels { holder { '.repeat(5)} id ${'} } } } } '.repeat(5)} }`,
      '字段嵌套 21 层，最多 15 层，超出 6 层',
    ],
    [
      'depth, in fragments',
      `{ node(id: 1) { ...A } } fragment A on Enterprise { land(year: 1) { parcels { holder { ...B } } } } fragment B on Enterprise { land(year: 1) { parcels { holder { ...C } } } } fragment C on Enterprise { land(year: 1) { parcels { holder { ...D } } } } fragment D on Enterprise { land(year: 1) { parcels { holder { ...E } } } } fragment E on Enterprise { land(year: 1) { parcels { holder { id } } } }`,
      '字段嵌套 17 层',
    ],
    ['aliases', `{ ${times(101, (n) => `a${n}: enterprises { totalCount }`)} }`, '别名 101 个，最多 60 个，超出 41 个'],
    ['aliases of __typename', `{ ${times(101, (n) => `alias${n}:__typename`)} }`, '别名 101 个'],
    ['root fields', `{ ${times(31, (n) => `a${n}: __typename`)} }`, '顶层字段 31 个，最多 30 个，超出 1 个'],
    ['root fields, in a fragment', `{ ...F } fragment F on Query { ${times(31, (n) => `a${n}: __typename`)} }`, '顶层字段 31 个'],
    [
      'directives',
      `{ ${times(20, (n) => `a${n}: __typename @include(if: true) @skip(if: false) @a`)} }`,
      '指令 60 个，最多 50 个，超出 10 个',
    ],
    ['directives at one place', `query { __typename ${'@aa'.repeat(10)} }`, '指令 10 个，最多 4 个，超出 6 个'],
    ['duplicate fields', `query { ${'__typename \n'.repeat(500)} }`, '重复 499 个，最多 50 个，超出 449 个'],
    ['duplicate fields, in inline fragments', `{ ${'... { __typename } '.repeat(100)} }`, '重复 99 个'],
    ['one fragment again and again', `{ ${'...F '.repeat(90)} } fragment F on Query { __typename }`, '重复 89 个'],
    [
      'duplicate fields of a fragment that nobody uses',
      `{ __typename } fragment F on Query { ${'__typename '.repeat(100)} }`,
      '重复 99 个',
    ],
    [
      'spreads',
      `{ ${times(101, (n) => `...F${n}`)} } ${times(101, (n) => `fragment F${n} on Query { __typename }`)}`,
      '引用 101 处，最多 100 处，超出 1 处',
    ],
    [
      'the schema in circles',
      'query { __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }',
      '列表套列表 4 层，最多 2 层，超出 2 层',
    ],
    [
      'pages within pages',
      '{ enterprises(first: 500) { nodes { land(year: 1) { parcels { taxSources { taxpayer { land(year: 1) { parcels { taxSources { taxpayer { land(year: 1) { parcels { taxSources { sourceId } } } } } } } } } } } } } }',
      '最多 1000000 个',
    ],
    [
      'what-ifs',
      `{ ${times(25, (n) => `w${n}: whatIf(scheme: "s", year: 2024, amendments: []) { matrix { count } }`)} }`,
      '取值 1250275 个，最多 1000000 个，超出 250275 个',
    ],
    [
      'fragments that double each other',
      `{ enterprises { nodes { ...F0 } } } ${times(24, (n) => `fragment F${n} on Enterprise { a${n}: land(year: 1) { parcels { holder { ...F${n + 1} } } } b${n}: land(year: 1) { parcels { holder { ...F${n + 1} } } } }`)} fragment F24 on Enterprise { id }`,
      '最多',
    ],
  ])('are refused: %s', (_, text, words) => {
    expect(refusal(text)).toContain(words);
  });

  it('by the page size that is asked for, wherever it stands', () => {
    const text = (argument: string, declared = '') => `query Q${declared} { enterprises${argument} { nodes { id } } }`;
    const cost = (document: string, variables = {}) => extentOf(parse(document), undefined, schema, variables).cost;
    expect(cost(text(''))).toBe(1 + 20 * 2);
    expect(cost(text('(first: 100)'))).toBe(1 + 100 * 2);
    expect(cost(text('(first: 100000)'))).toBe(1 + 500 * 2);
    expect(cost(text('(first: $n)', '($n: Int)'), { n: 300 })).toBe(1 + 300 * 2);
    expect(cost(text('(first: $n)', '($n: Int = 200)'))).toBe(1 + 200 * 2);
    expect(cost(text('(first: $n)', '($n: Int = 200)'), { n: 10 })).toBe(1 + 10 * 2);
    expect(cost(text('(first: null)'))).toBe(1 + 20 * 2);
  });

  it('of the operation that is asked for alone', () => {
    const text = `query Small { schemes { id } } query Large { enterprises(first: 500) { nodes { id } } }`;
    expect(extentOf(parse(text), 'Small', schema, {}).cost).toBeLessThan(100);
    expect(extentOf(parse(text), 'Large', schema, {}).cost).toBe(1001);
  });
});

describe('whatever is sent', () => {
  it('is measured without an exception of another kind, fragments in circles included', () => {
    const names = fc.constantFrom('node', 'id', 'enterprises', 'nodes', 'land', '__typename', '__schema', 'types', 'fields', 'x');
    const { selection } = fc.letrec<{ selection: string }>((tie) => ({
      selection: fc.oneof(
        { maxDepth: 6 },
        names,
        fc.constantFrom('...A', '...B', '...Gone'),
        fc
          .tuple(names, fc.array(tie('selection'), { minLength: 1, maxLength: 3 }))
          .map(([name, below]) => `${name}(first: 3) { ${below.join(' ')} }`),
        fc.array(tie('selection'), { minLength: 1, maxLength: 3 }).map((below) => `... on Enterprise { ${below.join(' ')} }`),
      ),
    }));
    fc.assert(
      fc.property(selection, selection, selection, (query, a, b) => {
        refusal(`{ ${query} } fragment A on Enterprise { ${a} } fragment B on Query { ${b} }`);
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => void refusal(text)));
  });
});
