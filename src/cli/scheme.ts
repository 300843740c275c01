import type { Command } from 'commander';
import { figuresGivenBack } from '../policy/figures-given-back.js';
import { WITH_WHAT_IS_VISIBLE, givenBackLines } from '../policy/given-back-words.js';
import { parseScheme } from '../policy/parse-scheme.js';
import { describeProblem, PolicyRefused } from '../policy/problem.js';
import { loadScheme } from '../policy/registry.js';
import { schemeChanges } from '../policy/scheme-diff.js';
import { schemeSheet } from '../policy/scheme-sheet.js';
import type { Vocabulary } from '../policy/vocabulary.js';
import type { Call } from './call.js';
import { openDeclarations, vocabularyWith } from './declarations.js';
import { DONE, REFUSED, Refused } from './exit.js';
import { findScheme } from './found-scheme.js';
import { keptByDigest } from './kept-for.js';

/**
 * `muhub scheme check <file.yaml>` says what is wrong with a scheme, with line and column, and which figures of other departments
 * its totals, points and bands would give back; `show` prints it as a sheet to be checked against the document; `diff`
 * says in words what changed between two.
 */
export function schemeCommand(program: Command, call: Call): void {
  const scheme = program.command('scheme').description('评价办法（YAML）');
  scheme
    .command('check')
    .description('检查办法文件，指出每一处问题的行和列')
    .argument('<files...>', '办法文件')
    .option('--facts <file>', '本县声明的指标和事项（facts.yaml）')
    .action(async (files: string[], { facts }: { facts?: string }) => {
      let status = DONE;
      for (const file of files) if (!(await check(call, file, facts))) status = REFUSED;
      call.end(status);
    });
  scheme
    .command('show')
    .description('把办法写成可与文件逐条核对的清单（Markdown）')
    .argument('<scheme>', '办法 id、文件或文本的摘要（sm3:…）')
    .option('--facts <file>', '本县声明的指标和事项（facts.yaml）')
    .action(async (named: string, { facts }: { facts?: string }) => {
      const found = await findScheme(call.config().schemesDir, named, { facts, kept: keptByDigest(call) });
      await call.answer(schemeSheet(found.scheme, found.vocabulary));
    });
  scheme
    .command('diff')
    .description('用文字说明两份办法有什么不同')
    .argument('<from>', '原办法：id、文件或摘要')
    .argument('<to>', '新办法：id、文件或摘要')
    .option('--facts <file>', '本县声明的指标和事项（facts.yaml）')
    .action(async (from: string, to: string, { facts }: { facts?: string }) => {
      await call.answer(await difference(call, from, to, facts));
    });
}

async function difference(call: Call, from: string, to: string, facts: string | undefined): Promise<string> {
  const { schemesDir } = call.config();
  const finding = { facts, kept: keptByDigest(call) };
  const [old, now] = [await findScheme(schemesDir, from, finding), await findScheme(schemesDir, to, finding)];
  const changes = schemeChanges(old.scheme.scheme, now.scheme.scheme, bothVocabularies(old.vocabulary, now.vocabulary));
  const head = `${old.scheme.scheme.id} → ${now.scheme.scheme.id}：`;
  return changes.length === 0
    ? `${head}没有不同`
    : [`${head}${changes.length} 处不同`, ...changes.map(({ words }) => `- ${words}`)].join('\n');
}

function bothVocabularies(a: Vocabulary, b: Vocabulary): Vocabulary {
  return { facts: [...a.facts, ...b.facts], events: [...a.events, ...b.events] };
}

async function check({ config, answer, say }: Call, file: string, facts: string | undefined): Promise<boolean> {
  const registry = await openDeclarations(config().schemesDir);
  try {
    const { all, declared } = await vocabularyWith(registry, facts, [file]);
    const { scheme, digest, text } = await loadScheme(file, all, declared);
    const read = parseScheme(text, { file, ...all });
    const doubts = 'doubts' in read ? read.doubts : [];
    for (const doubt of doubts) say(describeProblem(doubt));
    if (doubts.length > 0) say(`${file}：共 ${doubts.length} 处存疑，能够评价，但恐非本意`);
    else await answer(`${file}：没有问题（${scheme.id}，${scheme.title}，${digest}）`);
    for (const part of scheme.unknown) say(`  尚缺：${part}（status: partial，需要它的评价会被拒绝）`);
    const lines = givenBackLines(scheme, figuresGivenBack(scheme, all));
    for (const line of lines.length === 0 ? [] : [WITH_WHAT_IS_VISIBLE, ...lines]) say(`  ${line}`);
    return doubts.length === 0;
  } catch (error) {
    if (error instanceof PolicyRefused) {
      for (const problem of error.problems) say(describeProblem(problem));
      say(`${file}：共 ${error.problems.length} 处问题`);
      return false;
    }
    const { code } = error as NodeJS.ErrnoException;
    if (code) throw new Refused(`无法读取 ${file}：${code}`, { cause: error });
    throw error;
  }
}
