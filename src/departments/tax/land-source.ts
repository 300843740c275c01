import { and, inArray, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.js';
import { Remembered } from '../../db/remembered.js';
import { holdsAt, type Source } from '../../db/versioned.js';
import type { Directory } from '../../enterprise/directory.js';
import type { EnterpriseReader } from '../../enterprise/reader.js';
import type { Rational } from '../../grading/rational.js';
import { foldName } from '../../handover/fold.js';
import { exact, sourceOf } from '../annual-record.js';
import { taxLandSource } from './table.js';

const VERSIONS_KEPT = 2;

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

/** A source with the enterprise that its taxpayer is (HANDOVER.md, Identity). */
export interface LinkedLandSource extends LandSource {
  /** The credit code; undefined where no known enterprise. */
  readonly taxpayer: string | undefined;
}

/** Reads land-tax sources as they held at a data version. */
export class LandSourceReader {
  readonly #db: Db;
  readonly #enterprises: EnterpriseReader;
  readonly #all = new Remembered<readonly LinkedLandSource[]>(VERSIONS_KEPT);

  constructor(db: Db, enterprises: EnterpriseReader) {
    this.#db = db;
    this.#enterprises = enterprises;
  }

  /** Every source, in force or not, by source number, with its taxpayer linked. */
  all(version: number): Promise<readonly LinkedLandSource[]> {
    return this.#all.read(String(version), async () => {
      const [directory, rows] = await Promise.all([
        this.#enterprises.directory(version),
        this.#db.select(RECORD).from(taxLandSource).where(holdsAt(taxLandSource, version)).orderBy(taxLandSource.sourceId),
      ]);
      return rows.map((row) => linked(toLandSource(row), directory));
    });
  }

  /** The sources on these parcels (the first 19 characters of a unit code), in force or not, by source number. */
  async onParcels(version: number, parcels: readonly string[]): Promise<readonly LandSource[]> {
    const parcel = sql`left(${taxLandSource.unitCode}, 19)`;
    const rows = await this.#db
      .select(RECORD)
      .from(taxLandSource)
      .where(and(holdsAt(taxLandSource, version), inArray(parcel, [...parcels])))
      .orderBy(taxLandSource.sourceId);
    return rows.map(toLandSource);
  }
}

/** Everything but the raw line, which the readers of records have no use for. */
const RECORD = {
  sourceId: taxLandSource.sourceId,
  taxpayerId: taxLandSource.taxpayerId,
  taxpayerName: taxLandSource.taxpayerName,
  unitCode: taxLandSource.unitCode,
  occupiedArea: taxLandSource.occupiedArea,
  taxableArea: taxLandSource.taxableArea,
  relievedArea: taxLandSource.relievedArea,
  landClass: taxLandSource.landClass,
  rate: taxLandSource.rate,
  startDate: taxLandSource.startDate,
  endDate: taxLandSource.endDate,
  annualTax: taxLandSource.annualTax,
  annualRelief: taxLandSource.annualRelief,
  version: taxLandSource.version,
  handoverId: taxLandSource.handoverId,
  sheet: taxLandSource.sheet,
  line: taxLandSource.line,
};

function linked(source: LandSource, directory: Directory): LinkedLandSource {
  const folded = source.taxpayerName === null ? null : foldName(source.taxpayerName);
  return { ...source, taxpayer: directory.link(source.taxpayerId, folded) };
}

function toLandSource(row: Omit<typeof taxLandSource.$inferSelect, 'raw' | 'superseded'>): LandSource {
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
