import { z } from 'zod';
import { text } from './variable.js';

/** Whom the hub serves. */
export interface CountySettings {
  /** `MUHUB_COUNTY`: the jurisdiction that this hub serves, as its schemes name it; its results are given under its own schemes alone. */
  readonly county: string | undefined;
  /** `MUHUB_PUBLIC_RESULTS`: whether anybody may look up what was noticed or published, without a token; undefined: in the sample mode alone. */
  readonly publicResults: boolean | undefined;
}

/** The variables of the county. */
export const countyPart = z
  .object({
    MUHUB_COUNTY: text(),
    MUHUB_PUBLIC_RESULTS: text().refine((given) => given === undefined || given === 'on' || given === 'off', { error: '应为 on 或 off' }),
  })
  .transform((given): CountySettings => ({
    county: given.MUHUB_COUNTY,
    publicResults: given.MUHUB_PUBLIC_RESULTS === undefined ? undefined : given.MUHUB_PUBLIC_RESULTS === 'on',
  }));
