-- How many of the watch have been told that nobody listens to a voice message.
ALTER TABLE "stored_file" ADD COLUMN "told" INTEGER NOT NULL DEFAULT 0;
