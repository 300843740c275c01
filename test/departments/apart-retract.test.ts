import { expect, it } from 'vitest';
import { versionAt } from '../../src/db/data-version.js';
import { openReaders } from '../../src/departments/readers.js';
import { receiveAll } from '../../src/intake/receive-all.js';
import { retract } from '../../src/intake/retract.js';
import { apartHub, intakeOf, rowsAt } from '../database/apart.js';
import { bareDatabase, freshDatabase } from '../database/fresh-database.js';

const CODE = '9133990144LEKL1AXK';
const url = await bareDatabase();
const hub = await apartHub(await freshDatabase('empty_hub'), { tax: url });

async function receive(fileName: string, text: string): Promise<number> {
  const [report] = await receiveAll(intakeOf(hub), [fileName], async () => ({ fileName, bytes: Buffer.from(text) }));
  return report!.handoverId!;
}

async function taxes() {
  const readers = openReaders(hub.db, hub.keeping.owned);
  const version = await versionAt(hub.db);
  const record = (await readers.tax.year(version, 2024)).get(CODE);
  const known = await readers.enterprises.some(version, [CODE]);
  return { vatNet: record?.vatNet?.toString(), property: record?.property?.toString(), known: known.get(CODE)?.name };
}

it('takes a handover back where a department keeps its records in a database of its own', async () => {
  const first = await receive('1.csv', `统一社会信用代码,纳税人名称,年度,增值税净入库,房产税\n${CODE},甲厂,2024,1,2\n`);
  const second = await receive('2.csv', `统一社会信用代码,纳税人名称,年度,增值税净入库\n${CODE},乙厂,2024,9\n`);
  const staff = await receive('3.csv', `统一社会信用代码,单位名称,年度,年平均职工人数,参保人数\n${CODE},丙厂,2024,1,1\n`);
  expect(await taxes()).toEqual({ vatNet: '9', property: '2', known: '甲厂' });
  const by = { actor: 'test', keeping: hub.keeping };
  expect(await retract(hub.db, by, first, '试')).toMatchObject({ done: true });
  expect(await taxes()).toEqual({ vatNet: '9', property: undefined, known: '乙厂' });
  expect(await retract(hub.db, by, second, '试')).toMatchObject({ done: true });
  expect(await taxes()).toEqual({ vatNet: undefined, property: undefined, known: '丙厂' });
  expect(await retract(hub.db, by, staff, '试')).toMatchObject({ done: true });
  expect(await taxes()).toMatchObject({ known: undefined });
  expect(await rowsAt(url, 'select version::int, superseded::int from tax_payment order by version')).toEqual([
    { version: 1, superseded: 2 },
    { version: 2, superseded: 4 },
    { version: 4, superseded: 5 },
  ]);
});

it('leaves nothing of it behind where the hub did not come to the end', async () => {
  const id = await receive('4.csv', `统一社会信用代码,纳税人名称,年度,增值税净入库\n${CODE},丁厂,2024,4\n`);
  const keeping = { ...hub.keeping, apart: () => ({ at: () => Promise.reject(new Error('cut off')) }) };
  await expect(retract(hub.db, { actor: 'test', keeping }, id, '试')).rejects.toThrow('cut off');
  expect(await taxes()).toMatchObject({ vatNet: '4', known: '丁厂' });
  expect(await retract(hub.db, { actor: 'test', keeping: hub.keeping }, id, '试')).toMatchObject({ done: true });
  expect(await taxes()).toEqual({ vatNet: undefined, property: undefined, known: undefined });
});
