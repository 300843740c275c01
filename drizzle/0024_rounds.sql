CREATE TABLE "round" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"scheme_id" text NOT NULL,
	"digest" text NOT NULL,
	"year" integer NOT NULL,
	"groups" text[] NOT NULL,
	"trial" boolean NOT NULL,
	"silence" text NOT NULL,
	"notice_workdays" integer NOT NULL,
	"approval_first" boolean NOT NULL,
	"deadlines" jsonb NOT NULL,
	"phase" text NOT NULL,
	"data_version" bigint
);
--> statement-breakpoint
CREATE TABLE "round_adjustment" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"round" bigint NOT NULL,
	"credit_code" text NOT NULL,
	"kind" text NOT NULL,
	"class" text NOT NULL,
	"article" text NOT NULL,
	"document" text NOT NULL,
	"reason" text NOT NULL,
	"objection" bigint,
	"since" bigint NOT NULL,
	"until" bigint,
	"approved" bigint
);
--> statement-breakpoint
CREATE TABLE "round_event" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"round" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"act" text NOT NULL,
	"phase" text NOT NULL,
	"from_phase" text,
	"actor" text NOT NULL,
	"role" text NOT NULL,
	"credit_code" text,
	"document" text,
	"reason" text,
	"detail" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "publication" ADD COLUMN "round" bigint;--> statement-breakpoint
ALTER TABLE "publication" ADD COLUMN "round_event" bigint;--> statement-breakpoint
ALTER TABLE "publication" ADD COLUMN "trial" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "round_adjustment" ADD CONSTRAINT "round_adjustment_round_round_id_fk" FOREIGN KEY ("round") REFERENCES "public"."round"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_adjustment" ADD CONSTRAINT "round_adjustment_since_round_event_id_fk" FOREIGN KEY ("since") REFERENCES "public"."round_event"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_adjustment" ADD CONSTRAINT "round_adjustment_until_round_event_id_fk" FOREIGN KEY ("until") REFERENCES "public"."round_event"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_adjustment" ADD CONSTRAINT "round_adjustment_approved_round_event_id_fk" FOREIGN KEY ("approved") REFERENCES "public"."round_event"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_event" ADD CONSTRAINT "round_event_round_round_id_fk" FOREIGN KEY ("round") REFERENCES "public"."round"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "round_year" ON "round" USING btree ("year","scheme_id");--> statement-breakpoint
CREATE INDEX "round_adjustment_round" ON "round_adjustment" USING btree ("round");--> statement-breakpoint
CREATE INDEX "round_event_round" ON "round_event" USING btree ("round","id");