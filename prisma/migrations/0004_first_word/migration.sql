-- The promised first word: cases of which staff are still to be reminded, however many there have been.
ALTER TABLE "case_file" ADD COLUMN "due_at" BIGINT;
CREATE INDEX "case_due" ON "case_file"("due_at") WHERE "due_at" IS NOT NULL;
