import { z } from 'zod';
import { text } from './variable.js';

/** Of whom more than a password is asked. */
export interface SecondFactorSettings {
  /** `MUHUB_SECOND_FACTOR`: the roles whose accounts need a one-time code besides; none unless given. */
  readonly secondFactorRoles: readonly string[];
}

/** The variable of the second factor. What roles there are, whoever asks for it knows. */
export const secondFactorPart = z
  .object({ MUHUB_SECOND_FACTOR: text().transform((given) => given?.split(',').map((each) => each.trim()) ?? []) })
  .transform((given): SecondFactorSettings => ({ secondFactorRoles: given.MUHUB_SECOND_FACTOR }));
