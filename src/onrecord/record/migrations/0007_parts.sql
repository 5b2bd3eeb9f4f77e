-- What is derived is made in parts, each kept for as long as what it was made from stays the same.

CREATE TABLE "sketch" (
    -- What resolving has to know of an article before it looks at any other, as packed rows; "revision" is that of the
    -- software's way to make them.
    "key" INTEGER PRIMARY KEY,
    "article" TEXT NOT NULL UNIQUE REFERENCES "article" ("id"),
    "revision" INTEGER NOT NULL,
    "blocks" BLOB NOT NULL,
    "prints" BLOB NOT NULL,
    "terms" BLOB NOT NULL,
    "words" BLOB NOT NULL
) STRICT;

CREATE TABLE "aligned" (
    -- The pairs of articles that were aligned, also those that turned out to share nothing; "inputs" is a hash of what
    -- was left out of both as boilerplate.
    "a" TEXT NOT NULL REFERENCES "article" ("id"),
    "b" TEXT NOT NULL REFERENCES "article" ("id"),
    "inputs" TEXT NOT NULL,
    PRIMARY KEY ("a", "b")
) STRICT, WITHOUT ROWID;

CREATE TABLE "neighbourhood" (
    -- Stories that print one another's words, whose claims are found and traced together; "inputs" is a hash of all that
    -- they were made from.
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "stories" TEXT NOT NULL,
    "inputs" TEXT NOT NULL
) STRICT;

-- The neighbourhood that a claim belongs to.
ALTER TABLE "claim" ADD COLUMN "neighbourhood" TEXT;
CREATE INDEX "claim_neighbourhood" ON "claim" ("neighbourhood");

-- A hash of what a story was told from: its articles, the one that it is called after, and the terms they share.
ALTER TABLE "story" ADD COLUMN "inputs" TEXT;

-- Who is making the derived tables now; the state is empty until they are whole.
ALTER TABLE "derivation" ADD COLUMN "maker" TEXT;
DELETE FROM "derivation";
