import { Refusal } from '../access/refusal.js';
import { pageOf, pageRequest, type PageArguments } from '../db/page.js';
import type { RoundNow } from '../round/on-round.js';
import { RoundUnknown } from '../round/refused.js';
import type { Actor } from '../round/round.js';
import type { Context } from './context.js';
import { visibleAt } from './of-visible.js';
import { parseNodeId, type NodeType } from './node-id.js';

/** Who does something in a round. */
export function actorOf({ viewer }: Pick<Context, 'viewer'>): Actor {
  return { subject: viewer.subject, role: viewer.role, zones: viewer.role === 'evaluation_office' ? viewer.zones : [] };
}

/** The number behind a global id; undefined: it is of no such thing. */
export function numberOf(type: NodeType, id: string): number | undefined {
  try {
    const parsed = parseNodeId(id);
    return parsed.type === type && /^[1-9]\d{0,14}$/.test(parsed.key) ? Number(parsed.key) : undefined;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** The number behind a global id. @throws RoundUnknown */
export function mustBe(type: NodeType, id: string): number {
  const found = numberOf(type, id);
  if (found !== undefined) return found;
  throw new RoundUnknown('没有这个编号；请使用 rounds、objections 或 adjustments 列出的 id');
}

/** The round of a number, for who is given rounds; null: there is none. */
export async function roundFor({ hub }: Context, id: number | undefined): Promise<RoundNow | null> {
  return id === undefined ? null : orNull(() => hub.rounds.now(id));
}

/** What there is; null: there is none. */
export async function orNull<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RoundUnknown) return null;
    throw error;
  }
}

/** A page of a list of a round; it goes on as of the round's last event. */
export function paged<T>(
  field: string,
  { round }: RoundNow,
  asked: object,
  args: PageArguments,
  all: readonly T[],
  key: (row: T) => string,
) {
  return pageOf(pageRequest({ field: `EvaluationRound.${field}`, asked: { round: round.id, ...asked } }, args), all, key);
}

/** The number of a round in which an enterprise is meant; who is not there for the viewer is not found. @throws RoundUnknown */
export async function meant(context: Context, round: string, creditCode: string): Promise<number> {
  const id = mustBe('EvaluationRound', round);
  const { round: its } = await context.hub.rounds.now(id);
  const isVisible = await visibleAt(context, its.dataVersion ?? context.currentVersion);
  if (isVisible(creditCode)) return id;
  throw new RoundUnknown(`本轮没有参评企业 ${creditCode}`);
}
