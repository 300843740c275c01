import { Access, type AccessBasis } from '../access/decide.js';
import { missingParts } from '../access/decision.js';
import { sharingRegister } from '../access/sharing.js';
import { StandingReader, withoutWithdrawn } from '../grants/standing.js';
import type { DepartmentId } from '../grading/fact.js';
import { countyDay } from '../policy/day.js';
import type { SheetItem } from '../round/item.js';
import { viewerFor, type Recipient } from '../round/sheets/recipients.js';
import { declaredSchema, openGrantFiles, SAMPLE_COUNTY } from './access-basis.js';
import { holdsSample } from './sample-county.js';
import type { Session } from './session.js';

/** What records of a fact are given by, whichever department's it is. */
const COORDINATE = 'FactSource.records';

/** What a recipient of sheets may see of its enterprises. */
export type MaySee = (recipient: Recipient, item: SheetItem) => boolean;

/**
 * What towns and zones may see on sheets: by the grants that are in force today, of files and on record, for the purpose of
 * the sheets; the register comes with the enterprise.
 * @param department prints its own figures alone; undefined: the evaluation office hands out
 */
export async function sheetAccess(session: Session, department: DepartmentId | undefined): Promise<MaySee> {
  if (department !== undefined) return (_, item) => item.department === department || item.department === 'register';
  const basis = await basisOf(session);
  const seen = new Map<string, boolean>();
  return (recipient, item) => {
    const key = `${recipient.kind} ${recipient.code} ${item.department}`;
    const known = seen.get(key) ?? isGiven(basis, recipient, item.department);
    seen.set(key, known);
    return known;
  };
}

function isGiven(basis: AccessBasis, recipient: Recipient, department: DepartmentId): boolean {
  const viewer = viewerFor(recipient);
  return viewer !== undefined && missingParts(new Access(basis, viewer).of(COORDINATE), [department]).length === 0;
}

async function basisOf({ config, database: { db }, say }: Session): Promise<AccessBasis> {
  const register = sharingRegister(declaredSchema());
  const isSample = await holdsSample(db);
  const county = config.county ?? (isSample ? SAMPLE_COUNTY : undefined);
  const files = openGrantFiles(config.grantsDir, register, { county, isSample, say }).map(({ grant }) => grant);
  const { onRecord } = await new StandingReader(db).read();
  return {
    ...{ register, today: countyDay(new Date()), consents: new Set<string>() },
    grants: [...withoutWithdrawn(files, onRecord.withdrawn), ...onRecord.grants],
  };
}
