import path from 'node:path';
import { z } from 'zod';
import { location, text } from './variable.js';

/** Where the hub keeps things, and finds what it works by; absolute. */
export interface FolderSettings {
  /** `MUHUB_DATA_DIR`: embedded database, keys and locks. */
  readonly dataDir: string;
  /** `MUHUB_EVIDENCE_DIR`: the files that objections are grounded with; `evidence` in the data folder unless given. */
  readonly evidenceDir: string;
  /** `MUHUB_SCHEMES_DIR`: evaluation schemes and `facts.yaml`. */
  readonly schemesDir: string;
  /** `MUHUB_TREATMENTS_DIR`: land-tax rates, treatments and thresholds. */
  readonly treatmentsDir: string;
  /** `MUHUB_LAND_RULES`: the rules of industrial land, a folder for each jurisdiction. */
  readonly landRulesDir: string;
  /** `MUHUB_GRANTS_DIR`: the grants of files; `default/` holds the roles' floors. */
  readonly grantsDir: string;
  /** `MUHUB_CALENDAR_DIR`: the holidays of each year, and the weekends worked for them. */
  readonly calendarDir: string;
  /** `MUHUB_HANDOVER_DIR`: what offices of a county call the columns of their files. */
  readonly handoverDir: string;
  /** `MUHUB_DOCUMENTS_DIR`: the trusted documents. */
  readonly documentsDir: string;
}

/**
 * The variables of folders.
 * @param root the project's folder, for what ships with it
 */
export function foldersPart(root: string) {
  return z
    .object({
      MUHUB_DATA_DIR: location('.data'),
      MUHUB_EVIDENCE_DIR: text(),
      MUHUB_SCHEMES_DIR: location(path.join(root, 'schemes')),
      MUHUB_TREATMENTS_DIR: location(path.join(root, 'treatments')),
      MUHUB_LAND_RULES: location(path.join(root, 'land-rules')),
      MUHUB_GRANTS_DIR: location(path.join(root, 'grants')),
      MUHUB_CALENDAR_DIR: location(path.join(root, 'calendar')),
      MUHUB_HANDOVER_DIR: location(path.join(root, 'handover')),
      MUHUB_DOCUMENTS_DIR: location(path.join(root, 'documents')),
    })
    .transform((given): FolderSettings => ({
      dataDir: given.MUHUB_DATA_DIR,
      evidenceDir: path.resolve(given.MUHUB_EVIDENCE_DIR ?? path.join(given.MUHUB_DATA_DIR, 'evidence')),
      schemesDir: given.MUHUB_SCHEMES_DIR,
      treatmentsDir: given.MUHUB_TREATMENTS_DIR,
      landRulesDir: given.MUHUB_LAND_RULES,
      grantsDir: given.MUHUB_GRANTS_DIR,
      calendarDir: given.MUHUB_CALENDAR_DIR,
      handoverDir: given.MUHUB_HANDOVER_DIR,
      documentsDir: given.MUHUB_DOCUMENTS_DIR,
    }));
}
