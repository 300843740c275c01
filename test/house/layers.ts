import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** From top to bottom: a folder imports only what stands above it. */
export const LAYERS = [
  'config',
  'grading',
  'policy',
  'access',
  'handover',
  'workbook',
  'db',
  'audit',
  'backup',
  'accounts',
  'grants',
  'enterprise',
  'departments',
  'intake',
  'assessment',
  'round',
  'policy-effects',
  'land-tax',
  'land-use',
  'graphql',
  'http',
  'cli',
  'main',
];

/** Pure folders: no input or output, no drizzle, no clock. */
const PURE = ['grading', 'access', 'handover', 'workbook'];
const PURE_NEVER = /^(node:(fs|net|http|child_process|os)|drizzle-orm|pg$|@apollo|pino|fastify)/;

export interface Import {
  /** Relative to src/, with / between. */
  readonly file: string;
  readonly from: string;
}

/** Every import and re-export of a source text. */
export function importsOf(file: string, text: string): Import[] {
  const statements = text.matchAll(/^(?:import|export)\s+(?:[^'";]*?\sfrom\s+)?'([^']+)'/gms);
  const dynamic = text.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g);
  return [...[...statements].map((match) => ({ file, from: match[1]! })), ...[...dynamic].map((match) => ({ file, from: match[1]! }))];
}

/** What an import breaks of the house's rules, in words; undefined if nothing. */
export function broken({ file, from }: Import): string | undefined {
  const folder = layerOf(file);
  if (!from.startsWith('.')) {
    return PURE.includes(folder) && PURE_NEVER.test(from) ? `${file} is pure and imports ${from}` : undefined;
  }
  const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), from));
  if (target.startsWith('..')) return `${file} reaches out of src/ (${from})`;
  const to = layerOf(target);
  if (target.includes('__generated__') && folder !== 'graphql') return `${file} imports generated types, which graphql/ alone knows`;
  if (LAYERS.indexOf(to) < 0) return `${file} imports ${from}, which is in no room of the house`;
  if (LAYERS.indexOf(to) > LAYERS.indexOf(folder)) return `${file} (${folder}) imports ${target} (${to}), which stands below it`;
  const [mine, theirs] = [departmentOf(file), departmentOf(target)];
  if (mine && theirs && mine !== theirs) return `${file}: no department imports another (${theirs})`;
  return undefined;
}

function layerOf(file: string): string {
  const [first = ''] = file.split('/');
  return first.replace(/\.[jt]s$/, '');
}

function departmentOf(file: string): string | undefined {
  return /^departments\/(\w+)\//.exec(file)?.[1];
}

/** Every TypeScript file of src/, relative to it. */
export function sourceFiles(root = 'src'): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => file.endsWith('.ts'))
    .sort();
}

export function read(file: string): string {
  return readFileSync(file, 'utf8');
}
