import path from 'node:path';
import { z } from 'zod';
import { text } from './variable.js';

/** Where the audit's anchors are kept besides the data folder. */
export interface AnchorSettings {
  /** `AUDIT_ANCHORS`: a file on another disk or machine, which gains every anchor too; absolute. */
  readonly anchorsElsewhere: string | undefined;
}

/** The variable of the anchors. */
export const anchorsPart = z
  .object({ AUDIT_ANCHORS: text() })
  .transform(({ AUDIT_ANCHORS: file }): AnchorSettings => ({ anchorsElsewhere: file === undefined ? undefined : path.resolve(file) }));
