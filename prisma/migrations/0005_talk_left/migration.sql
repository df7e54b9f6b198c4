-- Talks of which somebody may still have to be reminded: `day` is the last nudge, and most talks have had it.
CREATE INDEX "talk_left" ON "talk"("flow", "updated_at", "person") WHERE "nudges" NOT LIKE '%day%';
