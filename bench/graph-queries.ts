import { YEAR, ZONE } from './county.js';

/** The firm that (c) asks for. */
export const FIRM = '913399000000000010';

/** What one question is asked with of each: the hub in GraphQL, PostGraphile in its own, the bare server by its name. */
export interface Question {
  /** Begins with its letter. */
  readonly name: string;
  readonly hub: string;
  readonly postgraphile: string;
  /** The statement that builds the whole answer as JSON. */
  readonly bare: string;
  /** What is in a right answer of each. */
  readonly proof: RegExp;
}

const SCHEME = `scheme: "example-ratio-2024", year: ${YEAR}`;
const REGISTER = 'creditCode name industry zone town';
const TAX = 'vatNet exportCredit refundOnLevy corporateIncome property landUse other returned';
const EMISSIONS = 'cod ammonia so2 nox';
const EMPLOYMENT = 'averageStaff insured';
const HUB_DEPARTMENTS = `tax(year: ${YEAR}) { ${TAX} } emissions(year: ${YEAR}) { ${EMISSIONS} } employment(year: ${YEAR}) { ${EMPLOYMENT} } land(year: ${YEAR}) { ownedArea usedArea }`;
const PEER_DEPARTMENTS = `tax { ${TAX} } emissions { ${EMISSIONS} } employment { ${EMPLOYMENT} } land { ownedArea usedArea }`;
const HUB_FULL = `${REGISTER} ${HUB_DEPARTMENTS} statistics(year: ${YEAR}) { aboveScale revenue valueAdded rdExpense energy energyCalorific } utilities(year: ${YEAR}) { electricity water }`;
const PEER_FULL = `${REGISTER} ${PEER_DEPARTMENTS} statistics { aboveScale revenue valueAdded rdExpense energy energyCalorific } utilities { electricity water }`;

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const pairs = (names: string, of: string) =>
  names
    .split(' ')
    .map((name) => `'${name}', ${of}.${snake(name)}`)
    .join(', ');
const row = (names: string, of: string) => `json_build_object(${pairs(names, of)})`;
const BARE_DEPARTMENTS = `'tax', ${row(TAX, 't')}, 'emissions', ${row(EMISSIONS, 'm')}, 'employment', ${row(EMPLOYMENT, 'p')}, 'land', ${row('ownedArea usedArea', 'l')}`;
const BARE_FROM = `from peer.enterprise e left join peer.tax t using (credit_code) left join peer.emissions m using (credit_code)
  left join peer.employment p using (credit_code) left join peer.land l using (credit_code)`;
const POINTS = ['tax_per_mu', 'va_per_mu', 'energy_va', 'emission_va', 'productivity', 'rd_share', 'tax_per_power'];
const FIFTY = `where e.zone = '${ZONE}' order by e.credit_code limit 50`;

export const QUESTIONS: readonly Question[] = [
  {
    name: '(a) 50 firms with four departments',
    hub: `{ enterprises(first: 50) { nodes { ${REGISTER} ${HUB_DEPARTMENTS} } } }`,
    postgraphile: `{ enterprises: allEnterprises(first: 50, condition: { zone: "${ZONE}" }) { nodes { ${REGISTER} ${PEER_DEPARTMENTS} } } }`,
    bare: `select json_build_object('data', json_build_object('enterprises', json_build_object('nodes', json_agg(n)))) from (
      select json_build_object(${pairs(REGISTER, 'e')}, ${BARE_DEPARTMENTS}) n ${BARE_FROM} ${FIFTY}) x`,
    proof: /"vatNet"\s*:\s*"?\d/,
  },
  {
    name: '(b) 50 firms with four departments, grade, rank, points',
    hub: `{ enterprises(first: 50) { nodes { ${REGISTER} ${HUB_DEPARTMENTS} grade(${SCHEME}) { class rank total indicators { id points } } } } }`,
    postgraphile: `{ enterprises: allEnterprises(first: 50, condition: { zone: "${ZONE}" }) { nodes { ${REGISTER} ${PEER_DEPARTMENTS}
      grade { class rank total ${POINTS.map((id) => `p${camel(id)}`).join(' ')} } } } }`,
    bare: `select json_build_object('data', json_build_object('enterprises', json_build_object('nodes', json_agg(n)))) from (
      select json_build_object(${pairs(REGISTER, 'e')}, ${BARE_DEPARTMENTS}, 'grade', row_to_json(g)) n ${BARE_FROM}
      left join peer.grade g using (credit_code) ${FIFTY}) x`,
    proof: /"rank"\s*:\s*"?\d/,
  },
  {
    name: '(c) one firm in full',
    hub: `{ enterprise(creditCode: "${FIRM}") { ${HUB_FULL} } }`,
    postgraphile: `{ enterprise: enterpriseByCreditCode(creditCode: "${FIRM}") { ${PEER_FULL} } }`,
    bare: `select json_build_object('data', json_build_object('enterprise', json_build_object(${pairs(REGISTER, 'e')}, ${BARE_DEPARTMENTS},
      'statistics', row_to_json(s), 'utilities', row_to_json(u)))) ${BARE_FROM} left join peer.statistics s using (credit_code)
      left join peer.utilities u using (credit_code) where e.credit_code = '${FIRM}'`,
    proof: /"vatNet"\s*:\s*"?\d/,
  },
  {
    name: '(d) counts by class',
    hub: `{ assessment(${SCHEME}) { groups { classes { class count } } } }`,
    postgraphile: '{ allClassCounts { nodes { class count } } }',
    bare: `select json_build_object('data', json_agg(c)) from peer.class_count c`,
    proof: /"count"\s*:\s*"?\d/,
  },
];

function camel(id: string): string {
  return id.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
