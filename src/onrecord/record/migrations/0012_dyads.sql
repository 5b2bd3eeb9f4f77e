-- What pages on outlets, on pairs of actors, on who acts on whom and on places ask for: counts that would take seconds to
-- make from a large record each time. Triggers keep them in step with the derived rows that they are made of.

CREATE TABLE "deed" (
    -- What a claim of something done says by its fullest form: PLOVER type, status, place, and the month ("2031-04") where
    -- its date lies within one.
    "claim" TEXT PRIMARY KEY,
    "type" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "month" TEXT,
    "place" TEXT,
    "state" TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX "deed_place" ON "deed" ("place", "state") WHERE "place" IS NOT NULL;

-- The rows of the table deed, made from the events.
CREATE VIEW "deed_of_claim" AS
SELECT
    "claim"."id" AS "claim", "event"."type", "event"."status",
    CASE
        WHEN json_extract("date", '$.precision') = 'day' THEN substr("since", 1, 7)
        WHEN json_extract("date", '$.precision') IN ('week', 'month') AND substr("since", 1, 7) = substr("until", 1, 7)
            THEN substr("since", 1, 7)
    END AS "month",
    json_extract("event"."place", '$.name') AS "place", json_extract("event"."place", '$.state') AS "state"
FROM "claim" JOIN "event" ON "event"."id" = "claim"."head";

CREATE TRIGGER "claim_in" AFTER INSERT ON "claim" BEGIN
    INSERT INTO "deed" ("claim", "type", "status", "month", "place", "state")
        SELECT "claim", "type", "status", "month", "place", "state" FROM "deed_of_claim" WHERE "claim" = new."id";
END;

CREATE TABLE "dealing" (
    -- Who did something to whom by a claim; of what both sides do, such as talks, both orders.
    "actor" TEXT NOT NULL,
    "other" TEXT NOT NULL,
    "claim" TEXT NOT NULL,
    PRIMARY KEY ("actor", "other", "claim")
) STRICT, WITHOUT ROWID;
CREATE INDEX "dealing_claim" ON "dealing" ("claim");

CREATE TABLE "dyad" (
    -- How many claims there are of what an actor did to another, by type and status; "mutual" of them count the other way
    -- round too.
    "actor" TEXT NOT NULL,
    "other" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "claims" INTEGER NOT NULL,
    "mutual" INTEGER NOT NULL,
    PRIMARY KEY ("actor", "other", "type", "status")
) STRICT, WITHOUT ROWID;
CREATE INDEX "dyad_other" ON "dyad" ("other");

-- The rows of the table dealing, made from the parts. Both sides do it where the reader lists a recipient among the
-- actors: each is an actor then, and one a recipient.
CREATE VIEW "dealing_of_claim" AS
SELECT "doing"."actor", "facing"."actor" AS "other", "doing"."claim"
FROM "part" AS "doing" JOIN "part" AS "facing" ON "facing"."claim" = "doing"."claim" AND "facing"."actor" <> "doing"."actor"
WHERE "doing"."role" = 'actor' AND (
    "facing"."role" = 'recipient' OR "facing"."role" = 'actor' AND EXISTS (
        SELECT 1 FROM "part" AS "hit" WHERE "hit"."claim" = "doing"."claim" AND "hit"."role" = 'recipient'
        AND "hit"."actor" IN ("doing"."actor", "facing"."actor")
    )
);

CREATE TRIGGER "part_dealt" AFTER INSERT ON "part" WHEN new."role" <> 'speaker' BEGIN
    INSERT OR IGNORE INTO "dealing" ("actor", "other", "claim")
        SELECT "actor", "other", "claim" FROM "dealing_of_claim"
        WHERE "claim" = new."claim" AND new."actor" IN ("actor", "other");
END;

CREATE TRIGGER "dealing_in" AFTER INSERT ON "dealing" BEGIN
    INSERT INTO "dyad" ("actor", "other", "type", "status", "claims", "mutual")
        SELECT new."actor", new."other", "type", "status", 1, 0 FROM "deed" WHERE "claim" = new."claim"
        ON CONFLICT ("actor", "other", "type", "status") DO UPDATE SET "claims" = "claims" + 1;
    UPDATE "dyad" SET "mutual" = "mutual" + 1 WHERE ("actor", "other", "type", "status") = (
        SELECT new."actor", new."other", "type", "status" FROM "deed" WHERE "claim" = new."claim" AND EXISTS (
            SELECT 1 FROM "dealing" WHERE ("actor", "other", "claim") = (new."other", new."actor", new."claim")
        )
    );
    UPDATE "dyad" SET "mutual" = "mutual" + 1 WHERE ("actor", "other", "type", "status") = (
        SELECT new."other", new."actor", "type", "status" FROM "deed" WHERE "claim" = new."claim" AND EXISTS (
            SELECT 1 FROM "dealing" WHERE ("actor", "other", "claim") = (new."other", new."actor", new."claim")
        )
    );
END;
CREATE TRIGGER "dealing_out" AFTER DELETE ON "dealing" BEGIN
    UPDATE "dyad" SET "mutual" = "mutual" - 1 WHERE ("actor", "other", "type", "status") = (
        SELECT old."actor", old."other", "type", "status" FROM "deed" WHERE "claim" = old."claim" AND EXISTS (
            SELECT 1 FROM "dealing" WHERE ("actor", "other", "claim") = (old."other", old."actor", old."claim")
        )
    );
    UPDATE "dyad" SET "mutual" = "mutual" - 1 WHERE ("actor", "other", "type", "status") = (
        SELECT old."other", old."actor", "type", "status" FROM "deed" WHERE "claim" = old."claim" AND EXISTS (
            SELECT 1 FROM "dealing" WHERE ("actor", "other", "claim") = (old."other", old."actor", old."claim")
        )
    );
    UPDATE "dyad" SET "claims" = "claims" - 1
        WHERE ("actor", "other", "type", "status") = (
            SELECT old."actor", old."other", "type", "status" FROM "deed" WHERE "claim" = old."claim"
        );
    DELETE FROM "dyad" WHERE "actor" = old."actor" AND "other" = old."other" AND "claims" = 0;
END;

-- A dealing is counted by its deed, so that it has to go first.
DROP TRIGGER "claim_out";
CREATE TRIGGER "claim_out" AFTER DELETE ON "claim" BEGIN
    DELETE FROM "dealing" WHERE "claim" = old."id";
    DELETE FROM "deed" WHERE "claim" = old."id";
    DELETE FROM "part" WHERE "claim" = old."id";
END;

CREATE TABLE "taking" (
    -- How many dependences there are of an outlet's reports on a source that they name ("named" is 1), or on the words of
    -- another outlet's report (0); what it heard itself is none. Where a tie is not "directed" nobody knows which of the
    -- two came first.
    "outlet" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "named" INTEGER NOT NULL,
    "certain" INTEGER NOT NULL,
    "directed" INTEGER NOT NULL,
    "ties" INTEGER NOT NULL,
    PRIMARY KEY ("outlet", "source", "named", "certain", "directed")
) STRICT, WITHOUT ROWID;
CREATE INDEX "taking_source" ON "taking" ("source");

-- The time and outlet of an article stand behind its text in the row: whoever needs those alone should not read past it.
CREATE INDEX "article_brief" ON "article" ("id", "outlet", "published", "crawled");

-- What the table taking counts, one row a dependence.
CREATE VIEW "taking_of_dependence" AS
SELECT
    "dependence"."id", "report"."outlet", ifnull("other"."outlet", substr("dependence"."y", 8)) AS "source",
    "other"."id" IS NULL AS "named", "dependence"."certain", "dependence"."directed"
FROM "dependence" JOIN "article" AS "report" ON "report"."id" = "dependence"."x"
LEFT JOIN "article" AS "other" INDEXED BY "article_brief" ON "other"."id" = "dependence"."y"
WHERE "dependence"."kind" <> 'own' AND (
    "other"."id" IS NULL AND substr("dependence"."y", 1, 7) = 'source:' AND substr("dependence"."y", 8) <> "report"."outlet"
    OR "other"."outlet" <> "report"."outlet"
);

CREATE TRIGGER "dependence_in" AFTER INSERT ON "dependence" BEGIN
    INSERT INTO "taking" ("outlet", "source", "named", "certain", "directed", "ties")
        SELECT "outlet", "source", "named", "certain", "directed", 1 FROM "taking_of_dependence" WHERE "id" = new."id"
        ON CONFLICT ("outlet", "source", "named", "certain", "directed") DO UPDATE SET "ties" = "ties" + 1;
END;
CREATE TRIGGER "dependence_out" BEFORE DELETE ON "dependence" BEGIN
    UPDATE "taking" SET "ties" = "ties" - 1
        WHERE ("outlet", "source", "named", "certain", "directed") = (
            SELECT "outlet", "source", "named", "certain", "directed" FROM "taking_of_dependence" WHERE "id" = old."id"
        );
    DELETE FROM "taking" WHERE "ties" = 0 AND ("outlet", "source", "named", "certain", "directed") = (
        SELECT "outlet", "source", "named", "certain", "directed" FROM "taking_of_dependence" WHERE "id" = old."id"
    );
END;

-- How a claim stands, without counting its reports again.
CREATE INDEX "standing_claim" ON "standing" ("claim", "reports", "at_least", "at_most");

-- Older records get the rows that the triggers would have written.
INSERT INTO "deed" ("claim", "type", "status", "month", "place", "state")
    SELECT "claim", "type", "status", "month", "place", "state" FROM "deed_of_claim";
INSERT OR IGNORE INTO "dealing" ("actor", "other", "claim") SELECT "actor", "other", "claim" FROM "dealing_of_claim";
INSERT INTO "taking" ("outlet", "source", "named", "certain", "directed", "ties")
    SELECT "outlet", "source", "named", "certain", "directed", count(*) FROM "taking_of_dependence" GROUP BY 1, 2, 3, 4, 5;
