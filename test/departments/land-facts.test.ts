import { beforeAll, describe, expect, it } from 'vitest';
import { versionAt } from '../../src/db/data-version.js';
import type { Database } from '../../src/db/database.js';
import { landFacts } from '../../src/departments/land/datasets.js';
import { openReaders, type Readers } from '../../src/departments/readers.js';
import { receiveAll } from '../../src/intake/receive-all.js';
import { freshDatabase } from '../database/fresh-database.js';

// Codes of a fictional county; both check digits hold.
const [A, B, C, D] = ['9133990144LEKL1AXK', '91339901504G8CHDXP', '913399013E4JGHHJ50', '9133990121EK6BM05M'];
const unit = (n: number, rest = 'W00000000') => `33990100100${n}GB0000${n}${rest}`;

let database: Database;
let readers: Readers;
let version: number;

beforeAll(async () => {
  database = await freshDatabase('empty_hub');
  const parcels = [
    '不动产单元代码,权利人名称,权利人证件号,宗地面积（㎡）,土地等级,取得日期,终止日期,共有份额（%）',
    `${unit(1)},甲厂,${A},10000,一级,2024-12-31,,`, // held on the last day
    `${unit(2)},甲厂,${A},10000,一级,2025-01-01,,`, // not yet
    `${unit(3)},甲厂,${A},10000,一级,,2024-12-31,`, // ended by the last day
    `${unit(4)},甲厂,${A},10000,一级,,2025-01-01,`, // ends a day later; no date of acquisition
    `${unit(5)},甲厂,${A},3000,一级,2010-01-01,,60`, // by shares
    `${unit(5)},乙 厂,${B},3000,一级,2010-01-01,,40`,
    `${unit(6)},乙厂,,2000,一级,2010-01-01,,`, // in equal parts; linked by the folded name
    `${unit(6)},张三,330102199001011234,2000,一级,2010-01-01,,`,
    `${unit(7)},丙厂,,2000,一级,2010-01-01,,`, // two of the register bear the name: not linked
    `${unit(8)},甲厂,913399010000000000,2000,一级,2010-01-01,,`, // a document that nobody bears, whatever the name says
  ].join('\n');
  const leases = [
    '不动产单元代码,出租方证件号,承租方统一社会信用代码,出租面积（㎡）,起始日期,终止日期',
    `${unit(1)},${A},${B},1000,2020-01-01,`,
    `${unit(4)},${A},${B},500,2020-01-01,2025-06-30`,
    `${unit(4)},${A},${C},500,2020-01-01,2024-12-31`, // ended by the last day
    `${unit(9)},330102199001011234,${D},2000,2024-12-31,`, // from a natural person
  ].join('\n');
  const mu = `不动产单元代码,出租方证件号,承租方统一社会信用代码,出租面积（亩）,起始日期,终止日期\n${unit(1)},${A},${D},1.67,2020-01-01,`;
  const register = `统一社会信用代码,企业名称,园区代码\n${A},甲厂,1\n${B},乙厂,1\n${C},丙厂,1\n${D},丙　厂,1\n`;
  const texts = { register, parcels, leases, mu };
  const intake = { db: database.db, declared: { eventCodes: new Set<string>(), facts: new Map() }, actor: 'test' };
  const reports = await receiveAll(intake, Object.keys(texts), async (name) => ({
    fileName: name,
    bytes: Buffer.from(texts[name as 'mu']),
  }));
  expect(reports.map(({ status, quarantined }) => [status, quarantined])).toEqual(reports.map(() => ['accepted', 0]));
  readers = openReaders(database.db);
  version = await versionAt(database.db);
});

async function facts(code: string) {
  const holding = (await readers.land.holdings(version, 2024)).get(code);
  if (!holding) return undefined;
  const { ownedArea, leasedIn, leasedOut, usedArea, tenants } = holding;
  return [ownedArea, leasedIn, leasedOut, usedArea, tenants].map(String);
}

describe('land facts on 31 December', () => {
  it('count what is held then, by shares or in equal parts, net of what is let', async () => {
    // 10000 + 10000 + 60 % of 3000 = 21800 ㎡ = 32.7 亩; let: 1500 ㎡ = 2.25 亩 and 1.67 亩, to two tenants.
    expect(await facts(A)).toEqual(['32.7', '0', '3.92', '28.78', '2']);
    // 40 % of 3000 and half of 2000 = 2200 ㎡ = 3.3 亩; leased: 2.25 亩.
    expect(await facts(B)).toEqual(['3.3', '2.25', '0', '5.55', '0']);
    expect(await facts(D)).toEqual(['0', '4.67', '0', '4.67', '0']);
  });

  it('are missing, all five, for whom nothing is in force', async () => {
    expect(await facts(C)).toBeUndefined();
    const columns = await readers.land.columns(
      version,
      2024,
      landFacts.map(({ id }) => id),
    );
    const row = (await readers.enterprises.directory(version)).row(C)!;
    expect([...columns.values()].map(({ values }) => values[row])).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });

  it('tell the ground of a link, and link by name only where the register leaves no doubt', async () => {
    const { titles } = await readers.land.rows(version);
    const linked = titles.map(({ unitCode, holder }) => [unitCode.slice(11, 12), holder?.creditCode, holder?.ground]);
    expect(linked).toContainEqual(['6', B, 'NAME']);
    expect(linked).toContainEqual(['5', B, 'DOCUMENT']);
    expect(linked.filter(([n]) => n === '7' || n === '8')).toEqual([
      ['7', undefined, undefined],
      ['8', undefined, undefined],
    ]);
  });
});
