import fc from 'fast-check';
import {
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  parse,
  type DocumentNode,
  type FieldNode,
  type SelectionSetNode,
} from 'graphql';
import { afterAll, describe, expect, it } from 'vitest';
import { consentKey } from '../../src/access/decide.js';
import type { Grant } from '../../src/access/grants.js';
import type { Hub } from '../../src/graphql/hub.js';
import { nodeId } from '../../src/graphql/node-id.js';
import type { OnRecord } from '../../src/grants/standing.js';
import type { DepartmentId } from '../../src/grading/fact.js';
import { runs } from '../full.js';
import { sampleServer, shippedGrants, statementsOf } from '../graphql/hub-server.js';
import { FLOORS, grantOf, register, SAMPLE, schema, PURPOSE } from './access-for.js';
import { INDICATORS, isThere, partsGiven, TOTALS, WHOLE, type Asker, type Firm, type Plain } from './plain-reference.js';
import { dice, Documents, type Dice } from './random-document.js';

const SCHEME = 'example-ratio-2024';
const YEAR = 2024;
let onRecord: OnRecord = { grants: [], withdrawn: [], consents: [] };
const floors = shippedGrants().filter(({ grant }) => FLOORS.some(({ id }) => id === grant.id));
const hub = (opened: Hub): Hub => ({ ...opened, standing: async () => ({ ...(await opened.standing()), onRecord }) });
const server = await sampleServer({ hub, grantFiles: floors });
/** The same hub once more, asked the same questions in another order. */
const other = await sampleServer({ hub, grantFiles: floors, database: server.database });
const { pool } = server.database;

const { rows: firms } = await pool.query<Firm>(
  'select credit_code as code, zone, town from enterprise where superseded is null order by 1',
);
const { rows: parcels } = await pool.query<{ unit: string }>(
  'select distinct unit_code as unit from land_parcel where superseded is null order by 1 limit 400',
);
const byCode = new Map(firms.map((firm) => [firm.code, firm]));
const zones = [...new Set(firms.flatMap(({ zone }) => zone ?? []))];
const towns = [...new Set(firms.flatMap(({ town }) => town ?? []))];
const codes = firms.map(({ code }) => code);
const graded = await server.hub.assess({
  scheme: server.hub.schemes.find(({ scheme }) => scheme.id === SCHEME)!,
  year: YEAR,
  version: (await server.hub.standing()).version,
});
const gradeOf = new Map(graded.assessment.results.map((result) => [result.creditCode, result]));
const { data: found } = await server.ask({ role: 'tax_officer' }, `{ landTaxFindings(year: ${YEAR}, first: 200) { nodes { id } } }`);
const findingIds = (found.landTaxFindings.nodes as { id: string }[]).map(({ id }) => id);
const NOBODY = '91339901MA2AAAAA0Y';
const ids = [
  ...codes.slice(0, 60).map((code) => nodeId('Enterprise', code)),
  ...parcels.slice(0, 60).map(({ unit }) => nodeId('Parcel', unit)),
  ...findingIds,
];
const documents = new Documents(schema, { codes: [...codes.slice(0, 80), NOBODY], zones, units: parcels.map(({ unit }) => unit), ids });

const DEPARTMENTS: readonly DepartmentId[] = ['tax', 'emissions', 'employment', 'land', 'statistics', 'utilities'];
const ROLES = [
  'tax_officer',
  'zone_committee',
  'department',
  'town',
  'enterprise',
  'evaluation_office',
  'analyst',
  'public',
  'approver',
  'auditor',
  'security_admin',
];

function askerBy(by: Dice): Asker {
  const role = by.one([...ROLES, 'zone_committee', 'zone_committee', 'town', 'enterprise', 'evaluation_office']);
  return {
    role,
    ...(role === 'zone_committee' && { zones: by.chance(30) ? zones.slice(0, 2) : [by.one(zones)] }),
    ...(role === 'evaluation_office' && by.chance(40) && { zones: [by.one(zones)] }),
    ...(role === 'town' && { towns: [by.one(towns)] }),
    ...(role === 'department' && { department: by.one([...DEPARTMENTS, 'county']) }),
    ...(role === 'enterprise' && { creditCode: by.one(codes.slice(0, 80)) }),
    ...(by.chance(70) && { purpose: PURPOSE }),
  };
}

