import { execFileSync } from 'node:child_process';
import { appendFile, chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { read, utils } from '@e965/xlsx';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keptInTheHub, type RecordKeeping } from '../../src/db/records.js';
import { SourceUnavailable } from '../../src/db/apart/source-unavailable.js';
import { DEFAULT_LIMITS } from '../../src/handover/limits.js';
import { WatchedFolder } from '../../src/intake/folder/watched-folder.js';
import { HubHere } from '../cli/hub-here.js';
import { freshDatabase } from '../database/fresh-database.js';
import { makeCreditCode } from '../handover/make-code.js';

const database = await freshDatabase('empty_hub');
const keeping = keptInTheHub(database.db, database.readAs);
const declared = { eventCodes: new Set<string>(), facts: new Map() };
let folder: string;
let said: string[];
let made = 0;
const open: WatchedFolder[] = [];

beforeAll(() => void execFileSync('flock', ['--version']));
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'muhub-folder-'));
  said = [];
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.stop()));
  await rm(folder, { recursive: true, force: true });
});

async function watch(its: Pick<RecordKeeping, 'write' | 'rehearse' | 'owned' | 'apart'> = keeping): Promise<WatchedFolder> {
  const intake = { db: database.db, declared, limits: DEFAULT_LIMITS };
  const watched = await WatchedFolder.open({ folder, everyMs: 20, intake, keeping: its, say: (line) => void said.push(line) });
  open.push(watched);
  return watched;
}

const HEADER = '统一社会信用代码,单位名称,年度,年平均职工人数,参保人数';
const staff = (...lines: string[]) => `${[HEADER, ...lines].join('\n')}\n`;
const line = (staffed = '3') => `${makeCreditCode((made += 1))},甲,2024,${staffed},2`;
const at = (...parts: string[]) => path.join(folder, ...parts);
/** What lies in a department's folder, by path. */
const lying = async (department: string) =>
  (await readdir(at(department), { recursive: true, withFileTypes: true }))
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.join(path.relative(at(department), entry.parentPath), entry.name))
    .sort();
const put = async (department: string, name: string, content: string | Buffer) => {
  await mkdir(at(department), { recursive: true });
  await writeFile(at(department, name), content);
};
const told = async (...parts: string[]) =>
  JSON.parse(await readFile(at(...parts), 'utf8')) as { status: string; details: { code: string }[] }[];

describe('a file that is put into the folder of a department', () => {
  it('is taken by it, and moved to what is done, with what is to be mended beside', async () => {
    await put('employment', '用工.csv', staff(line(), line('也许')));
    await watch();
    const done = ['done/用工.csv', 'done/用工.csv.report.json', 'done/用工.csv.report.xlsx'];
    await expect.poll(() => lying('employment')).toEqual(done);
    expect(await told('employment', done[1]!)).toMatchObject([
      { status: 'accepted', accepted: 1, quarantined: 1, handover: expect.any(String) },
    ]);
    const book = read(await readFile(at('employment', done[2]!)));
    expect(utils.sheet_to_json(book.Sheets[book.SheetNames[0]!]!)).toMatchObject([{ 年平均职工人数: '也许', 原行号: '3' }]);
    const { rows } = await database.pool.query(
      `select actor, department from audit_event where action = 'HANDOVER_ACCEPTED' order by at desc limit 1`,
    );
    expect(rows).toEqual([{ actor: 'folder:employment', department: 'employment' }]);
    expect(said).toEqual(['已接收 employment/用工.csv']);
  });

  it('is moved to what is refused where it is, or is not that department’s', async () => {
    await put('tax', '说明.txt', '今日天气\n');
    await put('tax', '用工.csv', staff(line()));
    await watch();
    await expect
      .poll(() => lying('tax'))
      .toEqual([
        ...['refused/用工.csv', 'refused/用工.csv.report.json'],
        ...['refused/说明.txt', 'refused/说明.txt.report.json', 'refused/说明.txt.report.xlsx'],
      ]);
    expect((await told('tax', 'refused/说明.txt.report.json'))[0]!.details[0]!.code).toBe('HEADER_NOT_RECOGNISED');
    expect(await told('tax', 'refused/用工.csv.report.json')).toMatchObject([
      { status: 'refused', message: expect.stringContaining('应由其他部门报送') },
    ]);
  });

  it('does not stand in for one of the same name', async () => {
    await put('employment', '用工.csv', staff(line()));
    await mkdir(at('employment', 'done'));
    await put('employment', 'done/用工.csv', '早先的');
    await watch();
    await expect.poll(() => lying('employment')).toContain('done/用工 (2).csv');
    expect(await readFile(at('employment', 'done/用工.csv'), 'utf8')).toBe('早先的');
  });

  it('keeps its name of whatever bytes', async () => {
    await mkdir(at('employment'));
    const name = Buffer.from([0xd3, 0xc3, 0xb9, 0xa4, ...Buffer.from('.csv')]);
    await writeFile(Buffer.concat([Buffer.from(`${at('employment')}/`), name]), staff(line()));
    await watch();
    await expect.poll(() => said).toEqual(['已接收 employment/用工.csv']);
    expect((await readdir(at('employment', 'done'), { encoding: 'buffer' })).some((each) => each.equals(name))).toBe(true);
  });
});

