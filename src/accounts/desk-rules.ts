import type { Role } from '../access/viewer.js';

/** What a desk goes by. */
export interface DeskRules {
  /** What is locked, ended or out of date is so by it. */
  readonly clock: () => Date;
  /** Those whose accounts need a one-time code besides. */
  readonly secondFactorRoles: ReadonlySet<Role>;
  /** What apps that make codes call the hub. */
  readonly issuer: string;
}
