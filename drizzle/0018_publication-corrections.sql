ALTER TABLE "publication" ADD COLUMN "corrects" bigint;--> statement-breakpoint
ALTER TABLE "publication" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "publication" ADD COLUMN "valid_from" date;--> statement-breakpoint
ALTER TABLE "execution_list" ADD COLUMN "publication" bigint;--> statement-breakpoint
ALTER TABLE "publication" ADD CONSTRAINT "publication_corrects_publication_id_fk" FOREIGN KEY ("corrects") REFERENCES "public"."publication"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "execution_list" ADD CONSTRAINT "execution_list_publication_publication_id_fk" FOREIGN KEY ("publication") REFERENCES "public"."publication"("id") ON DELETE no action ON UPDATE no action;