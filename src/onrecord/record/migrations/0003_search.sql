-- Full-text search. The indices hold no text of their own: they point at the rows by "key" and are filled when a batch
-- is written. Facts are never changed, so nothing else has to keep them in step.

-- The part of each article that is read, as the search index sees it; menus, comments and related links are left out.
CREATE VIEW "readable" AS
SELECT "key", "id", "title", (
    SELECT group_concat("piece", char(10)) FROM (
        SELECT substr("article"."text", "start" + 1, "end" - "start") AS "piece" FROM "block"
        WHERE "block"."article" = "article"."id" AND "kind" IN ('body', 'title', 'deck', 'dateline', 'caption')
        ORDER BY "start"
    )
) AS "body" FROM "article";

-- Articles by their titles and bodies.
CREATE VIRTUAL TABLE "article_search" USING fts5 (
    "title", "body", content = 'readable', content_rowid = 'key', tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO "article_search" ("article_search") VALUES ('rebuild');

-- Statements by their words.
CREATE VIRTUAL TABLE "statement_search" USING fts5 (
    "text", content = 'statement', content_rowid = 'key', tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO "statement_search" ("statement_search") VALUES ('rebuild');

-- Events by the words of their clauses.
CREATE VIRTUAL TABLE "event_search" USING fts5 (
    "text", content = 'event', content_rowid = 'key', tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO "event_search" ("event_search") VALUES ('rebuild');
