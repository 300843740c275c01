import { versionAt } from '../../src/db/data-version.js';
import { codeDigest, newCode } from '../../src/round/sheets/code.js';
import { paperSheet } from '../../src/round/sheets/table.js';
import { round } from '../../src/round/table.js';
import type { TestServer } from '../graphql/hub-server.js';

const CODE = '9133990100B59GK21U';

/** A sheet of a round that is in CONFIRMING, as printed. @returns its code */
export async function printedSheet({ database: { db } }: Pick<TestServer, 'database'>): Promise<string> {
  const dataVersion = await versionAt(db);
  const plan = { schemeId: 'example-ratio-2024', digest: 'sm3:0', year: 2024, trial: false, silence: 'CONFIRMED' } as const;
  const more = { groups: ['above'], noticeWorkdays: 5, approvalFirst: false, deadlines: {}, phase: 'CONFIRMING', dataVersion } as const;
  const [its] = await db
    .insert(round)
    .values({ ...plan, ...more, groups: [...more.groups] })
    .returning();
  const code = newCode(1);
  const about = { roundId: its!.id, creditCode: CODE, dataVersion, printedBy: 'test' };
  await db.insert(paperSheet).values({ id: 1, code: codeDigest(code), ...about });
  return code;
}
