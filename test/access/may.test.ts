import { buildSchema, getNamedType, isNonNullType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { SAMPLE_GRANTS } from '../../src/access/grants.js';
import { accessRule, type Act, type Decision } from '../../src/access/may.js';
import { sharingRegister } from '../../src/access/sharing.js';
import { ROLES, viewerOf, type Viewer } from '../../src/access/viewer.js';
import type { DepartmentId } from '../../src/grading/fact.js';
import { readSdl } from '../../src/graphql/sdl.js';

const schema = buildSchema(readSdl().join('\n'));
const register = sharingRegister(schema);
const may = accessRule(register, SAMPLE_GRANTS);

const viewer = (role: string, more: object = {}): Viewer =>
  viewerOf({ sub: 'test', role, ...(role === 'zone_committee' ? { zones: ['z1'] } : {}), ...(role === 'department' ? { department: 'tax' } : {}), ...more });
const ask = (role: string, coordinate: string, madeOf?: DepartmentId[], act: Act = 'READ'): Decision => may(viewer(role), act, { coordinate, madeOf });
const open = (role: string, coordinate: string, madeOf?: DepartmentId[]) => ask(role, coordinate, madeOf).granted;
const reason = (decision: Decision) => (decision.granted ? 'granted' : decision.reason);

describe('may', () => {
  it('refuses a coordinate that nobody declared', () => {
    for (const role of ROLES) expect(open(role, 'TaxRecord.nobodyDeclaredThis')).toBe(false);
  });

  it.each([
    ['zone_committee', 'Enterprise.tax', 'TAX_SECRET'],
    ['zone_committee', 'Enterprise.statistics', 'STATISTICS_SECRET'],
    ['zone_committee', 'Enterprise.utilities', 'NOT_GRANTED'],
    ['zone_committee', 'Enterprise.emissions', 'NOT_GRANTED'],
    ['zone_committee', 'Parcel.taxSources', 'TAX_SECRET'],
    ['zone_committee', 'Grade.total', 'TAX_SECRET'],
    ['zone_committee', 'IndicatorResult.value', 'TAX_SECRET'],
    ['zone_committee', 'IndicatorResult.points', 'TAX_SECRET'],
    ['zone_committee', 'NextClass.pointsNeeded', 'TAX_SECRET'],
    ['zone_committee', 'Treatment.amount', 'TAX_SECRET'],
    ['zone_committee', 'WhatIf.movers', 'NOT_GRANTED'],
    ['zone_committee', 'Query.landTaxFindings', 'TAX_SECRET'],
    ['tax_officer', 'Enterprise.emissions', 'NOT_GRANTED'],
    ['tax_officer', 'Enterprise.employment', 'NOT_GRANTED'],
    ['tax_officer', 'Enterprise.statistics', 'STATISTICS_SECRET'],
    ['analyst', 'Query.enterprise', 'NOT_GRANTED'],
    ['analyst', 'Query.enterprises', 'NOT_GRANTED'],
    ['analyst', 'Query.parcels', 'NOT_GRANTED'],
    ['analyst', 'Query.node', 'NOT_GRANTED'],
    ['analyst', 'Assessment.grades', 'NOT_GRANTED'],
    ['analyst', 'WhatIf.movers', 'NOT_GRANTED'],
    ['department', 'Enterprise.name', 'NOT_GRANTED'],
    ['department', 'Enterprise.statistics', 'STATISTICS_SECRET'],
    ['department', 'Query.assessment', 'NOT_GRANTED'],
  ])('%s may not read %s: %s', (role, coordinate, expected) => {
    for (const act of ['READ', 'FILTER', 'ORDER', 'AGGREGATE'] as const) expect(reason(ask(role, coordinate, undefined, act))).toBe(expected);
  });

  it.each([
    ['zone_committee', ['Enterprise.name', 'Enterprise.land', 'Parcel.area', 'EmploymentRecord.averageStaff', 'Grade.class', 'Grade.rank', 'Grade.rankedOf', 'IndicatorResult.band', 'IndicatorResult.weight', 'Benchmark.value', 'Treatment.rate']],
    ['tax_officer', ['TaxRecord.vatNet', 'Parcel.taxSources', 'LandHolding.usedArea', 'Grade.total', 'Grade.class', 'Treatment.rate', 'LandTaxFinding.taxAtStake', 'IndicatorResult.benchmark']],
    ['analyst', ['Query.assessment', 'AssessmentGroup.classes', 'Benchmark.value', 'ClassMove.count', 'FiscalEffect.amended']],
    ['department', ['Query.enterprise', 'Enterprise.creditCode', 'Enterprise.tax', 'TaxRecord.vatNet']],
  ])('%s may read what the contract gives', (role, coordinates) => {
    expect(coordinates.filter((coordinate) => !open(role, coordinate))).toEqual([]);
  });

  it('gives a tax officer the figures of an indicator only where tax and land alone made them', () => {
    expect(open('tax_officer', 'IndicatorResult.points', ['tax', 'land'])).toBe(true);
    expect(reason(ask('tax_officer', 'IndicatorResult.value', ['tax', 'utilities']))).toBe('NOT_GRANTED');
    expect(reason(ask('tax_officer', 'IndicatorResult.value', ['statistics', 'land']))).toBe('STATISTICS_SECRET');
    expect(open('tax_officer', 'IndicatorResult.value', [])).toBe(false);
    expect(open('tax_officer', 'IndicatorResult.value')).toBe(false);
  });

  it.each(['auditor', 'security_admin', 'system_admin', 'dashboard'])('gives %s no record at all, but what it governs with', (role) => {
    const held = [...register.fields].filter(([coordinate, sharing]) => sharing.class !== 'UNCONDITIONAL' && open(role, coordinate));
    const governed: Record<string, string[]> = {
      dashboard: ['Assessment', 'AssessmentGroup', 'Benchmark', 'ClassBreakdown', 'ClassCount', 'Query.assessment', 'Query.assessments'],
      auditor: ['AccessCount', 'AccessLogEntry', 'Query.accessCounts', 'Query.accessLog'],
      security_admin: ['AccessExplanation', 'AccessGrant', 'AccessMatrixCell', 'AccessMatrixRow', 'AccessStep', 'GrantEvent', 'GrantRehearsal', 'Mutation.answerGrant', 'Mutation.requestGrant', 'Mutation.withdrawGrant', 'Query.accessExplanation', 'Query.accessMatrix', 'Query.grantRehearsal', 'Query.grants', 'Query.withdrawalRehearsal', 'RehearsedQuery'],
    };
    const types = held.map(([coordinate]) => (/^(Query|Mutation)\./.test(coordinate) ? coordinate : coordinate.split('.')[0]));
    expect([...new Set(types)].sort()).toEqual(governed[role] ?? []);
  });

  it('gives no role by a grant on record what access is governed with, whatever the grant names', () => {
    const stored = { role: 'tax_officer', fields: ['Query.*', 'Mutation.*', 'AccessLogEntry.*'], stored: { id: 1, owner: 'county' } } as const;
    const rule = accessRule(register, [...SAMPLE_GRANTS, stored], '2026-01-01');
    const granted = (coordinate: string) => rule(viewer('tax_officer'), 'READ', { coordinate }).granted;
    expect(['Query.accessLog', 'Query.accessCounts', 'AccessLogEntry.actor', 'Mutation.answerGrant', 'Mutation.withdrawGrant'].filter(granted)).toEqual([]);
    expect(granted('Query.accessMatrix')).toBe(true);
  });

  it('gives each department its own records and no other raw ones', () => {
    for (const [coordinate, { department }] of register.fields) {
      if (!/Record\./.test(coordinate) || coordinate.startsWith('RecordSource.')) continue;
      for (const mine of ['tax', 'emissions', 'employment', 'land', 'statistics', 'utilities']) {
        expect(may(viewer('department', { department: mine }), 'READ', { coordinate }).granted, `${mine} ${coordinate}`).toBe(mine === department);
      }
    }
  });

  it('never withholds a field that cannot be null from who may reach it', () => {
    const broken = ROLES.flatMap((role) => {
      const reached = new Set<string>();
      const walk = (name: string) => {
        const type = schema.getType(name);
        if (!isObjectType(type) || reached.has(name)) return;
        reached.add(name);
        for (const field of Object.values(type.getFields())) {
          if (open(role, `${name}.${field.name}`, ['tax'])) walk(getNamedType(field.type).name);
        }
      };
      walk('Query');
      return [...reached].flatMap((name) => {
        const type = schema.getType(name);
        if (!isObjectType(type)) return [];
        return Object.values(type.getFields())
          .filter((field) => isNonNullType(field.type) && !open(role, `${name}.${field.name}`, ['tax']))
          .map((field) => `${role}: ${name}.${field.name}`);
      });
    });
    expect(broken).toEqual([]);
  });

  it('names only coordinates that exist in its grants', () => {
    const types = new Set([...register.fields.keys()].map((coordinate) => coordinate.split('.')[0]));
    const dangling = SAMPLE_GRANTS.flatMap((grant) => [...grant.fields, ...(grant.except ?? [])]).filter((coordinate) => {
      const [type, field] = coordinate.split('.');
      return field === '*' ? !types.has(type) : !register.fields.has(coordinate);
    });
    expect(dangling).toEqual([]);
  });
});
