import { describe, expect, it } from 'vitest';
import { consentKey } from '../../src/access/decide.js';
import { ACTS } from '../../src/access/grants.js';
import type { DepartmentId } from '../../src/grading/fact.js';
import { accessFor, FLOORS, gives, grantOf, PURPOSE, register, SAMPLE, shippedProblems, TOKENS, type Claims } from './access-for.js';

const officer = { role: 'tax_officer' };
const committee = { role: 'zone_committee', zones: ['z1'], purpose: PURPOSE };
const office = { role: 'evaluation_office', purpose: PURPOSE };
const row = (differing: { readonly zone?: string | null; readonly year?: number; readonly creditCode?: string } = {}) => ({
  creditCode: 'E1',
  zone: 'z1',
  town: null,
  ...differing,
});
const EVERYBODYS: readonly DepartmentId[] = ['tax', 'emissions', 'employment', 'land', 'statistics', 'utilities'];
const RECORDS = [
  'TaxRecord.vatNet',
  'EmissionsRecord.cod',
  'EmploymentRecord.insured',
  'StatisticsRecord.revenue',
  'UtilitiesRecord.water',
  'LandHolding.usedArea',
  'Parcel.area',
  'LandTaxSource.annualTax',
];
const RESULTS = [
  'Grade.state',
  'Grade.group',
  'Grade.class',
  'Grade.rank',
  'Grade.initialClass',
  'Grade.treatedAs',
  'OverrideFired.id',
  'NextClass.class',
  'NextClass.unreachable',
  'NextClassPath.indicator',
  'Treatment.rate',
];

