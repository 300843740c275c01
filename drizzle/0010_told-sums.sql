CREATE TABLE "told_sum" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"what" text NOT NULL,
	"parts" jsonb NOT NULL,
	"told_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "told_sum" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "told_sum_what" ON "told_sum" USING btree ("what","id");