import type { Command } from 'commander';
import type { Trace } from '../audit/trace.js';
import { versionAt } from '../db/data-version.js';
import { readFiscalBasis } from '../policy-effects/fiscal-basis.js';
import type { LandTaxYield } from '../policy-effects/land-yield.js';
import { yieldReport } from '../policy-effects/yield-report.js';
import { moment } from './arguments.js';
import type { Call } from './call.js';
import { DONE } from './exit.js';
import { mustNameGrades, namedGrades, withGrades, type GradedByOptions } from './graded-by.js';
import { openTreatments, readGraded, TREATMENTS_OPTION } from './landtax-reading.js';
import { PURPOSE_OPTION, withReading } from './reading.js';
import type { Session } from './session.js';
import { LAND_TAX, readGrades, readOf, YIELD } from './touched.js';

interface Options extends GradedByOptions {
  readonly asOf?: Date;
  readonly treatments?: string;
  readonly class: string;
  readonly reference: string;
  readonly purpose?: string;
}

/** `muhub landtax yield`: what land brings before and after relief, what it could bring, where it brings too little (以税节地). */
export function yieldCommand(landtax: Command, call: Call): void {
  withGrades(landtax.command('yield'))
    .description('以税节地：减免前后每平方米税额、低类企业用地的潜力、低效宗地（JSON）')
    .option('--class <name>', '测算潜力的类别', 'D')
    .option('--reference <name>', '以此类别的亩均税收中位数为参照', 'B')
    .option('--as-of <time>', '按此时刻已知的数据（如 2026-11-21T08:00:00Z）；不与 --publication 同用', moment)
    .option(...TREATMENTS_OPTION)
    .option(...PURPOSE_OPTION)
    .action(async (options: Options, command: Command) => {
      mustNameGrades(options, command);
      if (options.publication !== undefined && options.asOf) command.error('--as-of 不与 --publication 同用：公布的数据版本已定');
      const asked = { command: 'landtax yield', ...options };
      const measured = await withReading(call, asked, (session, trace) => measure(session, trace, options));
      await call.answer(JSON.stringify(measured, null, 1));
      call.end(DONE);
    });
}

async function measure(session: Session, trace: Trace, options: Options) {
  const { db } = session.database;
  const { class: of, reference } = options;
  const { year, scheme, publication } = await namedGrades(session, options);
  const version = publication?.dataVersion ?? (await versionAt(db, options.asOf));
  const registry = await openTreatments(session, options.treatments);
  const { by, assessed, treatments, directory } = await readGraded(session, registry, { scheme, year, version, publication });
  const basis = await readFiscalBasis(session.readers, treatments, year, version);
  const report = await yieldReport({ assessed, basis, directory, readers: session.readers, registry }, of, reference);
  const creditCodes = assessed.assessment.results.map(({ creditCode }) => creditCode);
  readGrades(trace, assessed, by.vocabulary, { coordinates: YIELD, creditCodes });
  readOf(trace, LAND_TAX, { coordinates: YIELD, creditCodes });
  return {
    ...{
      year,
      scheme: assessed.scheme.scheme.id,
      digest: assessed.scheme.digest,
      dataVersion: String(version),
      publication: publication?.id ?? null,
    },
    byClass: report.byClass.map(printed),
    byZone: report.byZone.map(printed),
    byIndustry: report.byIndustry.map(printed),
    potential: { class: of, reference, ...report.potential },
    lowEfficiency: report.lowEfficiency.map((each) => ({
      ...{ unitCode: each.title.unitCode, creditCode: each.creditCode, holderName: each.title.holderName },
      ...{ area: each.title.area, taxPerMu: each.value, threshold: each.threshold.title },
    })),
  };
}

function printed({ key, taxableArea, tax, relief, before, after }: LandTaxYield) {
  return { key, taxableArea, tax: tax.toFixed(2), relief: relief.toFixed(2), before: before ?? null, after: after ?? null };
}
