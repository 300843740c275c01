import { fromFdPromise, type ZipFile } from 'yauzl';

/** What evidence may be. */
export type EvidenceKind = keyof typeof KINDS;

/** Media types and endings of what evidence may be. */
export const KINDS = {
  PDF: { type: 'application/pdf', ending: 'pdf' },
  JPEG: { type: 'image/jpeg', ending: 'jpg' },
  PNG: { type: 'image/png', ending: 'png' },
  OFD: { type: 'application/ofd', ending: 'ofd' },
  XLSX: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ending: 'xlsx' },
} as const;

/** How many bytes of its beginning tell what a file is. */
export const TELLING = 8;
const MOST_ENTRIES = 10_000;

const BEGINNINGS: readonly (readonly [EvidenceKind | 'ZIP', string])[] = [
  ['PDF', '255044462d'],
  ['JPEG', 'ffd8ff'],
  ['PNG', '89504e470d0a1a0a'],
  ['ZIP', '504b0304'],
];

/** What a file is by how it begins; a zip has to be looked into; undefined: nothing that evidence may be. */
export function kindByBeginning(bytes: Uint8Array): EvidenceKind | 'ZIP' | undefined {
  const text = Buffer.from(bytes.subarray(0, TELLING)).toString('hex');
  return BEGINNINGS.find(([, beginning]) => text.startsWith(beginning))?.[0];
}

/** What a zip is by its parts: an OFD document, a workbook without macros, or nothing that evidence may be. */
export async function kindOfZip(fd: number): Promise<EvidenceKind | undefined> {
  let zip: ZipFile;
  try {
    zip = await fromFdPromise(fd, { autoClose: false });
  } catch {
    return undefined;
  }
  const names = new Set<string>();
  try {
    if (zip.entryCount > MOST_ENTRIES) return undefined;
    for await (const entry of zip.eachEntry()) names.add(entry.fileName.toLowerCase());
  } catch {
    return undefined;
  }
  if (names.has('ofd.xml')) return 'OFD';
  const hasMacros = [...names].some((name) => name.endsWith('project.bin'));
  const isWorkbook = names.has('[content_types].xml') && names.has('xl/workbook.xml') && !hasMacros;
  return isWorkbook ? 'XLSX' : undefined;
}
