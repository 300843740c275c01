import type { FastifyReply, FastifyRequest } from 'fastify';

const NAME = 'muhub-session';

/** The secret in a request's session cookie. */
export function sessionSecret(request: FastifyRequest): string | undefined {
  return request.cookies[NAME];
}

/** Gives a browser its session; it goes with the browser. Scripts cannot read it, and no other site makes a browser send it. */
export function giveCookie(request: FastifyRequest, reply: FastifyReply, secret: string): void {
  reply.setCookie(NAME, secret, attributes(request));
}

export function takeCookieBack(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(NAME, attributes(request));
}

function attributes({ protocol }: FastifyRequest) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: protocol === 'https' } as const;
}
