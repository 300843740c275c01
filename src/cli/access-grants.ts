import { Option, type Command } from 'commander';
import { VIEWER_DEPARTMENTS } from '../access/viewer.js';
import { sharingRegister } from '../access/sharing.js';
import type { DepartmentId } from '../grading/fact.js';
import { decideGrant, requestGrant, withdrawPart, type GrantStepOutcome } from '../grants/grant-steps.js';
import { flawsOf, PROFILE_DEPARTMENTS, profileTerms } from '../grants/terms.js';
import { countyDay } from '../policy/day.js';
import { day } from './arguments.js';
import { declaredSchema, openGrantFiles, SAMPLE_COUNTY } from './access-basis.js';
import type { Call } from './call.js';
import { DONE, Refused } from './exit.js';
import { withSession } from './session.js';

const PROFILES: Readonly<Record<string, string>> = {
  P0: '公示口径（园区的底线）：本园区企业的名录、用地、用工、评价结果、政策及其标准、不带数字的提升路径',
  P1: '同意口径：P0，加上由税务、生态环境、供电供水数据和企业自报的统计数据推算的值，只限给出同意的企业、年度和用途；可撤回',
  P2: '授权口径：P0，加上由税务、生态环境、供电供水数据和企业自报的统计数据推算的值，不含政策金额；用途“亩均评价”，须有文件',
};

interface GrantOptions {
  readonly profile: 'P1' | 'P2';
  readonly zone: readonly string[];
  readonly purpose: string;
  readonly document: string;
  readonly from?: string;
  readonly to?: string;
  readonly reason?: string;
}

const STATISTICS = '统计数据：统计局采集的任何口径都不给；P1、P2 只及于企业自报的（数据来源 填报），文件没有写明数据来源的一律算统计局采集';

/** `muhub access profiles|grant|answer|withdraw`: the profiles of SHARING.md, each an ordinary set of grants that a county switches on. */
export function grantCommands(access: Command, call: Call): void {
  const { answer, end } = call;
  access
    .command('profiles')
    .description('园区可用的三种口径')
    .action(async () => {
      await answer([...Object.entries(PROFILES).map(([name, words]) => `${name}  ${words}`), STATISTICS].join('\n'));
      end(DONE);
    });
  access
    .command('grant')
    .description('按口径向各有关部门各提出一份授权申请；某部门答复后，其部分即生效')
    .addOption(new Option('--profile <name>', '口径').choices(['P1', 'P2']).makeOptionMandatory())
    .requiredOption('--zone <code...>', '园区代码')
    .requiredOption('--purpose <text>', '用途，令牌的用途须与之一致')
    .requiredOption('--document <number>', '依据的文件和条款')
    .option('--from <date>', '起始日（含），缺省为今天', day)
    .option('--to <date>', '截止日（含），缺省为五年后', day)
    .option('--reason <text>', '理由')
    .action(async (options: GrantOptions) => {
      await answer(await requested(call, options));
      end(DONE);
    });
  access
    .command('answer <id>')
    .description('以数据归属部门的名义答复一份申请')
    .addOption(department())
    .addOption(new Option('--approve', '同意').conflicts('refuse'))
    .addOption(new Option('--refuse', '拒绝'))
    .requiredOption('--reason <text>', '理由，留存备查')
    .action(async (id: string, options: { department: DepartmentId; approve?: boolean; refuse?: boolean; reason: string }) => {
      if (!options.approve && !options.refuse) throw new Refused('请写明 --approve 或 --refuse');
      // Whoever answers on the command line answers for the department, and is on record as doing so.
      const by = (actor: string) => ({ actor: `${actor}@${options.department}`, department: options.department });
      await answer(
        await withSession(call, ({ database, actor }) =>
          done(decideGrant(database.db, by(actor), numberOf(id), options.approve ? 'APPROVED' : 'REFUSED', options.reason)),
        ),
      );
      end(DONE);
    });
  access
    .command('withdraw <id>')
    .description('撤回一项授权；授权文件给出的，撤回留痕，文件不动；几秒内对运行中的中枢生效')
    .addOption(new Option('--department <id>', '只撤回该部门的份；缺省为全部').choices([...VIEWER_DEPARTMENTS]))
    .requiredOption('--reason <text>', '理由，留存备查')
    .action(async (id: string, options: { department?: DepartmentId; reason: string }) => {
      await answer(await withdrawn(call, id, options));
      end(DONE);
    });
}