describe('the floors that ship', () => {
  it('are read without a problem', () => expect(shippedProblems).toEqual([]));

  it.each<[Claims, readonly string[], readonly string[]]>([
    [
      officer,
      [
        'TaxRecord.vatNet',
        'Parcel.area',
        'LandHolding.usedArea',
        'LandTaxSource.annualTax',
        'LandTaxFinding.taxAtStake',
        'LandTaxTask.id',
        'LowEfficiencyParcel.taxPerMu',
        ...RESULTS,
        'Treatment.amount',
        'ClassCount.count',
      ],
      [
        'EmissionsRecord.cod',
        'EmploymentRecord.insured',
        'StatisticsRecord.revenue',
        'UtilitiesRecord.water',
        'WhatIf.movers',
        'FiscalEffect.base',
      ],
    ],
    [
      committee,
      [
        'Enterprise.name',
        'LandHolding.usedArea',
        'Parcel.area',
        'EmploymentRecord.insured',
        ...RESULTS,
        'ClassCount.count',
        'ClassMove.count',
      ],
      [
        'TaxRecord.vatNet',
        'EmissionsRecord.cod',
        'StatisticsRecord.revenue',
        'UtilitiesRecord.water',
        'LandTaxSource.annualTax',
        'Grade.total',
        'Treatment.amount',
        'LandTaxFinding.id',
        'LandTaxTask.id',
        'LowEfficiencyParcel.unitCode',
        'PolicyDifference.due',
        'FiscalEffect.base',
        'Query.accessLog',
        'Query.quarantine',
      ],
    ],
    [
      { role: 'department', department: 'emissions' },
      ['EmissionsRecord.cod', 'Query.accessLog', 'Query.quarantine', 'Enterprise.name'],
      [
        'TaxRecord.vatNet',
        'StatisticsRecord.revenue',
        'UtilitiesRecord.water',
        'Parcel.area',
        ...RESULTS,
        'ClassCount.count',
        'LandTaxFinding.id',
      ],
    ],
    [
      { role: 'town', towns: ['t1'] },
      ['Enterprise.name', 'LandHolding.usedArea', 'Parcel.area', ...RESULTS],
      [
        'TaxRecord.vatNet',
        'EmploymentRecord.insured',
        'EmissionsRecord.cod',
        'StatisticsRecord.revenue',
        'UtilitiesRecord.water',
        'Grade.total',
        'Treatment.amount',
        'LandTaxFinding.id',
        'ClassMove.count',
      ],
    ],
    [
      { role: 'enterprise', creditCode: 'E1' },
      [...RECORDS, ...RESULTS, 'Grade.total', 'Treatment.amount', 'LandTaxFinding.explanation', 'Consent.id', 'Mutation.giveConsent'],
      [
        'LandTaxTask.id',
        'LowEfficiencyParcel.unitCode',
        'PolicyDifference.due',
        'ClassCount.count',
        'FiscalEffect.base',
        'Query.accessLog',
        'Query.grants',
      ],
    ],
    [
      { role: 'evaluation_office' },
      [
        ...RESULTS,
        'ClassCount.count',
        'ClassMove.count',
        'FiscalEffect.base',
        'PolicyLedgerLine.due',
        'Query.handovers',
        'Query.accessLog',
      ],
      [
        ...RECORDS,
        'Grade.total',
        'LandTaxFinding.id',
        'LandTaxTask.id',
        'LowEfficiencyParcel.unitCode',
        'PolicyDifference.due',
        'Query.accessMatrix',
      ],
    ],
    [
      { role: 'analyst' },
      [
        'ClassCount.count',
        'ClassBreakdown.graded',
        'ClassMove.count',
        'FiscalEffect.amended',
        'FindingSum.taxAtStake',
        'LandTaxPerArea.tax',
        'Benchmark.value',
        'Query.grants',
      ],
      [...RECORDS, ...RESULTS, 'Enterprise.name', 'Enterprise.creditCode', 'Grade.total', 'LandTaxFinding.id', 'WhatIf.movers'],
    ],
    [
      { role: 'dashboard' },
      ['ClassCount.count', 'AssessmentGroup.ranked'],
      [...RECORDS, ...RESULTS, 'Enterprise.name', 'ClassMove.count', 'FiscalEffect.base', 'Query.grants'],
    ],
    [
      { role: 'public' },
      ['Scheme.yaml', 'Publication.document', 'Benchmark.value'],
      [...RECORDS, ...RESULTS, 'Enterprise.name', 'ClassCount.count', 'Query.grants'],
    ],
    [{ role: 'approver' }, ['Scheme.yaml'], [...RECORDS, 'Grade.total', 'LandTaxFinding.id', 'Query.grants']],
    [
      { role: 'auditor' },
      ['Query.accessLog', 'AccessLogEntry.actor'],
      [...RECORDS, ...RESULTS, 'Enterprise.name', 'ClassCount.count', 'Mutation.answerGrant'],
    ],
    [
      { role: 'security_admin' },
      ['Query.accessMatrix', 'Mutation.answerGrant'],
      [...RECORDS, ...RESULTS, 'Enterprise.name', 'ClassCount.count', 'Query.accessLog'],
    ],
    [{ role: 'system_admin' }, ['Scheme.yaml'], [...RECORDS, ...RESULTS, 'Enterprise.name', 'Query.accessLog', 'Mutation.answerGrant']],
  ])('%j', (claims, its, never) => {
    // Treatments in money and totals are of every part that theirs are made of.
    const all = claims.role === 'enterprise' ? [...EVERYBODYS, 'county' as const] : undefined;
    const parts = (coordinate: string) => (/^(Grade.total|WhatIf.movers)$/.test(coordinate) ? (all ?? EVERYBODYS) : undefined);
    const access = accessFor(claims);
    expect(its.filter((coordinate) => !gives(access, coordinate, { parts: parts(coordinate) }))).toEqual([]);
    expect(never.filter((coordinate) => gives(access, coordinate, { parts: parts(coordinate) }))).toEqual([]);
  });

  it('give every method to every token, and no undeclared coordinate to anybody', () => {
    for (const claims of TOKENS) {
      const access = accessFor(claims);
      const methods = [...register.fields]
        .filter(([, { kind }]) => kind === 'METHOD' || kind === 'STRUCTURE')
        .map(([coordinate]) => coordinate);
      expect(methods.filter((coordinate) => !gives(access, coordinate))).toEqual([]);
      expect(gives(access, 'Enterprise.unheardOf')).toBe(false);
    }
  });

  it.each(TOKENS.map((claims) => [claims]))(
    'give %j records of its own department alone, but for what its row of the table names',
    (claims) => {
      const access = accessFor(claims);
      const owners = new Set(
        [...register.fields]
          .filter(
            ([coordinate, { kind, madeOf, department }]) =>
              kind === 'RECORD' && madeOf.length === 0 && department !== 'county' && gives(access, coordinate),
          )
          .map(([, { department }]) => department),
      );
      const register_ = ['analyst', 'dashboard', 'public', 'auditor', 'security_admin', 'system_admin'].includes(claims.role)
        ? []
        : ['register'];
      const expected: Record<string, string[]> = {
        tax_officer: ['tax', 'land'],
        zone_committee: ['land', 'employment', 'zone'],
        town: ['land'],
        enterprise: [...EVERYBODYS, 'zone', 'development'],
        department: claims.department === 'county' ? [] : [String(claims.department)],
      };
      expect([...owners].sort()).toEqual([...new Set([...register_, ...(expected[claims.role] ?? [])])].sort());
    },
  );

  it('give what is derived where every part is given, and no more', () => {
    const tax = accessFor(officer);
    expect(gives(tax, 'IndicatorResult.points', { parts: ['tax', 'land'] })).toBe(true);
    for (const claims of [committee, { role: 'town', towns: ['t1'] }])
      expect(gives(accessFor(claims), 'Treatment.amount', { parts: ['county'] })).toBe(false);
    for (const other of ['emissions', 'employment', 'statistics', 'utilities'] as const)
      expect(gives(tax, 'IndicatorResult.points', { parts: ['tax', other] })).toBe(false);
    const floor = accessFor(committee);
    expect(gives(floor, 'IndicatorResult.points', { parts: ['land', 'employment'] })).toBe(true);
    expect(gives(floor, 'IndicatorResult.points', { parts: ['tax', 'land'] })).toBe(false);
    // An event's points are the office's, and come with results.
    expect(gives(floor, 'ExtraPoints.points', { parts: ['county'] })).toBe(true);
    const department = accessFor({ role: 'department', department: 'utilities' });
    expect(gives(department, 'IndicatorResult.numerator', { parts: ['utilities'] })).toBe(true);
    expect(gives(department, 'IndicatorResult.value', { parts: ['utilities', 'land'] })).toBe(false);
  });

  it('take results under another scheme for what they are made of', () => {
    expect(gives(accessFor(committee), 'Grade.class', { parts: ['tax', 'land'] })).toBe(false);
    expect(gives(accessFor(committee, SAMPLE), 'Grade.class', { parts: [...EVERYBODYS, 'county'] })).toBe(true);
    expect(gives(accessFor(officer), 'Grade.class', { parts: ['tax', 'land'] })).toBe(true);
  });
});

