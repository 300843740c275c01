import { CalendarMissing, loadCalendar, type WorkCalendar } from '../policy/calendar.js';
import type { LoadedScheme } from '../policy/registry.js';
import { setsFor } from '../policy/treatment-match.js';
import { loadTreatments } from '../policy/treatment-registry.js';
import { describeProblem } from '../policy/problem.js';
import { RoundDesk } from '../round/desk.js';
import { openPublishedAlone } from '../round/published.js';
import { RoundRefused, RoundUnknown } from '../round/refused.js';
import { openSheets, type SheetDesk } from '../round/sheets/desk.js';
import { FolderRefused } from '../round/staged-folder.js';
import { openDeclarations } from './declarations.js';
import { Refused } from './exit.js';
import type { Session } from './session.js';

/** What rounds are worked on with. */
export interface RoundWork {
  readonly desk: RoundDesk;
  readonly sheets: SheetDesk;
  readonly calendar: WorkCalendar;
}

/** The desk of rounds on the database of a command. @throws Refused where a treatment that would be published is wrong */
export async function openRoundDesk(session: Session): Promise<RoundDesk> {
  return (await openRoundWork(session)).desk;
}

/** The same with what lies beside it. @throws Refused where a treatment that would be published is wrong */
export async function openRoundWork({ config, database: { db }, readers }: Session): Promise<RoundWork> {
  const { vocabulary, declared } = await openDeclarations(config.schemesDir);
  const { sets, problems } = await loadTreatments(config.treatmentsDir, vocabulary);
  if (problems.length > 0) throw new Refused(`差别化政策有误：${problems.map(describeProblem).join('；')}`);
  const published = openPublishedAlone(db, readers);
  const calendar = await loadCalendar(config.calendarDir);
  const sheets = openSheets(db, readers, published.grader, vocabulary);
  const treatmentsFor = ({ scheme }: LoadedScheme) => ({ sets: setsFor(sets, scheme), declared });
  return { calendar, sheets, desk: new RoundDesk({ db, readers, calendar, published, sheets, treatmentsFor }) };
}

/** What is done in a round, or the command refused with every reason that it is not. */
export async function inRound<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RoundRefused) {
      throw new Refused(error.issues.map(({ code, message }) => `${code}：${message}`).join('\n'), { cause: error });
    }
    if (error instanceof RoundUnknown || error instanceof CalendarMissing || error instanceof FolderRefused)
      throw new Refused(error.message, { cause: error });
    throw error;
  }
}
