import { featureSheet, MOST_OUTLINE_BYTES, systemOf, type Feature } from './geojson.js';
import type { Limits } from './limits.js';
import { tooLarge } from './line-bounds.js';
import { systemDescribed } from './outline-system.js';
import { Refusal } from './refusal.js';
import type { Sheet } from './sheet.js';
import type { Package } from './xlsx/zip-file.js';

const OF_A_MAC = /(?:^|\/)__macosx\//;
/** In which of them the names of columns are Chinese is looked at, where nothing is said: offices write the last. */
const ENCODINGS = ['utf-8', 'gb18030'];
const CODE = '宗地代码';
/** A .dbf keeps ten bytes of a name: of one in UTF-8 three characters. */
const CUT_CODE = /^宗地代\uFFFD*$/;

/** The names of the Shapefiles of a zip, without their ends. */
export function shapefilesOf({ names }: Package): readonly string[] {
  return names.filter((name) => name.endsWith('.shp') && !OF_A_MAC.test(name)).map((name) => name.slice(0, -'.shp'.length));
}

/**
 * A zipped Shapefile as a table: a line a shape, numbered from 1, by shpjs.
 * @param said `--crs`; without it the .prj says the system
 * @throws Refusal FILE_MALFORMED, FILE_TOO_LARGE
 */
export async function shapefileSheet(zip: Package, said: string | undefined, limits: Limits): Promise<Sheet> {
  const [base, another] = shapefilesOf(zip);
  if (another !== undefined) throw new Refusal('FILE_MALFORMED', '压缩包内有几个 Shapefile，请分开移交');
  if (!zip.has(`${base}.dbf`)) throw new Refusal('FILE_MALFORMED', `缺少 ${base}.dbf`);
  if (zip.size(`${base}.shp`) + zip.size(`${base}.dbf`) > MOST_OUTLINE_BYTES) throw tooLarge(`Shapefile 超过 ${MOST_OUTLINE_BYTES} 字节`);
  const prj = zip.has(`${base}.prj`) ? (await bytesOf(zip, `${base}.prj`)).toString('utf8') : undefined;
  if (prj === undefined && said === undefined) throw new Refusal('FILE_MALFORMED', '没有 .prj，坐标系不明：移交时请以 --crs 指明');
  const system = systemOf(prj === undefined ? undefined : { name: prj.slice(0, 60), is: systemDescribed(prj) }, said);
  const [shp, dbf] = [await bytesOf(zip, `${base}.shp`), await bytesOf(zip, `${base}.dbf`)];
  const cpg = zip.has(`${base}.cpg`) ? (await bytesOf(zip, `${base}.cpg`)).toString('latin1').trim() : undefined;
  for (const encoding of cpg ? [cpg] : ENCODINGS) {
    const features = await featuresOf(shp, dbf, encoding);
    if (encoding === ENCODINGS.at(-1) || cpg || features.every(({ properties }) => properties && CODE in properties))
      return featureSheet(features, system, limits);
  }
  throw new Refusal('FILE_MALFORMED', '不是完整的 Shapefile');
}

async function featuresOf(shp: Buffer, dbf: Buffer, cpg: string): Promise<readonly Feature[]> {
  const { getShapefile } = await import('shpjs');
  try {
    const { features } = await getShapefile({ shp, dbf, cpg });
    return features.map(({ geometry, properties }) => ({ geometry, properties: named(properties) }));
  } catch {
    throw new Refusal('FILE_MALFORMED', '不是完整的 Shapefile');
  }
}

function named(properties: Feature['properties']): Feature['properties'] {
  return Object.fromEntries(Object.entries(properties ?? {}).map(([name, value]) => [CUT_CODE.test(name) ? CODE : name, value]));
}

async function bytesOf(zip: Package, name: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of zip.part(name)) pieces.push(piece);
  return Buffer.concat(pieces);
}
