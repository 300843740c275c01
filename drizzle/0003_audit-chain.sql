-- Deeds from before the chain cannot be linked into it; what they said (who, when, which file, how many rows) stands in
-- "handover" and "quarantine".
TRUNCATE TABLE "audit_event";--> statement-breakpoint
ALTER TABLE "audit_event" DROP COLUMN "id";--> statement-breakpoint
ALTER TABLE "audit_event" ALTER COLUMN "at" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "audit_event" ADD COLUMN "sequence" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_event" ADD COLUMN "previous" text NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_event" ADD COLUMN "hash" text NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_link" PRIMARY KEY("department","sequence");--> statement-breakpoint
CREATE TABLE "audit_head" (
	"department" text PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL,
	"hash" text NOT NULL
);
