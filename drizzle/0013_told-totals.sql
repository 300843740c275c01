CREATE TABLE "told_total" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"year" integer NOT NULL,
	"of" text NOT NULL,
	"yardsticks" text[] NOT NULL,
	"told_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "told_total" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "told_total_year" ON "told_total" USING btree ("year","id");