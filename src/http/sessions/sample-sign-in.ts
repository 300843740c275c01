import { Refusal } from '../../access/refusal.js';
import type { Role } from '../../access/viewer.js';
import type { Routes } from '../foundation.js';

/** A role of the sample, and a token to sign in as it. */
export interface SampleRole {
  readonly role: Role;
  /** Whom it stands for (中文): the zone, the town, the enterprise. */
  readonly of: string | null;
  readonly token: string;
}

const LOOPBACK = /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/;
const LOOPBACK_NAME = /^(127(\.\d{1,3}){3}|\[::1\]|localhost)$/;

/**
 * `GET /session/sample`: the sample's roles to click on. The sample mode alone has it, for who sits at the machine: a name
 * that another site made to point here is no loopback name.
 */
export function sampleSignIn(roles: () => Promise<readonly SampleRole[]>): Routes {
  return (server) => {
    server.get('/session/sample', async (request) => {
      if (!LOOPBACK.test(request.ip) || !LOOPBACK_NAME.test(request.hostname)) throw new Refusal('FORBIDDEN', '示例角色只在本机可用');
      return { roles: await roles() };
    });
  };
}
