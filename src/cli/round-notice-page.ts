import type { Noticed } from '../round/desk.js';
import { LIST_COLUMNS } from '../round/notice-list.js';
import type { RoundNow } from '../round/on-round.js';
import { beginningOf } from '../round/standing.js';

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** The list as a page to print and put up: A4, by the margins of GB/T 9704, with its document, days and digest. */
export function roundNoticePage({ round: { year }, events }: RoundNow, { rows, digest, days }: Noticed, today: string): string {
  const document = beginningOf(events, 'NOTICED')?.document ?? '（待编文号）';
  const period = days ? `公示期：${days.from} 至 ${days.to}` : '尚未公示';
  const cells = (tag: 'th' | 'td', texts: readonly string[]) => texts.map((text) => `<${tag}>${escaped(text)}</${tag}>`).join('');
  const lines = rows.map(({ creditCode, name, group, zone, town, class: its }) => cells('td', [creditCode, name, group, zone, town, its]));
  const title = `${year} 年度工业企业亩均效益评价结果公示`;
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>${escaped(title)}</title>
<style>
@page { size: A4; margin: 37mm 26mm 35mm 28mm; }
body { font-family: FangSong, SimSun, "Noto Sans CJK SC", serif; font-size: 12pt; }
h1 { text-align: center; font-size: 18pt; font-weight: normal; }
table { width: 100%; border-collapse: collapse; font-size: 9pt; }
thead { display: table-header-group; }
th, td { border: 0.5pt solid #000; padding: 1mm 1.5mm; text-align: left; }
tr { break-inside: avoid; }
footer { margin-top: 6mm; font-size: 8pt; word-break: break-all; }
</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<p>${escaped(document)}　${escaped(period)}　共 ${rows.length} 家，排名不分先后。</p>
<table>
<thead><tr>${cells('th', LIST_COLUMNS)}</tr></thead>
<tbody>
${lines.map((line) => `<tr>${line}</tr>`).join('\n')}
</tbody>
</table>
<footer>名单摘要（SM3）：${digest}　制表：${today}</footer>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPED[character]!);
}
