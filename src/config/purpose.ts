import { z } from 'zod';
import { text } from './variable.js';

/** Why the command line reads. */
export interface PurposeSettings {
  /** `MUHUB_PURPOSE`: what the command line's reads are for, on record with each. */
  readonly purpose: string | undefined;
}

/** The variable of the purpose. */
export const purposePart = z
  .object({ MUHUB_PURPOSE: text() })
  .transform((given): PurposeSettings => ({ purpose: given.MUHUB_PURPOSE?.trim() || undefined }));
