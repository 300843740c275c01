DROP INDEX "tax_land_source_unit_code";--> statement-breakpoint
CREATE INDEX "land_lease_parcel" ON "land_lease" USING btree (left("unit_code", 19));--> statement-breakpoint
CREATE INDEX "land_parcel_parcel" ON "land_parcel" USING btree (left("unit_code", 19));--> statement-breakpoint
CREATE INDEX "tax_land_source_parcel" ON "tax_land_source" USING btree (left("unit_code", 19));