import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config/config.js';
import type { FolderSettings } from '../config/folders.js';
import type { Manifest } from './manifest.js';

/** A file that goes into a backup, under a name of its own. */
export interface FileToKeep {
  readonly entry: string;
  readonly from: string;
}

/** Where the files of a folder stand in a backup; every folder of the settings has its line. */
export const KEPT_FOLDERS = {
  evidenceDir: 'evidence',
  schemesDir: 'policy/schemes',
  treatmentsDir: 'policy/treatments',
  landRulesDir: 'policy/land-rules',
  grantsDir: 'policy/grants',
  calendarDir: 'policy/calendar',
  handoverDir: 'policy/handover',
  documentsDir: 'policy/documents',
} as const satisfies Record<Exclude<keyof FolderSettings, 'dataDir'>, string>;

/** The files that are secret: left out where somebody says so. */
export const KEYS = 'keys';
export const CHAIN_KEY = `${KEYS}/audit-chain.key`;
export const REVOKED = `${KEYS}/revoked.yaml`;
export const ANCHORS = 'audit-anchors.jsonl';

const SERVER = '内置数据库的程序、口令和日志：恢复时另建';
const LOCK = '只在运行时有用';
const SPOOL = '办理中的临时文件';

/** What lies in a data folder, by its name: kept, or why it is not (中文). */
const DATA_FOLDER: readonly { readonly name: RegExp; readonly leftOut?: string }[] = [
  { name: /^evidence$/ },
  { name: /^keys$/ },
  { name: /^audit-anchors\.jsonl$/ },
  { name: /^postgresql(\.new)?$/, leftOut: '内置数据库的文件：其中的表逐张备份' },
  { name: /^postgresql([-.].*)$/, leftOut: SERVER },
  { name: /^(starting|hub)\.lock$|^hub\.json$/, leftOut: LOCK },
  { name: /^(exports|handed-in)$/, leftOut: SPOOL },
  { name: /^restoring-/, leftOut: '没有做完的恢复' },
  { name: /^policy-of-backup$/, leftOut: '先前恢复时放在一旁的政策文件' },
];

/** What no backup holds, whatever lies in the data folder (中文). */
const OUTSIDE: Manifest['leftOut'] = [
  { what: '环境变量及其所指的口令、证书文件', why: '属于这台机器的设置，由运维另行保管' },
  { what: 'AUDIT_ANCHORS 所指的文件', why: '锚点本来就放在别处' },
  { what: 'INTAKE_DIR 中尚未入库的文件', why: '入库之后才归中枢' },
  { what: '部门自己的数据库（TAX_DATABASE_URL 等）', why: '由该库自己备份；须与中枢的备份一并恢复' },
  { what: 'drizzle.__drizzle_migrations', why: '表结构在恢复时重建，版本记在清单里' },
];

/** What of the files goes into a backup, what is left out, and what nobody knows about. */
export interface FilesFound {
  readonly kept: readonly FileToKeep[];
  readonly leftOut: Manifest['leftOut'];
  /** Names in the data folder that are neither. */
  readonly unknown: readonly string[];
}

/** Looks through the folders of the settings. */
export async function filesOf(config: Config, { keys }: { readonly keys: boolean }): Promise<FilesFound> {
  const names = await readdir(config.dataDir).catch(() => [] as string[]);
  const rules = names.map((name) => ({ name, rule: DATA_FOLDER.find((each) => each.name.test(name)) }));
  const kept = new Map<string, string>();
  for (const [setting, entry] of Object.entries(KEPT_FOLDERS))
    for (const file of await within(config[setting as keyof typeof KEPT_FOLDERS], entry)) kept.set(file.entry, file.from);
  for (const { entry, from } of await single(ANCHORS, path.join(config.dataDir, ANCHORS))) kept.set(entry, from);
  if (keys) {
    const secret = [
      ...(await within(path.join(config.dataDir, 'keys'), KEYS)),
      ...(config.chainKeyFile === undefined ? [] : await single(CHAIN_KEY, config.chainKeyFile)),
      ...(await single(REVOKED, config.tokens.revoked)),
    ];
    for (const { entry, from } of secret) kept.set(entry, from);
  }
  return {
    kept: [...kept].sort().map(([entry, from]) => ({ entry, from })),
    leftOut: [
      ...rules.flatMap(({ name, rule }) => (rule?.leftOut === undefined ? [] : [{ what: `数据目录中的 ${name}`, why: rule.leftOut }])),
      ...(keys ? [] : [{ what: `数据目录中的 ${KEYS} 和审计链密钥`, why: '按要求不放进备份：须另行保管，没有链密钥不能恢复' }]),
      ...OUTSIDE,
    ],
    unknown: rules.filter(({ rule }) => !rule).map(({ name }) => name),
  };
}

async function within(folder: string, entry: string): Promise<FileToKeep[]> {
  const names = await readdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [] as string[];
    throw error;
  });
  const files: FileToKeep[] = [];
  for (const name of names.sort()) {
    // What is still coming in has no place yet.
    if (path.basename(name).startsWith('incoming-')) continue;
    files.push(...(await single(path.posix.join(entry, ...name.split(path.sep)), path.join(folder, name))));
  }
  return files;
}

async function single(entry: string, from: string): Promise<FileToKeep[]> {
  const found = await stat(from).catch(() => undefined);
  return found?.isFile() ? [{ entry, from }] : [];
}
