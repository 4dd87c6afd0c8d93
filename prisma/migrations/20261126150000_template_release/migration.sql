-- A county releases its own versions of templates; those that come with the product belong to none and are there for all.
-- AlterTable
ALTER TABLE "template_version" ADD COLUMN     "county_id" TEXT;

-- DropIndex
DROP INDEX "template_version_key_version_key";

-- CreateIndex
CREATE UNIQUE INDEX "template_version_county_id_key_version_key" ON "template_version"("county_id", "key", "version");

-- AddForeignKey
ALTER TABLE "template_version" ADD CONSTRAINT "template_version_county_id_fkey" FOREIGN KEY ("county_id") REFERENCES "county"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A number of the product's own has one text, too.
CREATE UNIQUE INDEX "template_version_shipped" ON "template_version"("key", "version") WHERE "county_id" IS NULL;
