import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { taxCorrection } from '../assessment/tax-correction.js';
import { commandLine } from '../cli/command-line.js';
import { sampleServer } from './hub-server.js';

/* A round of the sample county from plan to publication, by people of every role, on the county's clock. */
let now = new Date('2026-03-02T01:00:00Z');
const server = await sampleServer({ clock: () => now, servesPublic: true });
const office = { role: 'evaluation_office', subject: 'office', purpose: '亩均评价' };
const approver = { role: 'approver', subject: 'leader' };
const committee = { role: 'zone_committee', subject: 'zone', zones: ['339901003'] };
const on = (day: string) => void (now = new Date(`${day}T01:00:00Z`));

const ISSUES = '... on RefusedInput { message issues { code found message } }';
const ask = async (as: object, query: string, variables: object = {}) => {
  const { data, errors } = await server.ask(as as { role: string }, query, variables);
  expect(errors).toBeUndefined();
  return data;
};
const open = async (input: object, as: object = office) =>
  (
    await ask(as, `mutation ($input: RoundInput!) { openRound(input: $input) { ... on EvaluationRound { id phase } ${ISSUES} } }`, {
      input,
    })
  ).openRound;
const advance = async (round: string, to: string, rest: object = {}, as: object = office) => {
  const query = `mutation ($round: ID!, $to: RoundPhase!, $document: String, $reason: String) {
    advanceRound(round: $round, to: $to, document: $document, reason: $reason) { ... on EvaluationRound { phase } ${ISSUES} } }`;
  return (await ask(as, query, { round, to, ...rest })).advanceRound;
};
const codes = (outcome: { issues?: { code: string }[] }) => (outcome.issues ?? []).map(({ code }) => code);
const PLAN = { scheme: 'example-ratio-2024', year: 2024, document: '示亩办〔2026〕1号' };
const look = async (round: string, fields: string, as: object = office) =>
  (await ask(as, `query ($round: ID!) { round(id: $round) { ${fields} } }`, { round })).round;

/** Asks without a token. */
const anybody = async (query: string) => {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return { status: response.status, ...((await response.json()) as { data?: any; errors?: unknown }) }; // eslint-disable-line @typescript-eslint/no-explicit-any
};
const PUBLIC = 'publicResults(scheme: "example-ratio-2024", year: 2024';

let id = '';
/** An enterprise of class B, whose class the office raises. */
let raised = '';

