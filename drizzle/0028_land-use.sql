CREATE TABLE "key_project" (
	"code" text NOT NULL,
	"year" integer NOT NULL,
	"name" text,
	"level" text,
	"planned_quarter" text,
	"started_on" date,
	"contract" text,
	"obstacle" text,
	"unit" text,
	"version" bigint NOT NULL,
	"superseded" bigint,
	"handover_id" bigint NOT NULL,
	"sheet" text,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	"carried" jsonb,
	CONSTRAINT "key_project_key" UNIQUE("code","year","version")
);
--> statement-breakpoint
ALTER TABLE "key_project" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "inefficient_land" (
	"number" text NOT NULL,
	"parcel_code" text,
	"recognised_on" date,
	"rule" text,
	"area_mu" numeric,
	"way" text,
	"planned_year" integer,
	"accepted_on" date,
	"acceptance" text,
	"version" bigint NOT NULL,
	"superseded" bigint,
	"handover_id" bigint NOT NULL,
	"sheet" text,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	"carried" jsonb,
	CONSTRAINT "inefficient_land_key" UNIQUE("number","version")
);
--> statement-breakpoint
ALTER TABLE "inefficient_land" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "land_approval" (
	"document" text NOT NULL,
	"project" text NOT NULL,
	"kind" text,
	"approved_on" date,
	"area_mu" numeric,
	"possession_on" date,
	"town" text,
	"zone" text,
	"version" bigint NOT NULL,
	"superseded" bigint,
	"handover_id" bigint NOT NULL,
	"sheet" text,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	"carried" jsonb,
	CONSTRAINT "land_approval_key" UNIQUE("document","project","version")
);
--> statement-breakpoint
ALTER TABLE "land_approval" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "land_approval_change" (
	"approval_document" text NOT NULL,
	"project" text NOT NULL,
	"document" text,
	"kind" text,
	"date" date,
	"area_mu" numeric,
	"version" bigint NOT NULL,
	"superseded" bigint,
	"handover_id" bigint NOT NULL,
	"sheet" text,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	"carried" jsonb,
	CONSTRAINT "land_approval_change_key" UNIQUE NULLS NOT DISTINCT("approval_document","project","document","version")
);
--> statement-breakpoint
ALTER TABLE "land_approval_change" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "land_idle_case" (
	"number" text NOT NULL,
	"contract" text,
	"opened_on" date,
	"recognised_on" date,
	"document" text,
	"cause" text,
	"way" text,
	"fee" numeric,
	"fee_paid_on" date,
	"finished_on" date,
	"version" bigint NOT NULL,
	"superseded" bigint,
	"handover_id" bigint NOT NULL,
	"sheet" text,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	"carried" jsonb,
	CONSTRAINT "land_idle_case_key" UNIQUE("number","version")
);
--> statement-breakpoint
ALTER TABLE "land_idle_case" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "land_milestone" (
	"contract" text NOT NULL,
	"event" text NOT NULL,
	"date" date NOT NULL,
	"document" text,
	"postponed" text,
	"new_date" date,
	"started_area_mu" numeric,
	"area_to_start_mu" numeric,
	"invested" numeric,
	"version" bigint NOT NULL,
	"superseded" bigint,
	"handover_id" bigint NOT NULL,
	"sheet" text,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	"carried" jsonb,
	CONSTRAINT "land_milestone_key" UNIQUE NULLS NOT DISTINCT("contract","event","date","document","version")
);
--> statement-breakpoint
ALTER TABLE "land_milestone" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "land_outline" (
	"parcel_code" text NOT NULL,
	"geometry" text,
	"crs" text,
	"properties" text,
	"version" bigint NOT NULL,
	"superseded" bigint,
	"handover_id" bigint NOT NULL,
	"sheet" text,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	"carried" jsonb,
	CONSTRAINT "land_outline_key" UNIQUE("parcel_code","version")
);
--> statement-breakpoint
ALTER TABLE "land_outline" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "land_payment" (
	"contract" text NOT NULL,
	"instalment" text NOT NULL,
	"due_on" date,
	"amount" numeric,
	"paid_on" date,
	"paid" numeric,
	"version" bigint NOT NULL,
	"superseded" bigint,
	"handover_id" bigint NOT NULL,
	"sheet" text,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	"carried" jsonb,
	CONSTRAINT "land_payment_key" UNIQUE("contract","instalment","version")
);
--> statement-breakpoint
ALTER TABLE "land_payment" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "land_supply" (
	"number" text NOT NULL,
	"supervision_number" text,
	"parcel_code" text,
	"approval_document" text,
	"project" text,
	"way" text,
	"area_mu" numeric,
	"existing_area_mu" numeric,
	"price" numeric,
	"use_code" text,
	"years" numeric,
	"lease_end" date,
	"holder_id" text,
	"signed_by" text,
	"signed_on" date,
	"delivery_on" date,
	"start_on" date,
	"completion_on" date,
	"floor_area_ratio_at_least" numeric,
	"total_investment" numeric,
	"standard_land" boolean,
	"start_penalty_rate" numeric,
	"completion_penalty_rate" numeric,
	"penalty_cap" numeric,
	"town" text,
	"zone" text,
	"version" bigint NOT NULL,
	"superseded" bigint,
	"handover_id" bigint NOT NULL,
	"sheet" text,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	"carried" jsonb,
	CONSTRAINT "land_supply_key" UNIQUE("number","version")
);
--> statement-breakpoint
ALTER TABLE "land_supply" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "land_supply_parcel" (
	"contract" text NOT NULL,
	"parcel_code" text NOT NULL,
	"area_mu" numeric,
	"version" bigint NOT NULL,
	"superseded" bigint,
	"handover_id" bigint NOT NULL,
	"sheet" text,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	"carried" jsonb,
	CONSTRAINT "land_supply_parcel_key" UNIQUE("contract","parcel_code","version")
);
--> statement-breakpoint
ALTER TABLE "land_supply_parcel" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "land_transfer" (
	"number" text NOT NULL,
	"parcel_code" text,
	"kind" text,
	"date" date,
	"area_mu" numeric,
	"buyer_id" text,
	"successors" text,
	"version" bigint NOT NULL,
	"superseded" bigint,
	"handover_id" bigint NOT NULL,
	"sheet" text,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	"carried" jsonb,
	CONSTRAINT "land_transfer_key" UNIQUE("number","version")
);
--> statement-breakpoint
ALTER TABLE "land_transfer" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "mine" (
	"permit" text NOT NULL,
	"year" integer NOT NULL,
	"credit_code" text,
	"mineral" text,
	"mining" numeric,
	"dressing" numeric,
	"utilisation" numeric,
	"design_mining" numeric,
	"design_dressing" numeric,
	"design_utilisation" numeric,
	"green_level" text,
	"area_to_treat_mu" numeric,
	"treated_area_mu" numeric,
	"size" text,
	"clean" boolean,
	"version" bigint NOT NULL,
	"superseded" bigint,
	"handover_id" bigint NOT NULL,
	"sheet" text,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	"carried" jsonb,
	CONSTRAINT "mine_key" UNIQUE("permit","year","version")
);
--> statement-breakpoint
ALTER TABLE "mine" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "region_year" (
	"region" text NOT NULL,
	"year" integer NOT NULL,
	"gdp" numeric,
	"gdp_constant" numeric,
	"base" integer,
	"built_land_mu" numeric,
	"industrial_land_mu" numeric,
	"industrial_output" numeric,
	"version" bigint NOT NULL,
	"superseded" bigint,
	"handover_id" bigint NOT NULL,
	"sheet" text,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	"carried" jsonb,
	CONSTRAINT "region_year_key" UNIQUE("region","year","version")
);
--> statement-breakpoint
ALTER TABLE "region_year" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "output_check" (
	"output_contract" text NOT NULL,
	"node" text NOT NULL,
	"indicator" text NOT NULL,
	"actual" numeric,
	"date" date,
	"document" text,
	"rectify_by" date,
	"version" bigint NOT NULL,
	"superseded" bigint,
	"handover_id" bigint NOT NULL,
	"sheet" text,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	"carried" jsonb,
	CONSTRAINT "output_check_key" UNIQUE("output_contract","node","indicator","version")
);
--> statement-breakpoint
ALTER TABLE "output_check" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "output_contract" (
	"number" text NOT NULL,
	"contract" text,
	"credit_code" text,
	"signed_on" date,
	"production_by" date,
	"capacity_by" date,
	"review_year" integer,
	"investment_intensity" numeric,
	"floor_area_ratio" numeric,
	"tax_per_mu" numeric,
	"value_added_per_energy" numeric,
	"value_added_per_emission" numeric,
	"rd_ratio" numeric,
	"tolerance" numeric,
	"deposit" numeric,
	"version" bigint NOT NULL,
	"superseded" bigint,
	"handover_id" bigint NOT NULL,
	"sheet" text,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	"carried" jsonb,
	CONSTRAINT "output_contract_key" UNIQUE("number","version")
);
--> statement-breakpoint
ALTER TABLE "output_contract" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "zone_year" (
	"zone" text NOT NULL,
	"year" integer NOT NULL,
	"built_mu" numeric,
	"industrial_mu" numeric,
	"residential_mu" numeric,
	"ready_mu" numeric,
	"not_ready_mu" numeric,
	"supplied_mu" numeric,
	"idle_mu" numeric,
	"floor_area_mu" numeric,
	"industrial_floor_area_mu" numeric,
	"industrial_base_area_mu" numeric,
	"industrial_investment" numeric,
	"industrial_tax" numeric,
	"tax" numeric,
	"population" numeric,
	"version" bigint NOT NULL,
	"superseded" bigint,
	"handover_id" bigint NOT NULL,
	"sheet" text,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	"carried" jsonb,
	CONSTRAINT "zone_year_key" UNIQUE("zone","year","version")
);
--> statement-breakpoint
ALTER TABLE "zone_year" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "key_project_year" ON "key_project" USING btree ("year");--> statement-breakpoint
CREATE INDEX "inefficient_land_parcel_code" ON "inefficient_land" USING btree ("parcel_code");--> statement-breakpoint
CREATE INDEX "land_idle_case_contract" ON "land_idle_case" USING btree ("contract");--> statement-breakpoint
CREATE INDEX "land_supply_parcel_code" ON "land_supply" USING btree ("parcel_code");--> statement-breakpoint
CREATE INDEX "land_supply_approval" ON "land_supply" USING btree ("approval_document","project");--> statement-breakpoint
CREATE INDEX "land_supply_parcel_of" ON "land_supply_parcel" USING btree ("parcel_code");--> statement-breakpoint
CREATE INDEX "land_transfer_parcel_code" ON "land_transfer" USING btree ("parcel_code");--> statement-breakpoint
CREATE INDEX "mine_year" ON "mine" USING btree ("year");--> statement-breakpoint
CREATE INDEX "region_year_year" ON "region_year" USING btree ("year");--> statement-breakpoint
CREATE INDEX "output_contract_contract" ON "output_contract" USING btree ("contract");--> statement-breakpoint
CREATE INDEX "output_contract_credit_code" ON "output_contract" USING btree ("credit_code");--> statement-breakpoint
CREATE INDEX "zone_year_year" ON "zone_year" USING btree ("year");--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "key_project" AS PERMISSIVE FOR SELECT TO public USING ((select 'development' = any(nullif(current_setting('muhub.departments', true), '')::text[])) and ((select current_setting('muhub.rows', true) = 'every') or exists (select from land_supply s where s.number = contract)));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "inefficient_land" AS PERMISSIVE FOR SELECT TO public USING ((select 'industry' = any(nullif(current_setting('muhub.departments', true), '')::text[])) and ((select current_setting('muhub.rows', true) = 'every') or exists (select from land_supply s where s.parcel_code = inefficient_land.parcel_code) or exists (select from land_parcel p where left(p.unit_code, 19) = inefficient_land.parcel_code)));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "land_approval" AS PERMISSIVE FOR SELECT TO public USING ((select 'land' = any(nullif(current_setting('muhub.departments', true), '')::text[])) and ((select current_setting('muhub.rows', true) = 'every') or "zone" = any((select nullif(current_setting('muhub.zones', true), '')::text[])::text[]) or "town" = any((select nullif(current_setting('muhub.towns', true), '')::text[])::text[])));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "land_approval_change" AS PERMISSIVE FOR SELECT TO public USING ((select 'land' = any(nullif(current_setting('muhub.departments', true), '')::text[])) and ((select current_setting('muhub.rows', true) = 'every') or exists (select from land_approval a where a.document = approval_document and a.project = land_approval_change.project)));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "land_idle_case" AS PERMISSIVE FOR SELECT TO public USING ((select 'land' = any(nullif(current_setting('muhub.departments', true), '')::text[])) and ((select current_setting('muhub.rows', true) = 'every') or exists (select from land_supply s where s.number = contract)));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "land_milestone" AS PERMISSIVE FOR SELECT TO public USING (case when event in ('投产', '达产') then 'zone' else 'land' end = any((select nullif(current_setting('muhub.departments', true), '')::text[])::text[]) and ((select current_setting('muhub.rows', true) = 'every') or exists (select from land_supply s where s.number = contract)));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "land_outline" AS PERMISSIVE FOR SELECT TO public USING ((select 'land' = any(nullif(current_setting('muhub.departments', true), '')::text[])) and ((select current_setting('muhub.rows', true) = 'every') or exists (select from land_supply s where s.parcel_code = land_outline.parcel_code) or exists (select from land_supply_parcel p where p.parcel_code = land_outline.parcel_code) or exists (select from land_parcel p where left(p.unit_code, 19) = land_outline.parcel_code)));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "land_payment" AS PERMISSIVE FOR SELECT TO public USING ((select 'land' = any(nullif(current_setting('muhub.departments', true), '')::text[])) and ((select current_setting('muhub.rows', true) = 'every') or exists (select from land_supply s where s.number = contract)));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "land_supply" AS PERMISSIVE FOR SELECT TO public USING ((select 'land' = any(nullif(current_setting('muhub.departments', true), '')::text[])) and ((select current_setting('muhub.rows', true) = 'every') or "zone" = any((select nullif(current_setting('muhub.zones', true), '')::text[])::text[]) or "town" = any((select nullif(current_setting('muhub.towns', true), '')::text[])::text[]) or "holder_id" = (select nullif(current_setting('muhub.enterprise', true), ''))));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "land_supply_parcel" AS PERMISSIVE FOR SELECT TO public USING ((select 'land' = any(nullif(current_setting('muhub.departments', true), '')::text[])) and ((select current_setting('muhub.rows', true) = 'every') or exists (select from land_supply s where s.number = contract)));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "land_transfer" AS PERMISSIVE FOR SELECT TO public USING ((select 'land' = any(nullif(current_setting('muhub.departments', true), '')::text[])) and ((select current_setting('muhub.rows', true) = 'every') or "buyer_id" = (select nullif(current_setting('muhub.enterprise', true), '')) or exists (select from land_supply s where s.parcel_code = land_transfer.parcel_code) or exists (select from land_supply_parcel p where p.parcel_code = land_transfer.parcel_code) or exists (select from land_parcel p where left(p.unit_code, 19) = land_transfer.parcel_code)));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "mine" AS PERMISSIVE FOR SELECT TO public USING ((select 'land' = any(nullif(current_setting('muhub.departments', true), '')::text[])) and ((select current_setting('muhub.rows', true) = 'every') or exists (select from enterprise e where e.credit_code = "mine"."credit_code")));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "region_year" AS PERMISSIVE FOR SELECT TO public USING ((select 'statistics' = any(nullif(current_setting('muhub.departments', true), '')::text[])) and ((select current_setting('muhub.rows', true) = 'every') or "region" = any((select nullif(current_setting('muhub.towns', true), '')::text[])::text[])));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "output_check" AS PERMISSIVE FOR SELECT TO public USING ((select 'zone' = any(nullif(current_setting('muhub.departments', true), '')::text[])) and ((select current_setting('muhub.rows', true) = 'every') or exists (select from output_contract o where o.number = output_contract)));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "output_contract" AS PERMISSIVE FOR SELECT TO public USING ((select 'zone' = any(nullif(current_setting('muhub.departments', true), '')::text[])) and ((select current_setting('muhub.rows', true) = 'every') or "credit_code" = (select nullif(current_setting('muhub.enterprise', true), '')) or exists (select from land_supply s where s.number = contract)));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "zone_year" AS PERMISSIVE FOR SELECT TO public USING ((select 'zone' = any(nullif(current_setting('muhub.departments', true), '')::text[])) and ((select current_setting('muhub.rows', true) = 'every') or "zone" = any((select nullif(current_setting('muhub.zones', true), '')::text[])::text[])));--> statement-breakpoint
ALTER POLICY "muhub_reads" ON "handover" TO public USING (((select current_setting('muhub.rows', true) = 'every') and case
      when dataset like 'enterprise.%' then 'register'
      when dataset = 'mines.annual' then 'land'
      when dataset = 'region.annual' then 'statistics'
      when dataset = 'land.output_contracts' then 'zone'
      when dataset = 'land.checks' then 'zone'
      when dataset = 'projects.key' then 'development'
      when dataset = 'land.inefficient' then 'industry'
      when split_part(dataset, '.', 1) in ('tax', 'emissions', 'employment', 'land', 'statistics', 'utilities', 'zone', 'development', 'industry', 'register', 'county') then split_part(dataset, '.', 1)
      when dataset is not null then 'county' end = any((select nullif(current_setting('muhub.departments', true), '')::text[])::text[])) or case when dataset is null then received_by end = (select nullif(current_setting('muhub.subject', true), '')));