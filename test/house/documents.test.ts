import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { badName, brokenPaths, citedRules } from './documents.js';
import { read, sourceFiles } from './layers.js';

const LONGEST = 300;

describe('documents', () => {
  // The page of facts names files of other projects.
  const of = ['*.md', ':!docs/rules/DOMAIN.md'];
  const documents = execFileSync('git', ['ls-files', ...of], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean);

  it.each(documents)('%s names only paths that exist', (document) => {
    expect(brokenPaths(readFileSync(document, 'utf8'))).toEqual([]);
  });

  it('would notice one that does not', () => {
    const text = 'See [it](docs/gone.md), `src/gone.ts`, https://example.org/src/x and src/main.ts.';
    expect(brokenPaths(text)).toEqual(['docs/gone.md', 'src/gone.ts']);
  });
});

describe('rules', () => {
  it('that the source cites by name are in the project', () => {
    const cited = sourceFiles().flatMap((file) => [...citedRules(read(`src/${file}`))]);
    expect(cited).toContain('SHARING.md');
    expect([...new Set(cited)].filter((name) => !existsSync(`docs/rules/${name}`) && !existsSync(name))).toEqual([]);
  });

  it('would be noticed missing', () => expect(citedRules('As said (GONE.md, Identity).')).toEqual(['GONE.md']));
});

describe('source files', () => {
  it('have names that say what they are about', () => {
    const names = sourceFiles().filter((file) => !file.startsWith('graphql/__generated__/'));
    expect(names.flatMap((file) => badName(file) ?? [])).toEqual([]);
    expect(['grading/date-utils.ts', 'grading/Points.ts', 'db/common.ts'].filter(badName)).toHaveLength(3);
  });

  it(`are at most ${LONGEST} lines long`, () => {
    const long = sourceFiles()
      .filter((file) => !file.startsWith('graphql/__generated__/'))
      .filter((file) => read(`src/${file}`).split('\n').length > LONGEST);
    expect(long).toEqual([]);
  });
});
