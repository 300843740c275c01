import { fileBytes, type Bytes } from '../../handover/file-bytes.js';
import type { Limits } from '../../handover/limits.js';
import { openFile } from '../../handover/open-file.js';
import { Refusal } from '../../handover/refusal.js';
import type { Sheet, SheetLine } from '../../handover/sheet.js';
import { ANSWERS, HEADER, isSentApart, LABELS } from './page.js';

/** What an enterprise wrote beside an item. */
export interface WrittenAnswer {
  /** As a spreadsheet shows it. */
  readonly line: number;
  /** What the item is called on the sheet. */
  readonly item: string;
  readonly isContested: boolean;
  readonly claimed: string;
  readonly reason: string;
}

/** A sheet that came back, as it is filled in. */
export interface FilledPage {
  /** Of the worksheet. */
  readonly name: string;
  readonly creditCode: string;
  readonly code: string;
  readonly consents: boolean;
  readonly answers: readonly WrittenAnswer[];
}

/** A file of sheets of which nothing is taken; every message names the worksheet and the line (中文). */
export class SheetsRefused extends Error {
  override readonly name = 'SheetsRefused';

  constructor(
    readonly file: string,
    readonly reasons: readonly string[],
  ) {
    super(`${file} 未收取任何一张：\n${reasons.join('\n')}`);
  }
}

/** Worksheets of a file: a town has as many enterprises as it has. */
const MOST_SHEETS = 10_000;
const YES = new Set(['√', '✓', '✔', '是', 'Y', '1', 'TRUE']);
const NO = new Set(['', '×', '✗', '否', 'N', '0', 'FALSE']);

/** The sheets of a file, and the worksheets that are none. @throws SheetsRefused with everything that is wrong */
export async function readPages(
  bytes: Bytes,
  file: string,
  limits: Limits,
): Promise<{ readonly pages: readonly FilledPage[]; readonly ignored: readonly string[] }> {
  const pages: FilledPage[] = [];
  const [ignored, reasons]: [string[], string[]] = [[], []];
  try {
    const { sheets } = await openFile(fileBytes(bytes), () => undefined, { ...limits, sheets: MOST_SHEETS });
    for (const sheet of sheets) {
      const name = sheet.name ?? file;
      const lines = sheet.hidden ? [] : await linesOf(sheet);
      const code = labelled(lines, LABELS.code);
      if (code === undefined) ignored.push(name);
      else {
        const read = readPage(name, code, lines);
        if ('page' in read) pages.push(read.page);
        else reasons.push(...read.reasons.map((reason) => `${name}：${reason}`));
      }
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new SheetsRefused(file, [`${error.code}：${error.place.sheet ? `${error.place.sheet}：` : ''}${error.detail}`]);
  }
  if (reasons.length === 0 && pages.length === 0) reasons.push(`没有一张一企一单（须有“${LABELS.code}”一格）`);
  if (reasons.length > 0) throw new SheetsRefused(file, reasons);
  return { pages, ignored };
}

async function linesOf(sheet: Sheet): Promise<readonly SheetLine[]> {
  const lines: SheetLine[] = [];
  for await (const block of sheet.blocks()) lines.push(...block);
  return lines;
}

function labelled(lines: readonly SheetLine[], label: string): string | undefined {
  const line = lines.find(({ cells }) => folded(cells[0] ?? '') === label);
  return line && (line.cells[1] ?? '').trim();
}

function readPage(
  name: string,
  code: string,
  lines: readonly SheetLine[],
): { readonly page: FilledPage } | { readonly reasons: readonly string[] } {
  const reasons: string[] = [];
  const creditCode = folded(labelled(lines, LABELS.creditCode) ?? '').toUpperCase();
  if (creditCode === '') reasons.push(`缺“${LABELS.creditCode}”一格`);
  const tick = folded(labelled(lines, LABELS.consent) ?? '').toUpperCase();
  if (!YES.has(tick) && !NO.has(tick)) reasons.push(`“${LABELS.consent}”一格应为 √ 或空白，现为 ${JSON.stringify(tick)}`);
  const at = lines.findIndex(({ cells }) => HEADER.every((heading, column) => folded(cells[column] ?? '') === folded(heading)));
  if (at < 0) return { reasons: [...reasons, `缺表头一行：${HEADER.join('、')}`] };
  const answers: WrittenAnswer[] = [];
  for (const { line, cells } of lines.slice(at + 1)) {
    const [item = '', value = '', , , answer = '', claimed = '', reason = ''] = cells.map((cell) => cell.trim());
    if (answer === '' && claimed === '' && reason === '') continue;
    const flaw = flawOf({ item, value, answer: folded(answer), claimed, reason });
    if (flaw === undefined) answers.push({ line, item, isContested: folded(answer) === ANSWERS.contest, claimed, reason });
    else reasons.push(`第 ${line} 行（${item}）：${flaw}`);
  }
  const doubled = answers.find(({ item }, index) => answers.findIndex((each) => each.item === item) !== index);
  if (doubled) reasons.push(`第 ${doubled.line} 行（${doubled.item}）：同一事项答了不止一次`);
  return reasons.length > 0 ? { reasons } : { page: { name, creditCode, code, consents: YES.has(tick), answers } };
}

function flawOf({ value, answer, claimed, reason }: { item: string; value: string; answer: string; claimed: string; reason: string }) {
  if (answer === ANSWERS.confirm) {
    if (isSentApart(value)) return '本单没有列出数值，不能在本单确认；请在该部门送达的单上答复';
    return claimed === '' && reason === '' ? undefined : '写了“确认”，又写了主张或理由：有异议的请写“异议”';
  }
  if (answer === ANSWERS.contest) return claimed === '' || reason === '' ? '异议须写明主张和理由' : undefined;
  return answer === '' ? '写了主张或理由，“确认”一栏没有写“异议”' : `“确认”一栏应为“确认”或“异议”，现为 ${JSON.stringify(answer)}`;
}

function folded(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '');
}
