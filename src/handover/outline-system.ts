/** The systems that outlines may be handed over in: CGCS2000, WGS 84, and CGCS2000 in zones of three degrees (LANDUSE.md, `land.outlines`). */
const FIRST_ZONE = 4513;
const FIRST_MERIDIAN = 4534;
const LAST = 4554;

/** By name, such as EPSG:4490. */
export const OUTLINE_SYSTEMS: readonly string[] = [
  'EPSG:4490',
  'EPSG:4326',
  ...Array.from({ length: LAST - FIRST_ZONE + 1 }, (_, i) => `EPSG:${FIRST_ZONE + i}`),
];

/** What RFC 7946 means where nothing is said. */
export const USUAL_SYSTEM = 'EPSG:4326';

const EPSG = /(?:^|:)EPSG:(?:[\d.]*:)?(\d+)$/i;
const CRS84 = /(?:^|:)CRS84$/i;

/** The system of a name: EPSG:4490, 4490, urn:ogc:def:crs:EPSG::4490, urn:ogc:def:crs:OGC:1.3:CRS84; undefined: none of them. */
export function systemNamed(name: string): string | undefined {
  const folded = name.trim();
  if (CRS84.test(folded)) return USUAL_SYSTEM;
  const number = EPSG.exec(folded)?.[1] ?? (/^\d+$/.test(folded) ? folded : undefined);
  return OUTLINE_SYSTEMS.find((each) => each === `EPSG:${number}`);
}

const IN_ZONE = /(?:3.DEGREE.*GAUSS.KRUGER|3.DEGREE.GK).ZONE.(\d{2})"/;
const ON_MERIDIAN = /(?:3.DEGREE.*GAUSS.KRUGER|3.DEGREE.GK).CM.(\d{2,3})E"/;
const [WEST_ZONE, WEST_MERIDIAN, DEGREES] = [25, 75, 3];

/** The system that the .prj of a Shapefile describes; undefined: none of them. */
export function systemDescribed(prj: string): string | undefined {
  const text = prj.toUpperCase();
  const name = text.slice(0, text.indexOf(',') + 1);
  if (!/CGCS2000|CHINA.GEODETIC.COORDINATE.SYSTEM.2000/.test(text))
    return /^\s*GEOGC?S?\w*\[.*WGS.?(?:19)?84/.test(name) ? USUAL_SYSTEM : undefined;
  if (/^\s*GEOG/.test(text)) return 'EPSG:4490';
  const zone = IN_ZONE.exec(name)?.[1];
  if (zone !== undefined) return systemNamed(String(FIRST_ZONE + Number(zone) - WEST_ZONE));
  const meridian = ON_MERIDIAN.exec(name)?.[1];
  return meridian === undefined ? undefined : systemNamed(String(FIRST_MERIDIAN + (Number(meridian) - WEST_MERIDIAN) / DEGREES));
}
