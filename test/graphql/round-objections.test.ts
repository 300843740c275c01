import { describe, expect, it } from 'vitest';
import { sampleServer } from './hub-server.js';

/* The sheets of a round of the sample county, and what enterprises object to, from the first confirmation to a correction. */
let now = new Date('2026-03-02T01:00:00Z');
const server = await sampleServer({ clock: () => now });
const on = (day: string) => void (now = new Date(`${day}T01:00:00Z`));
type Claims = { role: string; subject?: string };
const office = { role: 'evaluation_office', subject: 'office', purpose: '一企一单核对' };
const approver = { role: 'approver', subject: 'leader' };
const bureau = (department: string, subject = department) => ({ role: 'department', department, subject });
const firm = (creditCode: string, subject = `firm ${creditCode}`) => ({ role: 'enterprise', creditCode, subject });

const ISSUES = '... on RefusedInput { message issues { code found message } }';
const ask = async (as: Claims, query: string, variables: object = {}) => {
  const { data, errors } = await server.ask(as, query, variables);
  expect(errors).toBeUndefined();
  return data;
};
const denied = async (as: Claims, query: string, variables: object = {}) =>
  (await server.ask(as, query, variables)).errors?.[0]?.extensions.code;
const codes = (outcome: { issues?: { code: string }[] }) => (outcome.issues ?? []).map(({ code }) => code);
const look = async (fields: string, as: Claims = office) =>
  (await ask(as, `query ($round: ID!) { round(id: $round) { ${fields} } }`, { round: id })).round;
const advance = async (to: string, rest: object = {}, as: Claims = office) =>
  (
    await ask(
      as,
      `mutation ($round: ID!, $to: RoundPhase!, $document: String, $reason: String) {
        advanceRound(round: $round, to: $to, document: $document, reason: $reason) { ... on EvaluationRound { phase } ${ISSUES} } }`,
      { round: id, to, ...rest },
    )
  ).advanceRound;
const ITEM = 'id fact title unit value text department state records { dataset key column value file line } objection { id }';
const sheetOf = async (creditCode: string, as: Claims = firm(creditCode), fields = ITEM) =>
  (await look(`sheet(creditCode: "${creditCode}") { enterprise { creditCode } dataVersion submittedAt items { ${fields} } }`, as)).sheet;
const CONFIRM = `mutation ($round: ID!, $code: CreditCode!, $items: [ID!]!) {
  confirmItems(round: $round, creditCode: $code, items: $items) { ... on ConfirmationSheet { items { id state } } ${ISSUES} } }`;
const confirm = async (creditCode: string, items: string[], as: Claims = firm(creditCode)) =>
  (await ask(as, CONFIRM, { round: id, code: creditCode, items })).confirmItems;
const OBJECTION =
  'id kind state late claimed verdict verdictReason item { fact state } evidence { name } steps { office what } enterprise { creditCode }';
const contesting = (field: string) =>
  `mutation ($round: ID!, $code: CreditCode!, $item: ID, $kind: ObjectionKind!, $claimed: String!, $reason: String!, $evidence: [String!]) {
  ${field}(round: $round, creditCode: $code, ${field === 'contestItem' ? 'item: $item, ' : ''}kind: $kind, claimed: $claimed, reason: $reason, evidence: $evidence) {
    ... on Objection { ${OBJECTION} } ${ISSUES} } }`.replace(field === 'contestItem' ? '' : '$item: ID, ', '');
const contest = async (creditCode: string, rest: object, as: Claims = firm(creditCode)) =>
  (
    await ask(as, contesting('contestItem'), {
      round: id,
      code: creditCode,
      kind: 'DATA',
      claimed: '应为 500',
      reason: '申报有误',
      ...rest,
    })
  ).contestItem;
const acting = (field: string, more: string, given: string) =>
  `mutation ($id: ID!, $reason: String${field === 'forwardObjection' ? '' : '!'}${more}) { ${field}(id: $id, reason: $reason${given}) { ... on Objection { ${OBJECTION} } ${ISSUES} } }`;
