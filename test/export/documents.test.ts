import { describe, expect, it } from 'vitest';
import { shippedDocuments } from '../../src/graphql/trusted-documents.js';
import { sampleServer } from '../graphql/hub-server.js';
import { analyst, askForFile, committee, dashboard, officer, SCHEME } from './ask-for-file.js';

const server = await sampleServer({ mode: 'serve', clock: () => new Date('2026-11-22T01:00:00Z') });
const YEAR = `scheme=${SCHEME}&year=2024`;

/** Every document that ships, by each role that it is for. */
const ASKED: [string, { role: string }, string][] = [
  ...[dashboard, analyst, committee, officer].flatMap((viewer): [string, { role: string }, string][] => [
    ['county-classes', viewer, YEAR],
    ['county-benchmarks', viewer, YEAR],
    ['class-ranking', viewer, YEAR],
    ['class-map', viewer, `${YEAR}&by=TOWN`],
    ['class-trend', viewer, `schemes=${SCHEME},example-minmax-2024&years=2024,2024`],
  ]),
  ...[committee, officer].flatMap((viewer): [string, { role: string }, string][] => [
    ['zone-grades', viewer, `${YEAR}&first=3&filter.zones=339901003`],
    ['zone-indicators', viewer, `${YEAR}&first=2&filter.zones=339901003`],
    ['parcel-map', viewer, `${YEAR}&first=3`],
    ['enterprise-list', viewer, `${YEAR}&first=3&filter.zones=339901003`],
  ]),
  ['land-tax-findings', officer, 'year=2024&first=3&filter.kinds=UNDER_DECLARED,WRONG_CLASS'],
  ['parcel-sources', officer, 'first=3'],
];

describe('every document that ships gives its rows', () => {
  it.each(ASKED)('%s to %o', async (name, viewer, query) => {
    const response = await askForFile(server, viewer, `/q/${name}.json?${query}`);
    const text = await response.text();
    expect([response.status, text.length > 0]).toEqual([200, true]);
    await expect(text).toMatchFileSnapshot(`golden/${name}.${viewer.role}.json`);
    expect((JSON.parse(text) as { rows: unknown[] }).rows.length).toBeGreaterThan(0);
  });

  it('of one enterprise: to its committee, the tax bureau and a department', async () => {
    const list = await askForFile(server, committee, `/q/zone-grades.json?${YEAR}&first=1`);
    const { rows } = (await list.json()) as { rows: Record<string, string>[] };
    const firm = rows[0]!['enterprise.creditCode']!;
    for (const viewer of [committee, officer, { role: 'department', department: 'employment' }] as const) {
      const record = await askForFile(server, viewer, `/q/enterprise-record.json?creditCode=${firm}&year=2024`);
      await expect(await record.text()).toMatchFileSnapshot(`golden/enterprise-record.${viewer.role}.json`);
      if (viewer.role === 'department') continue;
      const sheet = await askForFile(server, viewer, `/q/enterprise-sheet.json?creditCode=${firm}&${YEAR}`);
      await expect(await sheet.text()).toMatchFileSnapshot(`golden/enterprise-sheet.${viewer.role}.json`);
    }
  });

  it('and nothing to a role that it is not for', async () => {
    const roles = ['tax_officer', 'zone_committee', 'department', 'analyst', 'dashboard', 'auditor', 'security_admin', 'system_admin'];
    for (const { name, notes } of shippedDocuments().all) {
      expect(notes.roles.length).toBeGreaterThan(0);
      if (notes.rows === undefined) continue;
      for (const role of roles.filter((each) => !notes.roles.some((mine) => mine === each))) {
        const response = await askForFile(server, { role, zones: ['339901003'], department: 'tax' }, `/q/${name}.csv`);
        const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
        expect([name, role, response.status, errors[0]!.extensions.code]).toEqual([name, role, 403, 'DOCUMENT_NOT_TRUSTED']);
      }
    }
  });

  it('has a golden answer for each', () => {
    // Those of a publication are asked in published-documents.test.ts, which publishes first.
    const published = ['public-evaluations', 'public-results', 'publications', 'published-grade', 'published-ledger'];
    // Those of the page alone are asked in a browser: what-ifs, files of one's own, readers, grants, the catalogue.
    const ofThePage = [
      ...[
        'audit-verification',
        'class-moves',
        'finding-records',
        'grant-requests',
        'land-tax-tasks',
        'low-efficiency-land',
        'own-data-readers',
      ],
      ...['quarantined-lines', 'received-files', 'sharing-catalogue', 'what-if'],
    ];
    const asked = new Set([...ofThePage, ...ASKED.map(([name]) => name), 'enterprise-record', 'enterprise-sheet', ...published]);
    const withRows = shippedDocuments().all.filter(({ notes }) => notes.rows !== undefined);
    expect([...asked].sort()).toEqual(withRows.map(({ name }) => name));
  });
});
