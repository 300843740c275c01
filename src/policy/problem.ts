/** Something wrong in a policy file, told to the official who wrote it (中文), with where it stands (both from 1). */
export interface SchemeProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The path through the file, e.g. `groups/above/indicators/tax_per_mu/weight`; empty for the whole. */
  readonly path: string;
  readonly message: string;
}

/** As compilers print it: file:line:column, so that editors can jump there. */
export function describeProblem(problem: SchemeProblem): string {
  const path = problem.path === '' ? '' : `${problem.path}：`;
  return `${problem.file}:${problem.line}:${problem.column} ${path}${problem.message}`;
}

/** Policy files that cannot be used; its message lists every problem. */
export class PolicyRefused extends Error {
  override readonly name = 'PolicyRefused';

  constructor(readonly problems: readonly SchemeProblem[]) {
    super(problems.map(describeProblem).join('\n'));
  }
}
