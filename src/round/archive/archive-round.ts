import type { Assessed } from '../../assessment/assessor.js';
import { factsBehind, type FactsBehind } from '../../assessment/fact-behind.js';
import { factCellsOfMany, type CellReading, type FactCell } from '../../assessment/fact-cells.js';
import { resultDigest } from '../../assessment/publications.js';
import type { Db } from '../../db/db.js';
import { departmentVocabulary } from '../../departments/vocabulary.js';
import { printAssessment } from '../../grading/print.js';
import { csvFile } from '../../handover/csv-writing.js';
import { asDeclaredFor } from '../../policy/vocabulary.js';
import { xlsxOf } from '../../workbook/workbook.js';
import type { EvidenceFolder } from '../evidence/folder.js';
import { KINDS, type EvidenceKind } from '../evidence/kind.js';
import type { RoundGraded } from '../graded.js';
import { publicList, type PublicList } from '../notice-list.js';
import type { RoundNow } from '../on-round.js';
import { issue, RoundRefused } from '../refused.js';
import { eventsOf } from '../round.js';
import { FolderRefused, StagedFolder } from '../staged-folder.js';
import { ArchiveFiles } from './archive-files.js';
import { FORMAT, type ArchivedMoment, type Manifest } from './manifest.js';
import { momentsOf, type Moment } from './moments.js';
import { populationAsFile } from './population-file.js';
import { README } from './readme.js';
import { roundRows, type ArchivedObjection } from './round-rows.js';
import { cellTable, factTable, listTable, participants, roundTables, type ArchiveTable } from './tables.js';

/** What a round is archived with. */
export interface Archiving {
  readonly db: Db;
  readonly reading: CellReading;
  readonly evidence: EvidenceFolder;
  graded(now: RoundNow, upTo: number): Promise<RoundGraded | undefined>;
  /** So much of so much is done of what is named. */
  readonly progress: (what: string, done: number, of: number) => void;
}

/** An archive that is written and has no name yet. */
export interface SealedArchive {
  readonly manifest: Omit<Manifest, 'files'>;
  /** The hex SM3 of the manifest. */
  readonly digest: string;
  /** Who it tells of. */
  readonly creditCodes: readonly string[];
  /** Gives it the name of its folder. */
  publish(): Promise<void>;
  /** Leaves nothing of it behind. */
  drop(): Promise<void>;
}

/** Enterprises whose cells are read together. */
const TOGETHER = 500;

/**
 * Writes a whole round as one folder: its plan, the scheme's text, who takes part, everything that was read of the
 * enterprises at its versions, what was done in it, and what came out, each file with its digest (ROUND.md).
 * @throws FolderRefused; RoundRefused where something was done in the round meanwhile
 */
export async function archiveRound(archiving: Archiving, now: RoundNow, folder: string, by: string, at: Date): Promise<SealedArchive> {
  const staged = await StagedFolder.beside(folder);
  const files = new ArchiveFiles(staged);
  try {
    const { manifest, creditCodes } = await written(archiving, now, files, { by, at });
    const last = (await eventsOf(archiving.db, now.round.id)).at(-1);
    if (last?.id !== now.events.at(-1)?.id)
      throw new RoundRefused(issue('ALREADY_DONE', null, `归档时 ${last?.actor ?? ''} 办理了第 ${last?.id ?? ''} 步：请重新归档`));
    const digest = await files.seal(manifest);
    return { manifest, digest, creditCodes, publish: () => staged.publish(), drop: () => staged.drop() };
  } catch (error) {
    await staged.drop();
    throw error;
  }
}

async function written(archiving: Archiving, now: RoundNow, files: ArchiveFiles, made: { readonly by: string; readonly at: Date }) {
  const { round, events } = now;
  const rows = await roundRows(archiving.db, round.id);
  const moments = momentsOf(events);
  await addEvidence(archiving.evidence, files, rows.objections);
  await files.add('readme.txt', README);
  await files.addJson('round.json', round);
  await files.addJson('events.json', events);
  for (const [name, its] of Object.entries(rows)) await files.addJson(`${name}.json`, its);
  const archived: ArchivedMoment[] = [];
  const records = new Map<number, readonly ArchiveTable[]>();
  let last: { readonly graded: RoundGraded; readonly list: PublicList } | undefined;
  for (const [done, moment] of moments.entries()) {
    archiving.progress(moment.title, done, moments.length);
    const graded = (await archiving.graded(now, moment.event))!;
    const directory = await archiving.reading.readers.enterprises.directory(graded.version);
    if (!last) await addScheme(files, graded);
    if (!records.has(moment.dataVersion)) records.set(moment.dataVersion, await addRecords(archiving, files, graded));
    last = { graded, list: publicList(graded, directory) };
    archived.push(await addMoment(files, moment, last, archived));
  }
  const register = last && (await archiving.reading.readers.enterprises.directory(last.graded.version));
  const taking = last && register ? participants(last.graded, register) : [];
  await files.addJson('participants.json', taking);
  const told = [...roundTables(now, rows, taking), ...(last ? [listTable(last.list)] : [])];
  await addTables(files, [...told, ...[...records.values()].flat()], now);
  return { manifest: manifestOf(now, archived, made), creditCodes: taking.map(({ creditCode }) => creditCode) };
}

