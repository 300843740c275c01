import { z } from 'zod';
import { wholeNumber } from './variable.js';

/** How a hub that is told to stop leaves. */
export interface LeavingSettings {
  /**
   * `MUHUB_LEAVE_SECONDS`: how long it still answers whoever comes, while /readyz says that it leaves, so that a proxy sends
   * nobody more to it before its port is closed; 0 unless given.
   */
  readonly leaveSeconds: number;
}

/** The variable of leaving. */
export const leavingPart = z
  .object({ MUHUB_LEAVE_SECONDS: wholeNumber({ usual: 0, most: 600 }) })
  .transform((given): LeavingSettings => ({ leaveSeconds: given.MUHUB_LEAVE_SECONDS }));
