CREATE TABLE "audit_seal" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"ends" jsonb NOT NULL,
	"key" text NOT NULL,
	"mac" text NOT NULL,
	CONSTRAINT "audit_seal_once" CHECK ("audit_seal"."id" = 1)
);
--> statement-breakpoint
ALTER TABLE "audit_seal" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
-- Runs as the owner of the tables: who may only insert links cannot move the heads otherwise. Sequences below 1 are trials, taken back.
CREATE FUNCTION "audit_heads_follow"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	moved bigint;
	chains bigint;
BEGIN
	SELECT count(DISTINCT department) INTO chains FROM added WHERE sequence > 0;
	IF chains = 0 THEN RETURN NULL; END IF;
	INSERT INTO public.audit_head (department, sequence, hash)
	SELECT DISTINCT department, 0, repeat('0', 64) FROM added WHERE sequence > 0 ORDER BY department ON CONFLICT DO NOTHING;
	UPDATE public.audit_head AS head SET sequence = run.last, hash = run.hash
	FROM (
		SELECT department, min(sequence) AS first, max(sequence) AS last, count(*) AS links,
			(array_agg(previous ORDER BY sequence))[1] AS previous, (array_agg(hash ORDER BY sequence DESC))[1] AS hash
		FROM added WHERE sequence > 0 GROUP BY department
	) AS run
	WHERE head.department = run.department AND head.sequence = run.first - 1 AND head.hash = run.previous
		AND run.last - run.first + 1 = run.links;
	GET DIAGNOSTICS moved = ROW_COUNT;
	IF moved < chains THEN RAISE EXCEPTION 'a link does not hang on the end of its chain' USING ERRCODE = 'serialization_failure'; END IF;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "audit_heads_follow" AFTER INSERT ON "audit_event" REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION "audit_heads_follow"();
