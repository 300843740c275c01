import type { OutlineBlock } from '../../db/outline.js';
import type { Records } from '../../db/records.js';
import { Remembered } from '../../db/remembered.js';
import type { Source } from '../../db/versioned.js';
import type { EnterpriseReader } from '../../enterprise/reader.js';
import { Rational } from '../../grading/rational.js';
import { parcelOf } from '../../handover/unit-code.js';
import type { Column, Tenure } from '../../grading/population.js';
import { sourcesOf } from '../annual-record.js';
import type { FactReader } from '../department.js';
import { factColumns } from '../fact-columns.js';
import { landFacts } from './datasets.js';
import { holdings, landInForce } from './holding.js';
import type { LandHolding } from './record.js';
import { readLand, type LandRows } from './rows.js';
import { titleOutlines } from './title-outline.js';

const VERSIONS_KEPT = 3;
const YEARS_KEPT = 6;

interface LandYear {
  readonly force: LandRows;
  readonly holdings: ReadonlyMap<string, LandHolding>;
}

/** Reads titles and leases as they held at a data version, and works out what each enterprise holds in a year. */
export class LandReader implements FactReader {
  readonly #records: Records;
  readonly #enterprises: EnterpriseReader;
  readonly #rows = new Remembered<LandRows>(VERSIONS_KEPT);
  readonly #years = new Remembered<LandYear>(YEARS_KEPT);
  readonly #whole: LandReader | undefined;
  readonly #within = new Remembered<ReadonlyMap<string, LandHolding>>(YEARS_KEPT);

  /** @param whole the reader of every row, where this one reaches some of them */
  constructor(records: Records, enterprises: EnterpriseReader, whole?: LandReader) {
    this.#records = records;
    this.#enterprises = enterprises;
    this.#whole = whole;
  }

  /** Every title and lease, in force or not. */
  rows(version: number): Promise<LandRows> {
    return this.#rows.read(String(version), () => this.#read(version));
  }

  /** The titles and leases of some parcels (the first 19 characters of unit codes), in force or not. */
  onParcels(version: number, parcels: readonly string[]): Promise<LandRows> {
    return this.#read(version, parcels);
  }

  /** Titles and leases in force on a day, in outline, by blocks of parcels. */
  async *outlines(version: number, day: string): AsyncGenerator<OutlineBlock, void> {
    yield* titleOutlines(await this.#records.at(version), version, day);
  }

  /** What every enterprise holds on 31 December of the year, by credit code. */
  async holdings(version: number, year: number): Promise<ReadonlyMap<string, LandHolding>> {
    const whole = this.#whole;
    if (!whole) return (await this.#year(version, year)).holdings;
    // What one holds of a unit hangs on who else holds it: worked out over all rows, given for those within reach.
    return this.#within.read(`${version}/${year}`, async () => {
      const [all, { titles, leases }] = await Promise.all([whole.holdings(version, year), this.rows(version)]);
      const named = new Set([...titles.map(({ holder }) => holder?.creditCode), ...leases.flatMap(({ tenant, owner }) => [tenant, owner])]);
      return new Map([...all].filter(([creditCode]) => named.has(creditCode)));
    });
  }

  /** As {@link holdings}, where they were worked out before. */
  holdingsAtHand(version: number, year: number): ReadonlyMap<string, LandHolding> | undefined {
    const key = `${version}/${year}`;
    return this.#whole ? this.#within.atHand(key) : this.#years.atHand(key)?.holdings;
  }

  async columns(version: number, year: number): Promise<ReadonlyMap<string, Column>> {
    const [directory, records] = await Promise.all([this.#enterprises.directory(version), this.holdings(version, year)]);
    return factColumns(landFacts, directory, records);
  }

  async sources(version: number, year: number, creditCodes: readonly string[]): Promise<ReadonlyMap<string, readonly Source[]>> {
    return sourcesOf(await this.holdings(version, year), creditCodes);
  }

  /** Who holds and leases which parcel on 31 December of the year, by rows of the directory. */
  async tenure(version: number, year: number): Promise<Tenure> {
    const [directory, { force }] = await Promise.all([this.#enterprises.directory(version), this.#year(version, year)]);
    return {
      holdings: force.titles.flatMap(({ holder, unitCode }) => {
        const row = holder && directory.row(holder.creditCode);
        return row === undefined ? [] : [{ row, parcel: parcelOf(unitCode) }];
      }),
      leases: force.leases.flatMap(({ tenant, owner, unitCode, area }) => {
        const row = directory.row(tenant);
        if (row === undefined) return [];
        const ownerRow = owner === undefined ? undefined : directory.row(owner);
        return [{ tenant: row, owner: ownerRow, parcel: parcelOf(unitCode), area: area ?? Rational.ZERO }];
      }),
    };
  }

  async #read(version: number, parcels?: readonly string[]): Promise<LandRows> {
    const [db, directory] = await Promise.all([this.#records.at(version), this.#enterprises.directory(version)]);
    return readLand(db, version, directory, parcels);
  }

  #year(version: number, year: number): Promise<LandYear> {
    return this.#years.read(`${version}/${year}`, async () => {
      const force = landInForce(await this.rows(version), year);
      return { force, holdings: holdings(force, year) };
    });
  }
}

/** Opens the reader of the land department. */
export function openLandReader(records: Records, enterprises: EnterpriseReader, whole?: LandReader): LandReader {
  return new LandReader(records, enterprises, whole);
}