const NAMES = [
  'results',
  'Grade.total',
  'IndicatorResult.points',
  'TaxRecord.vatNet',
  'EmissionsRecord.*',
  'Parcel.*',
  'LandTaxFinding.*',
  'LandTaxTask.*',
  'LowEfficiencyParcel.*',
  'PolicyDifference.*',
  'Treatment.amount',
  'Grade.*',
  'WhatIf.movers',
];

/** A grant of a file or on record, of some acts, for some rows. */
function grantBy(by: Dice, at: number): Grant {
  const role = by.one(['tax_officer', 'zone_committee', 'department', 'town', 'evaluation_office', 'analyst']) as Grant['to']['role'];
  const owner = by.one([...DEPARTMENTS, 'county' as const]);
  const what = by.chance(60) ? [by.chance(50) ? `records:${owner}` : `derived:${owner}`] : [by.one(NAMES)];
  const acts = (['READ', 'DERIVE', 'FILTER', 'ORDER', 'AGGREGATE', 'EXPORT'] as const).filter(() => by.chance(45));
  const rows = by.one<Grant['rows']>(['all', { zones: [by.one(zones)] }, 'consented', 'own_zones']);
  return grantOf({
    ...{
      id: by.chance(50) ? String(at + 1) : `file-${at}`,
      to: { role },
      what,
      acts,
      exact: by.chance(15),
      except: by.chance(15) ? ['Treatment.amount', 'Grade.total'] : [],
    },
    rows: rows === 'own_zones' && role !== 'zone_committee' ? 'all' : rows,
    purpose: rows === 'consented' || by.chance(40) ? PURPOSE : undefined,
    givenBy: by.chance(80) ? [owner] : undefined,
  });
}

function standingBy(by: Dice): OnRecord {
  const more = Array.from({ length: by.below(4) }, (_, at) => grantBy(by, at));
  const sample = by.chance(50) ? SAMPLE.filter(({ id }) => id.startsWith('sample-')) : [];
  const consents = codes.filter(() => by.chance(30)).map((code) => ({ key: consentKey(code, YEAR, PURPOSE), until: '2999-12-31' }));
  return { grants: [...sample, ...more], withdrawn: [], consents };
}

/** Where in an answer a value stands: of which enterprise, year and indicator. */
interface Place {
  readonly firm?: Firm | undefined;
  readonly year?: number | undefined;
  readonly indicator?: string | undefined;
  readonly owner?: string | undefined;
  readonly finding?: string | undefined;
  readonly isAmended?: boolean | undefined;
}

/** The departments that a value is made of, each list one that suffices. */
function needed(coordinate: string, { firm, indicator, owner, finding, isAmended }: Place): readonly (readonly string[])[] {
  const { kind, department, madeOf } = register.fields.get(coordinate)!;
  const [type] = coordinate.split('.') as [string];
  const group = firm && gradeOf.get(firm.code)?.group?.id;
  const parts = group !== undefined && indicator !== undefined ? INDICATORS[group]?.[indicator] : undefined;
  const both = parts ? [...parts[0], ...parts[1]] : WHOLE;
  const total = group === undefined ? WHOLE : TOTALS[group]!;
  if (['Grade.total', 'NextClass.pointsNeeded', 'NextClassPath.valueNeeded', 'NextClassPath.numeratorNeeded'].includes(coordinate))
    return [total];
  if (coordinate === 'IndicatorResult.numerator') return [parts?.[0] ?? WHOLE];
  if (coordinate === 'IndicatorResult.denominator') return [parts?.[1] ?? WHOLE];
  if (coordinate === 'IndicatorResult.missing') return [isAmended ? WHOLE : ['county'], both];
  if (type === 'IndicatorResult') return [both];
  if (coordinate === 'FactSource.records') return [[owner!]];
  if (coordinate === 'WhatIf.movers' || coordinate === 'Mover.becauseOf') return [WHOLE];
  if (coordinate === 'Treatment.amount') return [['tax'], ['utilities'], ['county']];
  if (type === 'ExtraPoints') return [['county'], ['land']];
  if (type === 'LandTaxFinding')
    return [finding === 'OVER_OCCUPIED' ? ['tax'] : finding === 'UNLINKED_HOLDER' ? ['land'] : ['tax', 'land']];
  if (type === 'QuarantinedLine') return [...DEPARTMENTS, 'register', 'county'].map((each) => [each]);
  if (type === 'ExecutionList') return [['tax'], ['utilities'], ['county']];
  if (type === 'PolicyDifference') return [madeOf.length > 0 ? ['tax'] : [department], ['utilities'], ['county']];
  if (kind === 'RESULT') return [isAmended ? WHOLE : ['county']];
  return [madeOf.length > 0 ? madeOf : [department]];
}

