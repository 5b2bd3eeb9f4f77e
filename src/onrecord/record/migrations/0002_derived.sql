-- What resolving and tracing make of the facts. All of it is dropped and written again in one transaction.

CREATE TABLE "derivation" (
    -- The facts that the derived tables were made from, as a hash over them and the software's version; one row.
    "key" INTEGER PRIMARY KEY CHECK ("key" = 1),
    "state" TEXT NOT NULL
) STRICT;

CREATE TABLE "actor" (
    -- A state, person, organisation, outlet, agency or group across articles.
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT
) STRICT;
CREATE INDEX "actor_name" ON "actor" ("name");

CREATE TABLE "alias" (
    -- Which actor an article's entity is, and why.
    "key" INTEGER PRIMARY KEY,
    "actor" TEXT NOT NULL REFERENCES "actor" ("id"),
    "entity" TEXT NOT NULL REFERENCES "entity" ("id"),
    "article" TEXT NOT NULL REFERENCES "article" ("id"),
    "name" TEXT NOT NULL,
    "reason" TEXT NOT NULL
) STRICT;
CREATE INDEX "alias_actor" ON "alias" ("actor");
CREATE INDEX "alias_entity" ON "alias" ("entity");
CREATE INDEX "alias_article" ON "alias" ("article");

CREATE TABLE "passage" (
    -- A stretch of one article aligned with a stretch of another.
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "kind" TEXT NOT NULL,
    "a" TEXT NOT NULL REFERENCES "article" ("id"),
    "b" TEXT NOT NULL REFERENCES "article" ("id"),
    "a_span" TEXT NOT NULL,
    "b_span" TEXT NOT NULL,
    "words" INTEGER NOT NULL
) STRICT;
CREATE INDEX "passage_a" ON "passage" ("a");
CREATE INDEX "passage_b" ON "passage" ("b");

CREATE TABLE "link" (
    -- How two articles are related, from their passages.
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "kind" TEXT NOT NULL,
    "a" TEXT NOT NULL REFERENCES "article" ("id"),
    "b" TEXT NOT NULL REFERENCES "article" ("id"),
    "words" INTEGER NOT NULL,
    "cover_a" REAL NOT NULL,
    "cover_b" REAL NOT NULL,
    "score" REAL NOT NULL
) STRICT;
CREATE INDEX "link_a" ON "link" ("a");
CREATE INDEX "link_b" ON "link" ("b");

CREATE TABLE "story" (
    -- The articles about one happening.
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "title" TEXT NOT NULL,
    "articles" TEXT NOT NULL,
    "since" TEXT,
    "until" TEXT,
    "reason" TEXT NOT NULL
) STRICT;

CREATE TABLE "claim" (
    -- One utterance or one event as reported across articles; "head" is the statement or event with the fullest form.
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "head" TEXT NOT NULL,
    "actors" TEXT NOT NULL,
    "story" TEXT REFERENCES "story" ("id")
) STRICT;
CREATE INDEX "claim_story" ON "claim" ("story");

CREATE TABLE "member" (
    -- One report of a claim: the statement or event "fact" of an article.
    "key" INTEGER PRIMARY KEY,
    "claim" TEXT NOT NULL REFERENCES "claim" ("id"),
    "fact" TEXT NOT NULL,
    "article" TEXT NOT NULL REFERENCES "article" ("id"),
    "relation" TEXT NOT NULL,
    "span" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "shared" INTEGER NOT NULL,
    "score" REAL NOT NULL,
    "reason" TEXT NOT NULL
) STRICT;
CREATE INDEX "member_claim" ON "member" ("claim");
CREATE INDEX "member_fact" ON "member" ("fact");
CREATE INDEX "member_article" ON "member" ("article");

CREATE TABLE "dependence" (
    -- For one claim, "x" took it from "y"; both are article ids or source:NAME.
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "claim" TEXT NOT NULL REFERENCES "claim" ("id"),
    "x" TEXT NOT NULL,
    "y" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "certain" INTEGER NOT NULL,
    "directed" INTEGER NOT NULL,
    "article" TEXT NOT NULL REFERENCES "article" ("id"),
    "span" TEXT NOT NULL,
    "reason" TEXT NOT NULL
) STRICT;
CREATE INDEX "dependence_claim" ON "dependence" ("claim");

CREATE TABLE "origin" (
    -- An independent root of a claim.
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "claim" TEXT NOT NULL REFERENCES "claim" ("id"),
    "kind" TEXT NOT NULL,
    "name" TEXT,
    "articles" TEXT NOT NULL,
    "counted" TEXT NOT NULL,
    "reason" TEXT NOT NULL
) STRICT;
CREATE INDEX "origin_claim" ON "origin" ("claim");

CREATE TABLE "standing" (
    -- How a claim stands: reports, outlets, text families and origins, each counted apart.
    "key" INTEGER PRIMARY KEY,
    "claim" TEXT NOT NULL UNIQUE REFERENCES "claim" ("id"),
    "articles" TEXT NOT NULL,
    "outlets" TEXT NOT NULL,
    "families" INTEGER NOT NULL,
    "at_least" INTEGER NOT NULL,
    "at_most" INTEGER NOT NULL,
    "verdict" TEXT NOT NULL,
    "grade" INTEGER NOT NULL,
    "reason" TEXT NOT NULL
) STRICT;

CREATE TABLE "discrepancy" (
    -- Reports that cannot all be right, or that word the same thing differently.
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "kind" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "claim" TEXT NOT NULL,
    "sides" TEXT NOT NULL,
    "note" TEXT NOT NULL
) STRICT;
CREATE INDEX "discrepancy_claim" ON "discrepancy" ("claim");
