import { inArray } from 'drizzle-orm';
import { handedRows, type HandedRow } from '../../db/handed-rows.js';
import type { OutlineBlock } from '../../db/outline.js';
import type { Records } from '../../db/records.js';
import { Readings } from '../../db/readings.js';
import { Remembered } from '../../db/remembered.js';
import { touchedBetween } from '../../db/touched.js';
import type { HandedLine, Source } from '../../db/versioned.js';
import type { Directory } from '../../enterprise/directory.js';
import type { EnterpriseReader } from '../../enterprise/reader.js';
import { Rational } from '../../grading/rational.js';
import { parcelOf } from '../../handover/unit-code.js';
import type { Column, Tenure } from '../../grading/population.js';
import type { AtHand } from '../annual-loaders.js';
import { onParcels } from '../on-parcels.js';
import { sourcesOf } from '../annual-record.js';
import type { FactReader } from '../department.js';
import { factColumns } from '../fact-columns.js';
import { KeptColumns } from '../kept-columns.js';
import { landFacts, landLeases, landParcels } from './datasets.js';
import { holdings, landInForce } from './holding.js';
import { landColumns } from './land-columns.js';
import { unitsWith } from './units-with.js';
import type { LandHolding } from './record.js';
import { readLand, type LandRows, type OnUnits } from './rows.js';
import { landLease, landParcel } from './table.js';
import { titleOutlines } from './title-outline.js';

const VERSIONS_KEPT = 3;
const YEARS_KEPT = 6;
const RECORD_SETS = [
  { dataset: landParcels, table: landParcel },
  { dataset: landLeases, table: landLease },
];

interface LandYear {
  readonly force: LandRows;
  readonly holdings: ReadonlyMap<string, LandHolding>;
}

/** Reads titles and leases as they held at a data version, and works out what each enterprise holds in a year. */
export class LandReader implements FactReader {
  readonly #records: Records;
  readonly #enterprises: EnterpriseReader;
  readonly #rows = new Readings<{ readonly directory: Directory; readonly rows: LandRows }>(VERSIONS_KEPT);
  readonly #years = new Remembered<LandYear>(YEARS_KEPT);
  readonly #columns = new Readings<KeptColumns>(YEARS_KEPT);
  readonly #whole: LandReader | undefined;
  readonly #within = new Remembered<ReadonlyMap<string, LandHolding>>(YEARS_KEPT);

  /** @param whole the reader of every row, where this one reaches some of them */
  constructor(records: Records, enterprises: EnterpriseReader, whole?: LandReader) {
    this.#records = records;
    this.#enterprises = enterprises;
    this.#whole = whole;
  }

  /** Every title and lease, in force or not. */
  async rows(version: number): Promise<LandRows> {
    const directory = await this.#enterprises.directory(version);
    const { rows } = await this.#rows.read(
      version,
      (after, upTo) => this.#touched(version, after, upTo),
      // Rows are linked to enterprises.
      async (untouched) => (untouched?.directory === directory ? untouched : { directory, rows: await this.#read(version) }),
    );
    return rows;
  }

  /** The titles and leases of some parcels (the first 19 characters of unit codes), in force or not. */
  onParcels(version: number, parcels: readonly string[]): Promise<LandRows> {
    return this.#read(version, (unitCode) => onParcels(unitCode, parcels));
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
      const named = namedIn({ titles, leases });
      return new Map([...all].filter(([creditCode]) => named.has(creditCode)));
    });
  }

  /** What an enterprise holds on 31 December of the year, where all holdings were worked out before; undefined: they were not. */
  atHand(version: number, year: number, creditCode: string): AtHand<LandHolding> | undefined {
    const key = `${version}/${year}`;
    const all = this.#whole ? this.#within.atHand(key) : this.#years.atHand(key)?.holdings;
    return all && { record: all.get(creditCode) };
  }

  /** What some enterprises hold on 31 December of the year: of all that is at hand, or else read for them. */
  async some(version: number, year: number, creditCodes: readonly string[]): Promise<ReadonlyMap<string, LandHolding>> {
    const directory = await this.#enterprises.directory(version);
    if (this.#enterprises.hasRecordsAtHand(directory)) return this.holdings(version, year);
    const units = await unitsWith(await this.#records.at(version), version, directory, creditCodes);
    // By the whole code: of a part of it no index serves where the second wall stands.
    const rows = units.length > 0 ? await this.#read(version, (unitCode) => inArray(unitCode, [...units])) : { titles: [], leases: [] };
    if (!this.#whole) return holdings(landInForce(rows, year), year);
    // What one holds of a unit hangs on who else holds it.
    const all = await this.#whole.some(version, year, creditCodes);
    const named = namedIn(rows);
    return new Map([...all].filter(([creditCode]) => named.has(creditCode)));
  }

  async columns(version: number, year: number, facts: readonly string[]): Promise<ReadonlyMap<string, Column>> {
    const directory = await this.#enterprises.directory(version);
    if (this.#enterprises.hasRecordsAtHand(directory)) {
      const wanted = landFacts.filter(({ id }) => facts.includes(id));
      return factColumns(wanted, directory, await this.holdings(version, year));
    }
    const kept = await this.#columns.read(
      version,
      (after, upTo) => this.#touched(version, after, upTo),
      async (untouched) => KeptColumns.of(directory, untouched),
      String(year),
    );
    return kept.read(facts, async () => landColumns(await this.#records.at(version), { version, year, directory }));
  }

  async sources(version: number, year: number, creditCodes: readonly string[]): Promise<ReadonlyMap<string, readonly Source[]>> {
    return sourcesOf(await this.some(version, year, creditCodes), creditCodes);
  }

  async handed(version: number, lines: readonly HandedLine[], creditCodes: readonly string[]): Promise<readonly HandedRow[]> {
    return handedRows(await this.#records.at(version), RECORD_SETS, lines, creditCodes);
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

  async #touched(version: number, after: number, upTo: number): Promise<boolean> {
    return touchedBetween(await this.#records.at(version), after, upTo, { table: landParcel }, { table: landLease });
  }

  async #read(version: number, onUnits?: OnUnits): Promise<LandRows> {
    const [db, directory] = await Promise.all([this.#records.at(version), this.#enterprises.directory(version)]);
    return readLand(db, version, directory, onUnits);
  }

  #year(version: number, year: number): Promise<LandYear> {
    return this.#years.read(`${version}/${year}`, async () => {
      const force = landInForce(await this.rows(version), year);
      return { force, holdings: holdings(force, year) };
    });
  }
}

/** The enterprises that titles and leases name. */
function namedIn({ titles, leases }: LandRows): ReadonlySet<string | undefined> {
  return new Set([...titles.map(({ holder }) => holder?.creditCode), ...leases.flatMap(({ tenant, owner }) => [tenant, owner])]);
}

/** Opens the reader of the land department. */
export function openLandReader(records: Records, enterprises: EnterpriseReader, whole?: LandReader): LandReader {
  return new LandReader(records, enterprises, whole);
}
