import { handoverFilesPart, type HandoverLimits } from '../config/handover-files.js';

/** How much a file may hold (HANDOVER.md, Bounds). */
export type Limits = HandoverLimits;

/** What holds where nothing is configured. */
export const DEFAULT_LIMITS: Limits = handoverFilesPart.parse({}).handoverLimits;
