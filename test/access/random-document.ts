import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** Takes one of several, by chance that a seed decides. */
export interface Dice {
  below(many: number): number;
  one<T>(of: readonly T[]): T;
  chance(percent: number): boolean;
}

export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const below = (many: number) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) % many;
  };
  return { below, one: (of) => of[below(of.length)]!, chance: (percent) => below(100) < percent };
}

/** What documents may name. */
export interface Named {
  readonly codes: readonly string[];
  readonly zones: readonly string[];
  readonly units: readonly string[];
  /** Schemes that are asked for besides. */
  readonly schemes: readonly string[];
  /** Node ids of earlier answers. */
  readonly ids: readonly string[];
}

const SCHEME = 'example-ratio-2024';
/** What grows by being asked. */
export const LOG_ROOTS = ['accessLog', 'accessCounts'];
/** What says of which enterprise, indicator or kind an object is, selected with everything else. */
const KEYS: Readonly<Record<string, string>> = {
  Enterprise: 'k_: creditCode',
  Grade: 'k_: enterprise { k_: creditCode }',
  IndicatorResult: 'k_: id',
  FactSource: 'k_: department',
  LandTaxFinding: 'f_id: id f_kind: kind',
  Parcel: 'p_unit: unitCode',
  LandTaxSource: 's_id: sourceId',
  Mover: 'k_: enterprise { k_: creditCode }',
};
const AMENDMENTS =
  '[{ path: "groups/above/indicators/tax_per_mu/weight", value: "50" }, { path: "groups/above/indicators/va_per_mu/weight", value: "5" }]';
const ROOTS = [
  'enterprise',
  'enterprises',
  'assessment',
  'whatIf',
  'node',
  'parcel',
  'parcels',
  'landTaxFindings',
  'landTaxYield',
  'landTaxTasks',
  'policyLedger',
  'executionLists',
  'schemes',
  'handovers',
  'quarantine',
  'grants',
  'accessMatrix',
];
const MOST_DEEP = 7;

/** Writes documents: fields, filters, orders, aliases, fragments, by the dice. */
export class Documents {
  readonly #schema: GraphQLSchema;
  readonly #named: Named;

  constructor(schema: GraphQLSchema, named: Named) {
    this.#schema = schema;
    this.#named = named;
  }

  /** @param of what stands at its roots */
  write(by: Dice, of: readonly string[] = ROOTS): string {
    const query = this.#schema.getQueryType()!.getFields();
    const fragments: string[] = [];
    const roots = Array.from({ length: by.chance(25) ? 2 : 1 }, (_, at) => `r${at}: ${this.#field(query[by.one(of)]!, 0, by, fragments)}`);
    return [`{ ${roots.join(' ')} }`, ...fragments].join('\n');
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number, by: Dice, fragments: string[]): string {
    const type = getNamedType(field.type);
    const args = this.#arguments(field, by);
    return `${field.name}${args ? `(${args})` : ''}${isCompositeType(type) ? ` { ${this.#selection(type, depth + 1, by, fragments)} }` : ''}`;
  }

  #selection(type: GraphQLNamedType, depth: number, by: Dice, fragments: string[]): string {
    if (isAbstractType(type)) {
      return `__typename ${this.#schema
        .getPossibleTypes(type)
        .map((each) => `... on ${each.name} { ${this.#selection(each, depth, by, fragments)} }`)
        .join(' ')}`;
    }
    if (!isObjectType(type)) return '__typename';
    const fields = Object.values(type.getFields());
    const [leaves, others] = [
      fields.filter(({ type: of }) => !isCompositeType(getNamedType(of))),
      fields.filter(({ type: of }) => isCompositeType(getNamedType(of))),
    ];
    const chosen = [
      ...leaves.filter(({ args }) => args.length === 0 && by.chance(45)),
      ...others.filter(
        ({ name }) => depth < MOST_DEEP && by.chance(name === 'nodes' ? 95 : name === 'edges' || name === 'sources' ? 10 : 35),
      ),
    ];
    const text = [
      '__typename',
      ...(KEYS[type.name] ? [KEYS[type.name]!] : []),
      ...chosen.map(
        (field, at) =>
          `${by.chance(15) ? `a${at}${type.name}: ` : type.name === 'LandTaxFinding' || type.name === 'Objection' ? `f_${field.name}: ` : ''}${this.#field(field, depth, by, fragments)}`,
      ),
    ].join(' ');
    if (!by.chance(15)) return text;
    return by.chance(50) ? `... { ${text} }` : this.#fragment(type, text, fragments);
  }

  #fragment(type: GraphQLObjectType, text: string, fragments: string[]): string {
    const name = `F${fragments.length}`;
    fragments.push(`fragment ${name} on ${type.name} { ${text} }`);
    return `...${name}`;
  }

  #arguments({ args }: GraphQLField<unknown, unknown>, by: Dice): string {
    return args
      .flatMap(({ name, type }) => {
        const value = this.#value(name, getNamedType(type).name, by);
        const isNeeded = String(type).endsWith('!');
        return value !== undefined && (isNeeded || by.chance(name === 'first' ? 90 : 30)) ? [`${name}: ${value}`] : [];
      })
      .join(', ');
  }

  #value(name: string, type: string, by: Dice): string | undefined {
    const { codes, zones, units, schemes, ids } = this.#named;
    const fixed: Readonly<Record<string, () => string>> = {
      creditCode: () => JSON.stringify(by.one(codes)),
      unitCode: () => JSON.stringify(by.one(units)),
      id: () => JSON.stringify(by.one(ids)),
      year: () => by.one(['2024', '2024', '2024', '2023']),
      scheme: () => `"${by.chance(60) ? SCHEME : by.one(schemes)}"`,
      amendments: () => AMENDMENTS,
      first: () => by.one(['3', '20', '50']),
      by: () => by.one(type === 'BreakdownKey' ? ['ZONE', 'INDUSTRY_GROUP'] : ['KIND', 'TOWN']),
      department: () => by.one(['TAX', 'EMISSIONS']),
      departments: () => '[TAX]',
    };
    const typed: Readonly<Record<string, () => string>> = {
      EnterpriseFilter: () =>
        by.one([
          `{ creditCodes: [${JSON.stringify(by.one(codes))}] }`,
          `{ zones: [${JSON.stringify(by.one(zones))}] }`,
          '{ nameContains: "公司" }',
        ]),
      EnterpriseOrder: () => by.one(['NAME_ASC', 'CREDIT_CODE_DESC']),
      RoundPhase: () => by.one(['COLLECTING', 'DRAFTED']),
      GradeFilter: () =>
        by.one([
          `{ creditCodes: [${JSON.stringify(by.one(codes))}] }`,
          '{ classes: ["A"] }',
          '{ states: [HELD] }',
          '{ groups: ["below"] }',
        ]),
      GradeOrder: () => by.one(['RANK_ASC', 'RANK_DESC', 'TOTAL_ASC', 'TOTAL_DESC', 'CREDIT_CODE_ASC']),
      ParcelFilter: () => by.one([`{ unitCodes: [${JSON.stringify(by.one(units))}] }`, '{ linked: false }']),
      LandTaxFindingFilter: () => by.one(['{ kinds: [OVER_OCCUPIED, UNDER_DECLARED] }', '{ taxAtStakeAtLeast: "1000" }']),
      LandTaxFindingOrder: () => by.one(['TAX_AT_STAKE_DESC', 'UNIT_CODE_ASC']),
      LandTaxTaskFilter: () => '{ pushed: true }',
    };
    return (fixed[name] ?? typed[type])?.();
  }
}
