-- What lists and pages ask for, so that none of them has to read the whole record. Triggers keep the tables in step with
-- the derived rows that they are made of.

CREATE TABLE "told" (
    -- The story that an article belongs to.
    "article" TEXT PRIMARY KEY,
    "story" TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX "told_story" ON "told" ("story");

CREATE TRIGGER "story_in" AFTER INSERT ON "story" BEGIN
    INSERT OR REPLACE INTO "told" ("article", "story") SELECT "value", new."id" FROM json_each(new."articles");
END;
CREATE TRIGGER "story_out" AFTER DELETE ON "story" BEGIN
    DELETE FROM "told" WHERE "story" = old."id";
END;

CREATE TABLE "part" (
    -- The part that an actor takes in a claim: speaker of what was said, actor or recipient of what was done.
    "actor" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "claim" TEXT NOT NULL,
    PRIMARY KEY ("actor", "role", "claim")
) STRICT, WITHOUT ROWID;
CREATE INDEX "part_claim" ON "part" ("claim");

CREATE TRIGGER "member_in" AFTER INSERT ON "member" BEGIN
    INSERT OR IGNORE INTO "part" ("actor", "role", "claim")
        SELECT "alias"."actor", 'speaker', new."claim" FROM "statement"
        JOIN "alias" ON "alias"."entity" = json_extract("statement"."speaker", '$.entity')
        WHERE "statement"."id" = new."fact";
    INSERT OR IGNORE INTO "part" ("actor", "role", "claim")
        SELECT "alias"."actor", 'actor', new."claim" FROM "event", json_each("event"."actors") AS "who"
        JOIN "alias" ON "alias"."entity" = json_extract("who"."value", '$.entity')
        WHERE "event"."id" = new."fact";
    INSERT OR IGNORE INTO "part" ("actor", "role", "claim")
        SELECT "alias"."actor", 'recipient', new."claim" FROM "event", json_each("event"."recipients") AS "who"
        JOIN "alias" ON "alias"."entity" = json_extract("who"."value", '$.entity')
        WHERE "event"."id" = new."fact";
END;
CREATE TRIGGER "claim_out" AFTER DELETE ON "claim" BEGIN
    DELETE FROM "part" WHERE "claim" = old."id";
END;

CREATE TABLE "prominence" (
    -- In how many parts of claims an actor is found.
    "actor" TEXT PRIMARY KEY,
    "name" TEXT NOT NULL,
    "parts" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX "prominence_parts" ON "prominence" ("parts" DESC, "name", "actor");

CREATE TRIGGER "actor_in" AFTER INSERT ON "actor" BEGIN
    INSERT OR REPLACE INTO "prominence" ("actor", "name", "parts")
        SELECT new."id", new."name", count(*) FROM "part" WHERE "part"."actor" = new."id";
END;
CREATE TRIGGER "actor_out" AFTER DELETE ON "actor" BEGIN
    DELETE FROM "prominence" WHERE "actor" = old."id";
END;
CREATE TRIGGER "part_in" AFTER INSERT ON "part" BEGIN
    UPDATE "prominence" SET "parts" = "parts" + 1 WHERE "actor" = new."actor";
END;
CREATE TRIGGER "part_out" AFTER DELETE ON "part" BEGIN
    UPDATE "prominence" SET "parts" = "parts" - 1 WHERE "actor" = old."actor";
END;

CREATE TABLE "side" (
    -- A statement or event that is one side of a discrepancy.
    "fact" TEXT NOT NULL,
    "discrepancy" TEXT NOT NULL,
    "article" TEXT NOT NULL,
    PRIMARY KEY ("fact", "discrepancy")
) STRICT, WITHOUT ROWID;
CREATE INDEX "side_discrepancy" ON "side" ("discrepancy");
CREATE INDEX "side_article" ON "side" ("article");

CREATE TRIGGER "discrepancy_in" AFTER INSERT ON "discrepancy" BEGIN
    INSERT OR IGNORE INTO "side" ("fact", "discrepancy", "article")
        SELECT json_extract("value", '$.member'), new."id", json_extract("value", '$.article')
        FROM json_each(new."sides");
END;
CREATE TRIGGER "discrepancy_out" AFTER DELETE ON "discrepancy" BEGIN
    DELETE FROM "side" WHERE "discrepancy" = old."id";
END;

-- How many articles report a claim, and how many a story has: lists begin with the largest.
ALTER TABLE "standing" ADD COLUMN "reports" INTEGER GENERATED ALWAYS AS (json_array_length("articles")) VIRTUAL;
CREATE INDEX "standing_reports" ON "standing" ("reports" DESC, "at_least", "at_most", "claim");
ALTER TABLE "story" ADD COLUMN "size" INTEGER GENERATED ALWAYS AS (json_array_length("articles")) VIRTUAL;
CREATE INDEX "story_size" ON "story" ("size" DESC, ifnull("since", '9'), "id");

-- The days of an event, and who speaks.
ALTER TABLE "event" ADD COLUMN "since" TEXT GENERATED ALWAYS AS (json_extract("date", '$.since')) VIRTUAL;
ALTER TABLE "event" ADD COLUMN "until" TEXT GENERATED ALWAYS AS (json_extract("date", '$.until')) VIRTUAL;
CREATE INDEX "event_since" ON "event" ("since");
CREATE INDEX "statement_speaker" ON "statement" (json_extract("speaker", '$.entity'));

-- In the table these columns stand behind the text, which would have to be passed for each row.
CREATE INDEX "article_time" ON "article" ("id", "published", "outlet");
CREATE INDEX "article_head" ON "article" ("key", "outlet", "published");
CREATE INDEX "article_published" ON "article" ("published" DESC, "id", "crawled");
CREATE INDEX "actor_state" ON "actor" ("state");
CREATE INDEX "alias_name" ON "alias" ("name" COLLATE NOCASE);
CREATE INDEX "origin_name" ON "origin" ("name");
CREATE INDEX "citation_name" ON "citation" ("name");

CREATE TABLE "work" (
    -- What a running `onrecord add` is doing, for those who look on; one row while it writes. Of `onrecord watch` at rest
    -- the stage is "watch", and "seen" is when it looks again.
    "key" INTEGER PRIMARY KEY CHECK ("key" = 1),
    "stage" TEXT NOT NULL,
    "done" INTEGER NOT NULL,
    "total" INTEGER,
    "began" TEXT NOT NULL,
    "seen" TEXT NOT NULL
) STRICT;

-- Older records get the rows that the triggers would have written.
INSERT OR REPLACE INTO "prominence" ("actor", "name", "parts") SELECT "id", "name", 0 FROM "actor";
INSERT OR REPLACE INTO "told" ("article", "story")
    SELECT "held"."value", "story"."id" FROM "story", json_each("story"."articles") AS "held";
INSERT OR IGNORE INTO "part" ("actor", "role", "claim")
    SELECT "alias"."actor", 'speaker', "member"."claim" FROM "member"
    JOIN "statement" ON "statement"."id" = "member"."fact"
    JOIN "alias" ON "alias"."entity" = json_extract("statement"."speaker", '$.entity');
INSERT OR IGNORE INTO "part" ("actor", "role", "claim")
    SELECT "alias"."actor", 'actor', "member"."claim" FROM "member"
    JOIN "event" ON "event"."id" = "member"."fact", json_each("event"."actors") AS "who"
    JOIN "alias" ON "alias"."entity" = json_extract("who"."value", '$.entity');
INSERT OR IGNORE INTO "part" ("actor", "role", "claim")
    SELECT "alias"."actor", 'recipient', "member"."claim" FROM "member"
    JOIN "event" ON "event"."id" = "member"."fact", json_each("event"."recipients") AS "who"
    JOIN "alias" ON "alias"."entity" = json_extract("who"."value", '$.entity');
INSERT OR IGNORE INTO "side" ("fact", "discrepancy", "article")
    SELECT json_extract("one"."value", '$.member'), "discrepancy"."id", json_extract("one"."value", '$.article')
    FROM "discrepancy", json_each("discrepancy"."sides") AS "one";
