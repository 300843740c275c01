import type { Command } from 'commander';
import type { Viewer } from '../access/viewer.js';
import { openConsentDesk } from '../grants/consents.js';
import { noticeDays } from '../round/days.js';
import { EvidenceDesk } from '../round/evidence/desk.js';
import { EvidenceFolder } from '../round/evidence/folder.js';
import { SheetsRefused, readPages } from '../round/sheets/read-pages.js';
import { takePages, type TakenPage } from '../round/sheets/take-pages.js';
import { openTakingDesk } from '../round/sheets/taking-desk.js';
import type { Call } from './call.js';
import { DONE, REFUSED, Refused } from './exit.js';
import { bytesOf } from './incoming.js';
import { inRound, openRoundWork } from './round-desk.js';
import { withSession, type Session } from './session.js';

interface FileTaken {
  readonly file: string;
  readonly status: 'taken' | 'refused';
  readonly sheets: readonly TakenPage[];
  readonly ignored: readonly string[];
  readonly reasons: readonly string[];
}

/** `muhub round take`: sheets that come back on paper. */
export function takeCommand(round: Command, call: Call): void {
  round
    .command('take')
    .description('收取填好的一企一单：未知的单、旧版的单、重复的单按名退回，整份文件不收；重复收取不变')
    .argument('<files...>', '填好的工作簿')
    .option('--json', '以 JSON 输出')
    .action(async (files: string[], { json }: { json?: boolean }) => {
      const all = await withSession(call, (session) => takeFiles(call, session, files));
      if (json) await call.answer(JSON.stringify(all, null, 1));
      for (const each of all) {
        for (const reason of each.reasons) call.say(`${each.file}：${reason}`);
        if (each.status === 'refused') call.say(`${each.file}：未收取任何一张`);
        else if (!json) await call.answer(summary(each));
        if (each.ignored.length > 0 && !json) call.say(`${each.file}：不是一企一单的表未读：${each.ignored.join('、')}`);
      }
      call.end(all.some(({ status }) => status === 'refused') ? REFUSED : DONE);
    });
}

async function takeFiles(call: Call, session: Session, files: readonly string[]): Promise<readonly FileTaken[]> {
  const { config, database, actor } = session;
  const { db } = database;
  const { desk, sheets, calendar } = await openRoundWork(session);
  const at = new Date();
  const evidence = new EvidenceDesk(db, new EvidenceFolder(config.evidenceDir));
  const taking = openTakingDesk({
    ...{ db, sheets, at, office: officeOf(actor), consents: openConsentDesk(db) },
    contest: { db, sheets, evidence, noticeDays: ({ round, events }) => noticeDays(round, events, calendar) },
    now: (id) => desk.now(id),
  });
  const seen = new Map<number, string>();
  const taken: FileTaken[] = [];
  for (const [done, file] of files.entries()) {
    call.progress.show(`收取 ${file}`, done, files.length);
    taken.push(
      await refusedByName(file, async () => {
        const { pages, ignored } = await readPages(await bytesOf(file), file, config.handoverLimits);
        const its = await inRound(() => takePages(taking, { subject: actor, role: 'evaluation_office', at }, file, pages, seen));
        return { file, status: 'taken', sheets: its, ignored: ignored.filter((name) => name !== '说明'), reasons: [] };
      }),
    );
  }
  return taken;
}

/** Who is on record for what enterprises answered on paper: the evaluation office. */
function officeOf(subject: string): Viewer {
  const none = { zones: [], towns: [], department: undefined, creditCode: undefined, purpose: undefined };
  return { subject, role: 'evaluation_office', ...none, adhoc: false, introspect: false };
}

async function refusedByName(file: string, work: () => Promise<FileTaken>): Promise<FileTaken> {
  try {
    return await work();
  } catch (error) {
    const reasons = error instanceof SheetsRefused ? error.reasons : error instanceof Refused ? error.message.split('\n') : undefined;
    if (!reasons) throw error;
    return { file, status: 'refused', sheets: [], ignored: [], reasons };
  }
}

function summary({ file, sheets }: FileTaken): string {
  const fresh = sheets.filter(({ repeated }) => !repeated);
  const sum = (of: 'confirmed' | 'contested') => fresh.reduce((total, each) => total + each[of], 0);
  const consents = fresh.filter(({ consented }) => consented).length;
  return `${file}：新收 ${fresh.length} 张，此前已收 ${sheets.length - fresh.length} 张；确认 ${sum('confirmed')} 项，异议 ${sum('contested')} 项，同意公开口径 ${consents} 户`;
}
