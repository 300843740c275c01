CREATE TABLE "execution_list" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"scheme" text NOT NULL,
	"year" integer NOT NULL,
	"number" integer NOT NULL,
	"digest" text NOT NULL,
	"data_version" bigint NOT NULL,
	"rows" jsonb NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "execution_list_number" UNIQUE("kind","scheme","year","number")
);
--> statement-breakpoint
CREATE TABLE "land_tax_result" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"finding_id" text NOT NULL,
	"result" text NOT NULL,
	"reason" text,
	"decided_on" date NOT NULL,
	"decided_by" text NOT NULL,
	"file_name" text NOT NULL,
	"read_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "land_tax_result_once" UNIQUE NULLS NOT DISTINCT("finding_id","result","decided_on","decided_by","reason")
);
--> statement-breakpoint
CREATE TABLE "land_tax_task" (
	"finding_id" text PRIMARY KEY NOT NULL,
	"recipient" text NOT NULL,
	"kind" text NOT NULL,
	"year" integer NOT NULL,
	"content" jsonb NOT NULL,
	"data_version" bigint NOT NULL,
	"pushed_on" date,
	"due_on" date,
	"pushed_by" text
);
--> statement-breakpoint
CREATE INDEX "land_tax_task_pushed_on" ON "land_tax_task" USING btree ("pushed_on");--> statement-breakpoint
CREATE INDEX "land_tax_task_due_on" ON "land_tax_task" USING btree ("due_on");