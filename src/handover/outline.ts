const KINDS: Readonly<Record<string, number>> = { Polygon: 1, MultiPolygon: 2 };
/** A ring closes: its first position is its last, and two others lie between (RFC 7946, 3.1.6). */
const LEAST_OF_A_RING = 4;

/** An area as RFC 7946 draws it: rings of positions. */
export type OutlineGeometry =
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly Position[])[])[] };

/** East, north, and what stands behind. */
export type Position = readonly [number, number, ...number[]];

/** Whether a text is the geometry of an area: a Polygon or MultiPolygon of closed rings of numbers. */
export function isOutline(text: string): boolean {
  try {
    const geometry = JSON.parse(text) as { readonly type?: string; readonly coordinates?: unknown } | null;
    const depth = KINDS[geometry?.type ?? ''];
    return depth !== undefined && isNested(geometry!.coordinates, depth);
  } catch {
    return false;
  }
}

function isNested(coordinates: unknown, depth: number): boolean {
  if (!Array.isArray(coordinates) || coordinates.length === 0) return false;
  return depth === 0 ? isRing(coordinates) : coordinates.every((each) => isNested(each, depth - 1));
}

function isRing(positions: readonly unknown[]): boolean {
  if (positions.length < LEAST_OF_A_RING || !positions.every(isPosition)) return false;
  const [first, last] = [positions[0]!, positions.at(-1)!];
  return first[0] === last[0] && first[1] === last[1];
}

function isPosition(position: unknown): position is Position {
  return Array.isArray(position) && position.length >= 2 && position.every((each) => typeof each === 'number' && Number.isFinite(each));
}
