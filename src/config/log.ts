import { z } from 'zod';
import type { Environment } from './part.js';

/** What the hub logs. */
export interface LogSettings {
  /** `LOG_LEVEL` of pino; info unless given. */
  readonly logLevel: string;
}

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** The variable of the log. */
export const logPart = z
  .object({ LOG_LEVEL: z.enum(LEVELS, { error: `应为 ${LEVELS.join('、')} 之一` }).default('info') })
  .transform((given): LogSettings => ({ logLevel: given.LOG_LEVEL }));

/**
 * Whether whoever runs the hub asked to see where errors come from (`LOG_LEVEL=debug` or `trace`). Asked when something went
 * wrong, which may be the configuration: it never throws.
 */
export function isDebugging(environment: Environment = process.env): boolean {
  const read = logPart.safeParse(environment);
  return read.success && ['debug', 'trace'].includes(read.data.logLevel);
}
