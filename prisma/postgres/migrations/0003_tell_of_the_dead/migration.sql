-- Messages given up of which nobody has been told: few, however many there have been.
CREATE INDEX "inbox_dead" ON "inbox"("id") WHERE "state" = 'dead';
