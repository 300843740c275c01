import type { z } from 'zod';
import { ConfigError } from './config-error.js';

/** The variables by name, as the process was started with. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The settings of one part of the configuration, from its variables. What is wrong with one variable is said behind its name
 * and value; what is wrong with several together, or with one that holds a secret, names them itself.
 * @throws ConfigError naming the variable and what it takes
 */
export function readPart<T>(part: z.ZodType<T>, environment: Environment): T {
  const { success, data, error } = part.safeParse(environment);
  if (success) return data;
  const { path, message } = error.issues[0]!;
  const [variable] = path;
  throw new ConfigError(variable === undefined ? message : `${String(variable)}=${environment[String(variable)]}：${message}`);
}
