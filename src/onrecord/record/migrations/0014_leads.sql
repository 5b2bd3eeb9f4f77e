-- By these a list that asks for something rare finds it, where reading the list in its order would pass the whole record.

CREATE INDEX "statement_cue" ON "statement" ("kind", json_extract("cue", '$.type'));
CREATE INDEX "statement_date" ON "statement" ("date") WHERE "date" IS NOT NULL;
CREATE INDEX "event_status" ON "event" ("status", "type");
CREATE INDEX "event_subtype" ON "event" ("status", "subtype" COLLATE NOCASE);
CREATE INDEX "event_days" ON "event" ("since", "until");
DROP INDEX "event_since";
CREATE INDEX "event_place" ON "event" (json_extract("place", '$.name')) WHERE "place" IS NOT NULL;
CREATE INDEX "event_state" ON "event" (json_extract("place", '$.state')) WHERE "place" IS NOT NULL;
CREATE INDEX "stranger_name" ON "stranger" ("name");

-- Whether a statement is of a day is told without its row.
DROP INDEX "statement_article";
CREATE INDEX "statement_article" ON "statement" ("article", "date");
