import type { DepartmentId } from '../grading/fact.js';
import { Access, isFor, isInForce, ownDepartment, rowsCovered, type AccessBasis } from './decide.js';
import { declaredParts, missingParts, type Decision } from './decision.js';
import { ACTS, allows, partsNamed, type Act, type Grant } from './grants.js';
import type { Sharing } from './sharing.js';
import { CLASS_WORDS, DEPARTMENT_WORDS, KIND_WORDS, SECRECY_WORDS } from './sharing-words.js';
import type { Role, Viewer } from './viewer.js';
import type { WithheldValue } from './withheld.js';

const DECLARED = '字段声明';
const OWN = '本部门的数据';

/** One rule that was looked at on the way to a decision. */
export interface ExplainedStep {
  /** What was looked at, 中文: the declaration, the own department, a grant with its id. */
  readonly rule: string;
  readonly holds: boolean;
  /** Why it holds or does not, 中文, with the document and article that a grant rests on. */
  readonly why: string;
}

/** Why a viewer may or may not do something with a field. */
export interface Explanation {
  readonly coordinate: string;
  readonly act: Act;
  readonly role: Role;
  readonly granted: boolean;
  /** For want of whose part, why, and how to ask; none where granted. */
  readonly withheld: readonly WithheldValue[];
  readonly sharing: Sharing | undefined;
  /** The rules of the steps that give a part of it that is needed. */
  readonly givenBy: readonly string[];
  /** Whether what is missing is given of some of the viewer's enterprises. */
  readonly isForSome: boolean;
  /** Whether only its owner's part was looked at, though a scheme may make it of more departments' data. */
  readonly isOwnersPart: boolean;
  readonly steps: readonly ExplainedStep[];
}

/** Who asks for what. */
export interface Asking {
  readonly viewer: Viewer;
  readonly act: Act;
  readonly coordinate: string;
  /** The departments whose parts the value is made of; as its field declares unless given. */
  readonly madeOf?: readonly DepartmentId[] | undefined;
  /** The zone of the enterprise that the value is of; all the viewer's enterprises unless given. */
  readonly zone?: string | undefined;
}

/** The chain of rules behind a decision, in the order in which they are looked at. */
export function explainAccess(basis: AccessBasis, { viewer, act, coordinate, madeOf, zone }: Asking): Explanation {
  const access = new Access(basis, viewer, act === 'EXPORT' ? 'EXPORT' : 'READ');
  const decision = access.of(coordinate, act);
  const { sharing } = decision;
  const known = { coordinate, act, role: viewer.role, sharing };
  if (!sharing) {
    const why = '没有这个字段；未声明的一律不给，请对照共享目录（catalogue）';
    return {
      ...known,
      granted: false,
      givenBy: [],
      isForSome: false,
      isOwnersPart: false,
      withheld: [access.withheld(decision, 'county')],
      steps: [{ rule: DECLARED, holds: false, why }],
    };
  }
  const required = madeOf ?? declaredParts(sharing);
  const missing = missingParts(decision, required, zone === undefined ? [] : [{ creditCode: '', zone, town: null }]);
  const { department } = sharing;
  const own = ownDepartment(viewer);
  const naming = basis.grants.filter((grant) => grant.to.role === viewer.role && partsNamed(grant, coordinate, sharing).length > 0);
  const grantSteps = naming.map((grant) =>
    grantStep(grant, coordinate, sharing, { viewer, act, today: basis.today, consents: basis.consents }),
  );
  const bears = (at: number) =>
    grantSteps[at]!.holds && partsNamed(naming[at]!, coordinate, sharing).some((part) => required.includes(part));
  const givenBy = decision.isOpen
    ? [DECLARED]
    : [
        ...(own && decision.all.has(own) && required.includes(own) ? [OWN] : []),
        ...grantSteps.filter((_, at) => bears(at)).map(({ rule }) => rule),
      ];
  const isForSome = missing.some((part) => decision.some.some(({ departments }) => departments.has(part)));
  const steps: ExplainedStep[] = [
    {
      rule: DECLARED,
      holds: decision.isOpen,
      why: `${KIND_WORDS[sharing.kind]}，归 ${department}，${CLASS_WORDS[sharing.class]}，${SECRECY_WORDS[sharing.secrecy]}；依据：${sharing.ground}${sharing.tells ? `；会透露：${sharing.tells}` : ''}`,
    },
    { rule: OWN, holds: own !== undefined && decision.all.has(own), why: own === undefined ? '令牌不代表任何部门' : `令牌代表 ${own}` },
    ...grantSteps,
    ...(decision.isOpen ? [] : [{ rule: '所用各部门的份', holds: missing.length === 0, why: partsWords(decision, required) }]),
  ];
  return {
    ...known,
    givenBy,
    isForSome,
    isOwnersPart: sharing.kind === 'DERIVED' && madeOf === undefined && sharing.madeOf.length === 0,
    granted: missing.length === 0,
    withheld: missing.map((each) => access.withheld(decision, each)),
    steps,
  };
}

