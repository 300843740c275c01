import { hash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { describe, expect, it } from 'vitest';
import { versionAt } from '../../src/db/data-version.js';
import { EvidenceDesk } from '../../src/round/evidence/desk.js';
import { EvidenceFolder } from '../../src/round/evidence/folder.js';
import { Refusal } from '../../src/access/refusal.js';
import { fileNameIn } from '../../src/http/file-name.js';
import { canBeKept, savedAs } from '../../src/round/evidence/name.js';
import { objection } from '../../src/round/objections/table.js';
import { round } from '../../src/round/table.js';
import { sampleServer } from '../graphql/hub-server.js';
import type { TokenClaims } from '../../src/http/tokens/sign.js';
import { viewerOf } from '../../src/access/viewer.js';

const server = await sampleServer();
const { db } = server.database;
const CODE = '9133990100B59GK21U';
const OTHER = '9133990144LEKL1AXK';
const enterprise = { role: 'enterprise', creditCode: CODE } as const;
type Claims = Partial<TokenClaims> & { role: string };

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n');
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const JPEG = Buffer.from('ffd8ffe000104a46494600010101', 'hex');

async function zipped(...names: string[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const name of names) zip.addBuffer(Buffer.from(name), name);
  zip.end();
  return buffer(zip.outputStream);
}

async function post(
  claims: Claims | undefined,
  body: Uint8Array | ReadableStream,
  name: string | null = '不动产权证.pdf',
  headers: object = {},
) {
  const response = await fetch(`${server.url}/evidence`, {
    method: 'POST',
    headers: {
      ...(claims ? { authorization: `Bearer ${await server.token(claims)}` } : {}),
      ...(name === null ? {} : { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}` }),
      ...headers,
    },
    body,
    duplex: 'half',
  } as RequestInit);
  return {
    status: response.status,
    body: (await response.json()) as { digest?: string; errors?: { message: string; extensions: { code: string } }[] },
  };
}

async function get(claims: Claims | undefined, digest: string) {
  const headers = new Headers(claims && { authorization: `Bearer ${await server.token(claims)}` });
  const response = await fetch(`${server.url}/evidence/${digest}`, { headers });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

const folder = path.join(server.dataDir, 'evidence');
const kept = (): string[] => readdirSync(folder);

describe('a file of evidence', () => {
  it('is taken by its content, and known by its SM3', async () => {
    const files: [string, Buffer][] = [
      ['不动产权证.pdf', PDF],
      ['照片.png', PNG],
      ['照片.jpg', JPEG],
      ['合同.ofd', await zipped('OFD.xml', 'Doc_0/Document.xml')],
      ['台账.xlsx', await zipped('[Content_Types].xml', 'xl/workbook.xml')],
    ];
    for (const [name, bytes] of files) {
      const taken = await post(enterprise, bytes, name);
      expect(taken).toEqual({ status: 201, body: { name, digest: hash('sm3', bytes, 'hex'), size: bytes.length } });
      expect(kept()).toContain(taken.body.digest);
    }
  });

  it('of any other kind is refused, whatever it is called, and nothing of it is left', async () => {
    const before = kept();
    const others = [
      Buffer.from('<html><script>alert(1)</script></html>'),
      Buffer.from('%PD'),
      Buffer.alloc(0),
      await zipped('word/document.xml', '[Content_Types].xml'),
      await zipped('[Content_Types].xml', 'xl/workbook.xml', 'xl/vbaProject.bin'),
      Buffer.from('504b0304ffffffff', 'hex'),
    ];
    for (const bytes of others) expect((await post(enterprise, bytes)).status).toBe(415);
    expect((await post(enterprise, Buffer.from('{"a": 1}'), 'a.pdf', { 'content-type': 'application/json' })).status).toBe(415);
    expect(kept()).toEqual(before);
  });

  it('is refused above 20 MiB, whether it says so or not, and read in a stream', async () => {
    const before = kept();
    const [piece, pieces] = [Buffer.alloc(1024 * 1024, 1), 21];
    const stream = () => {
      let sent = 0;
      return new ReadableStream({
        pull: (to) => {
          if (sent === pieces) to.close();
          else to.enqueue(sent === 0 ? Buffer.concat([PDF, piece.subarray(PDF.length)]) : piece);
          sent += 1;
        },
      });
    };
    const untold = await post(enterprise, stream());
    expect([untold.status, untold.body.errors![0]!.extensions.code]).toEqual([413, 'LIMIT_EXCEEDED']);
    expect((await post(enterprise, Buffer.concat([PDF, Buffer.alloc(20 * 1024 * 1024)]))).status).toBe(413);
    const most = Buffer.concat([PDF, Buffer.alloc(20 * 1024 * 1024 - PDF.length)]);
    expect((await post(enterprise, most)).status).toBe(201);
    expect(kept().filter((name) => !before.includes(name))).toEqual([hash('sm3', most, 'hex')]);
  });

  it('needs a token, a role that contests, a name, and the hub’s own page where a browser sends it', async () => {
    expect((await post(undefined, PDF)).status).toBe(401);
    for (const role of ['tax_officer', 'auditor', 'approver']) expect((await post({ role }, PDF)).status).toBe(403);
    expect((await post(enterprise, PDF, null)).status).toBe(400);
    const signIn = await fetch(`${server.url}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: await server.token(enterprise) }),
    });
    const cookie = signIn.headers.get('set-cookie')!.split(';')[0]!;
    expect((await post(undefined, PDF, 'a.pdf', { cookie, origin: 'https://elsewhere.example' })).status).toBe(403);
    expect((await post(undefined, PDF, 'a.pdf', { cookie, origin: server.url })).status).toBe(201);
  });

  it('is on record with its digest and size', async () => {
    const { rows } = await server.database.pool.query<{ detail: { digest: string; size: number } }>(
      `select detail from audit_event where action = 'EVIDENCE_RECEIVED'`,
    );
    expect(rows.some(({ detail }) => detail.digest === `sm3:${hash('sm3', PDF, 'hex')}` && detail.size === PDF.length)).toBe(true);
  });
});

