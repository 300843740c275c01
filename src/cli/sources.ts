import type { Command } from 'commander';
import { versionAt } from '../db/data-version.js';
import type { HomeState } from '../db/apart/home.js';
import { departments } from '../departments/index.js';
import type { Call } from './call.js';
import { DONE, REFUSED } from './exit.js';
import { answerList, formatOption, type ListFormat, type Listing } from './listing.js';
import { withSession } from './session.js';

/** `muhub sources`: where each department's records are, and whether they can be had, to the last handover. */
export function sourcesCommand(program: Command, call: Call): void {
  program
    .command('sources')
    .description('各部门的数据在哪个库，现在能否使用、是否齐全；有库不可用时退出状态为 1')
    .addOption(formatOption())
    .option('--json', '同 --format json')
    .action(async ({ json, format }: { json?: boolean; format: ListFormat }) => {
      const states = await withSession(call, async ({ database, keeping }) => keeping.states(await versionAt(database.db)));
      const rows = Object.values(departments).map(({ id, title }) =>
        row(
          id,
          title,
          states.find(({ department }) => department === id),
        ),
      );
      await answerList(call, json ? 'json' : format, listing(rows));
      call.end(states.every(({ up }) => up) ? DONE : REFUSED);
    });
}

function row(department: string, title: string, state: HomeState | undefined) {
  const { where = null, variable = null, up = true, why = null, secondWall } = state ?? {};
  return { department, title, apart: state !== undefined, where, variable, up, why, secondWall: secondWall ?? null };
}

function listing(rows: readonly ReturnType<typeof row>[]): Listing {
  return {
    title: '数据来源',
    header: ['部门', '库', '状态', '第二道墙', '说明'],
    rows: rows.map(({ title, apart, where, up, why, secondWall }) => [
      title,
      apart ? (where ?? '未给出') : '中枢的库',
      up ? '可用' : '不可用',
      secondWall === null ? '' : secondWall.up ? '已启用' : '未启用',
      why ?? (secondWall && !secondWall.up ? `${secondWall.why}；请管理员执行：${secondWall.script}` : ''),
    ]),
    json: rows,
  };
}
