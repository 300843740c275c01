/**
 * The same rows as PostGraphile and the bare server have them: plain tables with keys, one a department, and a view that
 * computes what example-ratio-2024 does of them in PostgreSQL: points beside benchmarks, totals, ranks, classes. Events
 * and lettings are left out, since the county has none; so are the rules for what is missing, since nothing is.
 */
export const PEER_SCHEMA = `
create schema peer;
create table peer.enterprise as select credit_code, name, industry, industry_group, zone, town from enterprise where superseded is null;
alter table peer.enterprise add primary key (credit_code);
create index on peer.enterprise (zone, credit_code);
create table peer.tax as select credit_code, vat_net, export_credit, refund_on_levy, corporate_income, property, land_use, other, returned
  from tax_payment where superseded is null;
create table peer.emissions as select credit_code, cod, ammonia, so2, nox from emission where superseded is null;
create table peer.employment as select credit_code, average_staff, insured from employment where superseded is null;
create table peer.statistics as select credit_code, above_scale, revenue, value_added, rd_expense, energy, energy_calorific
  from statistic where superseded is null;
create table peer.utilities as select credit_code, sum(electricity) electricity, sum(water) water
  from utility_account where superseded is null group by 1;
create table peer.land as select holder_id as credit_code, sum(area_mu) owned_area, sum(area_mu) used_area
  from land_parcel where superseded is null group by 1;
${['tax', 'emissions', 'employment', 'statistics', 'utilities', 'land']
  .map(
    (table) => `alter table peer.${table} add primary key (credit_code);
alter table peer.${table} add foreign key (credit_code) references peer.enterprise;
comment on constraint ${table}_credit_code_fkey on peer.${table} is E'@foreignFieldName ${table}\\n@foreignSingleFieldName ${table}';`,
  )
  .join('\n')}
create view peer.grade as
with measured as (
  select e.credit_code, e.industry_group, s.above_scale, l.used_area,
    vat_net + export_credit + refund_on_levy + corporate_income + property + land_use + other - returned as tax,
    s.value_added, s.energy, s.revenue, s.rd_expense, m.cod + m.ammonia + m.so2 + m.nox as emitted, p.average_staff, u.electricity
  from peer.enterprise e join peer.tax using (credit_code) join peer.land l using (credit_code) join peer.statistics s using (credit_code)
    join peer.emissions m using (credit_code) join peer.employment p using (credit_code) join peer.utilities u using (credit_code)
), benchmark as (
  select round(sum(tax) / sum(used_area), 4) as tax_per_mu, round(avg(value_added / used_area), 4) as va_per_mu,
    round((percentile_cont(0.6) within group (order by value_added / nullif(emitted, 0)))::numeric, 2) as emission_va
  from measured where above_scale
), pointed as (
  select credit_code, industry_group, 'above' as in_group,
    greatest(0, least(35 * 1.5, 35 * tax / used_area / b.tax_per_mu)) as p_tax_per_mu,
    greatest(0, least(20 * 1.5, 20 * value_added / used_area / b.va_per_mu)) as p_va_per_mu,
    greatest(0, least(15 * 1.5, 15 * value_added / energy / 2.694)) as p_energy_va,
    greatest(0, least(10 * 1.5, 10 * value_added / nullif(emitted, 0) / b.emission_va)) as p_emission_va,
    greatest(0, least(10 * 1.5, 10 * value_added / average_staff / 18.14)) as p_productivity,
    greatest(0, least(10 * 1.5, 10 * rd_expense / revenue / 0.0302)) as p_rd_share, null::numeric as p_tax_per_power
  from measured, benchmark b where above_scale
  union all
  select credit_code, industry_group, 'below', greatest(0, least(70 * 2, 70 * tax / used_area / 11.5932)), null, null, null, null, null,
    greatest(0, least(30 * 2, 30 * tax / nullif(electricity, 0) / 0.2352))
  from measured where not above_scale and used_area >= 3
), totalled as (
  select *, round(coalesce(p_tax_per_mu, 0) + coalesce(p_va_per_mu, 0) + coalesce(p_energy_va, 0) + coalesce(p_emission_va, 0)
    + coalesce(p_productivity, 0) + coalesce(p_rd_share, 0) + coalesce(p_tax_per_power, 0), case in_group when 'above' then 2 else 4 end) as total
  from pointed
), ranked as (
  select *, rank() over (partition by in_group, case in_group when 'below' then industry_group end order by total desc) as rank,
    count(*) over (partition by in_group, case in_group when 'below' then industry_group end) as n from totalled
)
select credit_code, total, rank,
  case in_group
    when 'above' then case when rank <= n * 0.2 then 'A' when rank <= n * 0.6 then 'B' when rank <= n * 0.95 then 'C' else 'D' end
    else case when rank <= n * 0.1 then 'A' when rank <= n * 0.75 then 'B' when rank <= n * 0.95 then 'C' else 'D' end end as class,
  p_tax_per_mu, p_va_per_mu, p_energy_va, p_emission_va, p_productivity, p_rd_share, p_tax_per_power
from ranked;
comment on view peer.grade is E'@primaryKey credit_code\\n@foreignKey (credit_code) references peer.enterprise (credit_code)|@foreignFieldName grade|@foreignSingleFieldName grade';
create view peer.class_count as select class, count(*) as count from peer.grade group by class;
comment on view peer.class_count is E'@primaryKey class';
analyze;
`;
