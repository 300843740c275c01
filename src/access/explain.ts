import type { DepartmentId } from '../grading/fact.js';
import type { Grant } from './grants.js';
import { accessRule, hasPurpose, isMeant, namesField, type Act, type Asking, type Decision, type May } from './may.js';
import type { Sharing, SharingRegister } from './sharing.js';
import { CLASS_WORDS, SECRECY_WORDS } from './sharing-words.js';
import { TOLD_BESIDE } from './told-beside.js';
import { VIEWER_DEPARTMENTS, type Role, type Viewer } from './viewer.js';

const YEARLY = '年度记录';
const PART_BY_PART = '逐行由所用各部门的数据得出';
/** Types whose values are made of other departments' facts from row to row. */
const BY_ROW = ['IndicatorResult', 'NextClassPath', 'FactSource'];

/** One rule that was looked at on the way to a decision. */
export interface ExplainedStep {
  /** What was looked at, 中文: the declaration, the own department, a grant with its number. */
  readonly rule: string;
  readonly holds: boolean;
  /** Why it holds or does not, 中文. */
  readonly why: string;
}

/** Why a viewer may or may not do something with a field. */
export interface Explanation {
  readonly coordinate: string;
  readonly act: Act;
  readonly role: Role;
  readonly decision: Decision;
  readonly sharing: Sharing | undefined;
  readonly steps: readonly ExplainedStep[];
}

/**
 * The chain of rules behind a decision, in the order in which they are looked at: what the field declares, whose it is,
 * each grant that names it, and what it is made of or added up from.
 * @param madeOf the departments whose facts the value is made of; the field's own unless told
 */
export function explainAccess(register: SharingRegister, grants: readonly Grant[], asking: Asking, coordinate: string, madeOf?: readonly DepartmentId[]): Explanation {
  const { viewer, act, today, zone } = asking;
  const rule = accessRule(register, grants, today);
  const sharing = register.fields.get(coordinate);
  if (!sharing) {
    const why = '没有这个字段；未声明的一律不给，请对照共享目录（catalogue）';
    return { coordinate, act, role: viewer.role, decision: rule(viewer, act, { coordinate }), sharing, steps: [{ rule: '字段声明', holds: false, why }] };
  }
  const plain = rule(viewer, act, { coordinate, zone, madeOf });
  // A figure of several departments may be open where the field's own department alone made it.
  const field = plain.granted || madeOf ? plain : rule(viewer, act, { coordinate, zone, madeOf: [sharing.department] });
  const use = register.uses.get(coordinate);
  const used = (use?.of ?? []).map((of) => ({ of, decision: rule(viewer, use!.act, { coordinate: of, zone }) }));
  const refused = [field, ...used.map(({ decision }) => decision)].find(({ granted }) => !granted);
  const { department } = sharing;
  const steps: ExplainedStep[] = [
    { rule: '字段声明', holds: sharing.class === 'UNCONDITIONAL', why: `归 ${department}，${CLASS_WORDS[sharing.class]}，${SECRECY_WORDS[sharing.secrecy]}；依据：${sharing.ground}` },
    { rule: '本部门的数据', holds: isOwn(viewer, department), why: isOwn(viewer, department) ? `令牌代表 ${department}` : `令牌不代表 ${department}` },
    ...grants.filter((grant) => grant.role === viewer.role && namesField(grant, coordinate)).map((grant) => grantStep(grant, asking)),
    ...(madeOf || !hangsOnDepartments(rule, asking, coordinate) ? [] : [{ rule: PART_BY_PART, holds: field.granted, why: `各部门的份都有授权才给；未指明由哪些部门的数据得出（madeOf）时按 ${department} 一家判断` }]),
    ...(TOLD_BESIDE.has(coordinate) ? [{ rule: '防反推', holds: field.granted, why: '有授权也可能不给：与所见的其他内容放在一起会推出未授权的数据时，连同原因列入 withheld' }] : []),
    ...(refused && register.yearly.has(coordinate) ? [{ rule: YEARLY, holds: false, why: '查询时给出只有年度的空记录：没有读取数据，其各字段为 null，逐一列入 withheld' }] : []),
    ...used.map(({ of, decision }) => ({ rule: `另须对 ${of} 有 ${use!.act} 的授权`, holds: decision.granted, why: decision.granted ? '已有' : `没有（${decision.reason}）` })),
  ];
  return { coordinate, act, role: viewer.role, decision: refused ?? field, sharing, steps };
}