describe('a round', () => {
  it('is opened with a plan, by the evaluation office alone', async () => {
    expect(codes(await open({ ...PLAN, document: ' ', year: 1999, groups: ['none'], noticeWorkdays: 0 }))).toEqual([
      'DOCUMENT_MISSING',
      'VALUE_INVALID',
      'VALUE_INVALID',
      'VALUE_INVALID',
    ]);
    expect(codes(await open({ ...PLAN, deadlines: [{ phase: 'CONFIRMING', date: '2026-03-01' }] }))).toEqual(['VALUE_INVALID']);
    const { errors } = await server.ask(
      committee,
      `mutation { openRound(input: { scheme: "example-ratio-2024", year: 2024, document: "甲" }) { __typename } }`,
    );
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    const deadlines = [{ phase: 'CONFIRMING', date: '2026-03-10' }];
    const opened = await open({ ...PLAN, deadlines });
    expect(opened).toMatchObject({ phase: 'PLANNED' });
    id = opened.id as string;
    expect(codes(await open(PLAN))).toEqual(['ALREADY_DONE']);
    expect(
      await look(id, 'year groups silence noticeWorkdays deadlines { phase date } documents { phase number } assessment { year }'),
    ).toEqual({
      ...{ year: 2024, groups: ['above', 'below'], silence: 'CONFIRMED', noticeWorkdays: 5, deadlines, assessment: null },
      documents: [{ phase: 'PLANNED', number: '示亩办〔2026〕1号' }],
    });
  });

  it('collects until every dataset is there or waived', async () => {
    expect(codes(await advance(id, 'CONFIRMING'))).toEqual(['NOT_READY']);
    expect(await advance(id, 'COLLECTING')).toEqual({ phase: 'COLLECTING' });
    expect(codes(await advance(id, 'COLLECTING'))).toEqual(['ALREADY_DONE']);
    await server.database.pool.query(`update handover set retracted_as = 1 where dataset = 'emissions.annual'`);
    const refused = await advance(id, 'CONFIRMING');
    expect(refused.issues).toEqual([{ code: 'NOT_READY', found: 'emissions.annual', message: expect.stringContaining('尚未报送') }]);
    const waive = `mutation ($round: ID!, $dataset: String!, $reason: String!) {
      waiveDataset(round: $round, dataset: $dataset, reason: $reason) { ... on EvaluationRound { phase } ${ISSUES} } }`;
    const waived = async (dataset: string, reason: string) => (await ask(office, waive, { round: id, dataset, reason })).waiveDataset;
    expect(codes(await waived('tax.land_sources', ''))).toEqual(['REASON_MISSING', 'VALUE_INVALID']);
    expect(await waived('emissions.annual', '本年未监测')).toEqual({ phase: 'COLLECTING' });
    expect(codes(await waived('emissions.annual', '再次'))).toEqual(['ALREADY_DONE']);
    await server.database.pool.query(`update handover set retracted_as = null where dataset = 'emissions.annual'`);
    expect(await advance(id, 'CONFIRMING')).toEqual({ phase: 'CONFIRMING' });
    const { participants, assessment } = await look(id, 'participants(evaluated: true) { totalCount } assessment { groups { id } }');
    expect(participants.totalCount).toBeGreaterThan(800);
    expect(assessment.groups).toHaveLength(2);
    const { participants: out } = await look(
      id,
      'participants(evaluated: false, first: 1) { totalCount nodes { evaluated state reason } }',
    );
    expect(out.nodes[0]).toMatchObject({ evaluated: false, state: 'NOT_EVALUATED' });
  });

  it('goes on when the last day is over, by the county clock', async () => {
    const { changeDeadline } = await ask(
      office,
      `mutation ($id: ID!) { changeDeadline(round: $id, phase: CONFIRMING, date: "2026-03-12", document: "乙", reason: "丙") {
        ... on EvaluationRound { deadlines { date } } ${ISSUES} } }`,
      { id },
    );
    expect(changeDeadline.deadlines).toEqual([{ date: '2026-03-12' }]);
    now = new Date('2026-03-12T15:59:59Z');
    expect(codes(await advance(id, 'REVIEWING'))).toEqual(['PHASE_NOT_OVER']);
    now = new Date('2026-03-12T16:00:00Z');
    expect(await advance(id, 'REVIEWING')).toEqual({ phase: 'REVIEWING' });
    expect(await advance(id, 'DRAFTED')).toEqual({ phase: 'DRAFTED' });
  });

  it('holds an adjustment of its own, which moves nobody else', async () => {
    const { assessment } = await look(
      id,
      'assessment { grades(first: 1, filter: { classes: ["B"] }) { nodes { enterprise { creditCode } } } }',
    );
    raised = assessment.grades.nodes[0].enterprise.creditCode as string;
    const propose = `mutation ($round: ID!, $creditCode: CreditCode!, $class: String!, $document: String!) {
      proposeAdjustment(round: $round, creditCode: $creditCode, kind: RAISE, class: $class, article: "三", document: $document, reason: "县政府专题会议") {
        ... on Adjustment { id class before after state enterprise { creditCode } } ${ISSUES} } }`;
    const proposed = async (variables: object) =>
      (await ask(office, propose, { round: id, creditCode: raised, class: 'A', document: '会纪〔2026〕3号', ...variables }))
        .proposeAdjustment;
    expect(codes(await proposed({ class: 'Z', document: '' }))).toEqual(['DOCUMENT_MISSING', 'VALUE_INVALID']);
    const { id: adjustment, ...its } = await proposed({});
    expect(its).toEqual({ class: 'A', before: 'B', after: 'A', state: 'PROPOSED', enterprise: { creditCode: raised } });
    const { adjustments, diff } = await look(
      id,
      `adjustments { id } diff(from: REVIEWING) { nodes { enterprise { creditCode } before after because document } }`,
    );
    expect(adjustments).toEqual([{ id: adjustment }]);
    expect(diff.nodes).toEqual([
      { enterprise: { creditCode: raised }, before: 'B', after: 'A', because: 'OWN_ADJUSTMENT', document: '会纪〔2026〕3号' },
    ]);
    const { node } = await ask(office, 'query ($id: ID!) { node(id: $id) { ... on Adjustment { after } } }', { id: adjustment });
    expect(node).toEqual({ after: 'A' });
  });

  it('is noticed for five workdays', async () => {
    on('2026-03-16');
    expect((await anybody(`{ ${PUBLIC}) { totalCount } }`)).data).toEqual({ publicResults: null });
    expect(codes(await advance(id, 'NOTICED'))).toEqual(['DOCUMENT_MISSING']);
    expect(codes(await advance(id, 'NOTICED', { document: '公示1号' }, approver))).toEqual(['NOT_YOURS']);
    expect(await look(id, 'noticeList { digest }')).toEqual({ noticeList: null });
    expect(await advance(id, 'NOTICED', { document: '公示1号' })).toEqual({ phase: 'NOTICED' });
    const { noticeList, adjustments } = await look(id, 'noticeList { columns digest csv from to } adjustments { state }', approver);
    expect(adjustments).toEqual([{ state: 'APPROVED' }]);
    expect(noticeList).toMatchObject({ from: '2026-03-16', to: '2026-03-23' });
    const [header, ...lines] = (noticeList.csv as string).trimEnd().split('\n');
    expect(header).toBe(noticeList.columns.join(','));
    expect(lines).toEqual([...lines].sort());
    expect(lines.find((line) => line.startsWith(raised))).toMatch(/,A$/);
    expect(new Set(lines.map((line) => line.split(',').at(-1)))).toEqual(new Set(['A', 'B', 'C', 'D', 'T', '暂缓']));
    const { data } = await anybody(`{ ${PUBLIC}, first: 500) { totalCount nodes { creditCode class document } } }`);
    expect(data.publicResults.totalCount).toBe(lines.length);
    expect(data.publicResults.nodes[0]).toMatchObject({ creditCode: lines[0]!.split(',')[0], document: '公示1号' });
    expect((await anybody(`{ ${PUBLIC}, nameOrCode: "${raised}") { nodes { class } } }`)).data.publicResults.nodes).toEqual([
      { class: 'A' },
    ]);
    expect(await anybody(`{ ${PUBLIC}) { totalCount } rounds { id } }`)).toMatchObject({ status: 401 });
    expect(await anybody(`fragment F on Query { rounds { id } } { ...F }`)).toMatchObject({ status: 401 });
    on('2026-03-23');
    expect(codes(await advance(id, 'DECIDING'))).toEqual(['PHASE_NOT_OVER']);
    on('2026-03-24');
    expect(await advance(id, 'DECIDING')).toEqual({ phase: 'DECIDING' });
  });

  it('is approved by who decided nothing, and published by who did not approve', async () => {
    expect(codes(await advance(id, 'APPROVED', { document: '纪要1号' }))).toEqual(['NOT_YOURS']);
    expect(codes(await advance(id, 'APPROVED', { document: '纪要1号' }, { ...approver, subject: 'office' }))).toEqual(['SAME_PERSON']);
    expect(codes(await advance(id, 'APPROVED', {}, approver))).toEqual(['DOCUMENT_MISSING']);
    expect(await advance(id, 'APPROVED', { document: '纪要1号' }, approver)).toEqual({ phase: 'APPROVED' });
    expect(codes(await advance(id, 'PUBLISHED', { document: '公告1号' }, { ...office, subject: 'leader' }))).toEqual(['SAME_PERSON']);
    const both = await Promise.all([0, 1].map((each) => advance(id, 'PUBLISHED', { document: `公告${each}号` })));
    expect(both.map((each) => each.phase ?? codes(each)[0]).sort()).toEqual(['ALREADY_DONE', 'PUBLISHED']);
    const { publications } = await look(
      id,
      'publications { id year trial document validFrom corrects { id } round { id } list { digest } }',
    );
    expect(publications).toHaveLength(1);
    const { noticeList } = await look(id, 'noticeList { digest }');
    expect(publications[0]).toMatchObject({
      year: 2024,
      trial: false,
      validFrom: '2026-03-24',
      corrects: null,
      round: { id },
      list: noticeList,
    });
  });

  it('gives what was published to who asks, the adjustment with its document', async () => {
    const { enterprise } = await ask(
      office,
      `query ($code: CreditCode!) { enterprise(creditCode: $code) {
        publishedGrade(year: 2024) { class overrides { title before after document } publication { document } } } }`,
      { code: raised },
    );
    expect(enterprise.publishedGrade).toMatchObject({ class: 'A', publication: { document: expect.stringMatching(/^公告\d号$/) } });
    expect(enterprise.publishedGrade.overrides.at(-1)).toEqual({ title: '提档', before: 'B', after: 'A', document: '会纪〔2026〕3号' });
  });

  it('is the same to the digit whatever is handed over since, and worked out again by the command line', async () => {
    const query = '{ publications { id resultDigest list { digest } assessment { groups { classes { class count } } } } }';
    const was = await ask(office, query);
    const folder = mkdtempSync(path.join(tmpdir(), 'muhub-rounds-'));
    try {
      const { muhub, printed } = commandLine({ DATABASE_URL: server.database.url, MUHUB_DATA_DIR: path.join(folder, 'hub') });
      const file = path.join(folder, '更正.csv');
      writeFileSync(file, taxCorrection('913399011EFA80BJ4T', '1'));
      await printed('intake', file);
      expect(await ask(office, query)).toEqual(was);
      expect(await printed('publications', '--verify')).toContain('重算一致');
      const notice = path.join(folder, '公示');
      await printed('round', 'notice', '--round', '1', '--out', notice);
      const csv = readFileSync(path.join(notice, '公示名单-example-ratio-2024-2024.csv'));
      expect(createHash('sm3').update(csv).digest('hex')).toBe(was.publications[0].list.digest);
      expect(readFileSync(path.join(notice, '公示名单-example-ratio-2024-2024.html'), 'utf8')).toContain(
        '公示期：2026-03-16 至 2026-03-23',
      );
      expect(JSON.parse(await printed('round', 'diff', '--round', '1', '--from', 'REVIEWING', '--json'))).toEqual([
        { creditCode: raised, before: 'B', after: 'A', because: 'OWN_ADJUSTMENT', document: '会纪〔2026〕3号' },
      ]);
      expect(await printed('round', 'status')).toContain('公布');
      const refused = await muhub('round', 'advance', '--round', '1', '--to', 'DRAFTED');
      expect(refused).toMatchObject({ status: 1, err: expect.stringContaining('NOT_READY') });
      const PLANNED = ['round', 'open', '--scheme', 'example-ratio-2024', '--year', '2024', '--document', '甲'];
      for (const [more, why] of [
        [['--deadline', 'CONFIRMING=2027-02-30'], '应为日期'],
        [['--deadline', 'SOON=2027-02-01'], '应为 PLANNED'],
        [['--notice-workdays', 'x'], '应为整数'],
      ] as const)
        expect(await muhub(...PLANNED, ...more)).toMatchObject({ status: 2, err: expect.stringContaining(why) });
      expect(await muhub('round', 'advance', '--round', 'x', '--to', 'CLOSED')).toMatchObject({ status: 2 });
      const lists = path.join(folder, 'lists');
      await printed('landtax', 'lists', '--publication', was.publications[0].id as string, '--out', lists);
      expect(readdirSync(lists).filter((name) => name.startsWith('试算-'))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('keeps everything that was done, on the chain too', async () => {
    const { events } = await look(id, 'events(first: 100) { nodes { phase actor what document reason } }', approver);
    expect(events.nodes.map(({ what }: { what: string }) => what)).toEqual([
      ...['开启轮次', '进入数据汇集（COLLECTING）', '免报 emissions.annual', '进入企业确认（CONFIRMING）'],
      ...['延后期限：2026-03-10 → 2026-03-12', '进入核实（REVIEWING）', '进入拟定（DRAFTED）', '拟调档', '进入公示（NOTICED）'],
      ...['进入异议处理（DECIDING）', '进入审定（APPROVED）', '进入公布（PUBLISHED）'],
    ]);
    const { rows } = await server.database.pool.query(`select count(*)::int as steps from audit_event where action = 'ROUND_STEP'`);
    expect(rows).toEqual([{ steps: events.nodes.length }]);
  });

  it('goes back with a reason, not after publication, and by the approver only instead of approving', async () => {
    expect(codes(await advance(id, 'DRAFTED', { reason: '有误' }))).toEqual(['NOT_READY']);
    expect(codes(await advance(id, 'APPROVED', { document: '纪要2号' }, approver))).toEqual(['NOT_READY']);
    const trial = (await open({ ...PLAN, trial: true, noticeWorkdays: 0 })).id as string;
    for (const to of ['COLLECTING', 'CONFIRMING', 'REVIEWING', 'DRAFTED']) await advance(trial, to);
    expect(codes(await advance(trial, 'COLLECTING'))).toEqual(['REASON_MISSING']);
    expect(codes(await advance(trial, 'COLLECTING', { reason: '补报' }, approver))).toEqual(['NOT_YOURS']);
    expect(await advance(trial, 'COLLECTING', { reason: '补报' })).toEqual({ phase: 'COLLECTING' });
    for (const to of ['CONFIRMING', 'REVIEWING', 'DRAFTED']) await advance(trial, to);
    await advance(trial, 'NOTICED', { document: '公示2号' });
    expect(await advance(trial, 'DECIDING')).toEqual({ phase: 'DECIDING' });
    expect(await advance(trial, 'REVIEWING', { reason: '再核' }, approver)).toEqual({ phase: 'REVIEWING' });
    for (const [to, as] of [['DRAFTED'], ['NOTICED'], ['DECIDING'], ['APPROVED', approver], ['PUBLISHED']] as const) {
      expect(await advance(trial, to, { document: `试评${to}` }, as ?? office)).toEqual({ phase: to });
    }
    const { publications } = await look(trial, 'publications { trial corrects { id } }');
    expect(publications).toEqual([{ trial: true, corrects: null }]);
    const { enterprise } = await ask(
      office,
      `query ($code: CreditCode!) { enterprise(creditCode: $code) { publishedGrade(year: 2024) { publication { trial } } } }`,
      { code: raised },
    );
    expect(enterprise.publishedGrade.publication.trial).toBe(false);

    const ids = (await ask(office, '{ publications { id trial } }')).publications as { id: string; trial: boolean }[];
    await server.database.pool.query(
      `update tax_land_source set annual_relief = 50 where source_id in ('TD0000001', 'TD0000002', 'TD0000003')`,
    );
    const out = mkdtempSync(path.join(tmpdir(), 'muhub-trial-'));
    try {
      const { muhub } = commandLine({ DATABASE_URL: server.database.url });
      const push = (to: string, of: string) => muhub('landtax', 'push', '--year', '2024', '--publication', of, '--out', path.join(out, to));
      const by = (trial: boolean) => ids.find((each) => each.trial === trial)!.id;
      expect(await push('trial', by(true))).toMatchObject({ status: 1, err: expect.stringContaining('EFFECT_BEFORE_PUBLICATION') });
      const pushed = await ask(
        { role: 'tax_officer' },
        `mutation ($id: ID!) { pushLandTaxTasks(year: 2024, publication: $id) { __typename ${ISSUES} } }`,
        { id: by(true) },
      );
      expect(codes(pushed.pushLandTaxTasks)).toEqual(['EFFECT_BEFORE_PUBLICATION']);
      expect(await push('made', by(false))).toMatchObject({ status: 0, err: expect.not.stringContaining('试算') });
    } finally {
      rmSync(out, { recursive: true });
    }
  });

  it('is null, or not found, where there is none', async () => {
    expect(await look('xyz', 'id')).toBeNull();
    const { errors } = await server.ask(office, 'mutation { advanceRound(round: "xyz", to: CLOSED) { __typename } }');
    expect(errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
  });
});
