import type { DepartmentId } from '../grading/fact.js';
import type { CatalogueEntry } from './catalogue.js';
import type { SharingClass } from './sharing.js';
import { CLASS_WORDS, DEPARTMENT_WORDS, KIND_WORDS, SECRECY_WORDS } from './sharing-words.js';

/** The page's only style: it loads nothing and runs nothing. */
export const CATALOGUE_STYLE = `
:root { color-scheme: light; --line: #d5dbe3; --soft: #f4f6f9; --text: #1d2733; --faint: #5b6775; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 84rem; padding: 1.5rem; color: var(--text); background: #fff; font: 15px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; }
h1 { margin: 0 0 .25rem; font-size: 1.6rem; }
h2 { margin: 2rem 0 .5rem; font-size: 1.15rem; scroll-margin-top: 1rem; }
p { margin: .25rem 0; color: var(--faint); }
nav ul { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1rem 0; padding: 0; list-style: none; }
nav a { display: block; padding: .2rem .7rem; border: 1px solid var(--line); border-radius: 1rem; color: inherit; text-decoration: none; }
nav a:hover, nav a:focus-visible { border-color: #2563ae; color: #2563ae; }
.wide { overflow-x: auto; }
table { width: 100%; min-width: 60rem; border-collapse: collapse; table-layout: fixed; }
th, td { padding: .4rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead th { background: var(--soft); font-weight: 600; }
tbody th { font-weight: 400; }
.field { width: 21%; } .class { width: 9%; } .cycle { width: 13%; } .ground { width: 25%; }
code { font: 13px/1.5 ui-monospace, Consolas, "DejaVu Sans Mono", monospace; }
.UNCONDITIONAL { color: #0d6b3c; } .CONDITIONAL { color: #8a5300; } .WITHHELD { color: #a3232b; }
@media print { @page { size: A4 landscape; } body { max-width: none; padding: 0; font-size: 10px; } nav { display: none; } thead { display: table-header-group; } tr { break-inside: avoid; } }
`;

/** The sharing catalogue (政务数据共享目录) as one page that stands by itself: by owning department, to be read, searched and printed. */
export function cataloguePage(entries: readonly CatalogueEntry[]): string {
  const owners = (Object.keys(DEPARTMENT_WORDS) as DepartmentId[])
    .map((owner) => ({ owner, its: entries.filter(({ department }) => department === owner) }))
    .filter(({ its }) => its.length > 0);
  const classes = (Object.keys(CLASS_WORDS) as SharingClass[]).map(
    (name) => `${CLASS_WORDS[name]} ${entries.filter((entry) => entry.class === name).length} 项`,
  );
  const links = owners.map(({ owner, its }) => `<li><a href="#${owner}">${DEPARTMENT_WORDS[owner]}（${its.length}）</a></li>`);
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>政务数据共享目录 · 亩均中枢</title>
<style>${CATALOGUE_STYLE}</style>
</head>
<body>
<header>
<h1>政务数据共享目录</h1>
<p>亩均中枢接口的每个字段：归哪个部门、如何共享、受何种约束、依据什么、多久更新。共 ${entries.length} 项，其中${classes.join('，')}。</p>
<p>有条件共享的，由需要的人向归属部门申请，按答复的用途和期限使用；没有授权的一律不给。</p>
</header>
<nav aria-label="归属部门"><ul>
${links.join('\n')}
</ul></nav>
<main>
${owners.map(({ owner, its }) => section(owner, its)).join('\n')}
</main>
</body>
</html>
`;
}

const HEADINGS = [
  '<th scope="col" class="field">字段坐标</th>',
  '<th scope="col">说明与会透露的</th>',
  '<th scope="col" class="class">种类</th>',
  '<th scope="col" class="class">共享类型</th>',
  '<th scope="col" class="class">保密约束</th>',
  '<th scope="col" class="ground">依据</th>',
  '<th scope="col" class="cycle">更新周期</th>',
].join('');

function section(owner: DepartmentId, entries: readonly CatalogueEntry[]): string {
  return `<section aria-labelledby="${owner}">
<h2 id="${owner}">${DEPARTMENT_WORDS[owner]}</h2>
<div class="wide"><table>
<thead><tr>${HEADINGS}</tr></thead>
<tbody>
${entries.map(row).join('\n')}
</tbody>
</table></div>
</section>`;
}

function row({ coordinate, description, kind, class: shared, secrecy, tells, ground, updateCycle }: CatalogueEntry): string {
  const bound = secrecy === 'NONE' ? '—' : SECRECY_WORDS[secrecy];
  const cells = [
    `<th scope="row"><code>${escaped(coordinate)}</code></th>`,
    `<td>${escaped(description ?? '')}${tells ? `<p>${escaped(tells)}</p>` : ''}</td>`,
    `<td>${KIND_WORDS[kind]}</td>`,
    `<td class="${shared}">${CLASS_WORDS[shared]}</td>`,
    `<td>${bound}</td>`,
    `<td>${escaped(ground)}</td>`,
    `<td>${escaped(updateCycle)}</td>`,
  ];
  return `<tr>${cells.join('')}</tr>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
}
