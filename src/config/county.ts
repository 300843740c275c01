import { z } from 'zod';
import { text } from './variable.js';

/** Whom the hub serves. */
export interface CountySettings {
  /** `MUHUB_COUNTY`: the jurisdiction that this hub serves, as its schemes name it; its results are given under its own schemes alone. */
  readonly county: string | undefined;
}

/** The variable of the county. */
export const countyPart = z.object({ MUHUB_COUNTY: text() }).transform((given): CountySettings => ({ county: given.MUHUB_COUNTY }));
