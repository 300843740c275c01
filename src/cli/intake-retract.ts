import type { Command } from 'commander';
import { retract } from '../intake/retract.js';
import { handoverNumber } from './arguments.js';
import type { Call } from './call.js';
import { Refused } from './exit.js';
import { withSession } from './session.js';

/** `muhub intake retract ID --reason R`: takes a handover back. */
export function intakeRetractCommand(intake: Command, call: Call): void {
  intake
    .command('retract')
    .description('撤回一次报送：从新的数据版本起视为从未报送，被它替代的记录恢复有效，它的隔离行一并关闭')
    .argument('<id>', '报送编号（接收时给出，报送清单 handovers 中也有）', handoverNumber)
    .requiredOption('--reason <reason>', '理由，留存备查')
    .action(async (id: number, { reason }: { readonly reason: string }) => {
      const result = await withSession(call, ({ database, keeping, actor }) => retract(database.db, { actor, keeping }, id, reason));
      if (!result.done) throw new Refused(result.why);
      const { handover, version, closed } = result;
      const lines = closed > 0 ? `；关闭隔离行 ${closed} 行` : '';
      await call.answer(
        `已撤回第 ${id} 号报送《${handover.fileName}》（${handover.dataset}，接收 ${handover.accepted} 行），数据版本 ${version}${lines}`,
      );
    });
}
