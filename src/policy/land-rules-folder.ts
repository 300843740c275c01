import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LAND_RULE_FACTS } from './land-facts.js';
import { readLandFile, type LandRuleReading } from './land-rule-reading.js';
import type { LandRuleFile, LandRules } from './land-rules.js';
import { parseInefficient } from './parse-inefficient.js';
import { parseLandCredit } from './parse-land-credit.js';
import { parseLandParameters } from './parse-land-parameters.js';
import { parseTownScore, parseZoneIdeals } from './parse-land-scores.js';
import { parseLandTargets } from './parse-land-targets.js';
import { readPolicyFile } from './policy-file.js';
import { PolicyRefused, type SchemeProblem } from './problem.js';
import type { LoadedScheme } from './registry.js';
import type { Vocabulary } from './vocabulary.js';

/** The rules of land use that were asked for are not there, or not one set alone; its message says what to do (中文). */
export class LandRulesMissing extends Error {
  override readonly name = 'LandRulesMissing';
}

/** What the files of a folder may name. */
export interface LandRuleNames extends Vocabulary {
  readonly schemes: ReadonlyMap<string, LoadedScheme>;
}

/**
 * The land rules of a county: of the folders in a folder, that whose jurisdiction it is (LANDUSE.md, Rule files).
 * @param county undefined: there must be one folder
 * @throws LandRulesMissing where there is none, or several without a county; PolicyRefused with every problem of its files
 */
export async function loadLandRules(folder: string, county: string | undefined, names: LandRuleNames): Promise<LandRules> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => {
    throw new LandRulesMissing(`用地规则目录读不到（${folder}）；请核对 MUHUB_LAND_RULES，或放入本县的规则文件`);
  });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const loaded = await Promise.all(folders.sort().map((name) => loadFolder(join(folder, name), name, names)));
  const sound = loaded.flatMap((each) => ('rules' in each ? [each.rules] : []));
  const found = county === undefined ? sound : sound.filter(({ jurisdiction }) => jurisdiction === county);
  const problems = loaded.flatMap((each) => ('problems' in each ? each.problems : []));
  if (found.length === 1 && (county !== undefined || problems.length === 0)) return found[0]!;
  if (problems.length > 0 && found.length <= 1) throw new PolicyRefused(problems);
  const known = sound.map(({ jurisdiction }) => jurisdiction).join('、') || '无';
  if (found.length === 0)
    throw new LandRulesMissing(`没有${county === undefined ? '' : `“${county}”的`}用地规则（现有：${known}）；请在用地规则目录中放入`);
  throw new LandRulesMissing(
    `用地规则有 ${found.length} 套（${known}）；${county === undefined ? '请用 MUHUB_COUNTY 说明是哪个县' : '每个县只能有一套'}`,
  );
}

async function loadFolder(
  path: string,
  name: string,
  names: LandRuleNames,
): Promise<{ readonly rules: LandRules } | { readonly problems: readonly SchemeProblem[] }> {
  const problems: SchemeProblem[] = [];
  const from = { facts: [...names.facts, ...LAND_RULE_FACTS], events: names.events };
  const read = async <T extends LandRuleFile>(file: string, parse: (reading: LandRuleReading) => T | undefined, optional = false) => {
    const shown = `${name}/${file}`;
    const at = { file: shown, line: 1, column: 1, path: '' };
    const content = await readPolicyFile(join(path, file)).catch(() => undefined);
    if (!content && optional) return undefined;
    if (!content) problems.push({ ...at, message: '这个文件读不到；每个县的用地规则要有五个文件' });
    else if (content.unreadable !== undefined) problems.push({ ...at, message: content.unreadable });
    else {
      const parsed = readLandFile(content.text, { file: shown, ...from }, parse);
      if ('parsed' in parsed) return parsed.parsed;
      problems.push(...parsed.problems);
    }
    return undefined;
  };
  const parameters = await read('parameters.yaml', parseLandParameters);
  const targets = await read('targets.yaml', parseLandTargets);
  const inefficient = await read('inefficient.yaml', (reading) => parseInefficient(reading, names.schemes));
  const townScore = await read('town-score.yaml', parseTownScore);
  const zoneIdeals = await read('zone-ideals.yaml', parseZoneIdeals);
  const credit = await read('credit.yaml', parseLandCredit, true);
  if (problems.length > 0 || !parameters || !targets || !inefficient || !townScore || !zoneIdeals) return { problems };
  const { jurisdiction } = parameters;
  for (const [file, its] of Object.entries({ targets, inefficient, 'town-score': townScore, 'zone-ideals': zoneIdeals, credit })) {
    if (!its || its.jurisdiction === jurisdiction) continue;
    const message = `jurisdiction 是“${its.jurisdiction}”，parameters.yaml 是“${jurisdiction}”；一个文件夹只放一个县的规则`;
    problems.push({ file: `${name}/${file}.yaml`, line: 1, column: 1, path: 'jurisdiction', message });
  }
  if (problems.length > 0) return { problems };
  return { rules: { jurisdiction, parameters, targets, inefficient, townScore, zoneIdeals, credit } };
}
