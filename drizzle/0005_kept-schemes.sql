CREATE TABLE "publication" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"scheme_id" text NOT NULL,
	"digest" text NOT NULL,
	"year" integer NOT NULL,
	"data_version" bigint NOT NULL,
	"result_digest" text NOT NULL,
	"document" text NOT NULL,
	"published_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"published_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "scheme_in_force" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"scheme_id" text NOT NULL,
	"digest" text,
	"since" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "scheme_text" (
	"digest" text PRIMARY KEY NOT NULL,
	"scheme_id" text NOT NULL,
	"text" text NOT NULL,
	"declared" jsonb NOT NULL,
	"kept_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "publication_year" ON "publication" USING btree ("year","scheme_id");--> statement-breakpoint
CREATE INDEX "scheme_in_force_scheme" ON "scheme_in_force" USING btree ("scheme_id");