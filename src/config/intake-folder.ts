import path from 'node:path';
import { z } from 'zod';
import { text, wholeNumber } from './variable.js';

/** The folder that departments put files into. */
export interface IntakeFolderSettings {
  /** `INTAKE_DIR`: absolute; undefined: none is watched. */
  readonly intakeDir: string | undefined;
  /** `INTAKE_SECONDS`: between two looks; a file that is the same in both is complete. */
  readonly intakeSeconds: number;
}

/** The variables of the watched folder. */
export const intakeFolderPart = z
  .object({ INTAKE_DIR: text(), INTAKE_SECONDS: wholeNumber({ usual: 5, least: 1, most: 3600 }) })
  .transform(({ INTAKE_DIR: folder, INTAKE_SECONDS: intakeSeconds }): IntakeFolderSettings => ({
    intakeDir: folder === undefined ? undefined : path.resolve(folder),
    intakeSeconds,
  }));
