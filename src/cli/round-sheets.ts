import path from 'node:path';
import { Option, type Command } from 'commander';
import { VIEWER_DEPARTMENTS } from '../access/viewer.js';
import { departmentVocabulary } from '../departments/vocabulary.js';
import type { DepartmentId } from '../grading/fact.js';
import { asDeclaredFor } from '../policy/vocabulary.js';
import { handOutSheets, type HandedOut } from '../round/sheets/hand-out.js';
import { roundNumber } from './arguments.js';
import type { Call } from './call.js';
import { openCellReading } from './cell-reading.js';
import { DONE } from './exit.js';
import { PURPOSE_OPTION, withReading } from './reading.js';
import { inRound, openRoundDesk } from './round-desk.js';
import { sheetAccess } from './sheet-access.js';
import { EXPLAINED, readGrades } from './touched.js';

interface SheetsOptions {
  readonly round: number;
  readonly out: string;
  readonly department?: DepartmentId;
  readonly json?: boolean;
  readonly purpose?: string;
}

/** `muhub round sheets`: the sheets of all enterprises on paper. */
export function sheetsCommand(round: Command, call: Call): void {
  round
    .command('sheets')
    .description('印制一企一单：每个园区、镇街一份 XLSX，每户一张，各有核对码；写全才有')
    .requiredOption('--round <id>', '轮次编号', roundNumber)
    .requiredOption('--out <folder>', '写成哪个目录：须不存在，或为空')
    .addOption(new Option('--department <department>', '由该部门自行印制本部门的事项').choices([...VIEWER_DEPARTMENTS]))
    .option('--json', '以 JSON 输出')
    .option(...PURPOSE_OPTION)
    .action(async (options: SheetsOptions) => {
      const folder = path.resolve(options.out);
      const { files, dataVersion } = await handOut(call, options, folder);
      const sheets = files.reduce((sum, file) => sum + file.sheets, 0);
      if (options.json) await call.answer(JSON.stringify({ folder, round: options.round, dataVersion, sheets, files }, null, 1));
      else await call.answer([...files.map((file) => `${file.name}：${file.sheets} 户`), `共 ${sheets} 户，已写到 ${folder}`].join('\n'));
      call.end(DONE);
    });
}

/** Written beside its place, put on record, and only then given its name. */
async function handOut(call: Call, options: SheetsOptions, folder: string): Promise<HandedOut> {
  const { round: id, department } = options;
  let out: HandedOut | undefined;
  try {
    return await inRound(async () => {
      out = await withReading(call, { command: 'round sheets', ...options }, async (session, trace) => {
        const desk = await openRoundDesk(session);
        const now = await desk.now(id);
        const handing = {
          ...{ db: session.database.db, reading: openCellReading(session), maySee: await sheetAccess(session, department) },
          graded: (its: typeof now) => desk.graded(its),
          progress: (done: number, of: number) => call.progress.show('印制一企一单', done, of),
        };
        const who = { subject: session.actor, role: department === undefined ? 'evaluation_office' : 'department' };
        out = await handOutSheets(handing, who, new Date(), { now, folder, department });
        const scheme = await desk.scheme(now.round);
        const vocabulary = asDeclaredFor(scheme, departmentVocabulary);
        readGrades(trace, { scheme, year: now.round.year }, vocabulary, { coordinates: EXPLAINED, creditCodes: out.creditCodes });
        return out;
      });
      await out.publish();
      return out;
    });
  } catch (error) {
    await out?.drop();
    throw error;
  }
}