describe('what is left alone', () => {
  it('are files in the making, links, devices, what hides, and what is not in the folder of a department', async () => {
    for (const name of ['甲.csv.part', '~$甲.xlsx', '.甲.csv', '乙.csv.filepart', 'Thumbs.db'])
      await put('employment', name, staff(line()));
    await put('.', '丙.csv', staff(line()));
    await put('别处', '丁.csv', staff(line()));
    await symlink(at('丙.csv'), at('employment', '链接.csv'));
    execFileSync('mkfifo', [at('employment', '管道.csv')]);
    const before = await lying('.');
    await watch();
    await put('employment', '收.csv', staff(line()));
    await expect.poll(() => said).toEqual(['已接收 employment/收.csv']);
    expect((await lying('.')).filter((each) => !each.includes('收.csv') && each !== '.lock')).toEqual(before);
  });

  it('is a file that still grows', async () => {
    await put('employment', '用工.csv', `${HEADER}\n`);
    let grows = true;
    const growing = (async () => {
      for (let lines = 0; lines < 30 || grows; lines += 1) {
        await appendFile(at('employment', '用工.csv'), `${line()}\n`);
        await new Promise((resolve) => setTimeout(resolve, 3));
        if (lines === 60) grows = false;
      }
    })();
    await watch();
    await growing;
    await expect.poll(() => lying('employment')).toContain('done/用工.csv');
    expect(said).toEqual(['已接收 employment/用工.csv']);
  });
});

describe('what goes wrong in the middle', () => {
  it('a hub that was stopped after it took a file and before it moved it', async () => {
    const content = staff(line());
    await put('employment', '用工.csv', content);
    const first = await watch();
    await expect.poll(() => lying('employment')).toContain('done/用工.csv');
    await first.stop();
    open.length = 0;
    const report = await readFile(at('employment', 'done/用工.csv.report.json'), 'utf8');
    // As it lay there: the report was written, the file not moved.
    await rename(at('employment', 'done/用工.csv'), at('employment', '用工.csv'));
    await watch();
    await expect.poll(() => lying('employment')).toContain('done/用工.csv');
    expect(await readFile(at('employment', 'done/用工.csv.report.json'), 'utf8')).toBe(report);
    const { rows } = await database.pool.query(
      'select count(*)::integer as n from handover where file_name = $1 and digest = (select digest from handover order by id desc limit 1)',
      ['用工.csv'],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('a report that cannot be written keeps the file where it is, and is written when it can be', async () => {
    await put('employment', '用工.csv', staff(line('也许'), line()));
    const elsewhere = await mkdtemp(path.join(tmpdir(), 'muhub-elsewhere-'));
    await symlink(elsewhere, at('employment', 'done'));
    await watch();
    await expect.poll(() => said).toEqual(['收文目录 employment/用工.csv：暂时办不了（ENOTDIR）；下次再试']);
    expect(await readdir(elsewhere)).toEqual([]);
    await rm(at('employment', 'done'));
    await rm(elsewhere, { recursive: true });
    await expect.poll(() => lying('employment')).toContain('done/用工.csv');
    expect(await told('employment', 'done/用工.csv.report.json')).toMatchObject([{ status: 'accepted', quarantined: 1 }]);
  });

  it('a department’s database that is away: the file waits for it', async () => {
    let away = true;
    const write: RecordKeeping['write'] = (...rows) => {
      if (away) throw new SourceUnavailable({ id: 'employment', title: '人社' }, '没有应答');
      return keeping.write(...rows);
    };
    await put('employment', '用工.csv', staff(line()));
    await watch({ ...keeping, write });
    await expect.poll(() => said.length).toBe(1);
    expect(await lying('employment')).toEqual(['用工.csv']);
    away = false;
    await expect.poll(() => lying('employment')).toContain('done/用工.csv');
  });

  it('two hubs on the same folder: one watches, the other takes its place', async () => {
    const [first] = [await watch(), await watch()];
    await put('employment', '一.csv', staff(line()));
    await expect.poll(() => lying('employment')).toContain('done/一.csv');
    await first!.stop();
    open.shift();
    await put('employment', '二.csv', staff(line()));
    await expect.poll(() => lying('employment')).toContain('done/二.csv');
    expect(said).toEqual(['已接收 employment/一.csv', '已接收 employment/二.csv']);
  });

  it.skipIf(process.getuid?.() === 0)('a file that cannot be read is refused', async () => {
    await put('employment', '用工.csv', staff(line()));
    await chmod(at('employment', '用工.csv'), 0);
    await watch();
    await expect.poll(() => lying('employment')).toContain('refused/用工.csv');
  });
});

describe('INTAKE_DIR', () => {
  it('is watched by a hub that serves, until it is stopped', async () => {
    await put('employment', '用工.csv', staff(line()));
    const dataDir = await mkdtemp(path.join(tmpdir(), 'muhub-data-'));
    const hub = new HubHere(dataDir, 'serve', { DATABASE_URL: database.url, INTAKE_DIR: folder, INTAKE_SECONDS: '1' });
    try {
      await expect.poll(() => lying('employment'), { timeout: 20_000 }).toContain('done/用工.csv');
      expect(hub.stderr).toContain('已接收 employment/用工.csv');
    } finally {
      hub.kill('SIGTERM');
      expect(await hub.ended).toBe(0);
      await rm(dataDir, { recursive: true });
    }
  });
});
