
    with link as materialized (
      select * from json_to_recordset($1::json) as link(
        department text, sequence bigint, at timestamptz, actor text, action text, detail int, previous text, hash text)
    ), turn as materialized (
      select department, pg_advisory_xact_lock('audit_event'::regclass::oid::int, hashtext(department)) from (select distinct department from link order by department) as named
    ), head as materialized (
      
    select chain.department, coalesce(last.sequence, 0) as sequence,
      coalesce(last.hash, '0000000000000000000000000000000000000000000000000000000000000000') as hash
    from (select department from turn) as chain left join lateral (
      select sequence, hash from "audit_event" where "audit_event"."department" = chain.department and sequence > 0
      order by sequence desc limit 1
    ) last on true
    ), fit as materialized (
      select count(*) = (select count(*) from turn) as fits
      from head join link on link.department = head.department
        and link.sequence = head.sequence + 1 and link.previous = head.hash
    ), written as (
      insert into "audit_event" (department, sequence, at, actor, action, detail, previous, hash)
      select department, sequence, at, actor, action, $2::jsonb -> detail, previous, hash from link where (select fits from fit)
      order by department, sequence
    )
    select fits, case when not fits then (select coalesce(json_agg(head), '[]') from head) end as heads from fit;
(select "version", "handover_id", "sheet", "line", "carried", "unit_code", null::text as "tenant", "holder_id", "holder_name" as "name", "folded_holder_name", "area_mu", "share_percent", "acquired" as "from", "ended" as "to", "land_class", "use", "land_right", "location", "town" from "land_parcel" where ("land_parcel"."version" <= $1 and ("land_parcel"."superseded" is null or "land_parcel"."superseded" > $2))) union all (select "version", "handover_id", "sheet", "line", "carried", "unit_code", "tenant_code" as "tenant", "owner_id" as "party", null::text as "name", null::text as "folded_name", "area_mu", null::numeric as "share", "start_date" as "from", "end_date" as "to", null::text as "land_class", null::text as "use", null::text as "land_right", null::text as "location", null::text as "town" from "land_lease" where ("land_lease"."version" <= $3 and ("land_lease"."superseded" is null or "land_lease"."superseded" > $4)));
copy (select "enterprise"."credit_code", "enterprise"."name", "enterprise"."folded_name", "enterprise"."registered", "enterprise"."version", "enterprise"."handover_id", "enterprise"."sheet", "enterprise"."line", "enterprise"."carried"::text, "enterprise"."established"::text, "enterprise"."industry", "enterprise"."industry_group", "enterprise"."zone", "enterprise"."town", "enterprise"."status" from "enterprise" where ("enterprise"."version" <= 11 and ("enterprise"."superseded" is null or "enterprise"."superseded" > 11)) order by "enterprise"."credit_code" collate "C") to stdout (format binary);
select "access_grant_event"."id", "access_grant_event"."grant_id", "access_grant_event"."step", "access_grant_event"."owner", "access_grant_event"."at", "access_grant_event"."by", "access_grant_event"."reason", "access_grant_event"."asked_by", "access_grant_event"."terms", coalesce((select max("data_version"."version") from "data_version"), 0), (select count(*) from "publication"), (select count(*) || ' ' || count("consent"."withdrawn_at") from "consent") || ' ' || (select count(*) from "grant_file_withdrawal") from (select 1) as one left join "access_grant_event" on "access_grant_event"."id" > $1 order by "access_grant_event"."id";
select "credit_code", "account", "year", "electricity", "water", "version", "superseded", "handover_id", "sheet", "line", "carried" from "utility_account" where (("utility_account"."version" <= $1 and ("utility_account"."superseded" is null or "utility_account"."superseded" > $2)) and "utility_account"."year" = $3);
select "credit_code", "event", "date", "document", "note", "version", "superseded", "handover_id", "sheet", "line", "carried" from "event" where ("event"."version" <= $1 and ("event"."superseded" is null or "event"."superseded" > $2));
select "credit_code", "year", "name", "above_scale", "revenue", "value_added", "rd_expense", "energy", "energy_calorific", "origin", "version", "superseded", "handover_id", "sheet", "line", "carried" from "statistic" where (("statistic"."version" <= $1 and ("statistic"."superseded" is null or "statistic"."superseded" > $2)) and "statistic"."year" = $3);
select "credit_code", "year", "name", "average_staff", "insured", "version", "superseded", "handover_id", "sheet", "line", "carried" from "employment" where (("employment"."version" <= $1 and ("employment"."superseded" is null or "employment"."superseded" > $2)) and "employment"."year" = $3);
select "credit_code", "year", "name", "permit", "cod", "ammonia", "so2", "nox", "version", "superseded", "handover_id", "sheet", "line", "carried" from "emission" where (("emission"."version" <= $1 and ("emission"."superseded" is null or "emission"."superseded" > $2)) and "emission"."year" = $3);
select "credit_code", "year", "name", "vat_net", "export_credit", "refund_on_levy", "corporate_income", "property", "land_use", "other", "returned", "version", "superseded", "handover_id", "sheet", "line", "carried" from "tax_payment" where (("tax_payment"."version" <= $1 and ("tax_payment"."superseded" is null or "tax_payment"."superseded" > $2)) and "tax_payment"."year" = $3);
select "publication"."id", "publication"."scheme_id", "publication"."digest", "publication"."year", "publication"."data_version", "publication"."result_digest", "publication"."document", "publication"."published_at", "publication"."published_by", "publication"."corrects", "publication"."reason", "publication"."valid_from", "publication"."round", "publication"."round_event", "publication"."trial", "publication"."treatments", "data_version"."at" from "publication" inner join "data_version" on "data_version"."version" = case when "publication"."data_version" < 137438953472 then "publication"."data_version" else ("publication"."data_version" / 8192) % 16777216 end order by "publication"."id" asc;