const forward = async (objection: string, to: string, as: Claims) =>
  (await ask(as, acting('forwardObjection', ', $to: Department!', ', to: $to'), { id: objection, to })).forwardObjection;
const DECIDE = acting(
  'decideObjection',
  ', $verdict: Verdict!, $document: String, $corrections: [RecordCorrection!], $adjustment: AdjustmentInput',
  ', verdict: $verdict, document: $document, corrections: $corrections, adjustment: $adjustment',
);
const decide = async (objection: string, verdict: string, rest: object, as: Claims) =>
  (await ask(as, DECIDE, { id: objection, verdict, reason: '经核实', ...rest })).decideObjection;
const withdraw = async (objection: string, as: Claims) =>
  (await ask(as, acting('withdrawObjection', '', ''), { id: objection, reason: '误报' })).withdrawObjection;
const classOf = async (creditCode: string) =>
  (await look(`assessment { grades(filter: { creditCodes: ["${creditCode}"] }) { nodes { state class } } }`)).assessment.grades.nodes[0];
const cell = (creditCode: string, column: string, value: string) => ({
  dataset: 'statistics.annual',
  key: [creditCode, '2024'],
  column,
  value,
});

let id = '';
/** Three enterprises of class B or C: of no zone, of a zone, and another. */
let firms: { creditCode: string; zone: string | null; town: string | null }[] = [];
let [A, Z, C] = ['', '', ''];
let [objected, landed] = ['', ''];

