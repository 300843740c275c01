CREATE TABLE "policy_effect" (
	"credit_code" text NOT NULL,
	"name" text,
	"year" integer NOT NULL,
	"quarter" integer NOT NULL,
	"office" text NOT NULL,
	"land_use_tax_relief" numeric,
	"subsidy" numeric,
	"power_trading" numeric,
	"land_supplied_mu" numeric,
	"energy_supported" numeric,
	"emissions_added" numeric,
	"electricity_surcharge" numeric,
	"water_surcharge" numeric,
	"emission_charge" numeric,
	"energy_cut" numeric,
	"emissions_cut" numeric,
	"version" bigint NOT NULL,
	"superseded" bigint,
	"handover_id" bigint NOT NULL,
	"sheet" text,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	CONSTRAINT "policy_effect_key" UNIQUE("credit_code","year","quarter","office","version")
);
--> statement-breakpoint
ALTER TABLE "policy_effect" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "policy_effect_year" ON "policy_effect" USING btree ("year");--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "policy_effect" AS PERMISSIVE FOR SELECT TO public USING ((select 'county' = any(nullif(current_setting('muhub.departments', true), '')::text[])) and ((select current_setting('muhub.rows', true) = 'every') or "credit_code" in (select e.credit_code from enterprise e)));