-- What was written is known again: a change made later, by hand or by a disk, shows where it left no contradiction.

ALTER TABLE "run" ADD COLUMN "files" TEXT NOT NULL DEFAULT '{}';

CREATE TABLE "seal" (
    -- A hash over the rows of an article with its facts ("of" is article, one hash a table), over a run, or over a
    -- judgement or grading and the seal of the one before it: neither can one be taken out, nor their order changed.
    "of" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    PRIMARY KEY ("of", "id")
) STRICT, WITHOUT ROWID;
