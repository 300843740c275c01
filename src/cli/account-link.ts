import type { Config } from '../config/config.js';

/** Hours that a link is good for, unless given. */
export const LINK_HOURS = 72;

/**
 * The link that sets a password. Its secret stands behind `#`, which a browser sends to nobody: no log and no proxy has it.
 */
export function linkOf({ publicUrl, tls, host, port }: Pick<Config, 'publicUrl' | 'tls' | 'host' | 'port'>, secret: string): string {
  const here = `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return `${publicUrl ?? here}/set-password#${secret}`;
}
