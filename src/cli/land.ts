import type { Command } from 'commander';
import { alertsOn } from '../land-use/alerts/alerts.js';
import { confirmedFindings } from '../land-use/credit/confirmed-findings.js';
import { creditOn } from '../land-use/credit/credit.js';
import { flowsBetween } from '../land-use/flows.js';
import { indicatorsOf } from '../land-use/indicators/indicators.js';
import { ledgerOn } from '../land-use/ledger.js';
import { townScores } from '../land-use/town-scores.js';
import { countyDay } from '../policy/day.js';
import { day, moment, wholeYear } from './arguments.js';
import type { Call } from './call.js';
import { DONE, Refused } from './exit.js';
import { alertListing, creditListing, flowListing, indicatorListing, ledgerListing, scoreListing } from './land-listing.js';
import { orRefused, readLand, reckonedOn, type LandOptions } from './land-reading.js';
import { answerList, formatOption, type Listing, type ListFormat } from './listing.js';
import { PURPOSE_OPTION, withReading } from './reading.js';

interface Options extends LandOptions {
  readonly on?: string;
  readonly year?: number;
  readonly format: ListFormat;
}

interface FlowOptions extends Options {
  readonly from: string;
  readonly to: string;
}

/** `muhub land …`: industrial land from approval to withdrawal (LANDUSE.md). */
export function landCommand(program: Command, call: Call): void {
  const land = program.command('land').description('工业用地：批、供、用、补、查、登');
  const named = (name: string, description: string) => onADay(land.command(name).description(description));
  ledger(named('ledger', '三类土地台账：批而未供、闲置、工业低效'), call);
  alerts(named('alerts', '预警：到期、逾期、违约金、闲置、批文失效、履约等'), call);
  indicators(named('indicators', '用地指标，带分子、分母和目标'), call);
  scores(named('scores', '镇街节约集约用地得分和名次'), call);
  credit(named('credit', '用地诚信：按 credit.yaml 记入企业的事项'), call);
  flows(land.command('flows').description('批而未供和已认定闲置土地在两日之间的增减'), call);
}

function onADay(command: Command): Command {
  return command.option('--on <day>', '截至哪一天（默认今天）', day);
}

function withOptions(command: Command): Command {
  return command
    .option('--as-of <time>', '按此时刻已知的数据（如 2026-11-21T08:00:00Z）', moment)
    .addOption(formatOption())
    .option(...PURPOSE_OPTION);
}

function ledger(command: Command, call: Call): void {
  withOptions(command).action((options: Options) =>
    answered(call, 'land ledger', options, async (session, trace) => {
      const on = dayOf(options);
      const basis = await readLand(session, trace, { ...options, on, coordinate: 'Query.landLedger' });
      return ledgerListing(ledgerOn(reckonedOn(basis, on)), on);
    }),
  );
}

function alerts(command: Command, call: Call): void {
  withOptions(command).action((options: Options) =>
    answered(call, 'land alerts', options, async (session, trace) => {
      const on = dayOf(options);
      const basis = await readLand(session, trace, { ...options, on, coordinate: 'Query.landAlerts' });
      return alertListing(alertsOn(reckonedOn(basis, on)), on);
    }),
  );
}

function indicators(command: Command, call: Call): void {
  withOptions(ofAYear(command)).action((options: Options) =>
    answered(call, 'land indicators', options, async (session, trace) => {
      const [on, year] = [dayOf(options), yearOf(options)];
      const { asOf } = options;
      const basis = await readLand(session, trace, { ...(asOf && { asOf }), coordinate: 'Query.landIndicators' });
      return indicatorListing(
        orRefused(() => indicatorsOf(basis, year, on)),
        year,
      );
    }),
  );
}

function scores(command: Command, call: Call): void {
  withOptions(ofAYear(command)).action((options: Options) =>
    answered(call, 'land scores', options, async (session, trace) => {
      const [on, year] = [dayOf(options), yearOf(options)];
      const { asOf } = options;
      const basis = await readLand(session, trace, { ...(asOf && { asOf }), coordinate: 'Query.townScores' });
      const measured = orRefused(() => indicatorsOf(basis, year, on));
      return scoreListing(townScores(basis.rules.townScore, basis.register.towns, measured, year), year);
    }),
  );
}

function credit(command: Command, call: Call): void {
  withOptions(command).action((options: Options) =>
    answered(call, 'land credit', options, async (session, trace) => {
      const on = dayOf(options);
      const basis = await readLand(session, trace, { ...options, on, coordinate: 'Query.landCredit' });
      const confirmed = await confirmedFindings(session.database.db);
      return creditListing(creditOn(reckonedOn({ ...basis, confirmed }, on)), on);
    }),
  );
}

function flows(command: Command, call: Call): void {
  withOptions(command.requiredOption('--from <day>', '从哪一天起（含）', day).requiredOption('--to <day>', '到哪一天止（含）', day)).action(
    (options: FlowOptions) =>
      answered(call, 'land flows', options, async (session, trace) => {
        const { from, to, asOf } = options;
        if (to < from) throw new Refused(`--to ${to} 早于 --from ${from}；两日都计入，请调换`);
        const basis = await readLand(session, trace, { ...(asOf && { asOf }), coordinate: 'Query.landFlows' });
        return flowListing(flowsBetween(basis, from, to), from, to);
      }),
  );
}

function ofAYear(command: Command): Command {
  return command.option('--year <year>', '年度（默认为 --on 所在年度）', wholeYear);
}

async function answered(
  call: Call,
  command: string,
  { format, purpose }: Options,
  work: Parameters<typeof withReading<Listing>>[2],
): Promise<void> {
  const listing = await withReading(call, { command, ...(purpose !== undefined && { purpose }) }, work);
  await answerList(call, format, listing);
  call.end(DONE);
}

function dayOf({ on }: Options): string {
  return on ?? countyDay(new Date());
}

function yearOf(options: Options): number {
  return options.year ?? Number(dayOf(options).slice(0, 4));
}
