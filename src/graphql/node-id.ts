import { Refusal } from '../access/refusal.js';

/** What has a global id. */
export const NODE_TYPES = ['Enterprise', 'Parcel', 'LandTaxFinding', 'EvaluationRound', 'Adjustment', 'Objection'] as const;
export type NodeType = (typeof NODE_TYPES)[number];

/** The opaque global id of a thing by its type and key. */
export function nodeId(type: NodeType, key: string): string {
  return Buffer.from(`${type}:${key}`).toString('base64url');
}

/** @throws Refusal BAD_USER_INPUT if it is no id that {@link nodeId} made */
export function parseNodeId(id: string): { readonly type: NodeType; readonly key: string } {
  const text = Buffer.from(id, 'base64url').toString();
  const at = text.indexOf(':');
  const type = NODE_TYPES.find((known) => known === text.slice(0, at));
  if (!type || at === text.length - 1 || nodeId(type, text.slice(at + 1)) !== id) {
    throw new Refusal('BAD_USER_INPUT', 'id 不是本中枢给出的全局编号，请使用查询结果中的 id');
  }
  return { type, key: text.slice(at + 1) };
}
