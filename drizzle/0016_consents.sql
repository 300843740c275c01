CREATE TABLE "consent" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"credit_code" text NOT NULL,
	"year" integer NOT NULL,
	"purpose" text NOT NULL,
	"from" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"until" date NOT NULL,
	"given_by" text NOT NULL,
	"withdrawn_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "consent" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "grant_file_withdrawal" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"grant" text NOT NULL,
	"department" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"by" text NOT NULL,
	"reason" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "grant_file_withdrawal" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "consent_enterprise" ON "consent" USING btree ("credit_code","year");