describe('evidence before it is used', () => {
  const desk = (clock: () => Date) => new EvidenceDesk(db, new EvidenceFolder(folder), clock);
  const sender = viewerOf({ sub: 'test', ...enterprise });

  it('is used by who sent it alone, once for each objection', async () => {
    const { digest } = (await post(enterprise, Buffer.concat([PDF, Buffer.from('1')]))).body;
    const use = (viewer: Parameters<EvidenceDesk['use']>[1], id: number) =>
      db.transaction((tx) => desk(() => new Date()).use(tx, viewer, id, [digest!]));
    expect(await use(viewerOf({ sub: 'somebody', ...enterprise }), 901)).toEqual([digest]);
    expect(await use(viewerOf({ sub: 'test', role: 'enterprise', creditCode: OTHER }), 901)).toEqual([digest]);
    expect(await use(viewerOf({ sub: 'test', role: 'evaluation_office' }), 901)).toEqual([digest]);
    expect(await use(sender, 901)).toEqual([]);
    expect((await desk(() => new Date()).of([901])).map((each) => each.digest)).toEqual([digest]);
  });

  it('is dropped after a day, with its file, unless something rests on it', async () => {
    const { digest: unused } = (await post(enterprise, Buffer.concat([PDF, Buffer.from('2')]))).body;
    const { digest: used } = (await post(enterprise, Buffer.concat([PDF, Buffer.from('3')]))).body;
    await db.transaction((tx) => desk(() => new Date()).use(tx, sender, 902, [used!]));
    const tomorrow = desk(() => new Date(Date.now() + 24 * 60 * 60 * 1000 + 1000));
    expect(await db.transaction((tx) => tomorrow.use(tx, sender, 903, [unused!]))).toEqual([unused]);
    await tomorrow.dropUnused();
    expect(kept()).toContain(used);
    expect(kept()).not.toContain(unused);
  });
});

