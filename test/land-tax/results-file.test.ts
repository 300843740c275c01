import { expect, it } from 'vitest';
import { parseResults } from '../../src/land-tax/results-file.js';

const refusal = (results: unknown) => () => parseResults(JSON.stringify({ results }), 'results-2026-12-01.json');

it('says in words what is wrong with each answer, and takes none of the file', () => {
  expect(refusal([{ task: 'x', result: 'MAYBE', date: '1日', by: '' }])).toThrow(
    [
      'results-2026-12-01.json 不是有效的办理结果文件，未收取任何一条；请更正后重送：',
      '第 1 条 id：缺少这一项',
      '第 1 条 result：应为 CONFIRMED、REJECTED 之一',
      '第 1 条 date：应为 YYYY-MM-DD 的日期',
      '第 1 条 by：不能为空',
      '第 1 条：没有名为 task 的项',
    ].join('\n'),
  );
  expect(refusal('none')).toThrow('results：类型不对');
});

it('asks the reason of what is rejected', () => {
  expect(refusal([{ id: 'a1', result: 'REJECTED', date: '2026-12-01', by: '税务所' }])).toThrow('缺理由的有 a1');
});
