import { z } from 'zod';
import { parseDate } from '../handover/calendar.js';
import { decodings } from '../handover/decode.js';
import { fileBytes, type Bytes } from '../handover/file-bytes.js';
import { Refusal } from '../handover/refusal.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** But for tabs and line breaks. */
const CONTROL = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]/;

const day = z.string().refine(isDay, { error: '应为日历上有的日期，如 2026-12-01' });
const text = z.string().refine((given) => !CONTROL.test(given), { error: '含有控制字符' });

const landCorrection = z.strictObject({
  /** 未批先占, 私改用途, … */
  what: text.trim().min(1),
  note: text.trim().optional(),
});

const result = z.strictObject({
  id: text.min(1),
  result: z.enum(['CONFIRMED', 'REJECTED']),
  reason: text.trim().min(1).nullish(),
  date: day,
  by: text.trim().min(1),
  land: z.array(landCorrection).optional(),
});

const file = z.strictObject({
  date: day.optional(),
  recipient: z.enum(['tax', 'land']).optional(),
  results: z.array(result),
});

/** One answer to a task, as offices write it in `results-YYYY-MM-DD.json`. */
export type TravellingResult = z.infer<typeof result>;

/** A results file that cannot be used; its message says where and why (中文). */
export class ResultsRefused extends Error {
  override readonly name = 'ResultsRefused';
}

/** Reads the text of a results file. @throws ResultsRefused with everything that is wrong; nothing of it is taken then */
export function parseResults(text: string, fileName: string): readonly TravellingResult[] {
  const json = jsonOf(text, fileName);
  const parsed = file.safeParse(json, { error: inWords });
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${placeOf(path, json)}：${message}`);
    throw new ResultsRefused(`${fileName} 不是有效的办理结果文件，未收取任何一条；请更正后重送：\n${problems.join('\n')}`);
  }
  const silent = parsed.data.results.filter(({ result: of, reason }) => of === 'REJECTED' && !reason);
  if (silent.length > 0) {
    throw new ResultsRefused(
      `${fileName}：不属实（REJECTED）必须写明理由（reason），缺理由的有 ${silent.map(({ id }) => id).join('、')}；未收取任何一条`,
    );
  }
  const places = new Map<string, number>();
  parsed.data.results.forEach(({ id }, i) => {
    const earlier = places.get(id);
    places.set(id, i);
    if (earlier === undefined) return;
    throw new ResultsRefused(
      `${fileName}：第 ${i + 1} 条与第 ${earlier + 1} 条是同一任务（${id}）的结果，一项任务一份文件里只能有一条；未收取任何一条`,
    );
  });
  return parsed.data.results;
}

/** What is wrong with a value, for who wrote the file. */
const inWords: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '缺少这一项' : '类型不对';
    case 'invalid_value':
      return `应为 ${issue.values.join('、')} 之一`;
    case 'too_small':
      return '不能为空';
    case 'unrecognized_keys':
      return `没有名为 ${issue.keys.join('、')} 的项`;
    default:
      return '不是所要的内容';
  }
};

function jsonOf(text: string, fileName: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new ResultsRefused(`${fileName} 不是有效的 JSON（${(error as Error).message}）；请重新导出`, { cause: error });
  }
}

/** Which result, by its number and the task that it answers, and what of it. */
function placeOf(path: readonly PropertyKey[], json: unknown): string {
  const [list, index, ...rest] = path;
  if (list !== 'results' || typeof index !== 'number') return path.length === 0 ? '全文' : path.join('.');
  const { id } = ((json as { results: unknown[] }).results[index] ?? {}) as { id?: unknown };
  const task = typeof id === 'string' && id !== '' ? `（${id}）` : '';
  return `第 ${index + 1} 条${task} ${rest.join('.')}`.trim();
}

/** The text of a results file: UTF-8 with or without BOM, else GB18030. @throws ResultsRefused where it is neither, or too large */
export async function resultsText(bytes: Bytes, fileName: string, most: number): Promise<string> {
  const file = fileBytes(bytes);
  if (file.size > most) throw new ResultsRefused(`${fileName} 过大，超过 ${most} 字节；请拆分后重送`);
  for (const decoded of await decodings(file)) {
    try {
      let text = '';
      for await (const piece of decoded.texts()) text += piece;
      return text;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  throw new ResultsRefused(`${fileName} 的编码既不是 UTF-8 也不是 GB18030，或已损坏；请另存为 UTF-8`);
}

function isDay(given: string): boolean {
  return DAY.test(given) && parseDate(given) !== undefined;
}
