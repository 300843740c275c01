import type { Workbook } from '../workbook/workbook.js';
import type { TaskBatch, TravellingTask } from './task.js';

/** What an office fills in, and the file comes back with. */
export const ANSWER_HEADINGS = {
  result: '结果',
  reason: '理由',
  date: '办理日期',
  by: '办理人',
  what: '用地问题',
  note: '用地问题说明',
} as const;
/** The finding that a line is about; it comes back as it went out. */
export const ID_HEADING = '编号';

/** What the land department is asked for is no finding, and so no kind of one. */
const CORRECTION = ['LAND_CORRECTION', '请更正土地登记'] as const;

const columns = (kindWords: ReadonlyMap<string, string>) => [
  { heading: ID_HEADING },
  { heading: '种类', words: new Map([...kindWords, CORRECTION]) },
  { heading: '不动产单元代码' },
  { heading: '税源编号' },
  { heading: '权利人' },
  { heading: '权利人名称' },
  { heading: '纳税人' },
  { heading: '纳税人名称' },
  { heading: '登记面积（㎡）', figures: true },
  { heading: '应税面积（㎡）', figures: true },
  { heading: '差异面积（㎡）', figures: true },
  { heading: '涉及税额（元）', figures: true },
  { heading: '说明' },
  { heading: '期限' },
  ...Object.values(ANSWER_HEADINGS).map((heading) => ({ heading })),
];

const HOW_TO_ANSWER = [
  ['填写“结果”（属实、不属实）、“办理日期”和“办理人”；不属实的须写“理由”。其余各栏请勿改动。'],
  ['核实时发现用地问题的（如未批先占、私改用途），写在“用地问题”，转请自然资源部门更正。'],
  ['填好后整份交回（网页“土地　任务”，或 muhub landtax results 文件）；未填“结果”的行视为尚未办理，不影响其余各行。'],
];

/** The tasks of a day for one office in one town. */
export interface TownTasks {
  /** The town's code; null where neither party is known to lie in one. */
  readonly town: string | null;
  readonly tasks: readonly TravellingTask[];
}

/** A batch by the towns of the enterprises that the tasks are about. @param townOf an enterprise's, by credit code */
export function byTown({ tasks }: TaskBatch, townOf: (creditCode: string) => string | null): readonly TownTasks[] {
  const towns = new Map<string | null, TravellingTask[]>();
  for (const task of tasks) {
    const town = [task.holder, task.taxpayer].reduce<string | null>((found, code) => found ?? (code === null ? null : townOf(code)), null);
    towns.set(town, [...(towns.get(town) ?? []), task]);
  }
  return [...towns].map(([town, its]) => ({ town, tasks: its })).sort((a, b) => ((a.town ?? '~') < (b.town ?? '~') ? -1 : 1));
}

/** What a workbook of tasks says things by. */
export interface TaskWords {
  /** An enterprise's name. */
  readonly nameOf: (creditCode: string) => string | null;
  /** The kinds of finding, as the schema calls them. */
  readonly kinds: ReadonlyMap<string, string>;
}

/** What one office works through in one town, with room for its answers: the same tasks as in the file of the day. */
export function taskWorkbook(
  { town, tasks }: TownTasks,
  { date, recipient }: Pick<TaskBatch, 'date' | 'recipient'>,
  { nameOf, kinds }: TaskWords,
): Workbook {
  const office = { tax: '税务', land: '自然资源' }[recipient];
  const title = `${office}任务 ${date} ${town ?? '镇街未知'}`;
  const name = (code: string | null) => (code === null ? '' : (nameOf(code) ?? ''));
  const rows = tasks.map((task) => [
    ...[task.id, task.kind, task.unitCode, task.sourceId, task.holder, name(task.holder), task.taxpayer, name(task.taxpayer)],
    ...[task.registeredArea, task.taxableArea, task.differenceArea, task.taxAtStake, task.explanation, task.due],
    ...Object.values(ANSWER_HEADINGS).map(() => ''),
  ]);
  return {
    table: { name: '任务', columns: columns(kinds), rows: [rows.map((row) => row.map((cell) => cell ?? ''))] },
    notes: { name: '说明', sections: () => [{ headings: [title], lines: HOW_TO_ANSWER }] },
    properties: { title, creator: '亩均中枢', description: `${tasks.length} 项任务`, created: `${date}T00:00:00Z` },
  };
}
