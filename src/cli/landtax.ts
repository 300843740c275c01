import path from 'node:path';
import type { Command } from 'commander';
import { Assessor } from '../assessment/assessor.js';
import { readConfig } from '../config.js';
import { versionAt } from '../db/data-version.js';
import type { Readers } from '../departments/readers.js';
import type { HandoverNames } from '../landtax/explanation.js';
import { findLandTax } from '../landtax/find.js';
import type { LandTaxFinding } from '../landtax/finding.js';
import { readHandoverNames } from '../landtax/handover-names.js';
import { readLandAndTax } from '../landtax/land-and-tax.js';
import { printFinding } from '../landtax/printed-finding.js';
import { reliefGrants } from '../landtax/relief-grants.js';
import { treatmentsAt } from '../landtax/treatments-at.js';
import { describeProblem } from '../policy/problem.js';
import { landTaxRatesOn, loadTreatments, RatesRefused, type TreatmentRegistry } from '../policy/treatment-registry.js';
import { moment, oneOf, wholeYear } from './arguments.js';
import { openSchemes } from './declarations.js';
import { DONE, Refused } from './exit.js';
import { findScheme, type FoundScheme } from './grade.js';
import { answer, say } from './output.js';
import { ROOT, withSession } from './session.js';
import { alignedTable, csv } from './table.js';

interface Options {
  readonly year: number;
  readonly scheme?: string;
  readonly asOf?: Date;
  readonly treatments: string;
  readonly format: 'table' | 'csv' | 'json';
}

/** `muhub landtax findings`: where parcels and land-tax sources do not fit (LANDTAX.md). */
export function landtaxCommand(program: Command, end: (status: number) => void): void {
  const landtax = program.command('landtax').description('以地控税、以税节地');
  landtax
    .command('findings')
    .description('比对宗地与土地税源，列出疑点')
    .requiredOption('--year <year>', '年度（以当年 12 月 31 日在效的记录比对）', wholeYear)
    .option('--scheme <id or file>', '按此办法的类别核对减免；缺省不查减免')
    .option('--as-of <time>', '按此时刻已知的数据（如 2026-11-21T08:00:00Z）', moment)
    .option('--treatments <folder>', '差别化政策和税额标准的目录', path.join(ROOT, 'treatments'))
    .option('--format <format>', 'table、csv 或 json', oneOf('table', 'csv', 'json'), 'table')
    .action(async (options: Options) => {
      const registry = await openTreatments(options.treatments);
      const { found, files } = await findings(options, registry);
      say(`${options.year} 年度疑点 ${found.length} 条`);
      await answer(FORMATS[options.format](found, files));
      end(DONE);
    });
}

/** @throws Refused if the folder cannot be read; what is wrong with its files goes to standard error */
async function openTreatments(folder: string): Promise<TreatmentRegistry> {
  const registry = await loadTreatments(folder, (await openSchemes(readConfig(ROOT).schemesDir)).vocabulary).catch((error: NodeJS.ErrnoException) => {
    throw new Refused(`无法读取差别化政策目录 ${folder}：${error.code ?? error.name}`, { cause: error });
  });
  for (const problem of registry.problems) say(describeProblem(problem));
  return registry;
}

function findings({ year, asOf, scheme }: Options, registry: TreatmentRegistry) {
  return withSession(async ({ config, database, readers }) => {
    const rates = ratesOf(registry, `${year}-12-31`);
    const version = await versionAt(database.db, asOf);
    const chosen = scheme === undefined ? undefined : await findScheme(config.schemesDir, scheme);
    const grants = chosen && (await grantsOf(readers, registry, { ...chosen, year, version }));
    const [records, files] = await Promise.all([readLandAndTax(readers, version), readHandoverNames(database.db)]);
    return { found: findLandTax(records, { year, rates, grants }), files };
  });
}

async function grantsOf(readers: Readers, registry: TreatmentRegistry, at: FoundScheme & { year: number; version: number }) {
  const [assessed, treatments, directory] = await Promise.all([
    new Assessor(readers, at.declared).assess(at.scheme, at.year, at.version),
    treatmentsAt(readers, at, registry.sets, at.declared),
    readers.enterprises.directory(at.version),
  ]);
  for (const problem of treatments.unknownClasses) say(problem);
  return reliefGrants(assessed, directory, treatments.on(`${at.year}-12-31`));
}

function ratesOf(registry: TreatmentRegistry, day: string) {
  try {
    return landTaxRatesOn(registry, day);
  } catch (error) {
    if (error instanceof RatesRefused) throw new Refused(error.message, { cause: error });
    throw error;
  }
}

const HEADER = ['编号', '种类', '不动产单元代码', '税源编号', '权利人', '纳税人', '登记面积㎡', '应税面积㎡', '差异面积㎡', '涉及税额元', '状态', '说明'];
const NUMBERS = ['登记面积㎡', '应税面积㎡', '差异面积㎡', '涉及税额元'];

function row(finding: LandTaxFinding, files: HandoverNames): string[] {
  const { explanation, status, ...rest } = printFinding(finding, files);
  return [...Object.values(rest), status, explanation].map((cell) => cell ?? '');
}

const FORMATS: Record<Options['format'], (found: readonly LandTaxFinding[], files: HandoverNames) => string> = {
  json: (found, files) => JSON.stringify(found.map((finding) => printFinding(finding, files)), null, 1),
  csv: (found, files) => csv(HEADER, found.map((finding) => row(finding, files))),
  table: (found, files) => alignedTable(HEADER.slice(0, -1), found.map((finding) => row(finding, files).slice(0, -1)), NUMBERS),
};