/** What stands in an answer that the reference does not give. */
function excess(answer: unknown, document: DocumentNode, plain: Plain, asker: Asker): string[] {
  const fragments = new Map(
    document.definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each.selectionSet] as const] : [])),
  );
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION)!;
  const wrong: string[] = [];
  const fieldsOf = (set: SelectionSetNode, type: string): FieldNode[] =>
    set.selections.flatMap((node) => {
      if (node.kind === Kind.FIELD) return [node];
      if (node.kind === Kind.FRAGMENT_SPREAD) return fieldsOf(fragments.get(node.name.value)!, type);
      return !node.typeCondition || node.typeCondition.name.value === type ? fieldsOf(node.selectionSet, type) : [];
    });
  const walk = (value: unknown, typeName: string, sets: readonly SelectionSetNode[], outer: Place): void => {
    if (Array.isArray(value)) return value.forEach((each) => walk(each, typeName, sets, outer));
    if (typeof value !== 'object' || value === null) return;
    const object = value as Record<string, unknown>;
    const type = schema.getType((object.__typename as string | undefined) ?? typeName);
    if (!isObjectType(type)) return;
    const place = placed(type.name, object, outer);
    const nodes = sets.flatMap((set) => fieldsOf(set, type.name));
    for (const key of new Set(nodes.map(({ alias, name }) => (alias ?? name).value))) {
      const its = nodes.filter(({ alias, name }) => (alias ?? name).value === key);
      const name = its[0]!.name.value;
      const given = object[key];
      const field = type.getFields()[name];
      if (!field || given === null || given === undefined) continue;
      const coordinate = `${type.name}.${name}`;
      const { kind, class: shared } = register.fields.get(coordinate)!;
      // What is shared unconditionally is given with the field that leads to it, which was looked at before.
      if (shared !== 'UNCONDITIONAL' && ['RECORD', 'DERIVED', 'RESULT'].includes(kind)) {
        const parts = partsGiven(plain, asker, coordinate, place.firm, place.year);
        if (place.firm && !isThere(asker, place.firm)) wrong.push(`${coordinate} of ${place.firm.code}, who is not there`);
        if (!needed(coordinate, place).some((list) => list.every((part) => parts.has(part))))
          wrong.push(`${coordinate} of ${place.firm?.code ?? 'nobody'} ${place.indicator ?? ''}`);
      }
      if (!isCompositeType(getNamedType(field.type))) continue;
      const years = its[0]!.arguments?.find((each) => each.name.value === 'year')?.value;
      const year = years?.kind === Kind.INT ? Number(years.value) : place.year;
      walk(
        given,
        getNamedType(field.type).name,
        its.flatMap(({ selectionSet }) => selectionSet ?? []),
        { ...place, year, isAmended: place.isAmended || name === 'amended' || coordinate === 'Mover.to' },
      );
    }
  };
  walk(answer, 'Query', [operation.selectionSet], {});
  return [...new Set(wrong)];
}

function placed(type: string, object: Record<string, unknown>, outer: Place): Place {
  const key = object.k_;
  if (type === 'Enterprise') return { ...outer, firm: byCode.get(key as string), year: undefined };
  if ((type === 'Grade' || type === 'Mover') && key) return { ...outer, firm: byCode.get((key as { k_: string }).k_), year: YEAR };
  if (type === 'IndicatorResult') return { ...outer, indicator: key as string };
  if (type === 'FactSource') return { ...outer, owner: (key as string).toLowerCase() };
  if (type === 'LandTaxFinding') return { ...outer, finding: object.f_kind as string, firm: undefined };
  return ['Parcel', 'LandTaxSource'].includes(type) ? { ...outer, firm: undefined } : outer;
}

async function textOf(at: typeof server, asker: Asker, query: string): Promise<string> {
  const response = await fetch(`${at.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await at.token(asker as never)}` },
    body: JSON.stringify({ query }),
  });
  return response.text();
}

/** Every table but the audit's, by how many rows it has and which. */
async function tables(): Promise<readonly unknown[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') and tablename not like 'audit%' order by 1`,
  );
  return Promise.all(
    rows.map(async ({ name }) => [
      name,
      (await pool.query(`select count(*), md5(string_agg(xmin::text || ctid::text, ' ' order by ctid)) from ${name}`)).rows[0],
    ]),
  );
}

