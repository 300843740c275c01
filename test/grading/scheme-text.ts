/** A scheme of one group; `group` and `whole` are further YAML for the group (indented by 4) and the file. */
export function schemeText(group: string, whole = ''): string {
  return `
scheme: synthetic
title: 合成办法
jurisdiction: 某县
years: [2024]
status: example
sources: [{ document: 示例 }]
${whole}
groups:
  - id: all
    title: 全部
    when: { not: { event: key_polluter } }
${group
  .trim()
  .split('\n')
  .map((line) => `    ${line.trim()}`)
  .join('\n')}
`;
}

/** An indicator of tax.vat_net alone, with a fixed benchmark of 1: points are weight × value. */
export const PLAIN = `
indicators: [{ id: tax, title: 税, numerator: tax.vat_net, weight: 100, points: { family: ratio, benchmark: 100 } }]
total: { decimals: 2 }`;

export const CLASSES = 'classes: { by: rank_share, upto: { A: 20%, B: 60%, C: 95%, D: 100% } }';
