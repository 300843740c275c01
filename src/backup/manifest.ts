import { z } from 'zod';

/** Under this name the manifest stands in a backup, behind everything that it lists. */
export const MANIFEST = 'manifest.json';
/** What is written is of this form; an older program refuses a newer one. */
export const FORM = 1;

const stored = {
  /** Where it stands in the backup. */
  entry: z.string().min(1),
  size: z.int().nonnegative(),
  /** `sm3:` and the hex SM3 of its bytes. */
  digest: z.string().regex(/^sm3:[0-9a-f]{64}$/),
};

const MANIFEST_FORM = z.object({
  form: z.literal(FORM),
  /** The version of the program that made it. */
  version: z.string(),
  takenAt: z.iso.datetime(),
  dataVersion: z.int().nonnegative(),
  /** The last migration of the tables, by the moment that names it. */
  migration: z.int().positive(),
  tables: z.array(z.object({ ...stored, name: z.string(), columns: z.array(z.string()), rows: z.int().nonnegative() })),
  sequences: z.array(z.object({ name: z.string(), last: z.string(), isCalled: z.boolean() })),
  files: z.array(z.object(stored)),
  /** Whether the keys are among the files. */
  hasKeys: z.boolean(),
  /** What is not in it, and why (中文). */
  leftOut: z.array(z.object({ what: z.string(), why: z.string() })),
});

/** What a backup holds, and what it leaves out. */
export type Manifest = z.infer<typeof MANIFEST_FORM>;
export type StoredTable = Manifest['tables'][number];
export type StoredFile = Manifest['files'][number];

/** @throws Error where a text is none */
export function manifestOf(text: string): Manifest {
  return MANIFEST_FORM.parse(JSON.parse(text));
}

/** The form that a text claims to be of; undefined: it is no manifest. */
export function formOf(text: string): number | undefined {
  const { data } = z.object({ form: z.int() }).safeParse(JSON.parse(text));
  return data?.form;
}
