import { tooLarge } from '../line-bounds.js';
import type { Limits } from '../limits.js';
import { Refusal } from '../refusal.js';
import { readXml } from './xml-reader.js';
import type { Package } from './zip-file.js';

/** A workbook before its sheets are read. */
export interface Outline {
  readonly date1904: boolean;
  readonly sheets: readonly SheetOutline[];
  /** The parts with what sheets refer to; undefined where it has none. */
  readonly styles: string | undefined;
  readonly sharedTexts: string | undefined;
}

export interface SheetOutline {
  readonly name: string;
  /** Hidden, or hidden so that only a program shows it again. */
  readonly hidden: boolean;
  /** Its part; undefined where the workbook does not say, or it is a chart. */
  readonly part: string | undefined;
  readonly isTable: boolean;
}

interface Relation {
  /** The last word of its type, which is the same in both editions of the standard. */
  readonly type: string;
  readonly target: string;
}

const MOST_RELATIONS = 10_000;

/** Reads which sheets a workbook has, and where. @throws Refusal FILE_MALFORMED if it is no workbook, FILE_TOO_LARGE above `sheets` */
export async function readOutline(zip: Package, { sheets: most }: Limits): Promise<Outline> {
  const workbook = [...(await relations(zip, '_rels/.rels', '')).values()].find(({ type }) => type === 'officeDocument')?.target;
  if (workbook === undefined || !workbook.toLowerCase().endsWith('.xml')) throw new Refusal('FILE_MALFORMED', '不是 XLSX 工作簿');
  const folder = workbook.slice(0, workbook.lastIndexOf('/') + 1);
  const related = await relations(zip, `${folder}_rels/${workbook.slice(folder.length)}.rels`, folder);
  const sheets: SheetOutline[] = [];
  let date1904 = false;
  await readXml(zip.part(workbook), {
    open: (name, attributes) => {
      if (name === 'workbookPr') date1904 = isTrue(attributes['date1904']);
      if (name !== 'sheet') return;
      if (sheets.length === most) throw tooLarge(`超过 ${most} 个工作表`);
      const relation = related.get(relationId(attributes) ?? '');
      const state = attributes['state'] ?? 'visible';
      const isTable = relation === undefined || relation.type === 'worksheet';
      sheets.push({ name: attributes['name'] ?? '', hidden: state !== 'visible', part: relation?.target, isTable });
    },
  });
  if (sheets.length === 0) throw new Refusal('FILE_MALFORMED', '工作簿里没有工作表');
  const partOf = (wanted: string) => [...related.values()].find(({ type }) => type === wanted)?.target;
  return { date1904, sheets, styles: partOf('styles'), sharedTexts: partOf('sharedStrings') };
}

/** The relations of a part by their ids; none where it has no part that says them. */
async function relations(zip: Package, part: string, folder: string): Promise<ReadonlyMap<string, Relation>> {
  const found = new Map<string, Relation>();
  if (!zip.has(part)) return found;
  await readXml(zip.part(part), {
    open: (name, { Id: id, Type: type, Target: target, TargetMode: mode }) => {
      if (name !== 'Relationship' || id === undefined || type === undefined || target === undefined || mode === 'External') return;
      if (found.size === MOST_RELATIONS) throw tooLarge(`${part} 超过 ${MOST_RELATIONS} 项`);
      found.set(id, { type: type.slice(type.lastIndexOf('/') + 1), target: resolved(folder, target) });
    },
  });
  return found;
}

/** A target as a name in the zip. */
function resolved(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** `r:id`, whatever the prefix. */
function relationId(attributes: Readonly<Record<string, string>>): string | undefined {
  const name = Object.keys(attributes).find((each) => each.endsWith(':id'));
  return name === undefined ? undefined : attributes[name];
}

function isTrue(text: string | undefined): boolean {
  return text === '1' || text === 'true';
}
