import { and, gt, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import type { OutlineBlock } from '../../db/outline.js';
import { handedOver, type HandedOver } from '../../db/record-values.js';
import type { Records } from '../../db/records.js';
import { Remembered } from '../../db/remembered.js';
import { columnsRead, holdsAt } from '../../db/versioned.js';
import type { Directory } from '../../enterprise/directory.js';
import type { EnterpriseReader } from '../../enterprise/reader.js';
import { foldName } from '../../handover/fold.js';
import { inForce } from '../in-force-sql.js';
import { onParcels, parcelIn } from '../on-parcels.js';
import { taxLandSources } from './datasets.js';
import { sourceOutlines } from './source-outline.js';
import { taxLandSource } from './table.js';

const VERSIONS_KEPT = 2;

/** 土地税源, as handed over: areas in 亩, rate in 元/㎡, money in 元 a year. */
export type LandSource = HandedOver<typeof taxLandSources>;

/** A source with the enterprise that its taxpayer is (HANDOVER.md, Identity). */
export type LinkedLandSource = LandSource & {
  /** The credit code; undefined where no known enterprise. */
  readonly taxpayer: string | undefined;
};

/** Reads land-tax sources as they held at a data version. */
export class LandSourceReader {
  readonly #records: Records;
  readonly #enterprises: EnterpriseReader;
  readonly #all = new Remembered<readonly LinkedLandSource[]>(VERSIONS_KEPT);

  readonly #taxpayers = new Remembered<ReadonlyMap<string, readonly string[]>>(VERSIONS_KEPT);

  constructor(records: Records, enterprises: EnterpriseReader) {
    this.#records = records;
    this.#enterprises = enterprises;
  }

  /**
   * Who pays land tax for which parcel (the first 19 characters of a unit code) on a day: the credit codes of known
   * enterprises, by their document alone, as the database knows whose a source is.
   */
  taxpayers(version: number, day: string): Promise<ReadonlyMap<string, readonly string[]>> {
    return this.#taxpayers.read(`${version} ${day}`, async () => {
      const [directory, db] = await Promise.all([this.#enterprises.directory(version), this.#records.at(version)]);
      const parcel = sql<string>`${parcelIn(taxLandSource.unitCode)}`;
      const rows = await db
        .selectDistinct({ parcel, taxpayer: taxLandSource.taxpayerId })
        .from(taxLandSource)
        .where(
          and(
            ...[holdsAt(taxLandSource, version), inForce(day, taxLandSource, taxLandSources.history)],
            ...[isNotNull(taxLandSource.unitCode), isNotNull(taxLandSource.taxpayerId)],
          ),
        );
      const known = new Map<string, string[]>();
      for (const row of rows) {
        const taxpayer = directory.link(row.taxpayer, null);
        if (taxpayer !== undefined) known.set(row.parcel, [...(known.get(row.parcel) ?? []), taxpayer]);
      }
      return known;
    });
  }

  /** Every source, in force or not, by source number, with its taxpayer linked. */
  all(version: number): Promise<readonly LinkedLandSource[]> {
    return this.#all.read(String(version), async () => {
      const [directory, rows] = await Promise.all([this.#enterprises.directory(version), this.#where(version)]);
      return rows.map((row) => linked(handedOver(taxLandSources, row), directory));
    });
  }

  /** The sources on these parcels (the first 19 characters of a unit code), in force or not, by source number. */
  async onParcels(version: number, parcels: readonly string[]): Promise<readonly LandSource[]> {
    return (await this.#where(version, onParcels(taxLandSource.unitCode, parcels))).map((row) => handedOver(taxLandSources, row));
  }

  /** As {@link onParcels}, with their taxpayers linked. */
  async linkedOnParcels(version: number, parcels: readonly string[]): Promise<readonly LinkedLandSource[]> {
    const [directory, rows] = await Promise.all([this.#enterprises.directory(version), this.onParcels(version, parcels)]);
    return rows.map((source) => linked(source, directory));
  }

  /** The sources without a unit code, in force or not, some at a time, by source number. */
  async *withoutParcel(version: number, atATime: number): AsyncGenerator<readonly LinkedLandSource[], void> {
    const directory = await this.#enterprises.directory(version);
    for (let last = ''; ;) {
      const rows = await this.#where(version, and(isNull(parcelIn(taxLandSource.unitCode)), gt(taxLandSource.sourceId, last)), atATime);
      if (rows.length === 0) return;
      last = rows[rows.length - 1]!.sourceId;
      yield rows.map((row) => linked(handedOver(taxLandSources, row), directory));
    }
  }

  /** Since which data version each of these sources is as it is; one that is gone is not told. */
  async versionsOf(version: number, sourceIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (sourceIds.length === 0) return new Map();
    const rows = await this.#where(version, sql`${taxLandSource.sourceId} = any(${sql.param([...sourceIds])}::text[])`);
    return new Map(rows.map((row) => [row.sourceId, row.version]));
  }

  /** The sources in force on a day, in outline, by blocks of parcels. */
  async *outlines(version: number, day: string): AsyncGenerator<OutlineBlock, void> {
    yield* sourceOutlines(await this.#records.at(version), version, day);
  }

  async #where(version: number, which?: SQL, atMost?: number) {
    const db = await this.#records.at(version);
    const where = and(holdsAt(taxLandSource, version), which);
    const rows = db.select(columnsRead(taxLandSource)).from(taxLandSource).where(where).orderBy(taxLandSource.sourceId);
    return atMost === undefined ? rows : rows.limit(atMost);
  }
}

function linked(source: LandSource, directory: Directory): LinkedLandSource {
  const folded = source.taxpayerName === null ? null : foldName(source.taxpayerName);
  return { ...source, taxpayer: directory.link(source.taxpayerId, folded) };
}
