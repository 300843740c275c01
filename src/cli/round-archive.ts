import path from 'node:path';
import type { Command } from 'commander';
import { recordEvent } from '../audit/record-event.js';
import { departmentVocabulary } from '../departments/vocabulary.js';
import { asDeclaredFor } from '../policy/vocabulary.js';
import { archiveRound, type SealedArchive } from '../round/archive/archive-round.js';
import { NoArchive, verifyArchive } from '../round/archive/verify.js';
import { EvidenceFolder } from '../round/evidence/folder.js';
import { PHASE_TITLES, type RoundPhase } from '../round/phase.js';
import { FolderRefused } from '../round/staged-folder.js';
import { roundNumber } from './arguments.js';
import type { Call } from './call.js';
import { openCellReading } from './cell-reading.js';
import { DONE, REFUSED, Refused } from './exit.js';
import { PURPOSE_OPTION, withReading } from './reading.js';
import { inRound, openRoundDesk } from './round-desk.js';
import { EXPLAINED, readGrades } from './touched.js';

interface ArchiveOptions {
  readonly round: number;
  readonly out: string;
  readonly json?: boolean;
  readonly purpose?: string;
}

/** `muhub round archive`: the whole round as one folder. */
export function archiveCommand(round: Command, call: Call): void {
  round
    .command('archive')
    .description('把整个轮次写成一个目录：方案、办法、数据、确认、异议、证明材料、调档、名单、结果，逐件记摘要；写全才有')
    .requiredOption('--round <id>', '轮次编号', roundNumber)
    .requiredOption('--out <folder>', '写成哪个目录：须不存在，或为空')
    .option('--json', '以 JSON 输出')
    .option(...PURPOSE_OPTION)
    .action(async (options: ArchiveOptions) => {
      const folder = path.resolve(options.out);
      const made = await archive(call, options, folder);
      const { phase, event, moments } = made.manifest;
      const about = { folder, round: options.round, phase, event, digest: made.digest, moments };
      if (options.json) await call.answer(JSON.stringify(about, null, 1));
      else
        await call.answer(
          `第 ${options.round} 号轮次（${PHASE_TITLES[phase as RoundPhase]}）已归档到 ${folder}，清单摘要 SM3 ${made.digest}，请抄录存查`,
        );
      call.end(DONE);
    });
}

/** `muhub round verify`: an archive is checked by itself. */
export function verifyCommand(round: Command, call: Call): void {
  round
    .command('verify')
    .description('核验一个归档目录：逐件核对摘要，并重算各步结果；不需要中枢和数据库')
    .argument('<folder>', '归档目录')
    .option('--json', '以 JSON 输出')
    .action(async (folder: string, { json }: { json?: boolean }) => {
      const { manifest, digest, flaws } = await refusing(() =>
        verifyArchive(path.resolve(folder), (done, of) => call.progress.show(`核对 ${folder}`, done, of)),
      );
      const moments = manifest?.moments ?? [];
      if (json) await call.answer(JSON.stringify({ sound: flaws.length === 0, digest, manifest: manifest ?? null, flaws }, null, 1));
      for (const { file, message } of flaws) call.say(`${path.join(folder, file)}：${message}`);
      if (flaws.length > 0) call.say(`归档有 ${flaws.length} 处问题，请另取一份核对`);
      else if (!json) {
        const { round: id, year, scheme, files } = manifest!;
        await call.answer(
          `归档完好：第 ${id} 号轮次（${scheme}，${year} 年度），${files.length} 个文件，重算 ${moments.length} 步结果一致；清单摘要 SM3 ${digest}`,
        );
      }
      call.end(flaws.length === 0 ? DONE : REFUSED);
    });
}

/** Written beside its place, put on record, and only then given its name. */
async function archive(call: Call, options: ArchiveOptions, folder: string): Promise<SealedArchive> {
  let sealed: SealedArchive | undefined;
  try {
    await withReading(call, { command: 'round archive', ...options }, async (session, trace) => {
      const { config, database, actor } = session;
      const desk = await openRoundDesk(session);
      sealed = await inRound(async () => {
        const now = await desk.now(options.round);
        const archiving = {
          ...{ db: database.db, reading: openCellReading(session), evidence: new EvidenceFolder(config.evidenceDir) },
          graded: (its: typeof now, upTo: number) => desk.graded(its, upTo),
          progress: (what: string, done: number, of: number) => call.progress.show(`归档：${what}`, done, of),
        };
        const made = await refusing(() => archiveRound(archiving, now, folder, actor, new Date()));
        const scheme = await desk.scheme(now.round);
        const vocabulary = asDeclaredFor(scheme, departmentVocabulary);
        readGrades(trace, { scheme, year: now.round.year }, vocabulary, { coordinates: EXPLAINED, creditCodes: made.creditCodes });
        return made;
      });
      const { digest, manifest } = sealed;
      const detail = { round: options.round, event: manifest.event, manifest: `sm3:${digest}` };
      await database.db.transaction((tx) => recordEvent(tx, { actor, action: 'ROUND_ARCHIVED', department: 'county', detail }));
    });
    await refusing(() => sealed!.publish());
    return sealed!;
  } catch (error) {
    await sealed?.drop();
    throw error;
  }
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FolderRefused || error instanceof NoArchive) throw new Refused(error.message, { cause: error });
    throw error;
  }
}
