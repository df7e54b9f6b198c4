-- CreateTable
CREATE TABLE "person" (
    "id" INTEGER NOT NULL,
    "lang" TEXT NOT NULL DEFAULT 'zh-CN',
    "village" TEXT,
    "data_key" TEXT NOT NULL,
    "home_link" INTEGER,
    "notice_version" TEXT,
    "notice_at" BIGINT,
    "feed_in" INTEGER NOT NULL DEFAULT 0,
    "feed_out" INTEGER NOT NULL DEFAULT 0,
    "code_misses" INTEGER NOT NULL DEFAULT 0,
    "code_missed_at" BIGINT NOT NULL DEFAULT 0,
    "made_at" BIGINT NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "link" (
    "id" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "blind" TEXT NOT NULL,
    "ext" TEXT NOT NULL,
    "person" INTEGER NOT NULL,
    "made_at" BIGINT NOT NULL,

    CONSTRAINT "link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grp" (
    "id" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "ext" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "village" TEXT,
    "spoken_at" BIGINT,

    CONSTRAINT "grp_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox" (
    "id" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "ext" TEXT NOT NULL,
    "person" INTEGER NOT NULL,
    "link" INTEGER NOT NULL,
    "grp" TEXT,
    "body" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "received_at" BIGINT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'new',
    "alone" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "code" TEXT,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" INTEGER NOT NULL,
    "lane" INTEGER,
    "officer" TEXT,
    "dest" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "once" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "no" TEXT,
    "state" TEXT NOT NULL,
    "code" TEXT,
    "not_before" BIGINT NOT NULL,
    "first_try_at" BIGINT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "repeat" INTEGER NOT NULL DEFAULT 0,
    "created_at" BIGINT NOT NULL,
    "sent_at" BIGINT,
    "sent_no" INTEGER,
    "remote" TEXT,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "talk" (
    "person" INTEGER NOT NULL,
    "flow" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "nudges" TEXT NOT NULL DEFAULT '',
    "updated_at" BIGINT NOT NULL,

    CONSTRAINT "talk_pkey" PRIMARY KEY ("person")
);

-- CreateTable
CREATE TABLE "case_file" (
    "no" TEXT NOT NULL,
    "person" INTEGER NOT NULL,
    "opened_at" BIGINT NOT NULL,
    "reach" TEXT NOT NULL,
    "closed_at" BIGINT,

    CONSTRAINT "case_file_pkey" PRIMARY KEY ("no")
);

-- CreateTable
CREATE TABLE "case_event" (
    "id" INTEGER NOT NULL,
    "no" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "officer" TEXT,
    "body" TEXT NOT NULL,

    CONSTRAINT "case_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alarm" (
    "id" INTEGER NOT NULL,
    "no" TEXT NOT NULL,
    "person" INTEGER NOT NULL,
    "sign" TEXT NOT NULL,
    "sent_at" BIGINT NOT NULL,
    "step" INTEGER NOT NULL DEFAULT 0,
    "seen_at" BIGINT,
    "seen_by" TEXT,
    "called_at" BIGINT,
    "called_by" TEXT,

    CONSTRAINT "alarm_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "duty" (
    "id" INTEGER NOT NULL,
    "officer" TEXT NOT NULL,
    "at" BIGINT NOT NULL,

    CONSTRAINT "duty_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enrolment" (
    "person" INTEGER NOT NULL,
    "officer" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "at" BIGINT NOT NULL,

    CONSTRAINT "enrolment_pkey" PRIMARY KEY ("person")
);

-- CreateTable
CREATE TABLE "code" (
    "hash" TEXT NOT NULL,
    "officer" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "made_at" BIGINT NOT NULL,
    "expires_at" BIGINT NOT NULL,
    "used_at" BIGINT,
    "used_by" INTEGER,

    CONSTRAINT "code_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "stored_file" (
    "id" TEXT NOT NULL,
    "person" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "seconds" INTEGER,
    "name" TEXT,
    "at" BIGINT NOT NULL,
    "no" TEXT,
    "heard_at" BIGINT,

    CONSTRAINT "stored_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit" (
    "seq" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,
    "actor" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "object" TEXT NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "key" (
    "kid" TEXT NOT NULL,
    "canary" TEXT NOT NULL,
    "made_at" BIGINT NOT NULL,

    CONSTRAINT "key_pkey" PRIMARY KEY ("kid")
);

-- CreateTable
CREATE TABLE "tally" (
    "name" TEXT NOT NULL,
    "n" BIGINT NOT NULL,

    CONSTRAINT "tally_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "run" (
    "id" INTEGER NOT NULL,
    "clean" INTEGER NOT NULL,
    "hand" INTEGER NOT NULL,

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "link_blind_key" ON "link"("blind");

-- CreateIndex
CREATE INDEX "link_person_idx" ON "link"("person");

-- CreateIndex
CREATE UNIQUE INDEX "grp_channel_account_ext_key" ON "grp"("channel", "account", "ext");

-- CreateIndex
CREATE INDEX "inbox_person_id_idx" ON "inbox"("person", "id");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_channel_account_ext_key" ON "inbox"("channel", "account", "ext");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_once_key" ON "outbox"("once");

-- CreateIndex
CREATE INDEX "talk_updated_at_idx" ON "talk"("updated_at");

-- CreateIndex
CREATE INDEX "case_file_person_opened_at_idx" ON "case_file"("person", "opened_at");

-- CreateIndex
CREATE INDEX "case_event_no_id_idx" ON "case_event"("no", "id");

-- CreateIndex
CREATE INDEX "alarm_no_idx" ON "alarm"("no");

-- CreateIndex
CREATE UNIQUE INDEX "enrolment_officer_key" ON "enrolment"("officer");

-- CreateIndex
CREATE INDEX "audit_object_idx" ON "audit"("object");

-- AddForeignKey
ALTER TABLE "link" ADD CONSTRAINT "link_person_fkey" FOREIGN KEY ("person") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbox" ADD CONSTRAINT "inbox_person_fkey" FOREIGN KEY ("person") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbox" ADD CONSTRAINT "inbox_link_fkey" FOREIGN KEY ("link") REFERENCES "link"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "talk" ADD CONSTRAINT "talk_person_fkey" FOREIGN KEY ("person") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_file" ADD CONSTRAINT "case_file_person_fkey" FOREIGN KEY ("person") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_event" ADD CONSTRAINT "case_event_no_fkey" FOREIGN KEY ("no") REFERENCES "case_file"("no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_person_fkey" FOREIGN KEY ("person") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_person_fkey" FOREIGN KEY ("person") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say. Partial indexes: what waits is few, however long the town has been served.
CREATE INDEX "inbox_new" ON "inbox"("person", "id", "alone") WHERE "state" = 'new';
CREATE INDEX "outbox_waiting" ON "outbox"("lane", "id", "state", "class", "dest", "attempts", "not_before") WHERE "state" IN ('pending', 'sending');
CREATE INDEX "outbox_held" ON "outbox"("lane", "officer", "created_at") WHERE "state" = 'held';
CREATE INDEX "outbox_astray" ON "outbox"("state") WHERE "state" IN ('unknown', 'refused', 'unsent');
CREATE UNIQUE INDEX "outbox_sent" ON "outbox"("sent_no") WHERE "sent_no" IS NOT NULL;
CREATE INDEX "outbox_feed" ON "outbox"("lane", "sent_no") WHERE "sent_no" IS NOT NULL;
CREATE INDEX "case_open" ON "case_file"("opened_at") WHERE "closed_at" IS NULL;
CREATE INDEX "alarm_open" ON "alarm"("id") WHERE "called_at" IS NULL;
CREATE INDEX "file_unheard" ON "stored_file"("at") WHERE "kind" = 'voice' AND "heard_at" IS NULL;

-- Append-only, also for whoever holds the database in hand.
CREATE FUNCTION "append_only"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
CREATE TRIGGER "case_event_stays" BEFORE UPDATE OR DELETE OR TRUNCATE ON "case_event" FOR EACH STATEMENT EXECUTE FUNCTION "append_only"();
CREATE TRIGGER "audit_stays" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit" FOR EACH STATEMENT EXECUTE FUNCTION "append_only"();
