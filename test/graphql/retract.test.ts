import { beforeAll, describe, expect, it } from 'vitest';
import { receiveAll } from '../../src/intake/receive-all.js';
import { sampleServer } from './hub-server.js';

const server = await sampleServer();
const tax = { role: 'department', department: 'tax', subject: '税务经办' };
const CODE = '9133990144LEKL1AXK';
const RETRACT = `mutation($id: ID!, $reason: String!) { retractHandover(id: $id, reason: $reason) {
  __typename ... on Handover { id status version retractedAt retractedBy retractionReason } ... on RefusedInput { message } } }`;
const vatNet = async (asOf?: string) => {
  const query = `{ enterprise(creditCode: "${CODE}") { tax(year: 2023${asOf ? `, asOf: "${asOf}"` : ''}) { vatNet sources { file line } } } }`;
  return (await server.ask({ role: 'tax_officer' }, query)).data.enterprise.tax as object | null;
};
let id: string;

beforeAll(async () => {
  const text = `统一社会信用代码,纳税人名称,年度,增值税净入库,房产税\n${CODE},甲厂,2023,12.34,1\n${CODE},甲厂,今年,1,1\n`;
  const declared = { eventCodes: new Set<string>(), facts: new Map() };
  const [report] = await receiveAll({ db: server.database.db, declared, actor: '税务经办' }, ['f'], async () => ({
    fileName: '误报.csv',
    bytes: Buffer.from(text),
  }));
  id = String(report!.handoverId);
});

describe('retractHandover', () => {
  it.each([
    { role: 'tax_officer' },
    { role: 'zone_committee', zones: ['339901003'] },
    { role: 'analyst' },
    { role: 'auditor' },
    { role: 'security_admin' },
    { role: 'system_admin' },
  ])("is not $role's", async (claims) => {
    const { errors } = await server.ask(claims, RETRACT, { id, reason: '不要了' });
    expect(errors!.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });

  it('takes no handover of another department, nor one that is none, nor without a reason', async () => {
    const land = { role: 'department', department: 'land' };
    const message = async (claims: typeof land, number: string, reason: string) =>
      (await server.ask(claims, RETRACT, { id: number, reason })).data.retractHandover.message as string;
    expect(await message(land, id, '不要了')).toBe(`没有第 ${id} 号报送：请使用报送清单中的编号`);
    expect(await message(tax, 'x', '不要了')).toContain('没有 "x" 号报送');
    expect(await message(tax, id, '  ')).toContain('理由不能为空');
    expect(await vatNet()).toMatchObject({ vatNet: '12.34' });
  });

  it('takes it back for its own department, and is shown where files are listed', async () => {
    const moment = new Date().toISOString();
    const { data } = await server.ask(tax, RETRACT, { id, reason: '报错年度' });
    const expected = { id, status: 'RETRACTED', retractedBy: '税务经办', retractionReason: '报错年度', retractedAt: expect.any(String) };
    expect(data.retractHandover).toMatchObject({ __typename: 'Handover', ...expected });
    const listed = await server.ask(tax, '{ handovers(first: 1) { nodes { id status retractedAt retractedBy retractionReason } } }');
    expect(listed.data.handovers.nodes).toEqual([expected]);
    const before = { file: '税务局_2023年度企业税收.csv', line: 2 };
    expect(await vatNet()).toEqual({ vatNet: '34.09', sources: [before] });
    expect(await vatNet(moment)).toEqual({ vatNet: '12.34', sources: [{ file: '误报.csv', line: 2 }, before] });
    const again = await server.ask(tax, RETRACT, { id, reason: '再来' });
    expect(again.data.retractHandover.message).toContain('不能再次撤回');
    const { rows } = await server.database.pool.query(`select actor, department from audit_event where action = 'HANDOVER_RETRACTED'`);
    expect(rows).toEqual([{ actor: '税务经办', department: 'tax' }]);
    const { rows: lines } = await server.database.pool.query('select state from quarantine where handover_id = $1', [id]);
    expect(lines).toEqual([{ state: 'RETRACTED' }]);
  });
});
