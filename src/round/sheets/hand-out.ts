// cspell:ignore nextval
import { sql } from 'drizzle-orm';
import { factsBehind } from '../../assessment/fact-behind.js';
import type { CellReading } from '../../assessment/fact-cells.js';
import type { Db } from '../../db/db.js';
import { departmentVocabulary } from '../../departments/vocabulary.js';
import type { DepartmentId } from '../../grading/fact.js';
import { rowsOf } from '../../grading/assessment.js';
import { asDeclaredFor } from '../../policy/vocabulary.js';
import { formsXlsx } from '../../workbook/workbook.js';
import type { RoundGraded } from '../graded.js';
import { sheetItemsOfMany, type SheetItem } from '../item.js';
import { onRound, type RoundNow } from '../on-round.js';
import { isParticipant } from '../participants.js';
import { comparePhases } from '../phase.js';
import { issue, refuseIf, type RoundIssue } from '../refused.js';
import { recordStep, type Actor } from '../round.js';
import { StagedFolder } from '../staged-folder.js';
import { codeDigest, newCode } from './code.js';
import { coverForm } from './cover.js';
import { sheetForm } from './page.js';
import { fileNameOf, recipientOf, type Recipient } from './recipients.js';
import { paperSheet } from './table.js';

/** What sheets are handed out with. */
export interface HandingOut {
  readonly db: Db;
  readonly reading: CellReading;
  graded(now: RoundNow): Promise<RoundGraded | undefined>;
  /** Whether a recipient may see an item of one of its enterprises. */
  maySee(recipient: Recipient, item: SheetItem): boolean;
  /** So many of so many sheets are written. */
  readonly progress: (done: number, of: number) => void;
}

/** Sheets that are written and have no place yet. */
export interface HandedOut {
  readonly files: readonly { readonly name: string; readonly recipient: Recipient; readonly sheets: number }[];
  readonly creditCodes: readonly string[];
  readonly dataVersion: number;
  publish(): Promise<void>;
  drop(): Promise<void>;
}

/** Enterprises whose cells are read together. */
const TOGETHER = 500;
/** Rows of an insert. */
const ROWS = 2_000;

/**
 * Writes the sheets of a round on paper: one workbook a town or zone, a worksheet an enterprise, each with a code of its
 * own, which the hub keeps the digest of; on record as a step of the round.
 * @param department prints what is its own, for its figures that others may not see; undefined: the evaluation office
 * @throws RoundRefused where there is nothing to hand out now; FolderRefused
 */
export async function handOutSheets(
  handing: HandingOut,
  who: Actor,
  at: Date,
  { now, folder, department }: { readonly now: RoundNow; readonly folder: string; readonly department: DepartmentId | undefined },
): Promise<HandedOut> {
  refuseIf(whyNotNow(now));
  const staged = await StagedFolder.beside(folder);
  try {
    const graded = (await handing.graded(now))!;
    const { files, sheets } = await written(handing, graded, { now, staged, department });
    const { dataVersion } = now.round;
    await onRound(handing.db, now.round.id, async (still) => {
      const moved = still.round.dataVersion === dataVersion ? [] : [issue('NOT_READY', null, '数据在印制时重新采集，请重新印制')];
      refuseIf([...whyNotNow(still), ...moved]);
      return async (tx) => {
        const rows = sheets.map(({ id, code, creditCode }) => {
          const about = { id, code: codeDigest(code), roundId: still.round.id, creditCode };
          return { ...about, dataVersion: graded.version, printedAt: at, printedBy: who.subject };
        });
        for (let from = 0; from < rows.length; from += ROWS) await tx.insert(paperSheet).values(rows.slice(from, from + ROWS));
        const detail = { sheets: rows.length, files: files.length, version: graded.version, department: department ?? null };
        await recordStep(tx, still.round, who, at, { act: 'SHEETS_HANDED_OUT', detail });
      };
    });
    const creditCodes = sheets.map(({ creditCode }) => creditCode);
    return { files, creditCodes, dataVersion: graded.version, publish: () => staged.publish(), drop: () => staged.drop() };
  } catch (error) {
    await staged.drop();
    throw error;
  }
}

