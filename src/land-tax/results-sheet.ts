import { parseDate } from '../handover/calendar.js';
import type { FileBytes } from '../handover/file-bytes.js';
import type { Limits } from '../handover/limits.js';
import { openFile } from '../handover/open-file.js';
import { Refusal } from '../handover/refusal.js';
import type { Sheet } from '../handover/sheet.js';
import { ResultsRefused, type TravellingResult } from './results-file.js';
import { ANSWER_HEADINGS, ID_HEADING } from './task-workbook.js';

const ANSWERS: ReadonlyMap<string, string> = new Map([
  ['属实', 'CONFIRMED'],
  ['不属实', 'REJECTED'],
]);
const ZIP = 'PK\u0003\u0004';

/** Whether bytes are a workbook, whatever the file's name says. */
export async function isWorkbook(bytes: FileBytes): Promise<boolean> {
  return Buffer.from(await bytes.read(0, Math.min(ZIP.length, bytes.size))).toString('latin1') === ZIP;
}

/**
 * The answers in a workbook of tasks that an office filled in, as a results file says them; a line without a 结果 is not
 * answered yet. What is wrong in them is for whoever reads the results.
 * @throws ResultsRefused if it is no such workbook, or cannot be read
 */
export async function resultsOfWorkbook(bytes: FileBytes, fileName: string, limits: Limits): Promise<string> {
  try {
    const { sheets } = await openFile(bytes, () => undefined, limits);
    for (const sheet of sheets) {
      const at = columnsOf(sheet);
      if (at) return JSON.stringify({ results: await answersOf(sheet, at) });
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new ResultsRefused(`${fileName} 读不出来（${error.detail}），未收取任何一条；请重新保存后重送`, { cause: error });
  }
  throw new ResultsRefused(`${fileName} 中没有任务表（第一行须有“${ID_HEADING}”“${ANSWER_HEADINGS.result}”等栏）；请在推送的工作簿上填写`);
}

type Columns = Readonly<Record<'id' | keyof typeof ANSWER_HEADINGS, number>>;

function columnsOf({ hidden, head }: Sheet): Columns | undefined {
  const labels = hidden ? [] : (head[0]?.cells.map((cell) => cell.trim()) ?? []);
  const at = Object.entries({ id: ID_HEADING, ...ANSWER_HEADINGS }).map(([name, heading]) => [name, labels.indexOf(heading)] as const);
  return at.every(([, index]) => index >= 0) ? (Object.fromEntries(at) as Columns) : undefined;
}

/** As a results file says them; what an office wrote that is none of the words stays as it is. */
type Answer = { readonly [Name in keyof TravellingResult]: unknown };

async function answersOf(sheet: Sheet, at: Columns): Promise<Answer[]> {
  const answers: Answer[] = [];
  let above = 1;
  for await (const lines of sheet.blocks()) {
    for (const { cells } of lines.slice(above)) {
      const text = (name: keyof Columns) => (cells[at[name]] ?? '').trim();
      if (text('result') === '') continue;
      const [reason, what, note] = [text('reason'), text('what'), text('note')];
      answers.push({
        ...{ id: text('id'), result: ANSWERS.get(text('result')) ?? text('result') },
        ...{ date: parseDate(text('date')) ?? text('date'), by: text('by') },
        ...(reason && { reason }),
        ...(what && { land: [{ what, ...(note && { note }) }] }),
      });
    }
    above = 0;
  }
  return answers;
}
