import type { FastifyInstance } from 'fastify';
import { renderSVG } from 'uqr';
import { z } from 'zod';
import { Refusal } from '../../access/refusal.js';
import { checkSameOrigin } from './same-origin.js';
import type { SessionGrounds } from './session-routes.js';
import type { SigningIn } from './signing-in.js';
import { slowed } from './slowed.js';

const SET = z.strictObject({ invitation: z.string().min(1).max(200), password: z.string().min(1).max(1_000) });

/** `POST /session/password` sets a password by the link of an invitation, and says the second factor where one is needed; nobody is signed in by it. */
export function passwordRoutes(grounds: SessionGrounds, { accounts }: SigningIn): (server: FastifyInstance) => void {
  return (server) => {
    server.post('/session/password', async (request) => {
      checkSameOrigin(request);
      const leave = grounds.enter(request);
      try {
        const given = SET.safeParse(request.body);
        if (!given.success) throw new Refusal('BAD_USER_INPUT', '正文应为 {"invitation": "<链接中的代码>", "password": "<新口令>"}');
        const { invitation, password } = given.data;
        return await slowed(request, grounds, async () => {
          const { account, secondFactor } = await accounts.setPassword(invitation, password);
          return { account, secondFactor: secondFactor && { ...secondFactor, qr: renderSVG(secondFactor.uri) } };
        });
      } finally {
        leave();
      }
    });
  };
}
