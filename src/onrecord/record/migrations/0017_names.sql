-- What actors are made from is found without a look at every entity.

-- Which names there are, and who has one of them.
CREATE INDEX "entity_name" ON "entity" ("name", "kind", "state");

CREATE TABLE "nameless" (
    -- The persons whom no mention names.
    "entity" TEXT PRIMARY KEY REFERENCES "entity" ("id"),
    "article" TEXT NOT NULL REFERENCES "article" ("id")
) STRICT, WITHOUT ROWID;

INSERT INTO "nameless" ("entity", "article")
    SELECT "id", "article" FROM "entity" WHERE "kind" = 'person'
    AND NOT EXISTS (SELECT 1 FROM "mention" WHERE "mention"."entity" = "entity"."id" AND "form" = 'name');

CREATE TRIGGER "entity_in" AFTER INSERT ON "entity" WHEN new."kind" = 'person' BEGIN
    INSERT INTO "nameless" ("entity", "article") SELECT new."id", new."article"
        WHERE NOT EXISTS (SELECT 1 FROM "mention" WHERE "entity" = new."id" AND "form" = 'name');
END;
CREATE TRIGGER "mention_in" AFTER INSERT ON "mention" WHEN new."form" = 'name' BEGIN
    DELETE FROM "nameless" WHERE "entity" = new."entity";
END;

-- Which pairs of articles share passages is read from the index alone.
DROP INDEX "passage_a";
CREATE INDEX "passage_a" ON "passage" ("a", "b");