describe('the sheets of a round', () => {
  it('show each fact that the scheme uses with its cells, to its enterprise all of it', async () => {
    const input = { scheme: 'example-ratio-2024', year: 2024, document: '示亩办〔2026〕1号', noticeWorkdays: 1 };
    const opened = await ask(
      office,
      `mutation ($input: RoundInput!) { openRound(input: $input) { ... on EvaluationRound { id } ${ISSUES} } }`,
      { input },
    );
    id = opened.openRound.id as string;
    await advance('COLLECTING');
    expect(await look('progress { participants } objections { totalCount }')).toEqual({ progress: null, objections: { totalCount: 0 } });
    await advance('CONFIRMING');
    const { assessment } = await look(
      'assessment { grades(first: 200, filter: { groups: ["above"], classes: ["B", "C"] }) { nodes { enterprise { creditCode zone town } } } }',
    );
    firms = assessment.grades.nodes.map(({ enterprise }: { enterprise: object }) => enterprise);
    const plain = firms.filter(({ zone, town }) => zone === null && town !== null);
    [A, C] = plain.map(({ creditCode }) => creditCode) as [string, string];
    Z = firms.find(({ zone }) => zone !== null)!.creditCode;
    const { myEnterprise } = await ask(firm(A), '{ myEnterprise { creditCode } }');
    expect(myEnterprise).toEqual({ creditCode: A });
    expect(await ask(office, '{ myEnterprise { creditCode } }')).toEqual({ myEnterprise: null });
    const sheet = await sheetOf(A);
    expect(sheet.items.length).toBeGreaterThan(5);
    const added = sheet.items.find(({ fact }: { fact: string }) => fact === 'statistics.value_added');
    expect(added).toMatchObject({ department: 'STATISTICS', state: 'SHOWN', value: expect.anything() });
    expect(added.records[0]).toMatchObject({
      dataset: 'statistics.annual',
      key: [A, '2024'],
      column: '工业增加值',
      line: expect.anything(),
    });
    expect(Number(added.records[0].value)).toBe(Number(added.value));
    // An office sees what it is granted for this purpose; a bureau its own; nobody another's.
    expect((await sheetOf(A, office)).items).toEqual(sheet.items);
    const { items } = await sheetOf(A, bureau('statistics'));
    expect(items.find(({ fact }: { fact: string }) => fact === 'statistics.value_added').value).toBe(added.value);
    const foreign = items.filter(({ department }: { department: string }) => department !== 'STATISTICS' && department !== 'REGISTER');
    expect(foreign.map(({ value, text, records }: Record<string, unknown>) => [value, text, records])).toEqual(
      foreign.map(() => [null, null, null]),
    );
    const { items: bare } = await sheetOf(A, { ...office, purpose: '亩均评价' } as Claims);
    expect(bare.find(({ fact }: { fact: string }) => fact === 'statistics.value_added')).toMatchObject({ value: null, records: null });
    expect(await sheetOf(A, firm(C))).toBeNull();
  });

  it('are confirmed item by item, by their enterprise or on paper', async () => {
    const { items } = await sheetOf(A);
    const ids = items.map((each: { id: string }) => each.id) as string[];
    expect(codes(await confirm(A, ['x']))).toEqual(['VALUE_INVALID']);
    expect(await denied(firm(C), CONFIRM, { round: id, code: A, items: ids })).toBe('NOT_FOUND');
    expect(await denied(bureau('tax'), CONFIRM, { round: id, code: A, items: ids })).toBe('FORBIDDEN');
    const both = await Promise.all([0, 1].map(() => confirm(A, ids.slice(0, 2))));
    expect(both.map((each) => codes(each)[0] ?? 'done').sort()).toEqual(['ALREADY_DONE', 'done']);
    const states = (await sheetOf(A)).items.map(({ state }: { state: string }) => state) as string[];
    expect(states).toEqual(ids.map((_, at) => (at < 2 ? 'CONFIRMED' : 'SHOWN')));
    const all = (await sheetOf(Z)).items.map((each: { id: string }) => each.id) as string[];
    const its = firms.find(({ creditCode }) => creditCode === Z)!;
    const zone = { role: 'zone_committee', subject: 'zone', zones: [its.zone] };
    expect((await confirm(Z, all, zone)).items.every(({ state }: { state: string }) => state === 'CONFIRMED')).toBe(true);
    expect(await look('progress { participants confirmed silent contested }', zone)).toMatchObject({
      progress: { confirmed: 1, silent: 0, contested: 0 },
    });
    expect(await look('progress { participants confirmed }', firm(C))).toEqual({ progress: { participants: 1, confirmed: 0 } });
  });

  it('are contested with a reason and evidence, for the department whose figure it is', async () => {
    const { items } = await sheetOf(A);
    const item = items.find(({ fact }: { fact: string }) => fact === 'statistics.value_added').id as string;
    expect(codes(await contest(A, { item, claimed: ' ', reason: '' }))).toEqual(['VALUE_INVALID', 'REASON_MISSING']);
    expect(codes(await contest(A, { item, evidence: ['0'.repeat(64)] }))).toEqual(['EVIDENCE_UNKNOWN']);
    expect(codes(await contest(A, { item: 'x' }))).toEqual(['VALUE_INVALID']);
    const body = Buffer.from('%PDF-1.4\n申报表');
    const sent = await fetch(`${server.url}/evidence`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await server.token(firm(A))}`,
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('申报表.pdf')}`,
      },
      body,
    });
    const { digest } = (await sent.json()) as { digest: string };
    const before = await classOf(A);
    const made = await contest(A, { item, evidence: [digest] });
    expect(made).toMatchObject({
      state: 'FORWARDED',
      late: false,
      evidence: [{ name: '申报表.pdf' }],
      item: { fact: 'statistics.value_added', state: 'CONTESTED' },
    });
    objected = made.id as string;
    expect(codes(await contest(A, { item }))).toEqual(['ALREADY_DONE']);
    expect(codes(await confirm(A, [item]))).toEqual(['ALREADY_DONE']);
    // Its own answer alone is held.
    expect([before.state, await classOf(A)]).toEqual(['GRADED', { state: 'HELD', class: null }]);
    const { diff } = await look('progress { contested open } diff(from: COLLECTING) { nodes { enterprise { creditCode } after because } }');
    expect(diff.nodes).toEqual([{ enterprise: { creditCode: A }, after: null, because: 'OWN_OBJECTION' }]);
    const land = items.find(({ department }: { department: string }) => department === 'LAND').id as string;
    landed = (await contest(A, { item: land, kind: 'PARCEL', claimed: '少 1 亩', reason: '证载面积' })).id as string;
  });

  it('are for their parties alone', async () => {
    const { town } = firms.find(({ creditCode }) => creditCode === A)!;
    const its = async (as: Claims) =>
      (await look('objections { nodes { id } }', as)).objections.nodes.map((each: { id: string }) => each.id);
    const [mine, other, stats, tax, here, there] = await Promise.all(
      [firm(A), firm(C), bureau('statistics'), bureau('tax'), { role: 'town', towns: [town] }, { role: 'town', towns: ['nowhere'] }].map(
        its,
      ),
    );
    expect([mine, other, stats, tax, here, there]).toEqual([[objected, landed], [], [objected], [], [landed], []]);
    const node = 'query ($id: ID!) { node(id: $id) { ... on Objection { claimed } } }';
    expect((await ask(firm(A), node, { id: objected })).node).toEqual({ claimed: '应为 500' });
    expect((await ask(firm(C), node, { id: objected })).node).toBeNull();
    expect(await denied(firm(C), acting('withdrawObjection', '', ''), { id: objected, reason: '甲' })).toBe('NOT_FOUND');
    expect(
      (await sheetOf(A, bureau('tax'), 'objection { id }')).items.every(({ objection }: { objection: unknown }) => objection === null),
    ).toBe(true);
  });

  it('are withdrawn by their enterprise', async () => {
    const { items } = await sheetOf(C);
    const { id: made } = await contest(C, { item: items[0].id });
    expect(codes(await withdraw(made as string, office))).toEqual(['NOT_YOURS']);
    expect(await withdraw(made as string, firm(C))).toMatchObject({ state: 'WITHDRAWN', item: { state: 'WITHDRAWN' } });
    expect(codes(await withdraw(made as string, firm(C)))).toEqual(['ALREADY_DONE']);
    expect(await classOf(C)).toMatchObject({ state: 'GRADED' });
  });
});