/** From V1 on until objections are decided: then the code opens nothing any more. */
function whyNotNow({ round: { phase } }: RoundNow): readonly RoundIssue[] {
  if (comparePhases(phase, 'CONFIRMING') < 0) return [issue('NOT_READY', phase, '数据汇集（COLLECTING）结束后才有一企一单')];
  return comparePhases(phase, 'DECIDING') > 0 ? [issue('PHASE_OVER', phase, '异议处理（DECIDING）已结束，不再印制一企一单')] : [];
}

interface Printed {
  readonly id: number;
  readonly code: string;
  readonly creditCode: string;
}

async function written(
  handing: HandingOut,
  graded: RoundGraded,
  { now, staged, department }: { readonly now: RoundNow; readonly staged: StagedFolder; readonly department: DepartmentId | undefined },
) {
  const { reading } = handing;
  const { scheme, year, version, population } = graded;
  const results = rowsOf(graded.assessment);
  const directory = await reading.readers.enterprises.directory(version);
  const rows = Array.from({ length: results.size }, (_, row) => row).filter((row) => isParticipant(results.result(row)));
  const byRecipient = new Map<string, { readonly recipient: Recipient; readonly rows: number[] }>();
  for (const row of rows) {
    const recipient = recipientOf(directory.record(row));
    const name = fileNameOf(recipient, department);
    const file = byRecipient.get(name) ?? { recipient, rows: [] };
    byRecipient.set(name, file);
    file.rows.push(row);
  }
  const facts = factsBehind(scheme.scheme, year, asDeclaredFor(scheme, departmentVocabulary));
  const round = String(now.round.id);
  const sheets: Printed[] = [];
  const files: { name: string; recipient: Recipient; sheets: number }[] = [];
  const numbers = await sheetNumbers(handing.db, rows.length);
  const title = `${year} 年度亩均效益评价 一企一单（第 ${now.round.id} 号轮次）`;
  for (const [name, { recipient, rows: its }] of [...byRecipient].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const forms = [
      coverForm(
        title,
        recipient,
        its.map((row) => directory.record(row)),
      ),
    ];
    for (let from = 0; from < its.length; from += TOGETHER) {
      handing.progress(sheets.length, rows.length);
      const wanted = its.slice(from, from + TOGETHER).map((row) => {
        const { creditCode, group } = results.result(row);
        return { round, creditCode, year, version, population, row, facts: facts.ofGrade(group) };
      });
      const items = await sheetItemsOfMany(reading, wanted);
      for (const [at, { creditCode, row }] of wanted.entries()) {
        const id = numbers[sheets.length]!;
        const code = newCode(id);
        sheets.push({ id, code, creditCode });
        const isShown = (item: SheetItem) => handing.maySee(recipient, item);
        forms.push(sheetForm({ creditCode, name: directory.record(row).name ?? '', code, title, items: items[at]!, isShown }));
      }
    }
    const properties = { title, creator: '亩均中枢', description: `${its.length} 户`, created: new Date().toISOString() };
    await staged.add(`${name}.xlsx`, formsXlsx(forms, properties));
    files.push({ name: `${name}.xlsx`, recipient, sheets: its.length });
  }
  return { files, sheets };
}

/** Numbers that nobody else is given: they stand in the codes before the sheets are on record. */
async function sheetNumbers(db: Db, many: number): Promise<readonly number[]> {
  if (many === 0) return [];
  const { rows } = await db.execute<{ id: string }>(
    sql`select nextval(pg_get_serial_sequence('paper_sheet', 'id')) as id from generate_series(1, ${many})`,
  );
  return rows.map(({ id }) => Number(id));
}
