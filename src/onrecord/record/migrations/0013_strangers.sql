-- Who speaks, acts or is acted on and is no actor. Lists that ask for a name or for all of a state find them here; actors
-- they find by "part".

CREATE TABLE "stranger" (
    -- Who has a role in a statement or event and is no actor: known by the words of the article alone.
    "fact" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT,
    PRIMARY KEY ("fact", "role", "start", "name")
) STRICT, WITHOUT ROWID;
CREATE INDEX "stranger_state" ON "stranger" ("state") WHERE "state" IS NOT NULL;

-- The rows of the table, made from statements and events.
CREATE VIEW "stranger_of_fact" AS
SELECT "statement"."id" AS "fact", 'speaker' AS "role", json_extract("speaker", '$.start') AS "start",
    json_extract("speaker", '$.name') AS "name", json_extract("speaker", '$.state') AS "state"
FROM "statement" WHERE "speaker" IS NOT NULL AND json_extract("speaker", '$.entity') IS NULL
UNION ALL
SELECT "event"."id", 'actor', json_extract("who"."value", '$.start'), json_extract("who"."value", '$.name'),
    json_extract("who"."value", '$.state')
FROM "event", json_each("event"."actors") AS "who" WHERE json_extract("who"."value", '$.entity') IS NULL
UNION ALL
SELECT "event"."id", 'recipient', json_extract("who"."value", '$.start'), json_extract("who"."value", '$.name'),
    json_extract("who"."value", '$.state')
FROM "event", json_each("event"."recipients") AS "who" WHERE json_extract("who"."value", '$.entity') IS NULL;

CREATE TRIGGER "statement_in" AFTER INSERT ON "statement" BEGIN
    INSERT OR IGNORE INTO "stranger" ("fact", "role", "start", "name", "state")
        SELECT "fact", "role", "start", "name", "state" FROM "stranger_of_fact" WHERE "fact" = new."id";
END;
CREATE TRIGGER "event_in" AFTER INSERT ON "event" BEGIN
    INSERT OR IGNORE INTO "stranger" ("fact", "role", "start", "name", "state")
        SELECT "fact", "role", "start", "name", "state" FROM "stranger_of_fact" WHERE "fact" = new."id";
END;

-- Older records get the rows that the triggers would have written.
INSERT OR IGNORE INTO "stranger" ("fact", "role", "start", "name", "state")
    SELECT "fact", "role", "start", "name", "state" FROM "stranger_of_fact";