describe('the objections of a round', () => {
  it('are forwarded by the office of the place, once', async () => {
    expect(await advance('REVIEWING')).toEqual({ phase: 'REVIEWING' });
    expect(codes(await confirm(C, ['x']))).toEqual(['PHASE_OVER']);
    expect(codes(await contest(C, {}))).toEqual(['PHASE_OVER']);
    const silent = await sheetOf(C, office);
    expect(silent.items.slice(0, 2).map(({ state }: { state: string }) => state)).toEqual(['WITHDRAWN', 'SILENT']);
    const { town } = firms.find(({ creditCode }) => creditCode === A)!;
    const here = { role: 'town', subject: 'town', towns: [town] };
    expect(codes(await forward(landed, 'TAX', here))).toEqual(['VALUE_INVALID']);
    expect(codes(await forward(objected, 'STATISTICS', office))).toEqual(['ALREADY_DONE']);
    expect(await denied(here, acting('forwardObjection', ', $to: Department!', ', to: $to'), { id: objected, to: 'STATISTICS' })).toBe(
      'NOT_FOUND',
    );
    const both = await Promise.all([0, 1].map(() => forward(landed, 'LAND', here)));
    expect(both.map((each) => each.state ?? codes(each)[0]).sort()).toEqual(['ALREADY_DONE', 'FORWARDED']);
  });

  it('are decided by the department whose figure it is, by another person than who forwarded', async () => {
    expect(codes(await advance('DRAFTED'))).toEqual(['NOT_READY', 'NOT_READY']);
    expect(await denied(bureau('tax'), DECIDE, { id: objected, verdict: 'REJECTED', reason: '甲' })).toBe('NOT_FOUND');
    expect(codes(await decide(objected, 'REJECTED', {}, office))).toEqual(['NOT_YOURS']);
    expect(codes(await decide(landed, 'REJECTED', {}, bureau('land', 'town')))).toEqual(['SAME_PERSON']);
    expect(codes(await decide(landed, 'REJECTED', {}, bureau('land', 'office')))).toEqual(['SAME_PERSON']);
    expect(codes(await decide(landed, 'REJECTED', { reason: ' ' }, bureau('land')))).toEqual(['REASON_MISSING']);
    expect(await decide(landed, 'REJECTED', {}, bureau('land'))).toMatchObject({
      state: 'DECIDED',
      verdict: 'REJECTED',
      item: { state: 'UPHELD' },
    });
    expect(codes(await decide(landed, 'REJECTED', {}, bureau('land')))).toEqual(['ALREADY_DONE']);
    const wrong = [cell(C, '工业增加值', '1')];
    expect(codes(await decide(objected, 'ACCEPTED', { corrections: wrong }, bureau('statistics')))).toEqual(['VALUE_INVALID']);
    const foreign = [{ dataset: 'tax.payments', key: [A, '2024'], column: '增值税', value: '1' }];
    expect(codes(await decide(objected, 'ACCEPTED', { corrections: foreign }, bureau('statistics')))[0]).toMatch(/NOT_YOURS|VALUE_INVALID/);
    const given = { corrections: [cell(A, '工业增加值', '50000')], document: '统函〔2026〕5号' };
    const both = await Promise.all([0, 1].map(() => decide(objected, 'ACCEPTED', given, bureau('statistics'))));
    expect(both.map((each) => each.state ?? codes(each)[0]).sort()).toEqual(['ALREADY_DONE', 'DECIDED']);
    const { items } = await sheetOf(A);
    expect(items.find(({ fact }: { fact: string }) => fact === 'statistics.value_added')).toMatchObject({
      state: 'CORRECTED',
      value: '50000',
    });
    expect(await classOf(A)).toMatchObject({ state: 'GRADED', class: expect.anything() });
  });

  it("are of a department's own correction too, which the enterprise sees", async () => {
    const query = `mutation ($round: ID!, $code: CreditCode!, $corrections: [RecordCorrection!]!, $document: String!) {
      correctOwn(round: $round, creditCode: $code, corrections: $corrections, document: $document, reason: "录入有误") { ... on ConfirmationSheet { dataVersion } ${ISSUES} } }`;
    const given = { round: id, code: C, corrections: [cell(C, '工业增加值', '777')], document: '统函〔2026〕6号' };
    const own = async (rest: object, as: Claims = bureau('statistics')) => (await ask(as, query, { ...given, ...rest })).correctOwn;
    expect(codes(await own({ document: '' }))).toEqual(['DOCUMENT_MISSING']);
    expect(codes(await own({}, bureau('statistics', 'office')))).toEqual(['SAME_PERSON']);
    expect(await denied(office, query, given)).toBe('FORBIDDEN');
    expect(await own({})).toMatchObject({ dataVersion: expect.anything() });
    const { items } = await sheetOf(C);
    const item = items.find(({ fact }: { fact: string }) => fact === 'statistics.value_added');
    expect(item).toMatchObject({ state: 'CORRECTED', value: '777' });
    const made = await contest(C, { item: item.id });
    expect(made).toMatchObject({ state: 'FORWARDED', late: false });
    expect(await decide(made.id as string, 'REJECTED', {}, bureau('statistics'))).toMatchObject({ verdict: 'REJECTED' });
    expect(await advance('DRAFTED')).toEqual({ phase: 'DRAFTED' });
  });

  it('that come after the notice are kept; those in time are decided before the minutes', async () => {
    await advance('NOTICED', { document: '公示1号' });
    const made = await contest(C, { kind: 'CLASS', claimed: '应提一档', reason: '专精特新' });
    on('2026-03-05');
    expect(await advance('DECIDING')).toEqual({ phase: 'DECIDING' });
    const late = await contest(Z, { kind: 'CLASS' });
    expect(late).toMatchObject({ late: true, state: 'SUBMITTED' });
    expect(codes(await decide(late.id as string, 'REJECTED', {}, office))).toEqual(['NOT_READY']);
    expect(codes(await advance('APPROVED', { document: '纪要1号' }, approver))).toEqual(['NOT_READY']);
    const adjustment = { kind: 'SET', class: 'A', article: '三', document: '会纪〔2026〕3号', reason: '专精特新' };
    expect(await decide(made.id as string, 'ACCEPTED', { adjustment }, office)).toMatchObject({ verdict: 'ACCEPTED' });
    expect(await classOf(C)).toEqual({ state: 'GRADED', class: 'A' });
    expect(await look('progress { late } adjustments { state class }')).toEqual({
      progress: { late: 1 },
      adjustments: [{ state: 'PROPOSED', class: 'A' }],
    });
    expect(codes(await advance('APPROVED', { document: '纪要1号' }, { ...approver, subject: 'statistics' }))).toEqual(['SAME_PERSON']);
    expect(await advance('APPROVED', { document: '纪要1号' }, approver)).toEqual({ phase: 'APPROVED' });
    expect(await advance('PUBLISHED', { document: '公告1号' })).toEqual({ phase: 'PUBLISHED' });
  });

  it('lead to a further publication after the first, which stays readable', async () => {
    const request = async (creditCode: string, rest: object, as: Claims = firm(creditCode)) =>
      (
        await ask(as, contesting('requestCorrection'), {
          round: id,
          code: creditCode,
          kind: 'DATA',
          claimed: '应为 1',
          reason: '申报有误',
          ...rest,
        })
      ).requestCorrection;
    expect(codes(await contest(A, {}))).toEqual(['PHASE_OVER']);
    const before = await classOf(A);
    const asked = await request(A, {});
    expect(await classOf(A)).toEqual(before);
    expect(asked).toMatchObject({ state: 'SUBMITTED' });
    expect(codes(await decide(asked.id as string, 'ACCEPTED', {}, office))).toEqual(['NOT_READY']);
    expect(codes(await advance('APPROVED', { document: '纪要2号' }, approver))).toEqual(['NOT_READY']);
    expect(await forward(asked.id as string, 'STATISTICS', office)).toMatchObject({ state: 'FORWARDED' });
    const corrections = [cell(A, '工业增加值', '1')];
    expect(await decide(asked.id as string, 'ACCEPTED', { corrections, document: '统函〔2026〕9号' }, bureau('statistics'))).toMatchObject({
      verdict: 'ACCEPTED',
    });
    const PUBLISHED = 'publications { id dataVersion resultDigest validFrom document corrects { id } list { digest } }';
    const first = (await look(PUBLISHED)).publications[0];
    on('2026-03-20');
    expect(await advance('APPROVED', { document: '纪要2号' }, approver)).toEqual({ phase: 'APPROVED' });
    const { diff } = await look('diff(from: APPROVED) { nodes { enterprise { creditCode } because } }', approver);
    expect(diff.nodes.map(({ enterprise }: { enterprise: { creditCode: string } }) => enterprise.creditCode)).toContain(A);
    expect(await advance('PUBLISHED', { document: '公告2号' })).toEqual({ phase: 'PUBLISHED' });
    const { publications } = await look(PUBLISHED);
    expect(publications).toEqual([first, { ...publications[1], corrects: { id: first.id }, document: '公告2号', validFrom: '2026-03-20' }]);
    expect(publications[1].resultDigest).not.toBe(first.resultDigest);
    const { enterprise } = await ask(
      firm(A),
      'query ($code: CreditCode!) { enterprise(creditCode: $code) { publishedGrade(year: 2024) { publication { document } } } }',
      { code: A },
    );
    expect(enterprise.publishedGrade).toEqual({ publication: { document: '公告2号' } });
    const again = await ask(office, '{ publications { assessment { groups { classes { class count } } } } }');
    expect(again.publications).toHaveLength(2);
    const lists = 'query ($id: ID!) { executionLists(year: 2024, publication: $id) { kind } }';
    expect((await ask(office, lists, { id: publications[1].id })).executionLists).toEqual([]);
  });

  it('may be carried by an office of the whole county alone', async () => {
    const query = 'mutation ($id: ID!) { advanceRound(round: $id, to: APPROVED) { __typename ' + ISSUES + ' } }';
    const bound = { ...office, zones: ['339901003'] } as Claims;
    expect(codes((await ask(bound, query, { id })).advanceRound)).toEqual(['NOT_YOURS']);
  });

  it('of a round that is published go on when the next is opened, which closes it', async () => {
    const input = { scheme: 'example-ratio-2024', year: 2024, groups: ['above'], document: '示亩办〔2026〕9号' };
    const next = await ask(
      office,
      `mutation ($input: RoundInput!) { openRound(input: $input) { ... on EvaluationRound { phase } ${ISSUES} } }`,
      { input },
    );
    expect(next.openRound).toEqual({ phase: 'PLANNED' });
    expect(await look('phase events(first: 1) { totalCount }')).toMatchObject({ phase: 'CLOSED' });
  });
});