describe('evidence of an objection', () => {
  it('is given to its parties alone, as a download; to others it is as one that is not there', async () => {
    const version = await versionAt(db);
    const [zone, town] = await placeOf(CODE);
    const plan = {
      schemeId: 'example-ratio-2024',
      digest: 'sm3:0',
      year: 2024,
      groups: ['above'],
      trial: false,
      silence: 'CONFIRMED',
    } as const;
    const [its] = await db
      .insert(round)
      .values({
        ...plan,
        groups: [...plan.groups],
        noticeWorkdays: 5,
        approvalFirst: false,
        deadlines: {},
        phase: 'CONFIRMING',
        dataVersion: version,
      })
      .returning();
    const roundId = its!.id;
    const about = { roundId, creditCode: CODE, claimed: '9', reason: '证', submittedBy: 'test' } as const;
    const [land] = await db
      .insert(objection)
      .values({ ...about, kind: 'PARCEL', owner: 'land' })
      .returning();
    const [tax] = await db
      .insert(objection)
      .values({ ...about, kind: 'DATA', owner: 'tax', forwardedTo: 'tax' })
      .returning();
    const evidence = { size: 0, kind: 'PDF', name: '证 明.exe' };
    const digests: string[] = [];
    for (const [at, of] of [land!, tax!].entries()) {
      const bytes = Buffer.concat([PDF, Buffer.from(`of ${at}`)]);
      const { digest } = (await post(enterprise, bytes, evidence.name)).body;
      await db.transaction((tx) => server.hub.evidence.desk.use(tx, viewerOf({ sub: 'test', ...enterprise }), of.id, [digest!]));
      digests.push(digest!);
    }
    const who: Record<string, Claims> = {
      enterprise,
      other: { role: 'enterprise', creditCode: OTHER },
      office: { role: 'evaluation_office' },
      elsewhere: { role: 'evaluation_office', zones: ['999'] },
      zone: { role: 'zone_committee', zones: [zone] },
      otherZone: { role: 'zone_committee', zones: ['999'] },
      town: { role: 'town', towns: [town] },
      land: { role: 'department', department: 'land' },
      tax: { role: 'department', department: 'tax' },
      officer: { role: 'tax_officer' },
      auditor: { role: 'auditor' },
      approver: { role: 'approver' },
    };
    const gets = async (digest: string) => {
      const given: string[] = [];
      for (const [name, claims] of Object.entries(who)) if ((await get(claims, digest)).status === 200) given.push(name);
      return given;
    };
    expect(await gets(digests[0]!)).toEqual(['enterprise', 'office', 'zone', 'town']);
    expect(await gets(digests[1]!)).toEqual(['enterprise', 'office', 'tax']);

    const { headers, bytes } = await get(enterprise, digests[0]!);
    expect(bytes.toString()).toContain('of 0');
    expect(headers.get('content-type')).toBe('application/pdf');
    expect(headers.get('content-disposition')).toMatch(/^attachment;.*\.exe\.pdf$/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');

    const unknown = await get(enterprise, '0'.repeat(64));
    const others = await get(who['other'], digests[0]!);
    expect([others.status, others.bytes.toString()]).toEqual([404, unknown.bytes.toString()]);
    expect((await get(undefined, digests[0]!)).status).toBe(401);
    for (const odd of ['..%2f..%2fkeys', 'x', '%00']) expect((await get(enterprise, odd)).status).toBeGreaterThanOrEqual(400);
  });
});

/** The name that evidence is kept under; undefined: it is refused. */
function nameKept(header: string | undefined): string | undefined {
  try {
    const name = fileNameIn(header);
    return canBeKept(name) ? name : undefined;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

describe('the name of a file', () => {
  it.each([
    ["attachment; filename*=UTF-8''%E8%AF%81.pdf", '证.pdf'],
    ['attachment; filename="a \\"b\\".pdf"', 'a "b".pdf'],
    ['attachment; filename=a.pdf', 'a.pdf'],
    ["attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd", 'passwd'],
    ["attachment; filename*=UTF-8''a%0Ab.pdf", undefined],
    ["attachment; filename*=UTF-8''%E8", undefined],
    ["attachment; filename*=UTF-8''..", undefined],
    ['attachment', undefined],
    [undefined, undefined],
    ["attachment; filename*=UTF-8''a%E2%80%AEb.pdf", undefined],
    [`attachment; filename="${'a'.repeat(201)}"`, undefined],
  ])('in %s is %s', (header, name) => {
    expect(nameKept(header)).toBe(name);
  });

  it('says what the file is when it is saved', () => {
    expect([savedAs('证.PDF', 'PDF'), savedAs('证.html', 'PDF'), savedAs('a.jpeg', 'JPEG'), savedAs('a', 'OFD')]).toEqual([
      '证.PDF',
      '证.html.pdf',
      'a.jpeg',
      'a.ofd',
    ]);
  });
});

async function placeOf(creditCode: string): Promise<[string, string]> {
  const { zone, town } = (await server.hub.readers.enterprises.directory(await versionAt(db))).get(creditCode)!;
  return [zone ?? 'none', town ?? 'none'];
}
