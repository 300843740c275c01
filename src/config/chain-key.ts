import path from 'node:path';
import { z } from 'zod';
import { text } from './variable.js';

/** What the audit's chains are keyed with. */
export interface ChainKeySettings {
  /**
   * `AUDIT_CHAIN_KEY_FILE`: the file of the key, the same for every hub on a database; absolute. One that the hub makes in
   * its data folder unless given.
   */
  readonly chainKeyFile: string | undefined;
}

/** The variable of the key. */
export const chainKeyPart = z
  .object({ AUDIT_CHAIN_KEY_FILE: text() })
  .transform(({ AUDIT_CHAIN_KEY_FILE: file }): ChainKeySettings => ({ chainKeyFile: file === undefined ? undefined : path.resolve(file) }));