function manifestOf({ round, events }: RoundNow, moments: readonly ArchivedMoment[], { by, at }: { by: string; at: Date }) {
  const { id, schemeId, digest, year, trial, phase } = round;
  return {
    ...({ format: FORMAT, version: 1, round: id, scheme: schemeId, schemeDigest: digest, year, trial, phase } as const),
    ...{ event: events.at(-1)?.id ?? 0, archivedAt: at.toISOString(), archivedBy: by, moments: [...moments] },
  };
}

async function addScheme(files: ArchiveFiles, { scheme }: Assessed): Promise<void> {
  const { text, digest, declared } = scheme;
  await files.add('scheme.yaml', text);
  await files.addJson('scheme.json', { id: scheme.scheme.id, digest, declared });
}

/** Everything that was read at a data version, whole and as tables. */
async function addRecords({ reading }: Archiving, files: ArchiveFiles, graded: RoundGraded): Promise<readonly ArchiveTable[]> {
  const { scheme, population, version, assessment } = graded;
  const vocabulary = asDeclaredFor(scheme, departmentVocabulary);
  const directory = await reading.readers.enterprises.directory(version);
  const file = populationAsFile(population, { scheme: scheme.scheme, version, directory, vocabulary });
  await files.add(populationName(version), `${JSON.stringify(file)}\n`);
  const facts = factsBehind(scheme.scheme, graded.year, vocabulary);
  const cells = await cellsOf(reading, version, facts, assessment.results);
  await files.addJson(`records/cells-${version}.json`, cells);
  return [factTable(file), cellTable(version, cells)];
}

async function cellsOf(reading: CellReading, version: number, facts: FactsBehind, results: RoundGraded['assessment']['results']) {
  const all: { readonly creditCode: string; readonly cell: FactCell }[] = [];
  for (let from = 0; from < results.length; from += TOGETHER) {
    const wanted = results.slice(from, from + TOGETHER).map(({ creditCode, group }) => ({ creditCode, facts: facts.ofGrade(group) }));
    const read = await factCellsOfMany(reading, version, wanted);
    for (const [at, { creditCode }] of wanted.entries()) {
      // A cell that several facts are made of is one cell.
      const once = new Map(read[at]!.flat().map((cell) => [JSON.stringify([cell.dataset, cell.key, cell.column]), cell]));
      for (const cell of once.values()) all.push({ creditCode, cell });
    }
  }
  return all;
}

/** A moment's result and list; the same as of an earlier one are that one's files. */
async function addMoment(
  files: ArchiveFiles,
  moment: Moment,
  { graded, list }: { readonly graded: RoundGraded; readonly list: PublicList },
  before: readonly ArchivedMoment[],
): Promise<ArchivedMoment> {
  const result = resultDigest(graded.assessment);
  const sameResult = before.find((each) => each.result === result);
  const sameList = before.find((each) => each.list === list.digest);
  const results = sameResult?.results ?? `results/${moment.event}.json`;
  const lists = sameList?.lists ?? `lists/${moment.event}.csv`;
  if (!sameResult) await files.add(results, JSON.stringify(printAssessment(graded.assessment)));
  if (!sameList) await files.add(lists, list.csv);
  return { ...moment, population: populationName(moment.dataVersion), result, results, list: list.digest, lists };
}

function populationName(version: number): string {
  return `records/facts-${version}.json`;
}

/** @throws FolderRefused where a file of evidence is not there */
async function addEvidence(from: EvidenceFolder, files: ArchiveFiles, objections: readonly ArchivedObjection[]): Promise<void> {
  const kinds = new Map(objections.flatMap(({ evidence }) => evidence.map(({ digest, kind }) => [digest, kind] as const)));
  for (const [digest, kind] of kinds) {
    const file = await from.open(digest).catch((error: NodeJS.ErrnoException) => {
      throw new FolderRefused(`证明材料 ${digest} 读不出（${error.code}）：请从备份恢复后再归档`, { cause: error });
    });
    await files.add(`evidence/${digest}.${KINDS[kind as EvidenceKind].ending}`, file.createReadStream());
  }
}

async function addTables(files: ArchiveFiles, tables: readonly ArchiveTable[], { round, events }: RoundNow): Promise<void> {
  for (const { file, header, rows } of tables) await files.add(`tables/${file}.csv`, csvFile(header, rows));
  const [table, ...further] = tables.map(({ title, header, rows }) => ({
    name: title,
    columns: header.map((heading) => ({ heading })),
    rows: [rows],
  }));
  const created = events.at(-1)?.at.toISOString() ?? new Date(0).toISOString();
  const title = `第 ${round.id} 号轮次归档`;
  await files.add('round.xlsx', xlsxOf({ table: table!, further, properties: { title, creator: '亩均中枢', description: '', created } }));
}
