CREATE TABLE "account" (
	"name" text PRIMARY KEY NOT NULL,
	"claims" jsonb NOT NULL,
	"password" text,
	"invitation" text,
	"invited_until" timestamp (3) with time zone,
	"second_factor" text,
	"last_step" bigint,
	"failures" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp (3) with time zone,
	"disabled_at" timestamp (3) with time zone,
	"expires" timestamp (3) with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	"invited_by" text NOT NULL,
	"invited_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "account_invitation_unique" UNIQUE("invitation")
);
--> statement-breakpoint
ALTER TABLE "account" ENABLE ROW LEVEL SECURITY;