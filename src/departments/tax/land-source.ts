import { and, inArray, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.js';
import { holdsAt, type Source } from '../../db/versioned.js';
import type { Rational } from '../../grading/rational.js';
import { exact, sourceOf } from '../annual-record.js';
import { taxLandSource } from './table.js';

/** 土地税源, as handed over: areas in 亩, rate in 元/㎡, money in 元 a year. */
export interface LandSource {
  readonly sourceId: string;
  readonly taxpayerId: string | null;
  readonly taxpayerName: string | null;
  readonly unitCode: string | null;
  readonly occupiedArea: Rational | undefined;
  readonly taxableArea: Rational | undefined;
  readonly relievedArea: Rational | undefined;
  readonly landClass: string | null;
  readonly rate: Rational | undefined;
  /** YYYY-MM-DD. */
  readonly startDate: string | null;
  readonly endDate: string | null;
  readonly annualTax: Rational | undefined;
  readonly annualRelief: Rational | undefined;
  readonly source: Source;
}

/** Reads land-tax sources as they held at a data version. */
export class LandSourceReader {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** The sources on these parcels (the first 19 characters of a unit code), in force or not, by source number. */
  async onParcels(version: number, parcels: readonly string[]): Promise<readonly LandSource[]> {
    const parcel = sql`left(${taxLandSource.unitCode}, 19)`;
    const rows = await this.#db
      .select()
      .from(taxLandSource)
      .where(and(holdsAt(taxLandSource, version), inArray(parcel, [...parcels])))
      .orderBy(taxLandSource.sourceId);
    return rows.map(toLandSource);
  }
}

function toLandSource(row: typeof taxLandSource.$inferSelect): LandSource {
  const { sourceId, taxpayerId, taxpayerName, unitCode, landClass, startDate, endDate } = row;
  return {
    ...{ sourceId, taxpayerId, taxpayerName, unitCode, landClass, startDate, endDate },
    occupiedArea: exact(row.occupiedArea),
    taxableArea: exact(row.taxableArea),
    relievedArea: exact(row.relievedArea),
    rate: exact(row.rate),
    annualTax: exact(row.annualTax),
    annualRelief: exact(row.annualRelief),
    source: sourceOf(row),
  };
}