describe('the sample county', () => {
  it('gives its committee what is derived, no records, no amounts, for the purpose', () => {
    const access = accessFor(committee, SAMPLE);
    expect(gives(access, 'Grade.total', { parts: EVERYBODYS })).toBe(true);
    expect(gives(access, 'WhatIf.movers', { parts: EVERYBODYS })).toBe(true);
    expect(
      [
        'TaxRecord.vatNet',
        'EmissionsRecord.cod',
        'StatisticsRecord.revenue',
        'UtilitiesRecord.water',
        'LandTaxFinding.id',
        'Treatment.amount',
        'PolicyDifference.due',
      ].filter((coordinate) => gives(access, coordinate)),
    ).toEqual([]);
    for (const money of ['tax', 'utilities'] as const) expect(gives(access, 'Treatment.amount', { parts: [money] })).toBe(false);
    const [without] = [accessFor({ ...committee, purpose: '看看' }, SAMPLE)];
    expect(gives(without, 'Grade.total', { parts: EVERYBODYS })).toBe(false);
    expect(without.withheld(without.of('Grade.total'), 'tax')).toMatchObject({
      reason: 'PURPOSE_REQUIRED',
      department: 'tax',
      coordinate: 'Grade.total',
    });
  });

  it('gives its office what is derived, no records and no findings', () => {
    const access = accessFor(office, SAMPLE);
    expect(gives(access, 'Grade.total', { parts: EVERYBODYS })).toBe(true);
    expect(
      [
        ...RECORDS,
        'LandTaxFinding.id',
        'LandTaxTask.id',
        'LowEfficiencyParcel.unitCode',
        'PolicyDifference.due',
        'ExecutionList.rows',
      ].filter((coordinate) => gives(access, coordinate)),
    ).toEqual([]);
  });
});

