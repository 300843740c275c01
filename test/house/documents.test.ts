import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { badName, brokenPaths, citedRules } from './documents.js';
import { importsOf, read, sourceFiles } from './layers.js';

const LONGEST = 300;

/** Every source file of the page that somebody wrote, relative to web/. */
function pageFiles(): string[] {
  return readdirSync('web', { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => /\.(tsx?|css)$/.test(file) && !file.startsWith('generated/'));
}

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

  it('of the page likewise, and none is too long', () => {
    const files = pageFiles();
    expect(files.flatMap((file) => badName(file) ?? [])).toEqual([]);
    expect(files.filter((file) => read(`web/${file}`).split('\n').length > LONGEST)).toEqual([]);
    expect(files.length).toBeGreaterThan(20);
  });

  it('of the page know of the hub what its documents say, and no more', () => {
    const imports = pageFiles().flatMap((file) => importsOf(file, read(`web/${file}`)));
    const outside = imports.filter(
      ({ file, from }) => from.startsWith('.') && path.posix.join(path.posix.dirname(file), from).startsWith('..'),
    );
    expect(outside).toEqual([]);
  });

  it(`are at most ${LONGEST} lines long`, () => {
    const long = sourceFiles()
      .filter((file) => !file.startsWith('graphql/__generated__/'))
      .filter((file) => read(`src/${file}`).split('\n').length > LONGEST);
    expect(long).toEqual([]);
  });
});
