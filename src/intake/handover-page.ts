import { DEPARTMENT_WORDS } from '../access/sharing-words.js';
import { departmentVocabulary } from '../departments/vocabulary.js';
import { csvLine } from '../handover/csv-writing.js';
import { UPDATE_CYCLES, type ColumnDefinition, type DatasetDefinition, type UnitKind } from '../handover/dataset.js';
import { templateOf } from '../handover/template.js';
import { unitsOf } from '../handover/unit.js';
import { contentOf } from './column-words.js';
import { recordSets } from './record-sets.js';

const UNIT_KIND_WORDS: Readonly<Record<UnitKind, string>> = {
  money: '金额',
  area: '面积',
  electricity: '电量',
  mass: '质量',
  water: '水量',
  energy: '能耗',
  persons: '人数',
  rate: '税额标准',
  moneyPerEnergy: '单位能耗金额',
  moneyPerMass: '单位排放金额',
  moneyPerPerson: '人均金额',
  percent: '份额',
  years: '年数',
};

/** docs/formats/handover.md: every dataset as it is declared, the units, and the facts and events that schemes may name. */
export function handoverPage(): string {
  const datasets = [...recordSets.values()].map(({ dataset }) => dataset);
  const { facts, events } = departmentVocabulary;
  return (
    [
      '# 部门报送的数据 What departments hand over',
      '由各数据集的声明生成（`npm run docs`），请勿手改。Generated from the declarations of the datasets; do not edit.',
      '加粗的列是主键；表头可用列名或别名，单位写在括号里，不写即为表中所列单位。' +
        'Keys in bold; a header is the label or an alias, with the unit in brackets; without one the unit is the one listed.',
      ...datasets.flatMap(section),
      '## 单位 Units',
      table(
        ['类别', '可用单位'],
        (Object.keys(UNIT_KIND_WORDS) as UnitKind[]).map((kind) => [UNIT_KIND_WORDS[kind], unitsOf(kind).join('、')]),
      ),
      '## 指标 Facts',
      table(
        ['指标', '名称', '单位', '部门'],
        facts.map(({ id, title, unit, department }) => [`\`${id}\``, title, unit ?? '', DEPARTMENT_WORDS[department]]),
      ),
      '## 事项 Events',
      table(
        ['事项代码', '名称'],
        events.map(({ code, title }) => [`\`${code}\``, title]),
      ),
    ].join('\n\n') + '\n'
  );
}

function section(dataset: DatasetDefinition): string[] {
  const { id, title, department, updated, columns, history } = dataset;
  const owner = department === 'county' ? '任何部门' : DEPARTMENT_WORDS[department];
  const label = (field: string) => columns.find((column) => column.field === field)!.label;
  return [
    `## ${title} \`${id}\``,
    `${owner}；${UPDATE_CYCLES[updated]}。${history ? `一行自“${label(history.from)}”起、至“${label(history.to)}”前有效，终止后仍保留。` : ''}`,
    table(
      ['列', '别名', '内容', '单位'],
      columns.map((column) => [name(column), (column.aliases ?? []).join('、'), contentOf(column), unit(column)]),
    ),
    `\`\`\`csv\n${csvLine(templateOf(dataset))}\n\`\`\``,
  ];
}

function name({ label, key }: ColumnDefinition): string {
  return key ? `**${label}**` : label;
}

function unit({ unit: measured }: ColumnDefinition): string {
  if (!measured) return '';
  const { canonical, stored } = measured;
  return `${canonical ?? '须注明'}${canonical === stored ? '' : `（存为${stored}）`}`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
