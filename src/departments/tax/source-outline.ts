import { sql } from 'drizzle-orm';
import type { Db } from '../../db/db.js';
import { freeText, outlineBlocks, type OutlineBlock } from '../../db/outline.js';
import { holdsAt } from '../../db/versioned.js';
import { inForce } from '../in-force-sql.js';
import { taxLandSources } from './datasets.js';
import { taxLandSource } from './table.js';

/** A row of a block of the tax department, as its fields stand. */
export const SOURCE_FIELDS = { rest: 0, taxable: 1, relieved: 2, occupied: 3, landClass: 4, relief: 5 } as const;

/**
 * The land-tax sources in force on a day in outline: the rest of the unit code, the taxable, relieved and occupied area
 * (亩), the land class, and the relief where there is any (元 a year). Sources without a unit code are not among them.
 */
export function sourceOutlines(db: Db, version: number, day: string): AsyncGenerator<OutlineBlock, void> {
  return outlineBlocks(db, {
    unitCode: taxLandSource.unitCode,
    fields: [
      ...[taxLandSource.taxableArea, sql`nullif(${taxLandSource.relievedArea}, 0)`, taxLandSource.occupiedArea],
      ...[freeText(taxLandSource.landClass), sql`nullif(${taxLandSource.annualRelief}, 0)`],
    ],
    from: taxLandSource,
    where: sql`${holdsAt(taxLandSource, version)} and ${inForce(day, taxLandSource, taxLandSources.history)}`,
  });
}
