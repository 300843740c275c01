import { isIP } from 'node:net';
import { z } from 'zod';
import { text } from './variable.js';

/** Which machines in front of the hub are believed when they say for whom they ask. */
export interface ProxySettings {
  /** `MUHUB_TRUSTED_PROXIES`: addresses and networks (CIDR); none unless given. */
  readonly trustedProxies: readonly string[];
}

/** The variable of proxies. */
export const proxiesPart = z
  .object({
    MUHUB_TRUSTED_PROXIES: text()
      .transform((given) => given?.split(',').map((each) => each.trim()) ?? [])
      .refine((all) => all.every(isAddressOrNetwork), {
        error: '应为反向代理的地址或网段，以逗号分隔，如 10.0.0.5,192.168.1.0/24；不能是全部地址（/0）',
      }),
  })
  .transform((given): ProxySettings => ({ trustedProxies: given.MUHUB_TRUSTED_PROXIES }));

/** Whoever is believed can ask in anybody's name, so a network of everybody is none. */
function isAddressOrNetwork(given: string): boolean {
  const [address = '', bits, ...more] = given.split('/');
  const kind = isIP(address);
  if (kind === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (kind === 4 ? 32 : 128));
}