const before = await tables();
let given = 0;
afterAll(() => expect(given).toBeGreaterThan(runs(60, 3_000)));

describe('whatever is asked, by whomever, under whatever grants', () => {
  it('gives nothing that was not given, and the same answer whatever was asked before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const by = dice(seed);
        onRecord = standingBy(by);
        const plain: Plain = {
          register,
          grants: [...FLOORS, ...onRecord.grants],
          consents: new Set(onRecord.consents.map(({ key }) => key)),
        };
        const questions = Array.from({ length: 3 }, () => ({ asker: askerBy(by), query: documents.write(by) }));
        // Everybody asks everything somebody else asks.
        const asked = [...questions, { asker: questions[0]!.asker, query: questions[1]!.query }];
        const texts: string[] = [];
        for (const { asker, query } of asked) texts.push(await textOf(server, asker, query));
        for (const at of asked.keys()) {
          const turned = asked.length - 1 - at;
          expect(await textOf(other, asked[turned]!.asker, asked[turned]!.query)).toBe(texts[turned]);
        }
        expect(await textOf(server, asked[0]!.asker, asked[0]!.query)).toBe(texts[0]);
        for (const [at, text] of texts.entries()) {
          const { asker, query } = asked[at]!;
          const answer = JSON.parse(text) as { data?: unknown; errors?: { extensions: { code: string } }[] };
          const failed = (answer.errors ?? [])
            .map(({ extensions }) => extensions.code)
            .filter((code) => !['FORBIDDEN', 'PURPOSE_REQUIRED', 'BAD_USER_INPUT', 'NOT_FOUND', 'LIMIT_EXCEEDED'].includes(code));
          expect([failed, text.slice(0, failed.length > 0 ? 400 : 0)]).toEqual([[], '']);
          given += answer.data ? JSON.stringify(answer.data).split(':').length : 0;
          expect({ asker, query, excess: excess(answer.data, parse(query), plain, asker) }).toEqual({ asker, query, excess: [] });
        }
      }),
      { numRuns: runs(40, 3_000), endOnFailure: true },
    );
  }, 3_600_000);

  it('counts of the enterprises those alone that there are, and has the others as if nobody were', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const by = dice(seed);
        onRecord = standingBy(by);
        const asker = {
          ...askerBy(by),
          ...by.one([
            { role: 'zone_committee', zones: [by.one(zones)] },
            { role: 'town', towns: [by.one(towns)] },
            { role: 'enterprise', creditCode: by.one(codes) },
          ]),
        } as Asker;
        const mine = firms.filter((firm) => isThere(asker, firm));
        const { data } = JSON.parse(await textOf(server, asker, '{ enterprises { totalCount } }')) as {
          data: { enterprises: { totalCount: number } };
        };
        expect(data.enterprises.totalCount).toBe(mine.length);
        const theirs = by.one(firms.filter((firm) => !isThere(asker, firm))).code;
        const shapes: readonly ((code: string) => string)[] = [
          (code) =>
            `{ enterprise(creditCode: "${code}") { name tax(year: 2024) { vatNet } land(year: 2024) { usedArea parcels { area holder { name } } } grade(scheme: "${SCHEME}", year: 2024) { class total } } }`,
          (code) => `{ node(id: "${nodeId('Enterprise', code)}") { __typename id } }`,
          (code) => `{ enterprises(filter: { creditCodes: ["${code}"] }) { totalCount nodes { name } pageInfo { endCursor } } }`,
          (code) =>
            `{ assessment(scheme: "${SCHEME}", year: 2024) { grades(filter: { creditCodes: ["${code}"] }, orderBy: CREDIT_CODE_ASC) { totalCount nodes { class } } } }`,
        ];
        const shape = by.one(shapes);
        const answers: string[] = [];
        const statements: string[][] = [];
        for (const code of [NOBODY, theirs, NOBODY])
          statements.push((await statementsOf(async () => void answers.push(await textOf(server, asker, shape(code))))).sort());
        expect(answers[1]).toBe(answers[2]);
        expect(answers[0]).toBe(answers[2]);
        expect(statements[1]).toEqual(statements[2]);
      }),
      { numRuns: runs(30, 1_000), endOnFailure: true },
    );
  }, 3_600_000);

  it('wrote nothing but the audit', async () => expect(await tables()).toEqual(before));
});
