import { RATES, VERSION, YEAR } from './land-county.js';

const DAY = `date '${YEAR}-12-31'`;
const ROUNDING = '0.0015';
const AT_VERSION = `version <= ${VERSION} and (superseded is null or superseded > ${VERSION})`;

function inForce(from: string, to: string): string {
  return `(${from} is null or ${from} <= ${DAY}) and (${to} is null or ${to} > ${DAY})`;
}

/** 元, rounded half up to 分, of 亩 and 元/㎡. */
function stake(area: string, rate: string): string {
  return `round(${area} / 0.0015 * ${rate}, 2)`;
}

/**
 * The same join and sums as one statement: by kind, how many findings, their difference in 亩 and the tax at stake. The
 * land classes of the bench are written one way only, so that the statement need not read 1级 as 一级.
 */
export const STATEMENT = `
with rates(land_class, rate) as (values ${Object.entries(RATES)
  .map(([name, rate]) => `('${name}', ${rate}::numeric)`)
  .join(', ')}),
names as (
  select folded_name, min(credit_code) as credit_code from enterprise where registered and ${AT_VERSION} group by folded_name having count(*) = 1
),
standing as (
  select distinct on (left(unit_code, 19)) left(unit_code, 19) as parcel, holder_id, folded_holder_name, area_mu, land_class
  from land_parcel where ${AT_VERSION} and ${inForce('acquired', 'ended')}
  order by left(unit_code, 19), (unit_code like '%W00000000') desc, area_mu desc, unit_code
),
held as materialized (
  select parcel, holder_id, area_mu, land_class, rate, coalesce(documented.credit_code, names.credit_code) as holder
  from standing
  left join (select credit_code from enterprise where ${AT_VERSION}) documented on documented.credit_code = holder_id
  left join names on holder_id is null and names.folded_name = folded_holder_name
  left join rates using (land_class)
),
declared as materialized (
  select left(unit_code, 19) as parcel, coalesce(credit_code, taxpayer_id, taxpayer_name) as taxpayer, occupied_area_mu, taxable_area_mu,
    taxable_area_mu + coalesce(relieved_area_mu, 0) as declared_mu, source.land_class, rates.rate,
    held.area_mu, held.land_class as held_class, held.rate as held_rate
  from tax_land_source source
  left join (select credit_code from enterprise where ${AT_VERSION}) payer on payer.credit_code = taxpayer_id
  left join rates using (land_class)
  left join held on held.parcel = left(unit_code, 19)
  where ${AT_VERSION} and ${inForce('start_date', 'end_date')}
),
by_taxpayer as materialized (
  select parcel, taxpayer, area_mu, count(*) as sources, sum(declared_mu) as declared_mu from declared where area_mu is not null group by parcel, taxpayer, area_mu
),
parcels as materialized (
  select held.*, declared_mu from held left join (select parcel, sum(declared_mu) as declared_mu from by_taxpayer group by parcel) summed using (parcel)
),
found(kind, difference, tax) as (
  select 'NOT_REGISTERED', area_mu, ${stake('area_mu', 'rate')} from parcels where declared_mu is null and holder is not null and area_mu > ${ROUNDING}
  union all
  select 'UNDER_DECLARED', area_mu - declared_mu, ${stake('(area_mu - declared_mu)', 'rate')} from parcels where area_mu - declared_mu > ${ROUNDING}
  union all
  select 'OVER_OCCUPIED', taxable_area_mu - occupied_area_mu, 0 from declared where taxable_area_mu - occupied_area_mu > ${ROUNDING}
  union all
  select 'WRONG_CLASS', taxable_area_mu, ${stake('taxable_area_mu', '(held_rate - rate)')} from declared where held_class <> land_class
  union all
  select 'LEASE_NOT_DECLARED', leased, ${stake('leased', 'rate')} from (
    select parcel, tenant_code, rate, sum(land_lease.area_mu) as leased
    from land_lease join parcels on parcel = left(unit_code, 19)
    where ${AT_VERSION} and ${inForce('start_date', 'end_date')} and declared_mu is null and holder is null and substr(parcel, 13, 1) = 'J'
    group by parcel, tenant_code, rate
  ) let where leased > ${ROUNDING}
  union all
  select 'NO_TITLE', taxable_area_mu, 0 from declared where area_mu is null
  union all
  select 'DUPLICATED_SOURCE', area_mu, 0 from by_taxpayer where sources > 1 and declared_mu - area_mu > ${ROUNDING}
  union all
  select 'UNLINKED_HOLDER', null, 0 from parcels where holder is null and (holder_id ~ '^(\\d{12}|\\d{15}|\\d{17}[\\dX])$') is not true
)
select kind, count(*)::int as count, coalesce(sum(difference), 0)::text as difference, coalesce(sum(tax), 0)::text as tax from found group by kind order by kind`;
