-- CreateIndex
CREATE INDEX "stored_file_person_at_idx" ON "stored_file"("person", "at");
