import { Kind, TokenKind, type ArgumentNode, type ASTNode, type DirectiveNode, type DocumentNode, type ValueNode } from 'graphql';
import { ROLES, type Role } from '../access/viewer.js';

/** What a trusted document says of itself: its title in the head comment, the rest in `@access` on its operation. */
export interface DocumentNotes {
  /** What it answers, 中文: the first line of the comment. */
  readonly title: string | undefined;
  /** Who may run it. */
  readonly roles: readonly Role[];
  /** The purposes that it was registered for; undefined: any. */
  readonly purposes: readonly string[] | undefined;
  /** The path, by response keys, to what becomes a row of a table, e.g. `assessment.grades.nodes`. */
  readonly rows: string | undefined;
}

const EXAMPLE = `@access(roles: ["zone_committee"])`;
/** How restrictions were once written in the head comment: a reader may still take them for one. */
const ONCE_A_NOTE = /^(roles?|purposes?|rows?)\s*[:=]/iu;

/**
 * Reads the notes of a document.
 * @returns the notes, or what is wrong with them, with line and column (中文)
 */
export function documentNotes(document: DocumentNode): { readonly notes: DocumentNotes } | { readonly problems: readonly string[] } {
  const reading = new Reading();
  const head = headOf(document);
  for (const { value, line, column } of head) {
    const [, key] = ONCE_A_NOTE.exec(value.normalize('NFKC')) ?? [];
    if (key) reading.wrong({ line, column }, `注释中的 ${key} 不起作用：请写到操作上，如 query … ${EXAMPLE} { … }`);
  }
  const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const [operation, another] = operations;
  if (!operation || another) return { problems: [...reading.problems, '文档应恰有一个操作（query 或 mutation）'] };
  const [access, twice] = (operation.directives ?? []).filter(({ name }) => name.value === 'access');
  if (!access) reading.wrong(operation, `没有写明给谁：请在操作上写 ${EXAMPLE}；可写的角色有 ${ROLES.join('、')}`);
  if (twice) reading.wrong(twice, '@access 写了两次');
  const { roles = [], purposes, rows } = access ? reading.access(access) : {};
  if (reading.problems.length > 0) return { problems: reading.problems };
  return { notes: { title: head[0]?.value || undefined, roles, purposes, rows } };
}

type Position = { readonly line: number; readonly column: number };

class Reading {
  readonly problems: string[] = [];

  wrong(at: ASTNode | Position, message: string): void {
    const { line, column } = 'kind' in at ? at.loc!.startToken : at;
    this.problems.push(`第 ${line} 行第 ${column} 列：${message}`);
  }

  access(directive: DirectiveNode): Partial<Omit<DocumentNotes, 'title'>> {
    const said = new Map<string, ArgumentNode>();
    for (const argument of directive.arguments ?? []) {
      const { value: name } = argument.name;
      if (!['roles', 'purposes', 'rows'].includes(name)) this.wrong(argument, `@access 没有参数 ${name}；可写 roles、purposes、rows`);
      else if (said.has(name)) this.wrong(argument, `@access 的 ${name} 写了两次`);
      else said.set(name, argument);
    }
    const [roles, purposes, rows] = ['roles', 'purposes', 'rows'].map((name) => said.get(name)?.value);
    if (!roles) this.wrong(directive, '@access 须写明 roles');
    return {
      roles: roles && this.#list(roles, 'roles').flatMap((node) => this.#role(node) ?? []),
      purposes: purposes && this.#list(purposes, 'purposes').flatMap((node) => this.#text(node, 'purposes 的每一项') ?? []),
      rows: rows && this.#text(rows, 'rows'),
    };
  }

  /** At least one: a restriction to nobody, or for nothing, is a slip. */
  #list(node: ValueNode, name: string): readonly ValueNode[] {
    if (node.kind === Kind.LIST && node.values.length > 0) return node.values;
    this.wrong(node, `${name} 应为至少一项的列表，如 ["…"]`);
    return [];
  }

  #role(node: ValueNode): Role | undefined {
    const name = this.#text(node, 'roles 的每一项');
    const role = ROLES.find((each) => each === name);
    if (name !== undefined && !role) this.wrong(node, `没有角色 ${name}；可写 ${ROLES.join('、')}`);
    return role;
  }

  #text(node: ValueNode, what: string): string | undefined {
    if (node.kind === Kind.STRING && node.value.trim() !== '') return node.value;
    this.wrong(node, `${what}应为写在引号内的文字，不能是变量`);
    return undefined;
  }
}

/** The comments before whatever is no comment. */
function headOf(document: DocumentNode): readonly ({ readonly value: string } & Position)[] {
  const comments: ({ value: string } & Position)[] = [];
  for (let token = document.loc?.startToken.next; token?.kind === TokenKind.COMMENT; token = token.next) {
    comments.push({ value: token.value.trim(), line: token.line, column: token.column });
  }
  return comments;
}
