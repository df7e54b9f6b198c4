-- Ids of messages are kept as a keyed hash, which begins with h. (src/store/keyring.ts); the program hashes the older ones when it starts, for it has the key.
CREATE INDEX "inbox_clear" ON "inbox"("id") WHERE "ext" NOT LIKE 'h.%';
