import proj4 from 'proj4';
import type { OutlineGeometry, Position } from '../../handover/outline.js';

const WGS84 = 'EPSG:4326';
/** CGCS2000 and its zones of three degrees: by zone, with the zone's number before the easting, then by central meridian. */
const ELLIPSOID = '+ellps=GRS80 +no_defs';
const [FIRST_ZONE, FIRST_MERIDIAN, LAST] = [4513, 4534, 4554];
const [WEST_ZONE, WEST_MERIDIAN, DEGREES, FALSE_EASTING] = [25, 75, 3, 500_000];

/** An outline of one system in EPSG:4326, longitude first: to be looked at, never to be reckoned with. */
export function inWgs84(geometry: string, crs: string): OutlineGeometry {
  const outline = JSON.parse(geometry) as OutlineGeometry;
  if (crs === WGS84) return outline;
  const { forward } = proj4(definitionOf(Number(crs.replace('EPSG:', ''))), WGS84);
  const ring = (positions: readonly Position[]) =>
    positions.map(([east, north, ...more]): Position => {
      const [longitude, latitude] = forward([east, north]);
      return [longitude!, latitude!, ...more];
    });
  return outline.type === 'Polygon'
    ? { type: outline.type, coordinates: outline.coordinates.map(ring) }
    : { type: outline.type, coordinates: outline.coordinates.map((polygon) => polygon.map(ring)) };
}

function definitionOf(number: number): string {
  if (number < FIRST_ZONE || number > LAST) return `+proj=longlat ${ELLIPSOID}`;
  const isByZone = number < FIRST_MERIDIAN;
  const place = number - (isByZone ? FIRST_ZONE : FIRST_MERIDIAN);
  const easting = isByZone ? (WEST_ZONE + place) * 1_000_000 + FALSE_EASTING : FALSE_EASTING;
  return `+proj=tmerc +lat_0=0 +lon_0=${WEST_MERIDIAN + DEGREES * place} +k=1 +x_0=${easting} +y_0=0 +units=m ${ELLIPSOID}`;
}