describe('acts', () => {
  const given = (acts: readonly (typeof ACTS)[number][], coordinate: string, exact = false) => {
    const access = accessFor(officer, [
      grantOf({ to: { role: 'tax_officer' }, what: exact ? [coordinate] : ['records:emissions'], acts, exact, givenBy: ['emissions'] }),
    ]);
    return ACTS.filter((act) => gives(access, coordinate, { act, parts: ['emissions'] }));
  };

  it.each([
    ['a record', 'EmissionsRecord.cod', ['READ'] as const, ['READ', 'FILTER', 'ORDER']],
    ['a record', 'EmissionsRecord.cod', ['DERIVE'] as const, ['DERIVE']],
    ['a record', 'EmissionsRecord.cod', ['EXPORT'] as const, ['EXPORT']],
    ['a record', 'EmissionsRecord.cod', ['AGGREGATE'] as const, ['AGGREGATE']],
    ['a derived value', 'IndicatorResult.points', ['READ'] as const, ['READ', 'FILTER', 'ORDER']],
    ['a derived value', 'IndicatorResult.points', ['DERIVE'] as const, ['READ', 'FILTER', 'ORDER', 'DERIVE']],
    ['a derived value', 'IndicatorResult.points', ['EXPORT'] as const, ['EXPORT']],
  ])('of %s (%s): %j gives %j', (_, coordinate, acts, expected) => expect(given(acts, coordinate)).toEqual(expected));

  it.each(ACTS.map((act) => [act]))('on record of an earlier release: %s alone', (act) => {
    expect(given([act], 'EmissionsRecord.cod', true)).toEqual([act]);
  });

  it('on record of an earlier release give nothing derived beyond their coordinates, and no set', () => {
    const access = accessFor(officer, [
      grantOf({
        to: { role: 'tax_officer' },
        what: ['EmissionsRecord.*', 'records:emissions'],
        exact: true,
        acts: ['READ', 'DERIVE'],
        givenBy: ['emissions'],
      }),
    ]);
    expect(gives(access, 'EmissionsRecord.cod')).toBe(true);
    expect(gives(access, 'IndicatorResult.points', { parts: ['emissions'] })).toBe(false);
    const named = accessFor(officer, [
      grantOf({ to: { role: 'tax_officer' }, what: ['IndicatorResult.points'], exact: true, acts: ['READ'], givenBy: ['emissions'] }),
    ]);
    expect(gives(named, 'IndicatorResult.points', { parts: ['emissions'] })).toBe(true);
    expect(gives(named, 'IndicatorResult.value', { parts: ['emissions'] })).toBe(false);
    expect(gives(named, 'IndicatorResult.points', { parts: ['emissions', 'tax'] })).toBe(false);
  });

  it('export by a grant that says so alone', () => {
    const taking = (acts: readonly (typeof ACTS)[number][]) =>
      accessFor(officer, [grantOf({ to: { role: 'tax_officer' }, what: ['records:emissions'], acts })], { act: 'EXPORT' });
    expect(gives(taking(['READ', 'DERIVE', 'AGGREGATE']), 'EmissionsRecord.cod')).toBe(false);
    expect(gives(taking(['EXPORT']), 'EmissionsRecord.cod')).toBe(true);
  });

  it('add up by AGGREGATE on every summand', () => {
    const adding = (what: readonly string[]) =>
      accessFor({ role: 'analyst' }, [grantOf({ to: { role: 'analyst' }, what, acts: ['AGGREGATE'] })]);
    expect(gives(adding(['TaxRecord.vatNet', 'LandHolding.usedArea']), 'LandTaxPotential.tax')).toBe(true);
    expect(gives(adding(['TaxRecord.vatNet']), 'LandTaxPotential.tax')).toBe(false);
    expect(gives(adding(['records:tax', 'records:land']), 'LandTaxPotential.tax')).toBe(true);
    expect(gives(adding(['records:tax', 'records:land']), 'TaxRecord.vatNet')).toBe(false);
  });
});

