import type { Readers } from '../departments/readers.js';
import type { LandRegister } from './records.js';

/**
 * What is asked of the registers of land and of enterprises at a data version.
 * @throws SourceUnavailable
 */
export async function readLandRegister(
  { land, enterprises }: Pick<Readers, 'land' | 'enterprises'>,
  version: number,
): Promise<LandRegister> {
  const [{ titles }, directory] = await Promise.all([land.rows(version), enterprises.directory(version)]);
  const named = (texts: readonly (string | undefined)[]) => texts.filter((text) => text !== undefined).sort();
  return {
    titles,
    enterpriseOf: (document) => directory.link(document, null),
    towns: named(directory.coded.town.texts),
    zones: named(directory.coded.zone.texts),
  };
}
