import type { DocumentSource } from '../grading/scheme.js';
import { figuresGivenBack } from './figures-given-back.js';
import { WITH_WHAT_IS_VISIBLE, givenBackLines } from './given-back-words.js';
import { numberSources } from './number-sources.js';
import { pathWords } from './path-words.js';
import { policyNames } from './policy-names.js';
import type { LoadedScheme } from './registry.js';
import { schemeOutline, type OutlineItem } from './scheme-outline.js';
import type { Vocabulary } from './vocabulary.js';

const INDICATOR_COLUMNS = ['计算', '单位', '权重', '得分', '基准值', '封顶', '保底', '缺失时'];

const DEFAULTS = '缺失时的处理、名额取整、名额基数和并列，原文没有写明的，列出的是默认值。';

/**
 * A scheme as a sheet that an official can check against the document (中文, Markdown): what is evaluated and on what,
 * every number, what is not known, where each number is from, and which figures its totals and points would give back.
 */
export function schemeSheet({ scheme, digest, text }: Pick<LoadedScheme, 'scheme' | 'digest' | 'text'>, vocabulary: Vocabulary): string {
  const names = policyNames(scheme, vocabulary);
  const outline = schemeOutline(scheme, names);
  const of = (kind: OutlineItem['kind']): readonly OutlineItem[] => outline.filter((item) => item.kind === kind);
  const sections = [
    `# ${scheme.title}`,
    bullets([['编号', `\`${scheme.id}\``], ...of('办法')[0]!.fields.filter(([label]) => label !== '名称'), ['文件摘要', `\`${digest}\``]]),
    ...(scheme.notes === undefined ? [] : [`> ${scheme.notes}`]),
    scheme.status === 'partial' ? `> ${DEFAULTS}` : '',
    section('依据', scheme.sources.map(sourceLine)),
    section(
      '口径',
      of('口径').map((item) => `- ${item.title} = ${textOf(item, '口径')}`),
    ),
    section(
      '不参加评价和暂不分档（从上到下，先符合的为准）',
      of('状态').map((item) => `- ${item.title}：${described(item)}`),
    ),
    ...of('组').map((group) => groupSection(group, outline)),
    section(
      '调档（按先后次序）',
      of('调档').map((item) => `- ${item.title}（\`${idOf(item)}\`）：${described(item)}`),
    ),
    tellsSection(givenBackLines(scheme, figuresGivenBack(scheme, vocabulary))),
    section('未见的内容', [...new Set(scheme.unknown.map((path) => `- ${pathWords(path, outline, names)}`))]),
    section(
      '数字出处',
      numberSources(text).map(({ path, source }) => `- ${pathWords(path, outline, names) || '办法'}：${source}`),
    ),
  ];
  return `${sections.filter((each) => each !== '').join('\n\n')}\n`;
}

function tellsSection(lines: readonly string[]): string {
  return lines.length === 0 ? '' : section('总分、得分和档次会透露什么', [WITH_WHAT_IS_VISIBLE, '', ...lines.map((line) => `- ${line}`)]);
}

function groupSection(group: OutlineItem, outline: readonly OutlineItem[]): string {
  const inside = outline.filter((item) => item.path.startsWith(`${group.path}/`));
  const indicators = inside.filter((item) => item.path.startsWith(`${group.path}/indicators/`));
  const extras = inside.filter((item) => item.path.startsWith(`${group.path}/extras/`));
  const parts = [
    `## 组：${group.title}`,
    bullets(group.fields.filter(([label]) => label !== '名称')),
    indicators.length === 0 ? '' : indicatorTable(indicators),
    extras.length === 0 ? '' : ['加减分：', '', ...extras.map((item) => `- ${item.title}：${described(item)}`)].join('\n'),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** Only the columns in which some indicator has something to say. */
function indicatorTable(indicators: readonly OutlineItem[]): string {
  const has = (column: string) => indicators.some((item) => textOf(item, column) !== '');
  const rare = ['得分小数位', '数值小数位', '报零'];
  const columns = [...INDICATOR_COLUMNS, ...rare].filter(has);
  const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    row(['指标', ...columns]),
    row(['---', ...columns.map(() => '---')]),
    ...indicators.map((item) =>
      row([item.title, ...columns.map((column) => (item.kind === '未见' && column === '计算' ? '未见' : textOf(item, column)))]),
    ),
  ].join('\n');
}

function described(item: OutlineItem): string {
  return item.fields
    .filter(([label]) => label !== '名称')
    .map(([label, text]) => `${label} ${text}`)
    .join('；');
}

function textOf(item: OutlineItem, label: string): string {
  return item.fields.find(([found]) => found === label)?.[1] ?? '';
}

function idOf(item: OutlineItem): string {
  return item.path.slice(item.path.lastIndexOf('/') + 1);
}

function bullets(fields: readonly (readonly [string, string])[]): string {
  return fields.map(([label, text]) => `- ${label}：${text}`).join('\n');
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [`## ${title}`, '', ...lines].join('\n');
}

function sourceLine({ document, title, article, url, seen, notes }: DocumentSource): string {
  return `- ${[document, title, article, url && `<${url}>`, seen && `${seen} 查阅`, notes].filter(Boolean).join('，')}`;
}