describe('for whom, what for and how long', () => {
  const grant = (differing: Partial<Parameters<typeof grantOf>[0]>) => [
    grantOf({ to: { role: 'zone_committee' }, what: ['derived:tax'], acts: ['READ'], ...differing }),
  ];
  const total = (claims: Claims, grants: ReturnType<typeof grant>) => gives(accessFor(claims, grants), 'Grade.total', { parts: ['tax'] });

  it('holds from its first day to its last', () => {
    for (const [from, until, holds] of [
      ['2026-05-01', '2026-05-01', true],
      ['2026-05-02', undefined, false],
      [undefined, '2026-04-30', false],
      [undefined, undefined, true],
    ] as const) {
      expect(total(committee, grant({ from, until }))).toBe(holds);
    }
  });

  it('is of one role, subject, department, organisation', () => {
    expect(total(committee, grant({ to: { role: 'zone_committee', subject: 's' } }))).toBe(true);
    expect(total(committee, grant({ to: { role: 'zone_committee', subject: 'other' } }))).toBe(false);
    expect(total(committee, grant({ to: { role: 'zone_committee', organisation: '园区甲' } }))).toBe(false);
    expect(total({ ...committee, organisation: '园区甲' }, grant({ to: { role: 'zone_committee', organisation: '园区甲' } }))).toBe(true);
    expect(total({ role: 'town', towns: ['t1'] }, grant({}))).toBe(false);
    const toLand = [grantOf({ to: { role: 'department', department: 'land' }, what: ['derived:tax'] })];
    expect(gives(accessFor({ role: 'department', department: 'land' }, toLand), 'Grade.total', { parts: ['tax', 'land'] })).toBe(true);
    expect(gives(accessFor({ role: 'department', department: 'employment' }, toLand), 'Grade.total', { parts: ['tax'] })).toBe(false);
  });

  it('wants its purpose, and says so', () => {
    const grants = grant({ purpose: '复核' });
    expect(total({ ...committee, purpose: '复核' }, grants)).toBe(true);
    expect(total(committee, grants)).toBe(false);
    const access = accessFor(committee, grants);
    expect(access.withheld(access.of('Grade.total'), 'tax').reason).toBe('PURPOSE_REQUIRED');
    expect(access.withheld(access.of('Grade.total'), 'emissions').reason).toBe('NOT_GRANTED');
  });

  it('gives no more than its owner may, without what it leaves out', () => {
    expect(
      gives(accessFor(committee, grant({ what: ['derived:tax', 'derived:emissions'], givenBy: ['tax'] })), 'Grade.total', {
        parts: ['emissions'],
      }),
    ).toBe(false);
    expect(total(committee, grant({ except: ['Grade.*'] }))).toBe(false);
    expect(total(committee, grant({ givenBy: [] }))).toBe(false);
  });
});

