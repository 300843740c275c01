import type { FastifyReply } from 'fastify';
import { attachment } from './attachment.js';
import type { Form } from './export-request.js';
import { FORMATS, type FormatName } from './formats.js';
import type { Made } from './make-file.js';
import { inOneLine } from './watermark.js';

/** What a file is called and how it was asked for. */
interface Sent {
  readonly name: string;
  readonly format: FormatName;
  readonly form: Form;
}

/**
 * Sends a file, or 304 to who has it. Nobody but the caller may keep it, and they ask each time whether it still holds.
 * Headers hold ASCII alone: what is Chinese in them is percent-encoded UTF-8.
 */
export async function sendFile(reply: FastifyReply, { tag, watermark, file }: Made, { name, format, form }: Sent) {
  reply
    .header('etag', tag)
    .header('cache-control', 'private, no-cache')
    .header('vary', 'Authorization, Cookie')
    .header('x-muhub-watermark', encodeURIComponent(inOneLine(watermark)))
    .header('x-muhub-data-version', watermark.dataVersion);
  if (!file) return reply.code(304).send();
  if (file.withheld.length > 0)
    reply.header('x-muhub-withheld', file.withheld.map(({ coordinate, reason }) => `${coordinate};${reason}`).join(', '));
  return reply
    .type(FORMATS[format].mediaType(form.encoding))
    .header('content-disposition', attachment(`${name}.${format}`))
    .header('x-content-type-options', 'nosniff')
    .header('content-length', file.spool.size)
    .send(await file.spool.read());
}
