import { Refusal } from '../../access/refusal.js';
import type { QueryParameters } from '../query-string.js';

/** What an address says of the file in the body. */
export interface Asked {
  /** Only looks at it: nothing is kept. */
  readonly dryRun: boolean;
  /** The answer is the workbook of what is to be mended. */
  readonly report: boolean;
  /** The year that it is said to be of. */
  readonly year: number | undefined;
}

const KNOWN = ['dryRun', 'report', 'year'];
const YEAR = /^(19\d\d|20\d\d|21\d\d|2200)$/;

/** @throws Refusal BAD_USER_INPUT for a parameter that there is not, or a value that it does not take */
export function askedIn(parameters: QueryParameters): Asked {
  const other = Object.keys(parameters).find((name) => !KNOWN.includes(name));
  if (other !== undefined) throw new Refusal('BAD_USER_INPUT', `没有参数 ${other}；可用：${KNOWN.join('、')}`);
  const { year } = parameters;
  const yes = (name: string, means: string): boolean => {
    const { [name]: given = 'false' } = parameters;
    if (given !== 'true' && given !== 'false') throw new Refusal('BAD_USER_INPUT', `参数 ${name} 应为 true（${means}）或 false`);
    return given === 'true';
  };
  const [dryRun, report] = [yes('dryRun', '只检查，不接收'), yes('report', '回答问题清单工作簿')];
  if (year !== undefined && !YEAR.test(year)) throw new Refusal('BAD_USER_INPUT', '参数 year 应为四位年度，1900 至 2200');
  return { dryRun, report, year: year === undefined ? undefined : Number(year) };
}
