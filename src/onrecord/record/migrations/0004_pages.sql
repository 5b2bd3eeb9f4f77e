-- What came in and what became of it, why each block has its kind, and what the web said of the pages it gave.

ALTER TABLE "article" ADD COLUMN "updated" TEXT;
ALTER TABLE "article" ADD COLUMN "dateline" TEXT;

ALTER TABLE "block" ADD COLUMN "rule" TEXT NOT NULL DEFAULT '';
ALTER TABLE "block" ADD COLUMN "author" TEXT;
ALTER TABLE "block" ADD COLUMN "depth" INTEGER;

CREATE TABLE "arrival" (
    -- Every page that came in: its name and bytes as a hash, the article or problem that it became, and the software
    -- that saw to it. Adding the same page again stops here.
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "run" TEXT NOT NULL REFERENCES "run" ("id"),
    "uri" TEXT NOT NULL,
    "outcome" TEXT NOT NULL
) STRICT;
CREATE INDEX "arrival_run" ON "arrival" ("run");
CREATE INDEX "arrival_outcome" ON "arrival" ("outcome");

CREATE TABLE "answer" (
    -- What a web address answered last, so that it is asked only for what has changed since.
    "key" INTEGER PRIMARY KEY,
    "url" TEXT NOT NULL UNIQUE,
    "etag" TEXT NOT NULL,
    "modified" TEXT NOT NULL,
    "fetched" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "followed" INTEGER NOT NULL
) STRICT;
