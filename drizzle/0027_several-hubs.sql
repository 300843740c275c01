CREATE TABLE "request_count" (
	"account" text NOT NULL,
	"minute" timestamp (3) with time zone NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "request_count_key" PRIMARY KEY("minute","account")
);
--> statement-breakpoint
ALTER TABLE "request_count" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "browser_secret" (
	"digest" text PRIMARY KEY NOT NULL,
	"use" text NOT NULL,
	"content" text NOT NULL,
	"last_used" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "browser_secret" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "revocation" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"jti" text,
	"subject" text,
	"issued_before" timestamp (3) with time zone,
	"reason" text,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "revocation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "browser_secret_last_used" ON "browser_secret" USING btree ("use","last_used");