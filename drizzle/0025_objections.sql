CREATE TABLE "round_branch" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"round_id" bigint NOT NULL,
	"taken" bigint NOT NULL,
	"base" bigint NOT NULL,
	"steps" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "round_branch_taken" UNIQUE("round_id","taken")
);
--> statement-breakpoint
ALTER TABLE "round_branch" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "round_correction" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"round_id" bigint NOT NULL,
	"credit_code" text NOT NULL,
	"objection_id" bigint,
	"dataset" text NOT NULL,
	"key" jsonb NOT NULL,
	"cells" jsonb,
	"removed" boolean DEFAULT false NOT NULL,
	"version" bigint,
	"round_version" bigint NOT NULL,
	"document" text,
	"reason" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "round_correction_key" UNIQUE("dataset","key","round_version")
);
--> statement-breakpoint
ALTER TABLE "round_correction" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "evidence" (
	"digest" text NOT NULL,
	"sender" text NOT NULL,
	"name" text NOT NULL,
	"size" integer NOT NULL,
	"kind" text NOT NULL,
	"sent_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "evidence_digest_sender_pk" PRIMARY KEY("digest","sender")
);
--> statement-breakpoint
ALTER TABLE "evidence" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "objection_evidence" (
	"objection_id" bigint NOT NULL,
	"digest" text NOT NULL,
	"name" text NOT NULL,
	"size" integer NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "objection_evidence_objection_id_digest_pk" PRIMARY KEY("objection_id","digest")
);
--> statement-breakpoint
ALTER TABLE "objection_evidence" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "objection" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"round_id" bigint NOT NULL,
	"credit_code" text NOT NULL,
	"kind" text NOT NULL,
	"item" text,
	"claimed" text NOT NULL,
	"reason" text NOT NULL,
	"submitted_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"submitted_by" text NOT NULL,
	"on_paper" boolean DEFAULT false NOT NULL,
	"late" boolean DEFAULT false NOT NULL,
	"correction" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'SUBMITTED' NOT NULL,
	"owner" text NOT NULL,
	"forwarded_to" text,
	"verdict" text,
	"verdict_reason" text,
	"decided_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "objection" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "objection_step" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"objection_id" bigint NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"office" text NOT NULL,
	"by" text NOT NULL,
	"step" text NOT NULL,
	"what" text NOT NULL,
	"document" text
);
--> statement-breakpoint
ALTER TABLE "objection_step" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "confirmation" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"round_id" bigint NOT NULL,
	"credit_code" text NOT NULL,
	"item" text NOT NULL,
	"stated" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"by" text NOT NULL,
	"on_paper" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
ALTER TABLE "confirmation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "paper_sheet" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"round_id" bigint NOT NULL,
	"credit_code" text NOT NULL,
	"data_version" bigint NOT NULL,
	"printed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"printed_by" text NOT NULL,
	"taken" text,
	"taken_at" timestamp (3) with time zone,
	"taken_by" text,
	"failed" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "paper_sheet" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "round_correction_enterprise" ON "round_correction" USING btree ("round_id","credit_code");--> statement-breakpoint
CREATE INDEX "evidence_sent_at" ON "evidence" USING btree ("sent_at");--> statement-breakpoint
CREATE INDEX "objection_evidence_digest" ON "objection_evidence" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "objection_round" ON "objection" USING btree ("round_id","credit_code");--> statement-breakpoint
CREATE INDEX "objection_step_objection" ON "objection_step" USING btree ("objection_id");--> statement-breakpoint
CREATE INDEX "confirmation_sheet" ON "confirmation" USING btree ("round_id","credit_code");--> statement-breakpoint
CREATE INDEX "paper_sheet_enterprise" ON "paper_sheet" USING btree ("round_id","credit_code");