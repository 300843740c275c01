DROP INDEX "handover_once";--> statement-breakpoint
ALTER TABLE "emission" ADD COLUMN "carried" jsonb;--> statement-breakpoint
ALTER TABLE "employment" ADD COLUMN "carried" jsonb;--> statement-breakpoint
ALTER TABLE "land_lease" ADD COLUMN "carried" jsonb;--> statement-breakpoint
ALTER TABLE "land_parcel" ADD COLUMN "carried" jsonb;--> statement-breakpoint
ALTER TABLE "statistic" ADD COLUMN "carried" jsonb;--> statement-breakpoint
ALTER TABLE "tax_land_source" ADD COLUMN "carried" jsonb;--> statement-breakpoint
ALTER TABLE "tax_payment" ADD COLUMN "carried" jsonb;--> statement-breakpoint
ALTER TABLE "utility_account" ADD COLUMN "carried" jsonb;--> statement-breakpoint
ALTER TABLE "enterprise" ADD COLUMN "carried" jsonb;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "carried" jsonb;--> statement-breakpoint
ALTER TABLE "policy_effect" ADD COLUMN "carried" jsonb;--> statement-breakpoint
ALTER TABLE "supplement" ADD COLUMN "carried" jsonb;--> statement-breakpoint
ALTER TABLE "handover" ADD COLUMN "year" integer;--> statement-breakpoint
ALTER TABLE "handover" ADD COLUMN "in_force" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "handover" ADD COLUMN "retracted_as" bigint;--> statement-breakpoint
ALTER TABLE "handover" ADD COLUMN "retracted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "handover" ADD COLUMN "retracted_by" text;--> statement-breakpoint
ALTER TABLE "handover" ADD COLUMN "retracted_reason" text;--> statement-breakpoint
CREATE INDEX "handover_digest" ON "handover" USING btree ("dataset","digest");--> statement-breakpoint
UPDATE "handover" SET "in_force" = held."rows" FROM (SELECT "handover_id", count(*) AS "rows" FROM "enterprise" WHERE "superseded" IS NULL GROUP BY 1) AS held WHERE "handover"."id" = held."handover_id" AND "handover"."dataset" = 'enterprise.register';--> statement-breakpoint
UPDATE "handover" SET "in_force" = held."rows" FROM (SELECT "handover_id", count(*) AS "rows" FROM "tax_payment" WHERE "superseded" IS NULL GROUP BY 1) AS held WHERE "handover"."id" = held."handover_id" AND "handover"."dataset" = 'tax.payments';--> statement-breakpoint
UPDATE "handover" SET "in_force" = held."rows" FROM (SELECT "handover_id", count(*) AS "rows" FROM "tax_land_source" WHERE "superseded" IS NULL GROUP BY 1) AS held WHERE "handover"."id" = held."handover_id" AND "handover"."dataset" = 'tax.land_sources';--> statement-breakpoint
UPDATE "handover" SET "in_force" = held."rows" FROM (SELECT "handover_id", count(*) AS "rows" FROM "land_parcel" WHERE "superseded" IS NULL GROUP BY 1) AS held WHERE "handover"."id" = held."handover_id" AND "handover"."dataset" = 'land.parcels';--> statement-breakpoint
UPDATE "handover" SET "in_force" = held."rows" FROM (SELECT "handover_id", count(*) AS "rows" FROM "land_lease" WHERE "superseded" IS NULL GROUP BY 1) AS held WHERE "handover"."id" = held."handover_id" AND "handover"."dataset" = 'land.leases';--> statement-breakpoint
UPDATE "handover" SET "in_force" = held."rows" FROM (SELECT "handover_id", count(*) AS "rows" FROM "emission" WHERE "superseded" IS NULL GROUP BY 1) AS held WHERE "handover"."id" = held."handover_id" AND "handover"."dataset" = 'emissions.annual';--> statement-breakpoint
UPDATE "handover" SET "in_force" = held."rows" FROM (SELECT "handover_id", count(*) AS "rows" FROM "employment" WHERE "superseded" IS NULL GROUP BY 1) AS held WHERE "handover"."id" = held."handover_id" AND "handover"."dataset" = 'employment.annual';--> statement-breakpoint
UPDATE "handover" SET "in_force" = held."rows" FROM (SELECT "handover_id", count(*) AS "rows" FROM "statistic" WHERE "superseded" IS NULL GROUP BY 1) AS held WHERE "handover"."id" = held."handover_id" AND "handover"."dataset" = 'statistics.annual';--> statement-breakpoint
UPDATE "handover" SET "in_force" = held."rows" FROM (SELECT "handover_id", count(*) AS "rows" FROM "utility_account" WHERE "superseded" IS NULL GROUP BY 1) AS held WHERE "handover"."id" = held."handover_id" AND "handover"."dataset" = 'utilities.annual';--> statement-breakpoint
UPDATE "handover" SET "in_force" = held."rows" FROM (SELECT "handover_id", count(*) AS "rows" FROM "event" WHERE "superseded" IS NULL GROUP BY 1) AS held WHERE "handover"."id" = held."handover_id" AND "handover"."dataset" = 'events';--> statement-breakpoint
UPDATE "handover" SET "in_force" = held."rows" FROM (SELECT "handover_id", count(*) AS "rows" FROM "policy_effect" WHERE "superseded" IS NULL GROUP BY 1) AS held WHERE "handover"."id" = held."handover_id" AND "handover"."dataset" = 'policy.effects';--> statement-breakpoint
UPDATE "handover" SET "in_force" = held."rows" FROM (SELECT "handover_id", count(*) AS "rows" FROM "supplement" WHERE "superseded" IS NULL GROUP BY 1) AS held WHERE "handover"."id" = held."handover_id" AND "handover"."dataset" = 'supplement.annual';
