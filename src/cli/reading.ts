import { recordEvents } from '../audit/record-event.js';
import { Trace } from '../audit/trace.js';
import { SourceUnavailable } from '../db/apart/source-unavailable.js';
import type { Db } from '../db/db.js';
import { databaseFailure, OperatorError, onDisk } from '../db/failure.js';
import type { Call } from './call.js';
import { isExpected } from './expected.js';
import { withSession, type Session } from './session.js';

/** What a command that reads records may be told besides. */
export const PURPOSE_OPTION = ['--purpose <text>', '用途，记入审计（缺省为 MUHUB_PURPOSE）'] as const;

/** What is on record of a command besides what it touched. */
export interface Asked {
  /** The command, without its arguments. */
  readonly command: string;
  /** As {@link PURPOSE_OPTION} says; the configured one otherwise. */
  readonly purpose?: string;
}

/** Who has the database's password reads as it: no role of a token. */
const ROLE = 'operator';
const CLIENT = 'cli';

/**
 * Runs a command that reads departments' records, and puts what it touched on record, its refusal included, before
 * anything of it is printed: who has the database's password is a reader too.
 * @param work tells the trace what it reads, and prints nothing
 * @throws OperatorError if it cannot be put on record
 */
export async function withReading<T>(
  call: Call,
  { command, purpose: given }: Asked,
  work: (session: Session, trace: Trace) => Promise<T>,
): Promise<T> {
  return withSession(call, async (session) => {
    const purpose = given?.trim() || session.config.purpose;
    if (purpose === undefined) session.say('没有说明用途，审计记录里将没有用途：可用 --purpose 或 MUHUB_PURPOSE 写明');
    const trace = new Trace();
    const putOnRecord = async () => {
      const key = await onDisk(`使用 ${session.config.dataDir} 中的密钥`, () => session.digestKey());
      const viewer = { subject: session.actor, role: ROLE, purpose };
      await written(session.database.db, trace.events({ viewer, client: CLIENT, document: null, act: 'READ' }, key));
    };
    let read: T;
    try {
      read = await work(session, trace);
    } catch (error) {
      trace.answered(`muhub ${command}`, [codeOf(error)]);
      // Nothing was read out: why it was not is worth more to the operator than why that is not on record.
      await putOnRecord().catch(() => undefined);
      throw error;
    }
    trace.answered(`muhub ${command}`, []);
    await putOnRecord();
    return read;
  });
}

async function written(db: Db, events: Parameters<typeof recordEvents>[1]): Promise<void> {
  try {
    await db.transaction((tx) => recordEvents(tx, events));
  } catch (error) {
    const why = databaseFailure(error)?.message ?? '审计表被锁住或不可写';
    throw new OperatorError(`审计记录写不进去，结果不予输出：${why}。请稍后重试；若持续出现，请检查审计库（锁、磁盘、连接）`, {
      cause: error,
    });
  }
}

/** As GraphQL would call it. */
function codeOf(error: unknown): string {
  if (error instanceof OperatorError || SourceUnavailable.in(error) || databaseFailure(error)) return 'SOURCE_UNAVAILABLE';
  return isExpected(error) ? 'BAD_USER_INPUT' : 'INTERNAL';
}
