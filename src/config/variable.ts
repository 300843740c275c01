import path from 'node:path';
import { z } from 'zod';

/** A text; undefined where the variable is not set, or set to nothing. */
export function text() {
  return z
    .string()
    .optional()
    .transform((given) => given || undefined);
}

/** A file or folder, as an absolute path; the usual one where none is given. */
export function location(usual: string) {
  return text().transform((given) => path.resolve(given ?? usual));
}

/** A whole number within bounds, `least` being 0 unless given; the usual one where none is given. */
export function wholeNumber({ usual, least = 0, most }: { readonly usual: number; readonly least?: number; readonly most: number }) {
  return text()
    .refine((given) => given === undefined || (/^\d+$/.test(given) && Number(given) >= least && Number(given) <= most), {
      error: `应为 ${least} 到 ${most} 之间的整数`,
    })
    .transform((given) => (given === undefined ? usual : Number(given)));
}
