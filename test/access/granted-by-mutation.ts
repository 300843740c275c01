import type { Grant } from '../../src/access/grants.js';
import type { TestServer } from '../graphql/hub-server.js';
import { grantOf, PURPOSE } from './access-for.js';
import type { Dice } from './random-document.js';
import { grantBy, type County } from './random-standing.js';

/** What was given by the mutations of the API and is in force, and how to take all of it back. */
export interface GrantedByMutation {
  readonly grants: readonly Grant[];
  /** `<code> <year> <purpose>`. */
  readonly consents: readonly string[];
  withdrawAll(): Promise<void>;
}

const OUTCOME = '__typename ... on AccessGrant { id state }';
const REQUEST = `mutation($input: GrantInput!) { it: requestGrant(input: $input, reason: "测试") { ${OUTCOME} } }`;
const ANSWER = `mutation($id: ID!, $approve: Boolean!) { it: answerGrant(id: $id, approve: $approve, reason: "测试") { ${OUTCOME} } }`;
const WITHDRAW = `mutation($id: ID!) { it: withdrawGrant(id: $id, reason: "测试") { ${OUTCOME} } }`;
const CONSENT = `mutation($creditCode: CreditCode!, $year: Int!) { it: giveConsent(creditCode: $creditCode, year: $year, purpose: "${PURPOSE}", until: "2999-12-31") { ... on Consent { id } } }`;
const TAKE_BACK = 'mutation($id: ID!) { it: withdrawConsent(id: $id) { ... on Consent { id } } }';

/** Requests, refuses, grants and withdraws, consents and takes back, by the dice. */
export async function grantedByMutation(server: TestServer, by: Dice, county: County): Promise<GrantedByMutation> {
  const [grants, consents] = [new Map<string, Grant>(), new Map<string, string>()];
  const withdrawals: (() => Promise<unknown>)[] = [];
  const outcome = async (asker: object, text: string, variables: object) =>
    (await server.ask(asker as { role: string }, text, variables)).data?.it as { id?: string; state?: string } | null;
  for (let left = by.below(3); left > 0; left--) {
    const { to, what, acts, rows, givenBy } = grantBy(by, 0, county);
    const owner = givenBy?.[0] ?? 'tax';
    const zones = typeof rows === 'object' ? rows.zones : undefined;
    const terms = {
      role: to.role,
      fields: what,
      zones,
      acts,
      purpose: PURPOSE,
      ground: '示例〔2026〕1号',
      from: '2026-01-01',
      to: '2999-12-31',
    };
    const office = { role: 'department', department: owner, subject: '经办人' };
    const asked = await outcome({ role: 'evaluation_office', subject: '申请人' }, REQUEST, {
      input: { ...terms, owner: owner.toUpperCase() },
    });
    if (asked?.id === undefined) continue;
    const answered = await outcome(office, ANSWER, { id: asked.id, approve: by.chance(80) });
    if (answered?.state !== 'APPROVED') continue;
    const withdraw = () => outcome(office, WITHDRAW, { id: asked.id });
    if (by.chance(25)) {
      await withdraw();
      continue;
    }
    withdrawals.push(withdraw);
    grants.set(
      asked.id,
      grantOf({ id: asked.id, to: { role: to.role }, what, acts, rows: zones ? { zones } : 'all', purpose: PURPOSE, givenBy: [owner] }),
    );
  }
  for (let left = by.below(3); left > 0; left--) {
    const creditCode = by.one(county.codes.slice(0, 80));
    const firm = { role: 'enterprise', creditCode, subject: '企业' };
    const given = await outcome(firm, CONSENT, { creditCode, year: county.year });
    if (given?.id === undefined) continue;
    const takeBack = () => outcome(firm, TAKE_BACK, { id: given.id });
    if (by.chance(30)) await takeBack();
    else {
      withdrawals.push(takeBack);
      consents.set(given.id, `${creditCode} ${county.year} ${PURPOSE}`);
    }
  }
  return {
    grants: [...grants.values()],
    consents: [...consents.values()],
    withdrawAll: async () => {
      for (const withdraw of withdrawals) await withdraw();
    },
  };
}
