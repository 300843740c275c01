CREATE TABLE "hub_identity" (
	"use" text PRIMARY KEY NOT NULL,
	"id" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "hub_identity" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rows_apart" (
	"version" bigint NOT NULL,
	"department" text NOT NULL,
	"dataset" text NOT NULL,
	"digest" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rows_apart_key" PRIMARY KEY("department","version")
);
--> statement-breakpoint
ALTER TABLE "rows_apart" ENABLE ROW LEVEL SECURITY;