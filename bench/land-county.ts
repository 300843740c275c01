import type pg from 'pg';

/** The day that findings are of, and the data version that everything is handed over with. */
export const YEAR = 2024;
export const VERSION = 1;

/**
 * A synthetic county in the hub's own tables: `n` parcels (with the buildings on one in twenty) and `n` land-tax sources
 * in an order that has nothing to do with the parcels', an enterprise for every ten parcels, leases of collective land.
 * About one parcel in fifteen does not fit, in every kind that needs no scheme.
 */
export async function makeCounty(client: pg.ClientBase, n: number): Promise<void> {
  const holders = Math.max(1, Math.floor(n / 10));
  const stride = strideOf(n);
  for (const statement of [
    `insert into enterprise (credit_code, name, folded_name, zone, town, registered, version, handover_id, line, raw)
     select ${credit('i')}, '企业' || i, '企业' || i, '339901001', '339901101', true, ${VERSION}, 1, i, '[]'
     from generate_series(1, ${holders}) i`,
    `insert into land_parcel (unit_code, holder_name, folded_holder_name, holder_id, area_mu, land_class, use, land_right, acquired, ended, location, town, version, handover_id, line, raw)
     select ${unit('i', 'W00000000')}, holder, holder, document, ${areaOf('i')}, ${classOf('i')}, '工业用地', '出让', date '2010-01-01' + (i % 3000)::int,
       case when i % 400 = 9 then date '2023-06-30' end, '某镇某路' || i % 100 || '号', '3399011' || lpad((i % 20)::text, 2, '0'), ${VERSION}, 2, i, '[]'
     from (
       select i, case when i % 10 = 3 then '村民' || i when i % 200 = 11 then '未知公司' || i else '企业' || ${holderOf('i', holders)} end as holder,
         case when i % 10 = 3 then '3399011' || lpad((i % 100000)::text, 5, '0') when i % 200 = 11 or i % 50 = 7 then null else ${credit(holderOf('i', holders))} end as document
       from generate_series(1, ${n}) i
     ) held`,
    `insert into land_parcel (unit_code, holder_name, folded_holder_name, holder_id, area_mu, land_class, use, land_right, acquired, town, version, handover_id, line, raw)
     select ${unit('i', 'F00010001')}, '企业' || ${holderOf('i', holders)}, '企业' || ${holderOf('i', holders)}, ${credit(holderOf('i', holders))}, ${areaOf('i')} / 2, ${classOf('i')}, '工业用地', '出让', date '2012-01-01',
       '3399011' || lpad((i % 20)::text, 2, '0'), ${VERSION}, 2, ${n} + i, '[]'
     from generate_series(20, ${n}, 20) i`,
    `insert into tax_land_source (source_id, taxpayer_id, taxpayer_name, unit_code, occupied_area_mu, taxable_area_mu, relieved_area_mu, land_class, rate, start_date, end_date, annual_tax, annual_relief, version, handover_id, line, raw)
     select 'TD' || lpad(j::text, 9, '0'), ${credit(holderOf('i', holders))}, '企业' || ${holderOf('i', holders)},
       case when j % 800 = 13 then null else ${unit('i', 'W00000000')} end,
       ${areaOf('i')} - case when j % 500 = 17 then 0.15 else 0 end,
       ${areaOf('i')} - case when j % 100 = 19 then 0.3 when j % 7 = 0 then 0.006 else 0 end, case when j % 7 = 0 then 0.006 else 0 end,
       case when j % 150 = 23 then '三级' else ${classOf('i')} end, 10, case when i % 200 = 113 then date '2025-03-01' else date '2012-01-01' end, case when j % 300 = 29 then date '2024-12-31' end, 1000, 0, ${VERSION}, 3, j, '[]'
     from (select j, case when j % 60 = 31 then ((j - 2)::bigint * ${stride}) % ${n} + 1 else (j::bigint * ${stride}) % ${n} + 1 end as i from generate_series(1, ${n}) j) declared`,
    `insert into land_lease (unit_code, owner_id, tenant_code, area_mu, start_date, end_date, version, handover_id, line, raw)
     select ${unit('i', 'W00000000')}, '3399011' || lpad((i % 100000)::text, 5, '0'), ${credit(holderOf('i', holders))}, ${areaOf('i')} / 3, date '2020-01-01', null, ${VERSION}, 4, i, '[]'
     from generate_series(13, ${n}, 100) i`,
    `insert into data_version (version, at) values (${VERSION}, now())`,
    'vacuum analyze enterprise',
    'vacuum analyze land_parcel',
    'vacuum analyze land_lease',
    'vacuum analyze tax_land_source',
  ]) {
    await client.query(statement);
  }
}

/** Rates of the sample county, 元/㎡ a year. */
export const RATES = { 一级: '15', 二级: '10', 三级: '6', 四级: '3', 五级: '1.5' } as const;

function credit(i: string): string {
  return `'91339901' || lpad((${i})::text, 9, '0') || 'X'`;
}

/** One parcel in ten is collective land (…J…), its sequence within a cadastral zone of 90,000. */
function unit(i: string, suffix: string): string {
  return `'339901' || lpad((${i} / 90000)::text, 6, '0') || case when ${i} % 10 = 3 then 'JB' else 'GB' end || lpad((${i} % 90000)::text, 5, '0') || '${suffix}'`;
}

function holderOf(i: string, holders: number): string {
  return `(${i} % ${holders} + 1)`;
}

/** 亩: 300 to 60,000 ㎡ with two decimals. */
function areaOf(i: string): string {
  return `(0.0015 * (300 + (${i}::bigint * 7919 % 5970001) / 100.0))::numeric(20, 7)`;
}

function classOf(i: string): string {
  return `(array['一级', '二级', '三级', '四级', '五级'])[(${i} % 5 + 1)::int]`;
}

/** A step through the parcels that meets each of them once. */
function strideOf(n: number): number {
  const common = (a: number, b: number): number => (b === 0 ? a : common(b, a % b));
  let stride = 7919;
  while (common(stride, n) !== 1) stride += 1;
  return stride;
}
