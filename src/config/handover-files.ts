import { z } from 'zod';
import { wholeNumber } from './variable.js';

/** What may be handed over. */
export interface HandoverFileSettings {
  /** `MUHUB_MAX_FILE_MB`: the largest handover file that is taken, 512 unless given. */
  readonly maxFileBytes: number;
}

/** The variable of handover files. */
export const handoverFilesPart = z
  .object({ MUHUB_MAX_FILE_MB: wholeNumber({ usual: 512, most: 4096 }) })
  .transform((given): HandoverFileSettings => ({ maxFileBytes: given.MUHUB_MAX_FILE_MB * 1024 * 1024 }));
