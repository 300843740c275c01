ALTER TABLE "audit_event" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_head" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "data_version" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "emission" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "employment" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "land_lease" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "land_parcel" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "statistic" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "tax_land_source" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "tax_payment" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "utility_account" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "enterprise" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "event" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "supplement" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "access_grant_event" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "handover" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "handover_issue" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "quarantine" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "execution_list" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "land_tax_result" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "land_tax_task" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "data_version" AS PERMISSIVE FOR SELECT TO public USING (true);--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "emission" AS PERMISSIVE FOR SELECT TO public USING ((select 'emissions' = any(nullif(current_setting('muhub.departments', true), '')::text[])) and ((select current_setting('muhub.rows', true) = 'every') or "credit_code" in (select e.credit_code from enterprise e)));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "employment" AS PERMISSIVE FOR SELECT TO public USING ((select 'employment' = any(nullif(current_setting('muhub.departments', true), '')::text[])) and ((select current_setting('muhub.rows', true) = 'every') or "credit_code" in (select e.credit_code from enterprise e)));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "land_lease" AS PERMISSIVE FOR SELECT TO public USING ((select 'land' = any(nullif(current_setting('muhub.departments', true), '')::text[])) and ((select current_setting('muhub.rows', true) = 'every') or "owner_id" in (select e.credit_code from enterprise e) or "tenant_code" in (select e.credit_code from enterprise e)));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "land_parcel" AS PERMISSIVE FOR SELECT TO public USING ((select 'land' = any(nullif(current_setting('muhub.departments', true), '')::text[])) and ((select current_setting('muhub.rows', true) = 'every') or holder_id in (select e.credit_code from enterprise e) or (coalesce(holder_id, '') = '' and folded_holder_name in (select e.folded_name from enterprise e where e.registered))));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "statistic" AS PERMISSIVE FOR SELECT TO public USING ((select 'statistics' = any(nullif(current_setting('muhub.departments', true), '')::text[])) and ((select current_setting('muhub.rows', true) = 'every') or "credit_code" in (select e.credit_code from enterprise e)));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "tax_land_source" AS PERMISSIVE FOR SELECT TO public USING ((select 'tax' = any(nullif(current_setting('muhub.departments', true), '')::text[])) and ((select current_setting('muhub.rows', true) = 'every') or taxpayer_id in (select e.credit_code from enterprise e) or left(unit_code, 19) in (select left(p.unit_code, 19) from land_parcel p)));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "tax_payment" AS PERMISSIVE FOR SELECT TO public USING ((select 'tax' = any(nullif(current_setting('muhub.departments', true), '')::text[])) and ((select current_setting('muhub.rows', true) = 'every') or "credit_code" in (select e.credit_code from enterprise e)));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "utility_account" AS PERMISSIVE FOR SELECT TO public USING ((select 'utilities' = any(nullif(current_setting('muhub.departments', true), '')::text[])) and ((select current_setting('muhub.rows', true) = 'every') or "credit_code" in (select e.credit_code from enterprise e)));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "enterprise" AS PERMISSIVE FOR SELECT TO public USING ((select 'register' = any(nullif(current_setting('muhub.departments', true), '')::text[])) and ((select current_setting('muhub.rows', true) = 'every') or "zone" = any((select nullif(current_setting('muhub.zones', true), '')::text[])::text[])));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "event" AS PERMISSIVE FOR SELECT TO public USING ((select 'county' = any(nullif(current_setting('muhub.departments', true), '')::text[])) and ((select current_setting('muhub.rows', true) = 'every') or "credit_code" in (select e.credit_code from enterprise e)));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "supplement" AS PERMISSIVE FOR SELECT TO public USING ((select 'county' = any(nullif(current_setting('muhub.departments', true), '')::text[])) and ((select current_setting('muhub.rows', true) = 'every') or "credit_code" in (select e.credit_code from enterprise e)));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "handover" AS PERMISSIVE FOR SELECT TO public USING ((select current_setting('muhub.rows', true) = 'every') and case
      when dataset like 'enterprise.%' then 'register'
      when dataset like '%.%' and dataset not like 'supplement.%' then split_part(dataset, '.', 1)
      when dataset is not null then 'county' end = any((select nullif(current_setting('muhub.departments', true), '')::text[])::text[]));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "handover_issue" AS PERMISSIVE FOR SELECT TO public USING ("handover_id" in (select h.id from handover h));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "quarantine" AS PERMISSIVE FOR SELECT TO public USING ("handover_id" in (select h.id from handover h));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "execution_list" AS PERMISSIVE FOR SELECT TO public USING ((select current_setting('muhub.rows', true) = 'every') and 'tax' = any((select nullif(current_setting('muhub.departments', true), '')::text[])::text[]));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "land_tax_result" AS PERMISSIVE FOR SELECT TO public USING ((select current_setting('muhub.rows', true) = 'every') and 'tax' = any((select nullif(current_setting('muhub.departments', true), '')::text[])::text[]));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "land_tax_task" AS PERMISSIVE FOR SELECT TO public USING ((select current_setting('muhub.rows', true) = 'every') and 'tax' = any((select nullif(current_setting('muhub.departments', true), '')::text[])::text[]));