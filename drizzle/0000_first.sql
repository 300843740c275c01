CREATE TABLE "audit_event" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"department" text NOT NULL,
	"detail" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "data_version" (
	"version" bigint PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "emission" (
	"credit_code" text NOT NULL,
	"year" integer NOT NULL,
	"name" text,
	"permit" text,
	"cod" numeric,
	"ammonia" numeric,
	"so2" numeric,
	"nox" numeric,
	"version" bigint NOT NULL,
	"superseded" bigint,
	"handover_id" bigint NOT NULL,
	"sheet" text,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	CONSTRAINT "emission_key" UNIQUE("credit_code","year","version")
);
--> statement-breakpoint
CREATE TABLE "employment" (
	"credit_code" text NOT NULL,
	"year" integer NOT NULL,
	"name" text,
	"average_staff" numeric,
	"insured" numeric,
	"version" bigint NOT NULL,
	"superseded" bigint,
	"handover_id" bigint NOT NULL,
	"sheet" text,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	CONSTRAINT "employment_key" UNIQUE("credit_code","year","version")
);
--> statement-breakpoint
CREATE TABLE "land_lease" (
	"unit_code" text NOT NULL,
	"owner_id" text NOT NULL,
	"tenant_code" text NOT NULL,
	"area_mu" numeric,
	"start_date" date NOT NULL,
	"end_date" date,
	"version" bigint NOT NULL,
	"superseded" bigint,
	"handover_id" bigint NOT NULL,
	"sheet" text,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	CONSTRAINT "land_lease_key" UNIQUE("unit_code","owner_id","tenant_code","start_date","version")
);
--> statement-breakpoint
CREATE TABLE "land_parcel" (
	"unit_code" text NOT NULL,
	"holder_name" text NOT NULL,
	"folded_holder_name" text,
	"holder_id" text,
	"area_mu" numeric,
	"land_class" text,
	"use" text,
	"land_right" text,
	"acquired" date,
	"ended" date,
	"share_percent" numeric,
	"location" text,
	"town" text,
	"version" bigint NOT NULL,
	"superseded" bigint,
	"handover_id" bigint NOT NULL,
	"sheet" text,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	CONSTRAINT "land_parcel_key" UNIQUE NULLS NOT DISTINCT("unit_code","holder_name","acquired","version")
);
--> statement-breakpoint
CREATE TABLE "statistic" (
	"credit_code" text NOT NULL,
	"year" integer NOT NULL,
	"name" text,
	"above_scale" boolean,
	"revenue" numeric,
	"value_added" numeric,
	"rd_expense" numeric,
	"energy" numeric,
	"energy_calorific" numeric,
	"version" bigint NOT NULL,
	"superseded" bigint,
	"handover_id" bigint NOT NULL,
	"sheet" text,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	CONSTRAINT "statistic_key" UNIQUE("credit_code","year","version")
);
--> statement-breakpoint
CREATE TABLE "tax_land_source" (
	"source_id" text NOT NULL,
	"taxpayer_id" text,
	"taxpayer_name" text,
	"unit_code" text,
	"occupied_area_mu" numeric,
	"taxable_area_mu" numeric,
	"relieved_area_mu" numeric,
	"land_class" text,
	"rate" numeric,
	"start_date" date,
	"end_date" date,
	"annual_tax" numeric,
	"annual_relief" numeric,
	"version" bigint NOT NULL,
	"superseded" bigint,
	"handover_id" bigint NOT NULL,
	"sheet" text,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	CONSTRAINT "tax_land_source_key" UNIQUE("source_id","version")
);
--> statement-breakpoint
CREATE TABLE "tax_payment" (
	"credit_code" text NOT NULL,
	"year" integer NOT NULL,
	"name" text,
	"vat_net" numeric,
	"export_credit" numeric,
	"refund_on_levy" numeric,
	"corporate_income" numeric,
	"property" numeric,
	"land_use" numeric,
	"other" numeric,
	"returned" numeric,
	"version" bigint NOT NULL,
	"superseded" bigint,
	"handover_id" bigint NOT NULL,
	"sheet" text,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	CONSTRAINT "tax_payment_key" UNIQUE("credit_code","year","version")
);
--> statement-breakpoint
CREATE TABLE "utility_account" (
	"credit_code" text NOT NULL,
	"account" text NOT NULL,
	"year" integer NOT NULL,
	"electricity" numeric,
	"water" numeric,
	"version" bigint NOT NULL,
	"superseded" bigint,
	"handover_id" bigint NOT NULL,
	"sheet" text,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	CONSTRAINT "utility_account_key" UNIQUE("credit_code","account","year","version")
);
--> statement-breakpoint
CREATE TABLE "enterprise" (
	"credit_code" text NOT NULL,
	"name" text,
	"folded_name" text,
	"established" date,
	"industry" text,
	"industry_group" text,
	"zone" text,
	"town" text,
	"status" text,
	"registered" boolean DEFAULT true NOT NULL,
	"version" bigint NOT NULL,
	"superseded" bigint,
	"handover_id" bigint NOT NULL,
	"sheet" text,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	CONSTRAINT "enterprise_key" UNIQUE("credit_code","version")
);
--> statement-breakpoint
CREATE TABLE "event" (
	"credit_code" text NOT NULL,
	"event" text NOT NULL,
	"date" date NOT NULL,
	"document" text,
	"note" text,
	"version" bigint NOT NULL,
	"superseded" bigint,
	"handover_id" bigint NOT NULL,
	"sheet" text,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	CONSTRAINT "event_key" UNIQUE NULLS NOT DISTINCT("credit_code","event","date","document","version")
);
--> statement-breakpoint
CREATE TABLE "supplement" (
	"credit_code" text NOT NULL,
	"year" integer NOT NULL,
	"fact" text NOT NULL,
	"value" numeric,
	"unit" text,
	"version" bigint NOT NULL,
	"superseded" bigint,
	"handover_id" bigint NOT NULL,
	"sheet" text,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	CONSTRAINT "supplement_key" UNIQUE("credit_code","year","fact","version")
);
--> statement-breakpoint
CREATE TABLE "handover" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"dataset" text,
	"file_name" text NOT NULL,
	"digest" text NOT NULL,
	"bytes" bigint NOT NULL,
	"status" text NOT NULL,
	"version" bigint,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"received_by" text NOT NULL,
	"labels" jsonb NOT NULL,
	"rows" integer NOT NULL,
	"accepted" integer NOT NULL,
	"quarantined" integer NOT NULL,
	"skipped" integer NOT NULL,
	"issue_counts" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "handover_issue" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"handover_id" bigint NOT NULL,
	"code" text NOT NULL,
	"severity" text NOT NULL,
	"sheet" text,
	"line" integer,
	"column_label" text,
	"found" text,
	"message" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "quarantine" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"handover_id" bigint NOT NULL,
	"sheet" text,
	"line" integer NOT NULL,
	"raw" jsonb NOT NULL,
	"codes" jsonb NOT NULL,
	"state" text DEFAULT 'WAITING' NOT NULL,
	"reason" text,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone,
	"released_as" bigint
);
--> statement-breakpoint
CREATE INDEX "emission_year" ON "emission" USING btree ("year");--> statement-breakpoint
CREATE INDEX "employment_year" ON "employment" USING btree ("year");--> statement-breakpoint
CREATE INDEX "land_lease_owner" ON "land_lease" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "land_lease_tenant" ON "land_lease" USING btree ("tenant_code");--> statement-breakpoint
CREATE INDEX "land_parcel_holder_id" ON "land_parcel" USING btree ("holder_id");--> statement-breakpoint
CREATE INDEX "land_parcel_folded_holder_name" ON "land_parcel" USING btree ("folded_holder_name");--> statement-breakpoint
CREATE INDEX "statistic_year" ON "statistic" USING btree ("year");--> statement-breakpoint
CREATE INDEX "tax_land_source_unit_code" ON "tax_land_source" USING btree ("unit_code");--> statement-breakpoint
CREATE INDEX "tax_land_source_taxpayer" ON "tax_land_source" USING btree ("taxpayer_id");--> statement-breakpoint
CREATE INDEX "tax_payment_year" ON "tax_payment" USING btree ("year");--> statement-breakpoint
CREATE INDEX "utility_account_year" ON "utility_account" USING btree ("year");--> statement-breakpoint
CREATE INDEX "enterprise_folded_name" ON "enterprise" USING btree ("folded_name");--> statement-breakpoint
CREATE INDEX "enterprise_zone" ON "enterprise" USING btree ("zone","credit_code");--> statement-breakpoint
CREATE INDEX "supplement_year" ON "supplement" USING btree ("year");--> statement-breakpoint
CREATE UNIQUE INDEX "handover_once" ON "handover" USING btree ("dataset","digest") WHERE status = 'accepted';--> statement-breakpoint
CREATE INDEX "handover_issue_handover" ON "handover_issue" USING btree ("handover_id");--> statement-breakpoint
CREATE INDEX "quarantine_handover" ON "quarantine" USING btree ("handover_id");