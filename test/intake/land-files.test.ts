import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { versionAt } from '../../src/db/data-version.js';
import { openReaders } from '../../src/departments/readers.js';
import { Rational } from '../../src/grading/rational.js';
import { reportJson, type IntakeReport } from '../../src/intake/report.js';
import { readLandRecords } from '../../src/land-use/read-records.js';
import { readLandRegister } from '../../src/land-use/read-register.js';
import { freshDatabase } from '../database/fresh-database.js';
import { takeLandIn } from './land-county.js';

const database = await freshDatabase('sample_hub');
const reports = await takeLandIn(database);
const byFile = (made: readonly IntakeReport[]) => Object.fromEntries(made.map(reportJson).map(({ file, ...rest }) => [file, rest]));

describe('the land side of the sample county', () => {
  it('is taken in as its files deserve', async () => {
    expect(byFile(reports)).toEqual(JSON.parse(await readFile('test/golden/land-intake.json', 'utf8')));
  });
});

describe('the records of industrial land', async () => {
  const version = await versionAt(database.db);
  const records = await readLandRecords(openReaders(database.db), version);

  it('are every dataset, in the units that it is reckoned in', () => {
    expect(Object.fromEntries(Object.entries(records).map(([name, rows]) => [name, rows.length]))).toMatchObject({
      ...{ approvals: 41, changes: 14, supplies: 122, supplyParcels: 5, payments: 206, milestones: 347, outputContracts: 65, checks: 60 },
      ...{ idleCases: 9, inefficient: 14, transfers: 6, projects: 42, zones: 15, regions: 45, mines: 25 },
    });
    const text = (value: unknown) => String(value);
    const approval = records.approvals.find(({ project }) => project === '2023-05-001')!;
    expect([text(approval.area), approval.approvedOn, approval.possessionOn]).toEqual(['13214', '2023-03-31', null]);
    const supply = records.supplies.find(({ number }) => number === '3399012016A00001')!;
    expect([text(supply.area), text(supply.price), supply.way, supply.project]).toEqual(['1735.87', '53.73', '出让', '2015-09-032']);
    const promised = records.outputContracts.find(({ number }) => number === 'CCJG-2017-0001')!;
    expect([text(promised.promised.投资强度), text(promised.promised.亩均税收), promised.promised.研发比]).toEqual(['300', '8', undefined]);
    expect(records.transfers.find(({ kind }) => kind === '分割')!.successors).toEqual(['339901017046GB01536', '339901029048JB00248']);
    expect(records.projects[0]!.plannedQuarter).toBeTypeOf('number');
    expect(
      records.milestones.some(({ startedArea }) => startedArea && startedArea.times(Rational.of(3n, 2000n)).toString() === '0.52'),
    ).toBe(true);
  });

  it('are read again at no cost while no handover touches them, and as they were', async () => {
    const readers = openReaders(database.db);
    const [now, again] = [await readLandRecords(readers, version), await readLandRecords(readers, version)];
    expect(again.supplies).toBe(now.supplies);
    const before = await readLandRecords(readers, version - 1);
    const of = ({ supplies }: typeof now) => supplies.find(({ number }) => number === '3399012022A00013')?.price?.toString();
    expect([of(now), of(before)]).toEqual(['1234.56', expect.not.stringMatching('1234.56')]);
    const register = await readLandRegister(readers, version);
    expect(register.towns.length).toBeGreaterThan(3);
    expect(register.zones).toContain('339901001');
    expect(register.titles.length).toBeGreaterThan(300);
  });
});
