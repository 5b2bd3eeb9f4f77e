-- The facts: written once, never changed. Columns carry the names of the fields of the dataclasses in onrecord.model.
-- "key" counts rows in the order they were written; it is declared so that VACUUM keeps it (the search index points at it).
-- "id" is made from content. Spans and other nested values are JSON text: a span is [start, end), counted in Unicode
-- code points of article.text.

CREATE TABLE "run" (
    -- One run of the software: what made the facts.
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "started" TEXT NOT NULL,
    "software" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "model_digest" TEXT NOT NULL,
    "settings" TEXT NOT NULL
) STRICT;

CREATE TABLE "article" (
    -- One published text. Its presence says that it was read: it is written together with all its facts, or not at all.
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "run" TEXT NOT NULL REFERENCES "run" ("id"),
    "uri" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "outlet" TEXT,
    "title" TEXT,
    "byline" TEXT,
    "published" TEXT,
    "crawled" TEXT,
    "language" TEXT,
    "url" TEXT
) STRICT;
CREATE INDEX "article_run" ON "article" ("run");
CREATE INDEX "article_uri" ON "article" ("uri");
CREATE INDEX "article_outlet" ON "article" ("outlet", "published");

CREATE TABLE "block" (
    -- The typed lines and paragraphs of an article, in order.
    "key" INTEGER PRIMARY KEY,
    "article" TEXT NOT NULL REFERENCES "article" ("id"),
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "kind" TEXT NOT NULL
) STRICT;
CREATE INDEX "block_article" ON "block" ("article");

CREATE TABLE "candidate" (
    -- Each source's word on an article's title, date, outlet and so on, with the one that was chosen.
    "key" INTEGER PRIMARY KEY,
    "article" TEXT NOT NULL REFERENCES "article" ("id"),
    "field" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "span" TEXT,
    "chosen" INTEGER NOT NULL,
    "reason" TEXT NOT NULL
) STRICT;
CREATE INDEX "candidate_article" ON "candidate" ("article");

CREATE TABLE "entity" (
    -- An actor as one article shows it.
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "article" TEXT NOT NULL REFERENCES "article" ("id"),
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT,
    "sector" TEXT,
    "office" TEXT
) STRICT;
CREATE INDEX "entity_article" ON "entity" ("article");

CREATE TABLE "mention" (
    -- A place where an article names or points at an entity.
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "article" TEXT NOT NULL REFERENCES "article" ("id"),
    "entity" TEXT NOT NULL REFERENCES "entity" ("id"),
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "reason" TEXT NOT NULL
) STRICT;
CREATE INDEX "mention_article" ON "mention" ("article");
CREATE INDEX "mention_entity" ON "mention" ("entity");

CREATE TABLE "tenure" (
    -- An office that an article says a person holds, held or takes up.
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "article" TEXT NOT NULL REFERENCES "article" ("id"),
    "entity" TEXT NOT NULL REFERENCES "entity" ("id"),
    "office" TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "state" TEXT,
    "since" TEXT,
    "until" TEXT,
    "reason" TEXT NOT NULL
) STRICT;
CREATE INDEX "tenure_article" ON "tenure" ("article");
CREATE INDEX "tenure_entity" ON "tenure" ("entity");

CREATE TABLE "statement" (
    -- Something somebody said, wrote or was paraphrased as saying.
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "article" TEXT NOT NULL REFERENCES "article" ("id"),
    "kind" TEXT NOT NULL,
    "in_block" TEXT NOT NULL,
    "spans" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "polarity" TEXT NOT NULL,
    "cue" TEXT,
    "speaker" TEXT,
    "addressee" TEXT,
    "date" TEXT,
    "reason" TEXT NOT NULL
) STRICT;
CREATE INDEX "statement_article" ON "statement" ("article");

CREATE TABLE "event" (
    -- Somebody did something to somebody; "within" is the statement that reports it, where one does.
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "article" TEXT NOT NULL REFERENCES "article" ("id"),
    "type" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "in_block" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "spans" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "mode" TEXT,
    "subtype" TEXT,
    "actors" TEXT NOT NULL,
    "recipients" TEXT NOT NULL,
    "date" TEXT,
    "place" TEXT,
    "magnitude" TEXT NOT NULL,
    "within" TEXT REFERENCES "statement" ("id"),
    "reason" TEXT NOT NULL
) STRICT;
CREATE INDEX "event_article" ON "event" ("article");
CREATE INDEX "event_type" ON "event" ("type", "mode");
CREATE INDEX "event_within" ON "event" ("within");

CREATE TABLE "citation" (
    -- A statement, an event or an article ("target") resting on somebody's word.
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "article" TEXT NOT NULL REFERENCES "article" ("id"),
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "reason" TEXT NOT NULL
) STRICT;
CREATE INDEX "citation_article" ON "citation" ("article");
CREATE INDEX "citation_target" ON "citation" ("target");

CREATE TABLE "problem" (
    -- An item of coverage that did not become an article ("fatal"), or not wholly.
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "run" TEXT NOT NULL REFERENCES "run" ("id"),
    "code" TEXT NOT NULL,
    "uri" TEXT NOT NULL,
    "location" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "remedy" TEXT NOT NULL,
    "fatal" INTEGER NOT NULL
) STRICT;
CREATE INDEX "problem_run" ON "problem" ("run");
CREATE INDEX "problem_uri" ON "problem" ("uri");
