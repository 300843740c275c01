import type { Limits } from './limits.js';
import { tooLarge } from './line-bounds.js';
import { OUTLINE_SYSTEMS, systemNamed, USUAL_SYSTEM } from './outline-system.js';
import { Refusal } from './refusal.js';
import { HEAD_LINES, type Sheet, type SheetLine } from './sheet.js';

/** Of what is read at once: read whole, it takes several times as much memory. */
export const MOST_OUTLINE_BYTES = 32 * 1024 * 1024;

/** The labels that outlines are read under (LANDUSE.md, `land.outlines`). */
const LABELS = ['宗地代码', '界线', '坐标系', '其他属性'];
const [CODE] = LABELS;
const LINES_A_BLOCK = 1_000;

/** A drawn thing with what is said of it. */
export interface Feature {
  readonly geometry: unknown;
  readonly properties: Readonly<Record<string, unknown>> | null;
}

/** Whether a text is no table but JSON. */
export function beginsAsJson(text: string): boolean {
  return /^\s*\{/.test(text);
}

/**
 * A GeoJSON text as a table: a line a feature, numbered from 1.
 * @param said `--crs`
 * @throws Refusal FILE_MALFORMED where it is none, or in another system, FILE_TOO_LARGE beyond a bound
 */
export function geoJsonSheet(text: string, said: string | undefined, limits: Limits): Sheet {
  const { features, crs } = collectionOf(text);
  const named = crs?.properties?.name;
  if (crs && typeof named !== 'string') throw new Refusal('FILE_MALFORMED', 'crs 没有写明坐标系的名称');
  return featureSheet(
    features,
    systemOf(named === undefined ? undefined : { name: named as string, is: systemNamed(named as string) }, said),
    limits,
  );
}

/** The system of a file. @param own what the file itself says. @throws Refusal FILE_MALFORMED where it is another, or two are said */
export function systemOf(own: { readonly name: string; readonly is: string | undefined } | undefined, said: string | undefined): string {
  if (own && own.is === undefined) throw new Refusal('FILE_MALFORMED', `坐标系 ${own.name} 不在可读之列（${RANGE}）`);
  if (own && said !== undefined && own.is !== said) throw new Refusal('FILE_MALFORMED', `文件写明坐标系 ${own.is}，而移交时说是 ${said}`);
  return own?.is ?? said ?? USUAL_SYSTEM;
}

const RANGE = `${OUTLINE_SYSTEMS[0]}、${OUTLINE_SYSTEMS[1]}、${OUTLINE_SYSTEMS[2]} 至 ${OUTLINE_SYSTEMS.at(-1)}`;

/** Features as a table, all in one system. */
export function featureSheet(features: readonly Feature[], system: string, limits: Limits): Sheet {
  if (features.length > limits.lines) throw tooLarge(`超过 ${limits.lines} 个要素`);
  const lines: SheetLine[] = [{ line: 0, cells: LABELS }];
  for (const [i, { geometry, properties }] of features.entries()) {
    const { [CODE!]: code, ...others } = properties ?? {};
    const cells = [textOf(code), textOf(geometry), system, Object.keys(others).length > 0 ? JSON.stringify(others) : ''];
    if (cells.reduce((sum, cell) => sum + Buffer.byteLength(cell), 0) > limits.lineBytes)
      throw tooLarge(`第 ${i + 1} 个要素超过 ${limits.lineBytes} 字节`);
    lines.push({ line: i + 1, cells });
  }
  const blocks = async function* () {
    for (let from = 0; from < lines.length; from += LINES_A_BLOCK) yield await Promise.resolve(lines.slice(from, from + LINES_A_BLOCK));
  };
  return { name: undefined, hidden: false, head: lines.slice(0, HEAD_LINES), merges: [], blocks };
}

interface Collection {
  readonly features: readonly Feature[];
  readonly crs?: { readonly properties?: { readonly name?: unknown } } | null;
}

function collectionOf(text: string): Collection {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    throw new Refusal('FILE_MALFORMED', '不是完整的 GeoJSON');
  }
  const { type, features } = read as { readonly type?: unknown; readonly features?: unknown };
  const isFeature = (each: unknown) => typeof each === 'object' && each !== null && (each as { type?: unknown }).type === 'Feature';
  if (type !== 'FeatureCollection' || !Array.isArray(features) || !features.every(isFeature))
    throw new Refusal('FILE_MALFORMED', '不是 GeoJSON 的 FeatureCollection');
  return read as Collection;
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
