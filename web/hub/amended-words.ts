import type { Knob, KnobGroup } from './scheme-text.js';

/** An amended scheme as somebody would read it out: each number by its name, and what it was where it is another. */
export function amendedWords(title: string, year: number, groups: readonly KnobGroup[], amendments: ReadonlyMap<string, string>): string {
  const line = (knob: Knob) => {
    const value = amendments.get(knob.path) ?? knob.value;
    const changed = value === knob.value ? '' : `（原为${spoken(knob, knob.value)}）`;
    return `　　${knob.title}${knob.word}：${spoken(knob, value)}${changed}`;
  };
  const parts = groups.map(({ title: group, weights, benchmarks, caps, cuts }, index) =>
    [`${index + 1}. ${group}`, ...[weights, benchmarks, caps, cuts].flatMap((knobs) => knobs.map(line))].join('\n'),
  );
  const head = `${title}（${year} 年度，试算修改 ${amendments.size} 处，不产生任何效果）`;
  return `${[head, ...parts].join('\n\n')}\n`;
}

function spoken({ word }: Knob, value: string): string {
  if (value === '') return '按数据计算';
  if (word === '封顶') return `权重的 ${value} 倍`;
  return word === '权重' || word === '分数线' ? `${value} 分` : value;
}
