CREATE TABLE "told_scheme" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"year" integer NOT NULL,
	"digest" text NOT NULL,
	"told_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "told_scheme" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "told_scheme_year" ON "told_scheme" USING btree ("year","id");