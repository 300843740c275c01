import type { FactCell } from '../../assessment/fact-cells.js';
import { rowsOf } from '../../grading/assessment.js';
import { eventWords } from '../event-words.js';
import type { RoundGraded } from '../graded.js';
import { LIST_COLUMNS, type PublicList, type Register } from '../notice-list.js';
import type { RoundNow } from '../on-round.js';
import { isParticipant, whyOut } from '../participants.js';
import { PHASE_TITLES } from '../phase.js';
import type { ColumnFile, PopulationFile } from './population-file.js';
import type { RoundRows } from './round-rows.js';

/** A table of an archive: a file of CSV, and a sheet of its workbook. */
export interface ArchiveTable {
  /** Of the file, without its ending. */
  readonly file: string;
  /** Of the sheet (中文). */
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Who takes part and who does not, with why, as the round stands. */
export function participants({ assessment }: Pick<RoundGraded, 'assessment'>, register: Register) {
  const results = rowsOf(assessment);
  return Array.from({ length: results.size }, (_, row) => {
    const result = results.result(row);
    const { name, zone, town } = register.record(row);
    const { creditCode, state } = result;
    return { creditCode, name, zone, town, evaluated: isParticipant(result), state, reason: whyOut(result) };
  });
}

/** What an archive tells in tables besides the records. */
export function roundTables(
  { events }: RoundNow,
  { adjustments, corrections, confirmations, objections, publications }: RoundRows,
  taking: ReturnType<typeof participants>,
): readonly ArchiveTable[] {
  return [
    {
      ...{ file: 'participants', title: '参评企业', header: ['统一社会信用代码', '企业名称', '园区', '镇街', '参评', '缘由'] },
      rows: taking.map((each) => texts(each.creditCode, each.name, each.zone, each.town, each.evaluated ? '是' : '否', each.reason)),
    },
    {
      ...{ file: 'confirmations', title: '企业确认', header: ['统一社会信用代码', '事项编号', '时间', '办理人', '书面'] },
      rows: confirmations.map((each) => texts(each.creditCode, each.item, each.at, each.by, each.onPaper ? '是' : '')),
    },
    {
      ...{ file: 'objections', title: '异议' },
      header: ['编号', '统一社会信用代码', '种类', '主张', '理由', '提出时间', '提出人', '逾期', '裁定', '裁定理由', '证明材料'],
      rows: objections.map((each) => {
        const evidence = each.evidence.map(({ name, digest }) => `${name}（${digest}）`).join('；');
        const said = texts(each.id, each.creditCode, each.kind, each.claimed, each.reason, each.submittedAt, each.submittedBy);
        return [...said, ...texts(each.late ? '是' : '', each.verdict, each.verdictReason, evidence)];
      }),
    },
    {
      ...{ file: 'objection-steps', title: '异议办理', header: ['异议编号', '时间', '单位', '办理人', '事项', '文号'] },
      rows: objections.flatMap(({ id, steps }) =>
        steps.map(({ at, office, by, what, document }) => texts(id, at, office, by, what, document)),
      ),
    },
    {
      ...{ file: 'corrections', title: '数据更正' },
      header: ['统一社会信用代码', '异议编号', '数据集', '主键', '更正为', '文号', '理由', '办理人', '时间'],
      rows: corrections.map((each) => {
        const cells = each.removed ? '停用' : JSON.stringify(each.cells ?? {});
        const said = texts(each.creditCode, each.objectionId, each.dataset, each.key.join(' '), cells);
        return [...said, ...texts(each.document, each.reason, each.by, each.at)];
      }),
    },
    {
      ...{ file: 'adjustments', title: '调档', header: ['编号', '统一社会信用代码', '种类', '类别', '条款', '文号', '理由', '撤回'] },
      rows: adjustments.map((each) =>
        texts(each.id, each.creditCode, each.kind, each.class, each.article, each.document, each.reason, each.until === null ? '' : '是'),
      ),
    },
    {
      ...{ file: 'events', title: '办理过程', header: ['序号', '时间', '阶段', '办理人', '角色', '事项', '企业', '文号', '理由'] },
      rows: events.map((each) => {
        const { id, at, phase, actor, role, creditCode, document, reason } = each;
        return texts(id, at, PHASE_TITLES[phase], actor, role, eventWords(each), creditCode, document, reason);
      }),
    },
    {
      ...{ file: 'publications', title: '公布', header: ['编号', '文号', '公布时间', '公布人', '施行', '更正', '理由', '结果摘要'] },
      rows: publications.map((each) =>
        texts(each.id, each.document, each.publishedAt, each.publishedBy, each.validFrom, each.corrects, each.reason, each.resultDigest),
      ),
    },
  ];
}

/** The facts of a population: a row an enterprise, a column a fact and year. */
export function factTable({ dataVersion, enterprises, columns }: PopulationFile): ArchiveTable {
  const heading = ({ title, unit, year }: ColumnFile) => `${title}（${unit === null ? '' : `${unit}，`}${year}年）`;
  const shown = (value: string | boolean | null) => (typeof value === 'boolean' ? (value ? '是' : '否') : (value ?? ''));
  return {
    ...{ file: `facts-${dataVersion}`, title: `事项 ${dataVersion}` },
    header: ['统一社会信用代码', '企业名称', '园区', '镇街', ...columns.map(heading)],
    rows: enterprises.map(({ creditCode, name, zone, town }, row) => [
      ...texts(creditCode, name, zone, town),
      ...columns.map(({ values }) => shown(values[row] ?? null)),
    ]),
  };
}

/** The cells of the records that facts were made of, as they were handed over. */
export function cellTable(version: number, cells: readonly { readonly creditCode: string; readonly cell: FactCell }[]): ArchiveTable {
  return {
    ...{ file: `cells-${version}`, title: `原始记录 ${version}` },
    header: ['统一社会信用代码', '数据集', '主键', '栏目', '内容', '文件', '表', '行'],
    rows: cells.map(({ creditCode, cell: { dataset, key, column, value, file, sheet, line } }) =>
      texts(creditCode, dataset, key.join(' '), column, value, file, sheet, line),
    ),
  };
}

export function listTable({ rows }: PublicList): ArchiveTable {
  return {
    ...{ file: 'list', title: '名单', header: LIST_COLUMNS },
    rows: rows.map((each) => [each.creditCode, each.name, each.group, each.zone, each.town, each.class]),
  };
}

function texts(...cells: readonly (string | number | Date | null | undefined)[]): string[] {
  return cells.map((cell) => (cell instanceof Date ? cell.toISOString() : String(cell ?? '')));
}
