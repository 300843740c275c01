import { z } from 'zod';
import { text } from './variable.js';

/** As whom the hub works. */
export interface AccountSettings {
  /** `MUHUB_USER`: the account that a hub started by root works as, where the data folder is root's. */
  readonly user: string | undefined;
}

/** The variable of the account. */
export const accountPart = z
  .object({
    MUHUB_USER: text().refine((given) => given === undefined || /^[\w.@][\w.@-]*$/.test(given), { error: '不是账户名' }),
  })
  .transform((given): AccountSettings => ({ user: given.MUHUB_USER }));