describe('rows', () => {
  const zones = (its: readonly string[]) => [grantOf({ to: { role: 'zone_committee' }, what: ['derived:tax'], rows: { zones: its } })];
  const both = { role: 'zone_committee', zones: ['z1', 'z2'] };

  it("of zones are all where they hold all the viewer's, else those", () => {
    expect(gives(accessFor(both, zones(['z1', 'z2', 'z3'])), 'Grade.total', { parts: ['tax'] })).toBe(true);
    const some = accessFor(both, zones(['z1']));
    expect(gives(some, 'Grade.total', { parts: ['tax'] })).toBe(false);
    expect(gives(some, 'Grade.total', { parts: ['tax'], row: row() })).toBe(true);
    expect(gives(some, 'Grade.total', { parts: ['tax'], row: row({ zone: 'z2' }) })).toBe(false);
    expect(gives(some, 'Grade.total', { parts: ['tax'], row: row({ zone: null }) })).toBe(false);
    expect(gives(some, 'Grade.total', { parts: ['tax', 'land'], row: row() })).toBe(false);
  });

  it('of another zone are not said to want a consent', () => {
    const some = accessFor(both, zones(['z1']));
    expect(some.withheld(some.of('Grade.total'), 'tax').reason).toBe('TAX_SECRET');
  });

  it("of one's own town, enterprise or department are nobody else's", () => {
    for (const [rows, claims] of [
      ['own_towns', { role: 'town', towns: ['t1'] }],
      ['own_enterprise', { role: 'enterprise', creditCode: 'E1' }],
      ['own_department', { role: 'department', department: 'land' }],
      ['own_zones', both],
    ] as const) {
      for (const other of ['own_towns', 'own_enterprise', 'own_department', 'own_zones'] as const) {
        const access = accessFor(claims, [grantOf({ to: { role: claims.role as 'town' }, what: ['derived:tax'], rows: other })]);
        expect([rows, other, gives(access, 'Grade.total', { parts: ['tax'], row: row() })]).toEqual([rows, other, rows === other]);
      }
    }
  });

  it('that consented are those of the year and purpose alone', () => {
    const grants = [grantOf({ to: { role: 'zone_committee' }, what: ['derived:tax'], rows: 'consented', purpose: PURPOSE })];
    const access = accessFor(committee, grants, { consents: new Set([consentKey('E1', 2024, PURPOSE), consentKey('E2', 2024, '别的')]) });
    const total = (of: ReturnType<typeof row>) => gives(access, 'Grade.total', { parts: ['tax'], row: of });
    expect(total(row({ year: 2024 }))).toBe(true);
    expect(
      [row(), row({ year: 2023 }), row({ year: 2024, creditCode: 'E2' }), row({ year: 2024, creditCode: 'E3' })].filter(total),
    ).toEqual([]);
    expect(gives(access, 'Grade.total', { parts: ['tax'] })).toBe(false);
    expect(gives(access, 'Grade.total', { parts: ['tax'], act: 'ORDER' })).toBe(false);
    expect(access.withheld(access.of('Grade.total'), 'tax').reason).toBe('CONSENT_REQUIRED');
    expect(access.withheld(access.of('Grade.total'), 'emissions').reason).toBe('NOT_GRANTED');
  });
});

describe('what no set holds', () => {
  const everything = [...EVERYBODYS, 'register', 'county'].flatMap((department) => [`records:${department}`, `derived:${department}`]);
  const named = [...register.fields].filter(([, sharing]) => sharing.named).map(([coordinate]) => coordinate);

  it('are findings, tasks, low-efficiency parcels, differences of the ledger, lists, and how the hub runs', () => {
    expect([...new Set(named.map((coordinate) => coordinate.split('.')[0]))].sort()).toEqual([
      'AuditChain',
      'ChainVerification',
      'DatasetState',
      'EvaluationRound',
      'ExecutionList',
      'LandTaxFinding',
      'LandTaxTask',
      'LowEfficiencyParcel',
      'NoticeList',
      'Operations',
      'PolicyDifference',
      'Publication',
      'RoundEvent',
      'SourceState',
    ]);
    const access = accessFor(office, [grantOf({ to: { role: 'evaluation_office' }, what: [...everything, 'results'], acts: [...ACTS] })]);
    expect(named.filter((coordinate) => ACTS.some((act) => gives(access, coordinate, { act })))).toEqual([]);
    const byName = accessFor(office, [
      grantOf({ to: { role: 'evaluation_office' }, what: ['LandTaxFinding.*'], givenBy: ['tax', 'land'] }),
    ]);
    expect(gives(byName, 'LandTaxFinding.id')).toBe(true);
    const half = accessFor(office, [grantOf({ to: { role: 'evaluation_office' }, what: ['LandTaxFinding.*'], givenBy: ['tax'] })]);
    expect(gives(half, 'LandTaxFinding.id')).toBe(false);
  });

  it("are the names of natural persons: a grant names them, or they are the department's own", () => {
    const person = (claims: Claims, grants = FLOORS) => {
      const { isOpen, all } = accessFor(claims, grants).ofPerson('Parcel.holderName');
      return isOpen || all.has('land');
    };
    for (const claims of TOKENS) expect([claims, person(claims)]).toEqual([claims, claims.department === 'land']);
    expect(person(officer, [grantOf({ to: { role: 'tax_officer' }, what: ['Parcel.holderName'] })])).toBe(true);
    expect(person(officer, [grantOf({ to: { role: 'tax_officer' }, what: ['Parcel.*', 'records:land'] })])).toBe(false);
  });
});