/** In one sentence, for who asks. */
export function inWords({ coordinate, granted, givenBy, isForSome, isOwnersPart, withheld, sharing, role }: Explanation): string {
  if (!sharing) return `没有字段 ${coordinate}：未声明的一律不给；请对照共享目录（muhub access catalogue）`;
  const whose = `${coordinate} 归 ${sharing.department}，${KIND_WORDS[sharing.kind]}，${CLASS_WORDS[sharing.class]}，依据：${sharing.ground}`;
  const more = isOwnersPart ? `。只看了 ${sharing.department} 的份；办法还用到其他部门数据的，以 madeOf（--made-of）指明再问` : '';
  if (granted) return `可以：${givenBy.join('、') || '无须授权'}。${whose}${more}`;
  const [first] = withheld;
  return `不可以（${first!.reason}）：${isForSome ? '只及于部分企业' : `没有可用的授权给角色 ${role}`}，缺 ${withheld.map(({ department }) => department).join('、')}。${whose}。${first!.ask}`;
}

function partsWords({ all, some }: Decision, required: readonly DepartmentId[]): string {
  const words = required.map((part) => {
    const given =
      all.has(part) || part === 'register' ? '已给' : some.some(({ departments }) => departments.has(part)) ? '只给部分企业' : '未给';
    return `${DEPARTMENT_WORDS[part]}（${part}）${given}`;
  });
  return `由 ${words.join('，')} 推算或保管；都给了才给`;
}

interface GrantAsked {
  readonly viewer: Viewer;
  readonly act: Act;
  readonly today: string;
  readonly consents: ReadonlySet<string>;
}

function grantStep(grant: Grant, coordinate: string, sharing: Sharing, asked: GrantAsked): ExplainedStep {
  const lacking = lacks(grant, sharing, asked);
  const parts = partsNamed(grant, coordinate, sharing);
  const covers = rowsCovered(grant, asked.viewer, asked.consents) === 'all' ? '' : '，只及于部分企业';
  const declared = grant.declared && parts.includes('statistics') ? '，统计数据只限企业填报的' : '';
  const given = `给出 ${parts.join('、')} 的份${covers}${declared}`;
  return {
    rule: `授权 ${grant.id}`,
    holds: lacking.length === 0,
    why: `${lacking.length === 0 ? given : lacking.join('；')}；依据：${grant.ground}`,
  };
}

/** Every condition of a grant that the asking does not meet. */
function lacks(grant: Grant, sharing: Sharing, { viewer, act, today }: GrantAsked): readonly string[] {
  const { to, acts, purpose, from, until } = grant;
  const limits: string[] = [];
  if (!allows(grant, act, sharing)) limits.push(`使用方式不含 ${act}，只有 ${ACTS.filter((each) => acts.includes(each)).join('、')}`);
  if (to.subject !== undefined && to.subject !== viewer.subject) limits.push(`只给使用人 ${to.subject}`);
  if (to.department !== undefined && to.department !== viewer.department) limits.push(`只给部门 ${to.department}`);
  if (to.organisation !== undefined && to.organisation !== viewer.organisation) limits.push(`只给单位 ${to.organisation}`);
  if (!isInForce(grant, today)) limits.push(`${today} 不在期限 ${from ?? ''} 至 ${until ?? ''} 内`);
  if (purpose !== undefined && purpose !== viewer.purpose) limits.push(`用途须为“${purpose}”，令牌的用途是“${viewer.purpose ?? '未写明'}”`);
  return isFor(grant, viewer) || limits.length > 0 ? limits : ['不是给这个使用人的'];
}