describe('silence', () => {
  it('holds by the rule HELD, and what says the same after going back is not asked again', async () => {
    const published = id;
    const input = { scheme: 'example-ratio-2024', year: 2024, document: '试1号', trial: true, silence: 'HELD', noticeWorkdays: 0 };
    const opened = await ask(
      office,
      `mutation ($input: RoundInput!) { openRound(input: $input) { ... on EvaluationRound { id } ${ISSUES} } }`,
      { input },
    );
    const trial = opened.openRound.id as string;
    id = trial;
    await advance('COLLECTING');
    await advance('CONFIRMING');
    const ids = (await sheetOf(A)).items.map((each: { id: string }) => each.id) as string[];
    await confirm(A, ids);
    expect(await advance('REVIEWING')).toEqual({ phase: 'REVIEWING' });
    expect([(await classOf(A)).state, (await classOf(C)).state]).toEqual(['GRADED', 'HELD']);
    const { diff, progress } = await look(
      'progress { participants silent confirmed } diff(from: COLLECTING, first: 1) { nodes { because after } }',
    );
    expect(diff.nodes).toEqual([{ because: 'OWN_OBJECTION', after: null }]);
    expect(progress).toEqual({ participants: progress.participants, silent: progress.participants - 1, confirmed: 1 });
    // A correction of the round that is closed brings another figure.
    id = published;
    const { requestCorrection } = await ask(firm(A), contesting('requestCorrection'), {
      ...{ round: id, code: A, kind: 'DATA', claimed: '应为 2', reason: '再核' },
    });
    await forward(requestCorrection.id as string, 'STATISTICS', office);
    const corrections = [cell(A, '工业增加值', '2')];
    expect(await decide(requestCorrection.id as string, 'ACCEPTED', { corrections }, bureau('statistics'))).toMatchObject({
      state: 'DECIDED',
    });
    id = trial;
    await advance('COLLECTING', { reason: '补报' });
    await advance('CONFIRMING');
    expect((await classOf(C)).state).toBe('GRADED');
    const asked = (await sheetOf(A)).items.filter(({ state }: { state: string }) => state !== 'CONFIRMED');
    expect(asked.map(({ fact, state }: Record<string, string>) => [fact, state])).toEqual([['statistics.value_added', 'SHOWN']]);
  });
});
