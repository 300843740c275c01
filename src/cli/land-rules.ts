import type { LandRules } from '../policy/land-rules.js';
import { LandRulesMissing, loadLandRules } from '../policy/land-rules-folder.js';
import { PolicyRefused } from '../policy/problem.js';
import type { SchemeRegistry } from '../policy/registry.js';
import type { Say } from './call.js';

/** The land rules of a hub that starts; undefined, said aloud, where they are not there or wrong: what rests on them is then refused. */
export async function openLandRules(
  folder: string,
  county: string | undefined,
  { vocabulary, schemes }: SchemeRegistry,
  say: Say,
): Promise<LandRules | undefined> {
  try {
    return await loadLandRules(folder, county, { ...vocabulary, schemes });
  } catch (error) {
    if (!(error instanceof LandRulesMissing || error instanceof PolicyRefused)) throw error;
    say(`用地规则未载入：${error.message}`);
    return undefined;
  }
}
