import { z } from 'zod';
import { text } from './variable.js';

/** Where people reach the page. */
export interface PublicAddressSettings {
  /** `MUHUB_PUBLIC_URL`: as a browser has it, without a path; undefined: where the hub listens. */
  readonly publicUrl: string | undefined;
}

/** The variable of the page's address. */
export const publicAddressPart = z
  .object({
    MUHUB_PUBLIC_URL: text()
      .refine((given) => given === undefined || isOrigin(given), {
        error: '应为网页的地址，只含协议、主机和端口，如 https://mujun.example.gov.cn',
      })
      .transform((given) => given && new URL(given).origin),
  })
  .transform((given): PublicAddressSettings => ({ publicUrl: given.MUHUB_PUBLIC_URL }));

function isOrigin(given: string): boolean {
  if (!URL.canParse(given)) return false;
  const { protocol, pathname, search, hash, username } = new URL(given);
  return ['http:', 'https:'].includes(protocol) && pathname === '/' && search + hash + username === '';
}
