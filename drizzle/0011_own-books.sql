ALTER TABLE "audit_event" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_head" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "access_grant_event" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "access_grant_event" ADD COLUMN "asked_by" text;--> statement-breakpoint
UPDATE "access_grant_event" AS "each" SET "asked_by" = "request"."by" FROM "access_grant_event" AS "request" WHERE "request"."id" = coalesce("each"."grant_id", "each"."id");--> statement-breakpoint
ALTER TABLE "access_grant_event" ALTER COLUMN "asked_by" SET NOT NULL;--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "audit_event" AS PERMISSIVE FOR SELECT TO public USING ("department" = any((select nullif(current_setting('muhub.logs', true), '')::text[])::text[]));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "audit_head" AS PERMISSIVE FOR SELECT TO public USING ("department" = any((select nullif(current_setting('muhub.logs', true), '')::text[])::text[]));--> statement-breakpoint
CREATE POLICY "muhub_reads" ON "access_grant_event" AS PERMISSIVE FOR SELECT TO public USING ("owner" = any((select nullif(current_setting('muhub.grants', true), '')::text[])::text[]) or "asked_by" = (select nullif(current_setting('muhub.subject', true), '')));--> statement-breakpoint
ALTER POLICY "muhub_reads" ON "handover" TO public USING (((select current_setting('muhub.rows', true) = 'every') and case
      when dataset like 'enterprise.%' then 'register'
      when split_part(dataset, '.', 1) in ('tax', 'emissions', 'employment', 'land', 'statistics', 'utilities', 'register', 'county') then split_part(dataset, '.', 1)
      when dataset is not null then 'county' end = any((select nullif(current_setting('muhub.departments', true), '')::text[])::text[])) or case when dataset is null then received_by end = (select nullif(current_setting('muhub.subject', true), '')));