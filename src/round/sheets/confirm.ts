import type { Db } from '../../db/db.js';
import { countyDay } from '../../policy/day.js';
import { onRound } from '../on-round.js';
import { comparePhases } from '../phase.js';
import { issue, refuseIf, RoundUnknown, type RoundIssue } from '../refused.js';
import { recordStep, type Actor, type Round } from '../round.js';
import type { SheetDesk } from './desk.js';
import { confirmation } from './table.js';

/** Items that are confirmed. */
export interface Confirming {
  readonly round: number;
  readonly creditCode: string;
  /** Ids of items of its sheet. */
  readonly items: readonly string[];
  /** An office hands it in for an enterprise that answered on paper. */
  readonly onPaper: boolean;
}

/**
 * Confirms items of an enterprise's sheet as they stand, in CONFIRMING. What is confirmed already stays so.
 * @throws RoundRefused PHASE_OVER, NOT_READY, VALUE_INVALID, ALREADY_DONE where nothing is left to confirm; RoundUnknown where
 *   the enterprise takes no part
 */
export function confirmItems(db: Db, sheets: SheetDesk, who: Actor, at: Date, asked: Confirming): Promise<Round> {
  const { round: id, creditCode, onPaper } = asked;
  return onRound(db, id, async (now) => {
    const { round: its } = now;
    refuseIf(notConfirming(its, at));
    const sheet = await sheets.outline(now, creditCode);
    if (!sheet) throw new RoundUnknown(`本轮没有参评企业 ${creditCode}`);
    const byId = new Map(sheet.items.map((item) => [item.id, item]));
    const named = [...new Set(asked.items)];
    const issues: RoundIssue[] = named.length === 0 ? [issue('VALUE_INVALID', 'items', '请写明确认哪些事项（items）')] : [];
    for (const each of named) {
      const item = byId.get(each);
      if (!item) issues.push(issue('VALUE_INVALID', each, '本企业的一企一单没有这个事项；请使用 sheet 列出的 id'));
      else if (item.state === 'CONTESTED') {
        const { objection, event } = item.answer!;
        issues.push(
          issue('ALREADY_DONE', each, `${event.actor} 已于 ${event.at.toISOString()} 提出第 ${objection} 号异议；确认请先撤回异议`),
        );
      }
    }
    refuseIf(issues);
    const fresh = named.filter((each) => byId.get(each)!.state !== 'CONFIRMED');
    if (fresh.length === 0) {
      const { event } = byId.get(named[0]!)!.answer!;
      refuseIf([issue('ALREADY_DONE', named[0]!, `所列事项已由 ${event.actor} 于 ${event.at.toISOString()} 确认`)]);
    }
    return async (tx) => {
      const said = { roundId: id, creditCode, at, by: who.subject, onPaper };
      await tx.insert(confirmation).values(fresh.map((item) => ({ ...said, item, stated: byId.get(item)!.stated })));
      await recordStep(tx, its, who, at, { act: 'ITEMS_CONFIRMED', creditCode, detail: { items: fresh, onPaper } });
      return its;
    };
  });
}

/** Why items are not confirmed now: what was not answered by the last day is silence. */
function notConfirming({ phase, deadlines }: Round, at: Date): RoundIssue[] {
  const order = comparePhases(phase, 'CONFIRMING');
  if (order < 0) return [issue('NOT_READY', null, '企业确认（CONFIRMING）尚未开始')];
  const last = deadlines.CONFIRMING;
  if (order === 0 && (last === undefined || countyDay(at) <= last)) return [];
  return [issue('PHASE_OVER', null, '企业确认（CONFIRMING）已结束；有误的，可在公示期间提出异议，公布后申请更正')];
}
