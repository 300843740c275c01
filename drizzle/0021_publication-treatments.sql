CREATE TABLE "treatment_text" (
	"digest" text PRIMARY KEY NOT NULL,
	"set_id" text NOT NULL,
	"text" text NOT NULL,
	"declared" jsonb NOT NULL,
	"kept_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "publication" ADD COLUMN "treatments" text[];