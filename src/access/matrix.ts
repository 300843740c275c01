import { SAMPLE_GRANTS } from './grants.js';
import { accessRule, type Act, type Decision } from './may.js';
import type { SharingRegister } from './sharing.js';
import { ROLES, type Role, type Viewer } from './viewer.js';

/** Who might ask. */
export interface Asker extends Partial<Pick<Viewer, 'zones' | 'department' | 'purpose' | 'subject'>> {
  readonly role: Role;
}

/** What the shipped grants decide, before any grant on record. */
export function shippedDecision(register: SharingRegister, asker: Asker, act: Act, coordinate: string): Decision {
  const viewer: Viewer = { subject: '', zones: [], department: undefined, purpose: undefined, adhoc: false, introspect: false, ...asker };
  const rule = accessRule(register, SAMPLE_GRANTS);
  // A figure of several departments may be open where the field's own department alone made it.
  const madeOf = register.fields.get(coordinate)?.department;
  const plain = rule(viewer, act, { coordinate });
  return plain.granted || !madeOf ? plain : rule(viewer, act, { coordinate, madeOf: [madeOf] });
}

/** Why, in words for who asks. */
export function explained(register: SharingRegister, asker: Asker, act: Act, coordinate: string): string {
  const sharing = register.fields.get(coordinate);
  if (!sharing) return `没有字段 ${coordinate}：未声明的一律不给；请对照共享目录（muhub access catalogue）`;
  const whose = `${coordinate} 归 ${sharing.department}，${CLASS[sharing.class]}，依据：${sharing.ground}`;
  const decision = shippedDecision(register, asker, act, coordinate);
  if (decision.granted) {
    const why = sharing.class === 'UNCONDITIONAL' ? '无条件共享' : asker.department === sharing.department ? '本部门的数据' : '随附授权列有该字段（由多部门数据得出的，须各部门都在授权之内）';
    return `可以：${why}。${whose}`;
  }
  const todo = decision.reason === 'NOT_SHARED' ? '不能申请' : `可向 ${sharing.department} 申请授权（requestGrant），另有在录授权的以其用途、园区、期限为准`;
  return `不可以（${decision.reason}）：随附授权没有给角色 ${asker.role}。${whose}。${todo}`;
}

const CLASS = { UNCONDITIONAL: '无条件共享', CONDITIONAL: '有条件共享', WITHHELD: '不予共享' } as const;

/** By coordinate, which roles the shipped grants let read it; a department's own data is not counted. */
export function accessMatrix(register: SharingRegister): ReadonlyMap<string, readonly Role[]> {
  const coordinates = [...register.fields.keys()].sort();
  return new Map(coordinates.map((coordinate) => [coordinate, ROLES.filter((role) => shippedDecision(register, { role }, 'READ', coordinate).granted)]));
}
