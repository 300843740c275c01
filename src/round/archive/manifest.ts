import { z } from 'zod';

export const FORMAT = 'muhub-round-archive';
export const MANIFEST = 'manifest.json';
/** The digest of the manifest, as `sm3sum` and its like write it. */
export const MANIFEST_DIGEST = 'manifest.sm3';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const archivedFile = z.object({ path: z.string(), size: z.number(), sm3: hex });
/** A file of an archive; its digest is the hex SM3 of its bytes. */
export type ArchivedFile = z.infer<typeof archivedFile>;

const archivedMoment = z.object({
  event: z.number(),
  title: z.string(),
  dataVersion: z.number(),
  /** The file of everything that was read of the enterprises. */
  population: z.string(),
  /** `sm3:` of the result, and the file that it is printed in. */
  result: z.string(),
  results: z.string(),
  /** The hex SM3 of the list as it is made public, and its file. */
  list: hex,
  lists: z.string(),
});
/** A moment of a round, with what it was worked out of and what came out. */
export type ArchivedMoment = z.infer<typeof archivedMoment>;

/** What an archive is of, and every file of it. */
export const manifestFile = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  round: z.number(),
  scheme: z.string(),
  schemeDigest: z.string(),
  year: z.number(),
  trial: z.boolean(),
  phase: z.string(),
  /** The last event of the round that is in it. */
  event: z.number(),
  archivedAt: z.string(),
  archivedBy: z.string(),
  moments: z.array(archivedMoment),
  files: z.array(archivedFile),
});
export type Manifest = z.infer<typeof manifestFile>;

export function digestLine(sm3: string): string {
  return `${sm3}  ${MANIFEST}\n`;
}