/** In one sentence, for who asks. */
export function inWords(explanation: Explanation): string {
  const more = explanation.steps.filter(({ rule }) => rule === PART_BY_PART || rule === YEARLY);
  return [summary(explanation), ...more.map(({ rule, why }) => `${rule}：${why}`)].join('。');
}

function summary({ coordinate, decision, sharing, steps, role }: Explanation): string {
  if (!sharing) return `没有字段 ${coordinate}：未声明的一律不给；请对照共享目录（muhub access catalogue）`;
  const whose = `${coordinate} 归 ${sharing.department}，${CLASS_WORDS[sharing.class]}，依据：${sharing.ground}`;
  if (decision.granted) return `可以：${steps.find(({ holds }) => holds)?.rule ?? '授权'}${sharing.class === 'UNCONDITIONAL' ? '（无条件共享）' : ''}${TOLD_BESIDE.has(coordinate) ? '，但会推出未授权数据的除外（防反推）' : ''}。${whose}`;
  if (decision.reason === 'NOT_SHARED') return `不可以（NOT_SHARED）：${whose}。不能申请`;
  if (decision.reason === 'PURPOSE_REQUIRED') return `不可以（PURPOSE_REQUIRED）：有授权，但令牌没有写明其用途。${whose}。请按授权的用途重新签发令牌`;
  return `不可以（${decision.reason}）：没有可用的授权给角色 ${role}。${whose}。可向 ${decision.department} 申请授权（requestGrant）`;
}

/** Whether it makes a difference which departments' facts a value is made of. */
function hangsOnDepartments(rule: May, { viewer, act, zone }: Asking, coordinate: string): boolean {
  if (!BY_ROW.includes(coordinate.slice(0, coordinate.indexOf('.')))) return false;
  const granted = VIEWER_DEPARTMENTS.map((each) => rule(viewer, act, { coordinate, zone, madeOf: [each] }).granted);
  return new Set(granted).size > 1;
}

function isOwn(viewer: Viewer, department: DepartmentId): boolean {
  return viewer.role === 'department' && viewer.department === department && department !== 'county';
}

function grantStep(grant: Grant, asking: Asking): ExplainedStep {
  const rule = grant.stored ? `第 ${grant.stored.id} 号授权（${grant.stored.owner} 给出）` : '随附授权';
  const lacking = lacks(grant, asking);
  const limits = grant.madeOf ? `限于仅由 ${grant.madeOf.join('、')} 的数据得出的值` : grant.stored ? `只及于 ${grant.stored.owner} 的数据` : '列有该字段';
  const openly = grant.givesBack ? `；明示可能由此反推 ${grant.givesBack.join('、')} 的数据` : '';
  return { rule, holds: lacking.length === 0, why: lacking.length === 0 ? `${limits}${openly}` : lacking.join('；') };
}

/** Every condition of a grant that the asking does not meet. */
function lacks(grant: Grant, asking: Asking): readonly string[] {
  const { act, today, viewer } = asking;
  const { acts, subject, department, organisation, zones, purpose, from, to } = grant;
  const alone = (part: Partial<Grant>) => !isMeant({ role: grant.role, fields: grant.fields, ...part }, asking);
  return [
    ...(alone({ ...(acts && { acts }) }) ? [`使用方式不含 ${act}，只有 ${acts!.join('、')}`] : []),
    ...(alone({ ...(subject !== undefined && { subject }) }) ? [`只给使用人 ${subject}`] : []),
    ...(alone({ ...(department !== undefined && { department }) }) ? [`只给部门 ${department}`] : []),
    ...(alone({ ...(organisation !== undefined && { organisation }) }) ? [`只给单位 ${organisation}`] : []),
    ...(alone({ ...(zones && { zones }) }) ? [`只及于园区 ${zones!.join('、')}`] : []),
    ...(alone({ ...(from !== undefined && { from }), ...(to !== undefined && { to }) }) ? [`${today ?? '现在'} 不在期限 ${from ?? ''} 至 ${to ?? ''} 内`] : []),
    ...(hasPurpose(grant, viewer) ? [] : [`用途须为“${purpose}”，令牌的用途是“${viewer.purpose ?? '未写明'}”`]),
  ];
}
