import { expect, it } from 'vitest';
import { parseResults, resultsText } from '../../src/land-tax/results-file.js';

const refusal = (results: unknown) => () => parseResults(JSON.stringify({ results }), 'results-2026-12-01.json');

it('says in words what is wrong with each answer, and takes none of the file', () => {
  expect(refusal([{ task: 'x', result: 'MAYBE', date: '1日', by: '' }])).toThrow(
    [
      'results-2026-12-01.json 不是有效的办理结果文件，未收取任何一条；请更正后重送：',
      '第 1 条 id：缺少这一项',
      '第 1 条 result：应为 CONFIRMED、REJECTED 之一',
      '第 1 条 date：应为日历上有的日期，如 2026-12-01',
      '第 1 条 by：不能为空',
      '第 1 条：没有名为 task 的项',
    ].join('\n'),
  );
  expect(refusal('none')).toThrow('results：类型不对');
});

it('asks the reason of what is rejected', () => {
  expect(refusal([{ id: 'a1', result: 'REJECTED', date: '2026-12-01', by: '税务所' }])).toThrow('缺理由的有 a1');
});

it('names the result that is wrong: a day that is none, a control character, a task answered twice', () => {
  const one = { id: 'a1', result: 'CONFIRMED', date: '2026-12-01', by: '税务所' };
  expect(refusal([{ ...one, date: '2026-02-30' }])).toThrow('第 1 条（a1） date：应为日历上有的日期');
  expect(refusal([one, { ...one, id: 'a2', reason: '已\0核实' }])).toThrow('第 2 条（a2） reason：含有控制字符');
  expect(refusal([one, { ...one, result: 'REJECTED', reason: '已核实' }])).toThrow('第 2 条与第 1 条是同一任务（a1）');
});

it('is read in UTF-8, with a mark or without, and in GB18030', async () => {
  for (const bytes of [Buffer.from('理由'), Buffer.from('\ufeff理由'), Buffer.from([0xc0, 0xed, 0xd3, 0xc9])]) {
    expect(await resultsText(bytes, 'results.json', 100)).toBe('理由');
  }
  await expect(resultsText(Buffer.from([0xff, 0xff, 0x80]), 'results.json', 100)).rejects.toThrow('results.json 的编码');
  await expect(resultsText(Buffer.from('{}'), 'results.json', 1)).rejects.toThrow('results.json 过大');
});
