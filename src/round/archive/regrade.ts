import { z } from 'zod';
import { resultDigest } from '../../assessment/publications.js';
import { departmentVocabulary } from '../../departments/vocabulary.js';
import { grade } from '../../grading/grade.js';
import { printAssessment, type PrintedAssessment } from '../../grading/print.js';
import type { Scheme } from '../../grading/scheme.js';
import { policyDigest } from '../../policy/digest.js';
import { parseScheme } from '../../policy/parse-scheme.js';
import { describeProblem } from '../../policy/problem.js';
import type { Vocabulary } from '../../policy/vocabulary.js';
import { countingAt, type Adjustment } from '../adjustments.js';
import { asInRound } from '../graded.js';
import { publicList } from '../notice-list.js';
import type { Round, RoundEvent } from '../round.js';
import { standingAt } from '../standing.js';
import { archiveFlaw, type ArchiveFlaw } from './flaw.js';
import type { ArchivedMoment, Manifest } from './manifest.js';
import { populationFile, populationOf } from './population-file.js';

/** Reads a file of an archive, whose bytes are what the manifest says. */
export type ReadArchived = (name: string) => Promise<string>;

const publicationFile = z.array(z.object({ id: z.number(), roundEvent: z.number(), resultDigest: z.string() }));
/** As many enterprises as are named of those that differ. */
const MOST_NAMED = 20;

/**
 * Works out every archived moment again: the archived records graded by the archived scheme with the archived adjustments.
 * @returns what came out otherwise
 */
export async function regradeArchive(
  { moments, schemeDigest, year, round }: Manifest,
  read: ReadArchived,
): Promise<readonly ArchiveFlaw[]> {
  const scheme = await archivedScheme(schemeDigest, read);
  if (!('groups' in scheme)) return [scheme];
  const json = async <T>(name: string) => JSON.parse(await read(name)) as T;
  const its = await json<Round>('round.json');
  const events = await json<RoundEvent[]>('events.json');
  const adjustments = await json<Adjustment[]>('adjustments.json');
  const published = publicationFile.parse(await json('publications.json'));
  const flaws: ArchiveFlaw[] = [];
  if (its.id !== round || its.year !== year || its.digest !== schemeDigest)
    flaws.push(archiveFlaw('RESULT_DIFFERS', 'round.json', '与 manifest.json 所记的轮次、年度或办法不是同一个'));
  for (const moment of moments) flaws.push(...(await regradeMoment({ scheme, its, events, adjustments }, moment, read)));
  for (const { id, roundEvent, resultDigest: digest } of published) {
    const moment = moments.find(({ event }) => event === roundEvent);
    if (moment?.result !== digest)
      flaws.push(
        archiveFlaw(
          'RESULT_DIFFERS',
          'publications.json',
          `第 ${id} 号公布的结果摘要是 ${digest}，存档中那一步的是 ${moment?.result ?? '（无）'}`,
        ),
      );
  }
  return flaws;
}

interface Archived {
  readonly scheme: Scheme;
  readonly its: Round;
  readonly events: readonly RoundEvent[];
  readonly adjustments: readonly Adjustment[];
}

async function regradeMoment({ scheme, its, events, adjustments }: Archived, moment: ArchivedMoment, read: ReadArchived) {
  const standing = standingAt(events, moment.event);
  if (standing.dataVersion !== moment.dataVersion)
    return [archiveFlaw('RESULT_DIFFERS', 'events.json', `${moment.title}（第 ${moment.event} 步）的数据版本不是 ${moment.dataVersion}`)];
  const { register, ...population } = populationOf(populationFile.parse(JSON.parse(await read(moment.population))));
  const assessment = asInRound(grade(scheme, population), its, standing, countingAt(adjustments, standing.event));
  const flaws: ArchiveFlaw[] = [];
  if (resultDigest(assessment) !== moment.result || policyDigest(await read(moment.results)) !== moment.result) {
    const differences = differing(JSON.parse(await read(moment.results)) as PrintedAssessment, printAssessment(assessment));
    flaws.push(archiveFlaw('RESULT_DIFFERS', moment.results, `${moment.title}：重算结果与存档不同；${differences}`));
  }
  const list = publicList({ assessment }, register);
  if (list.digest !== moment.list || list.csv !== (await read(moment.lists)))
    flaws.push(archiveFlaw('RESULT_DIFFERS', moment.lists, `${moment.title}：重算名单的摘要 ${list.digest}，存档的 ${moment.list}`));
  return flaws;
}

/** The enterprises of which something else came out, in words (中文). */
function differing(archived: PrintedAssessment, again: PrintedAssessment): string {
  const before = new Map(archived.results.map((each) => [each.creditCode, each]));
  const others = again.results.filter((each) => JSON.stringify(each) !== JSON.stringify(before.get(each.creditCode)));
  if (others.length === 0) return '逐户结果相同，分组统计不同';
  // A class that is another says more than a rank that is.
  const isMoved = ({ creditCode, final }: (typeof others)[number]) => before.get(creditCode)?.final !== final;
  const sorted = [...others.filter(isMoved), ...others.filter((each) => !isMoved(each))];
  const named = sorted.slice(0, MOST_NAMED).map(({ creditCode, final, state }) => {
    const was = before.get(creditCode);
    return `${creditCode} 存档 ${was?.final ?? was?.state ?? '（无）'}，重算 ${final ?? state}`;
  });
  return `${others.length} 户不同：${named.join('；')}${others.length > MOST_NAMED ? '……' : ''}`;
}

async function archivedScheme(digest: string, read: ReadArchived): Promise<Scheme | ArchiveFlaw> {
  const text = await read('scheme.yaml');
  if (policyDigest(text) !== digest) return archiveFlaw('RESULT_DIFFERS', 'scheme.yaml', `摘要不是 ${digest}`);
  const { declared } = JSON.parse(await read('scheme.json')) as { declared: Vocabulary };
  const parsed = parseScheme(text, {
    file: 'scheme.yaml',
    facts: [...departmentVocabulary.facts, ...declared.facts],
    events: [...departmentVocabulary.events, ...declared.events],
  });
  return 'scheme' in parsed
    ? parsed.scheme
    : archiveFlaw('NOT_READABLE', 'scheme.yaml', `按现在的规则读不出：${parsed.problems.map(describeProblem).join('；')}`);
}
