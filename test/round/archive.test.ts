import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { viewerOf } from '../../src/access/viewer.js';
import { openEvidence } from '../../src/round/objections/evidence-office.js';
import { objection, objectionStep } from '../../src/round/objections/table.js';
import { Readable } from 'node:stream';
import { commandLine } from '../cli/command-line.js';
import { full } from '../full.js';
import { sampleServer } from '../graphql/hub-server.js';

/* A round of the sample county up to its publication, with an adjustment, an objection and its evidence; then archived. */
let now = new Date('2026-03-02T01:00:00Z');
const server = await sampleServer({ clock: () => now });
const folder = mkdtempSync(path.join(tmpdir(), 'muhub-archive-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const office = { subject: 'office', role: 'evaluation_office' };
const CODE = '9133990100B59GK21U';
const { rounds } = server.hub;
const { muhub } = commandLine({ DATABASE_URL: server.database.url, MUHUB_DATA_DIR: server.dataDir });
/** Nothing but the archive: no database, no data folder. */
const elsewhere = commandLine({});

const scheme = server.hub.schemes.find((each) => each.scheme.id === 'example-ratio-2024')!;
const terms = { deadlines: [], silence: 'CONFIRMED', noticeWorkdays: 1, approvalFirst: false, trial: false } as const;
const { id } = await rounds.open(office, now, { scheme, year: 2024, groups: [], document: '示亩办〔2026〕1号', ...terms });
const go = (to: 'COLLECTING' | 'CONFIRMING' | 'REVIEWING' | 'DRAFTED' | 'NOTICED' | 'DECIDING' | 'APPROVED' | 'PUBLISHED', document = '') =>
  rounds.advance(to === 'APPROVED' ? { subject: 'leader', role: 'approver' } : office, now, id, { to, document });
for (const to of ['COLLECTING', 'CONFIRMING', 'REVIEWING', 'DRAFTED'] as const) await go(to);
const raised = (await rounds.graded(await rounds.now(id)))!.assessment.results.find(({ final }) => final === 'B')!.creditCode;
const because = { article: '三', document: '会纪〔2026〕3号', reason: '县政府专题会议' };
await rounds.propose(office, now, id, raised, { kind: 'RAISE', class: 'A', ...because });
await go('NOTICED', '公示1号');
now = new Date('2026-03-05T01:00:00Z');
for (const to of ['DECIDING', 'APPROVED', 'PUBLISHED'] as const) await go(to, `${to}1号`);

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n');
const { desk } = openEvidence(server.database.db, server.hub.readers, path.join(server.dataDir, 'evidence'));
const [contested] = await server.database.db
  .insert(objection)
  .values({ roundId: id, creditCode: CODE, kind: 'PARCEL', claimed: '9.1 亩', reason: '证载面积', submittedBy: '张三', owner: 'land' })
  .returning();
await server.database.db
  .insert(objectionStep)
  .values({ objectionId: contested!.id, office: '企业', by: '张三', step: 'SUBMITTED', what: '提出异议' });
const viewer = viewerOf({ sub: '张三', role: 'enterprise', creditCode: CODE });
const taken = await desk.receive(viewer, '不动产权证.pdf', Readable.from([PDF]));
if (typeof taken === 'string') throw new Error(taken);
await server.database.db.transaction((tx) => desk.use(tx, viewer, contested!.id, [taken.digest]));

const archive = path.join(folder, 'archive');
const made = await muhub('round', 'archive', '--round', String(id), '--out', archive, '--json', '--purpose', '归档');
const at = (name: string) => path.join(archive, name);
const json = (name: string) => JSON.parse(readFileSync(at(name), 'utf8')) as never;
const verify = async () => {
  const { status, out, err } = await elsewhere.muhub('round', 'verify', archive, '--json');
  return { status, err, flaws: (JSON.parse(out) as { flaws: { code: string; file: string }[] }).flaws };
};
/** Verifies with a file changed, and puts it back. */
async function changed(name: string, change: (bytes: Buffer) => Buffer) {
  const bytes = readFileSync(at(name));
  writeFileSync(at(name), change(Buffer.from(bytes)));
  try {
    return await verify();
  } finally {
    writeFileSync(at(name), bytes);
  }
}
const sm3 = (bytes: Uint8Array | string) => createHash('sm3').update(bytes).digest('hex');

describe('the archive of a round', () => {
  it('holds all of it, and is found whole where there is no hub', async () => {
    expect(made).toMatchObject({ status: 0, err: '' });
    expect(await verify()).toEqual({ status: 0, err: '', flaws: [] });
    expect((await elsewhere.muhub('round', 'verify', archive)).out).toContain('归档完好');
    const [publication] = json('publications.json') as { id: number; resultDigest: string; roundEvent: number }[];
    const { moments } = json('manifest.json') as {
      moments: { event: number; result: string; results: string; lists: string; list: string }[];
    };
    const moment = moments.find(({ event }) => event === publication!.roundEvent)!;
    expect(`sm3:${sm3(readFileSync(at(moment.results)))}`).toBe(publication!.resultDigest);
    const { csv } = (await rounds.noticeList(await rounds.now(id)))!;
    expect(readFileSync(at(moment.lists), 'utf8')).toBe(csv);
    expect(readFileSync(at(`evidence/${sm3(PDF)}.pdf`))).toEqual(PDF);
    expect(json('objections.json')).toMatchObject([
      { creditCode: CODE, steps: [{ what: '提出异议' }], evidence: [{ name: '不动产权证.pdf' }] },
    ]);
    expect(json('adjustments.json')).toMatchObject([{ creditCode: raised, document: '会纪〔2026〕3号' }]);
    expect(readFileSync(at('scheme.yaml'), 'utf8')).toBe(scheme.text);
    expect(readFileSync(at('tables/participants.csv'), 'utf8')).toContain(CODE);
    const version = (json('round.json') as { dataVersion: number }).dataVersion;
    const cells = json(`records/cells-${version}.json`) as { creditCode: string; cell: { file: string; line: number; value: string } }[];
    expect(cells).toContainEqual({
      creditCode: CODE,
      cell: expect.objectContaining({ column: '宗地面积', value: '4582.7', file: '自然资源_宗地清单.xlsx', line: 1621 }) as never,
    });
    const { rows } = await server.database.pool.query(`select detail from audit_event where action = 'ROUND_ARCHIVED'`);
    expect(rows).toEqual([{ detail: expect.objectContaining({ manifest: `sm3:${sm3(readFileSync(at('manifest.json')))}` }) as never }]);
  });

  it('names a file of which a single byte is other, one that is missing and one that was added', async () => {
    const names = readdirSync(archive, { recursive: true, withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? [path.relative(archive, path.join(entry.parentPath, entry.name))] : [],
    );
    // One of each folder; every one in the long run.
    const some = full
      ? names
      : names.filter((name, index) => names.findIndex((each) => path.dirname(each) === path.dirname(name)) === index);
    for (const name of [...some, 'manifest.json', 'manifest.sm3', 'round.xlsx']) {
      const { status, err, flaws } = await changed(name, (bytes) => {
        bytes[bytes.length >> 1]! ^= 1;
        return bytes;
      });
      expect([name, status, flaws.length > 0]).toEqual([name, 1, true]);
      expect(err).toContain(name);
    }
    const lost = readFileSync(at('objections.json'));
    rmSync(at('objections.json'));
    expect(await verify()).toMatchObject({ status: 1, flaws: [{ code: 'FILE_MISSING', file: 'objections.json' }] });
    writeFileSync(at('objections.json'), lost);
    writeFileSync(at('evidence/more.pdf'), PDF);
    expect(await verify()).toMatchObject({ status: 1, flaws: [{ code: 'FILE_ADDED', file: 'evidence/more.pdf' }] });
    rmSync(at('evidence/more.pdf'));
    expect((await verify()).status).toBe(0);
  });

  it('grades what is archived again: a figure that was changed with all its digests does not go through', async () => {
    const manifest = readFileSync(at('manifest.json'), 'utf8');
    const { moments } = JSON.parse(manifest) as { moments: { population: string }[] };
    const name = moments[0]!.population;
    const facts = JSON.parse(readFileSync(at(name), 'utf8')) as {
      enterprises: { creditCode: string }[];
      columns: { fact: string; values: unknown[] }[];
    };
    const row = facts.enterprises.findIndex(({ creditCode }) => creditCode === CODE);
    const column = facts.columns.find(({ fact }) => fact === 'statistics.value_added')!;
    column.values[row] = '99999';
    const forged = await changed(name, () => Buffer.from(`${JSON.stringify(facts)}\n`)).then(() => `${JSON.stringify(facts)}\n`);
    const before = { facts: readFileSync(at(name)), line: readFileSync(at('manifest.sm3')) };
    const said = manifest.replace(sm3(before.facts), sm3(forged));
    writeFileSync(at(name), forged);
    writeFileSync(at('manifest.json'), said);
    writeFileSync(at('manifest.sm3'), `${sm3(said)}  manifest.json\n`);
    const { status, err, flaws } = await verify();
    expect([status, new Set(flaws.map(({ code }) => code))]).toEqual([1, new Set(['RESULT_DIFFERS'])]);
    expect(err).toMatch(/重算结果与存档不同；\d+ 户不同：\w{18} 存档/);
    writeFileSync(at(name), before.facts);
    writeFileSync(at('manifest.json'), manifest);
    writeFileSync(at('manifest.sm3'), before.line);
  });

  it('is written whole or not at all, and over nothing', async () => {
    const again = await muhub('round', 'archive', '--round', String(id), '--out', archive);
    expect(again).toMatchObject({ status: 1, err: expect.stringContaining(archive) as string });
    expect((await verify()).status).toBe(0);
    // Evidence that is lost: nothing is left of what was begun.
    const file = path.join(server.dataDir, 'evidence', taken.digest);
    rmSync(file);
    const halfway = await muhub('round', 'archive', '--round', String(id), '--out', path.join(folder, 'other'));
    expect(halfway).toMatchObject({ status: 1, err: expect.stringContaining(taken.digest) as string });
    expect(readdirSync(folder)).toEqual(['archive']);
    writeFileSync(file, PDF);
    const unknown = await muhub('round', 'archive', '--round', '99', '--out', path.join(folder, 'other'));
    expect([unknown.status, existsSync(path.join(folder, 'other'))]).toEqual([1, false]);
    mkdirSync(path.join(folder, 'none'));
    expect(await elsewhere.muhub('round', 'verify', path.join(folder, 'none'))).toMatchObject({
      status: 1,
      err: expect.stringContaining('none') as string,
    });
  });
});
