import { z } from 'zod';

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

const landCorrection = z.strictObject({
  /** 未批先占, 私改用途, … */
  what: z.string().trim().min(1),
  note: z.string().trim().optional(),
});

const result = z.strictObject({
  id: z.string().min(1),
  result: z.enum(['CONFIRMED', 'REJECTED']),
  reason: z.string().trim().min(1).nullish(),
  date: z.string().regex(DAY),
  by: z.string().trim().min(1),
  land: z.array(landCorrection).optional(),
});

const file = z.strictObject({
  date: z.string().regex(DAY).optional(),
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
  const parsed = file.safeParse(jsonOf(text, fileName), { error: inWords });
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${placeOf(path)}：${message}`);
    throw new ResultsRefused(`${fileName} 不是有效的办理结果文件，未收取任何一条；请更正后重送：\n${problems.join('\n')}`);
  }
  const silent = parsed.data.results.filter(({ result: of, reason }) => of === 'REJECTED' && !reason);
  if (silent.length > 0) {
    throw new ResultsRefused(
      `${fileName}：不属实（REJECTED）必须写明理由（reason），缺理由的有 ${silent.map(({ id }) => id).join('、')}；未收取任何一条`,
    );
  }
  return parsed.data.results;
}

/** What is wrong with a value, for who wrote the file. */
const inWords: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '缺少这一项' : '类型不对';
    case 'invalid_value':
      return `应为 ${issue.values.join('、')} 之一`;
    case 'invalid_format':
      return '应为 YYYY-MM-DD 的日期';
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

function placeOf(path: readonly PropertyKey[]): string {
  const [list, index, ...rest] = path;
  if (list === 'results' && typeof index === 'number') return `第 ${index + 1} 条 ${rest.join('.')}`.trim();
  return path.length === 0 ? '全文' : path.join('.');
}