async function requested(
  call: Call,
  { profile, zone, purpose, document, from = countyDay(new Date()), to = fiveYearsAfter(from), reason }: GrantOptions,
): Promise<string> {
  const register = sharingRegister(declaredSchema());
  const asked = { zones: zone, purpose, document, from, to };
  const all = PROFILE_DEPARTMENTS.map((owner) => ({ owner, terms: profileTerms(profile, asked, owner) }));
  const flaws = all.flatMap(({ owner, terms }) => flawsOf(terms, owner, register));
  if (flaws.length > 0) throw new Refused(`申请有误，未受理：${[...new Set(flaws)].join('；')}`);
  const lines = await withSession(call, async ({ database, actor }) => {
    const filed: string[] = [];
    for (const { owner, terms } of all) {
      const outcome = await requestGrant(database.db, actor, owner, terms, reason ?? `${profile} ${document}`);
      if (outcome.done) filed.push(`第 ${outcome.grant.id} 号：向 ${owner} 申请 ${terms.fields.join('、')}，待答复`);
    }
    return filed;
  });
  return [...lines, '各部门以 muhub access answer <编号> --department <部门> --approve --reason … 答复，或在中枢用 answerGrant'].join('\n');
}

async function withdrawn(
  call: Call,
  id: string,
  { department: only, reason }: { readonly department?: DepartmentId; readonly reason: string },
): Promise<string> {
  return withSession(call, async ({ config, database, actor }) => {
    if (/^\d+$/.test(id)) {
      for (const owner of only ? [only] : VIEWER_DEPARTMENTS) {
        const outcome = await decideGrant(database.db, { actor, department: owner }, Number(id), 'WITHDRAWN', reason);
        if (outcome.done) return words(outcome);
        if (!outcome.why.startsWith('没有向本部门')) throw new Refused(outcome.why);
      }
      throw new Refused(`没有第 ${id} 号授权`);
    }
    const files = openGrantFiles(config.grantsDir, sharingRegister(declaredSchema()), {
      county: config.county ?? SAMPLE_COUNTY,
      isSample: true,
      say: call.say,
    });
    const found = files.find(({ grant }) => grant.id === id);
    const parts = (found?.grant.givenBy ?? []).filter((part) => only === undefined || part === only);
    if (!found || parts.length === 0)
      throw new Refused(`没有名为 ${id} 的授权文件，或其中没有该部门的份；角色的底线（grants/default）不能撤回`);
    const withdrawnNow: DepartmentId[] = [];
    for (const part of parts)
      if (await withdrawPart(database.db, { actor, department: part }, found.grant, reason)) withdrawnNow.push(part);
    if (withdrawnNow.length === 0) throw new Refused(`${id} 中 ${parts.join('、')} 的份早已撤回；要再给，请另提授权（muhub access grant）`);
    return `已撤回 ${id} 中 ${withdrawnNow.join('、')} 的份；文件不动，要再给请另提授权（muhub access grant）`;
  });
}

function department(): Option {
  return new Option('--department <id>', '数据归属部门').choices([...VIEWER_DEPARTMENTS]).makeOptionMandatory();
}

async function done(step: Promise<GrantStepOutcome>): Promise<string> {
  return words(await step);
}

function words(outcome: GrantStepOutcome): string {
  if (!outcome.done) throw new Refused(outcome.why);
  return `第 ${outcome.grant.id} 号授权（${outcome.grant.owner}）：${STATES[outcome.grant.state]}`;
}

const STATES = { REQUESTED: '待答复', APPROVED: '已授权', REFUSED: '已拒绝', WITHDRAWN: '已撤回' } as const;

function numberOf(id: string): number {
  if (!/^[1-9]\d{0,14}$/.test(id)) throw new Refused(`没有 ${JSON.stringify(id)} 号授权申请`);
  return Number(id);
}

function fiveYearsAfter(day: string): string {
  return `${Number(day.slice(0, 4)) + 5}${day.slice(4)}`;
}
