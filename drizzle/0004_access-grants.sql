CREATE TABLE "access_grant_event" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"grant_id" bigint,
	"step" text NOT NULL,
	"owner" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"by" text NOT NULL,
	"reason" text NOT NULL,
	"terms" jsonb
);
--> statement-breakpoint
CREATE INDEX "access_grant_event_grant" ON "access_grant_event" USING btree ("grant_id");