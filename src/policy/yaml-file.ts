import { isAlias, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import type { SchemeProblem } from './problem.js';

/** Aliases may share parts of a file, within reason: nested ones multiply. */
const MOST_ALIASES = 100;
/** Beyond either a file is no document that anybody wrote; to look for keys that stand twice takes their number squared. */
const MOST_CHARACTERS = 1_000_000;
const MOST_ITEMS = 10_000;

/** A YAML file being read: resolves positions and gathers every problem found on the way. */
export class YamlFile {
  readonly problems: SchemeProblem[] = [];
  /** What can be read and run, and is hardly meant. */
  readonly doubts: SchemeProblem[] = [];
  private readonly lines = new LineCounter();
  private readonly document: Document;
  private readonly isTooLarge: boolean;
  private aliases = 0;

  constructor(
    readonly name: string,
    text: string,
  ) {
    const tooLarge = sizeProblem(text);
    this.document = parseDocument(tooLarge === undefined ? text : '', {
      lineCounter: this.lines,
      version: '1.2',
      schema: 'core',
      prettyErrors: false,
    });
    const [broken] = this.document.errors.filter(({ code }) => code !== 'DUPLICATE_KEY');
    const found = broken ? [broken] : [...this.document.errors, ...this.document.warnings];
    this.isTooLarge = tooLarge !== undefined;
    if (tooLarge !== undefined) this.report(0, '', tooLarge);
    for (const { code, message, pos } of found) this.report(pos[0], '', yamlMessage(code, message, text, pos[0]));
  }

  /** Whether the text is no YAML at all, so that looking further would only mislead. */
  get isBroken(): boolean {
    return this.isTooLarge || this.document.errors.some((error) => error.code !== 'DUPLICATE_KEY');
  }

  get root(): Node | null {
    return this.resolved(this.document.contents);
  }

  report(offset: number, path: string, message: string): void {
    const problem = this.at(offset, path, message);
    const isReported = this.problems.some((p) => p.line === problem.line && p.column === problem.column && p.message === message);
    if (!isReported) this.problems.push(problem);
  }

  doubt(offset: number, path: string, message: string): void {
    this.doubts.push(this.at(offset, path, message));
  }

  private at(offset: number, path: string, message: string): SchemeProblem {
    const { line, col } = this.lines.linePos(offset);
    return { file: this.name, line: Math.max(line, 1), column: Math.max(col, 1), path, message };
  }

  /** The problems in the order of the file. */
  inOrder(): readonly SchemeProblem[] {
    return [...this.problems].sort((a, b) => a.line - b.line || a.column - b.column);
  }

  /** The node itself, or what an alias stands for. */
  resolved(node: unknown): Node | null {
    if (!isAlias(node)) return (node ?? null) as Node | null;
    this.aliases += 1;
    const target = this.aliases > MOST_ALIASES ? undefined : node.resolve(this.document);
    if (!target) this.report(node.range?.[0] ?? 0, '', `别名 *${node.source} 没有所指，或别名过多；请直接写出内容`);
    return target ?? null;
  }
}

/** Why a text is not even looked at (中文). */
function sizeProblem(text: string): string | undefined {
  if (text.length > MOST_CHARACTERS) return `文件超过 ${MOST_CHARACTERS} 个字符；请拆分`;
  let items = 0;
  for (const _ of text.matchAll(/[\n\r,]/g)) if ((items += 1) > MOST_ITEMS) return `文件超过 ${MOST_ITEMS} 项；请拆分`;
  return undefined;
}

/** The first break in the form of a file is told alone: what follows from it would only mislead. */
function yamlMessage(code: string, message: string, text: string, offset: number): string {
  if (code === 'DUPLICATE_KEY') return `键“${/^[^\s:]+/.exec(text.slice(offset))?.[0] ?? ''}”重复出现；请只保留一个`;
  if (code === 'MULTIPLE_DOCS') return '一个文件只能写一份文档；请删去“---”以后的部分';
  if (code === 'TAB_AS_INDENT') return '缩进用了制表符；请改用空格';
  if (code === 'BAD_INDENT') return '缩进不对；请与上下行对齐，不要用制表符';
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1).split('\n', 1)[0]!;
  const wide = /[：，｛｝［］“”]/.exec(line.replace(/"[^"]*"|'[^']*'/g, ''))?.[0];
  if (wide) return `不是有效的 YAML：这一行有全角标点“${wide}”；键后的冒号、项间的逗号和括号、引号请用半角，冒号后空一格`;
  return `不是有效的 YAML（${code}：${message.split('\n')[0]}）；请检查括号、引号、冒号后的空格`;
}
