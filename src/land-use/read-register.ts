import type { Readers } from '../departments/readers.js';
import type { LandRegister } from './records.js';

/** What the reckoning asks of the registers of land and of enterprises, as known at a data version. @throws SourceUnavailable */
export async function readLandRegister({ land, enterprises }: Pick<Readers, 'land' | 'enterprises'>, version: number): Promise<LandRegister> {
  const [{ titles }, directory] = await Promise.all([land.rows(version), enterprises.directory(version)]);
  return {
    titles,
    enterpriseOf: (document) => directory.link(document, null),
    towns: named(directory.coded.town.texts),
    zones: named(directory.coded.zone.texts),
  };
}

function named(texts: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(texts.filter((text) => text !== undefined))].sort();
}
