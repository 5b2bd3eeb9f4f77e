-- What people decide: facts of their own, written once. Of several rows on one pair or one source the later holds.

CREATE TABLE "judgement" (
    -- Two entities are the same actor or different ones, two reports are of the same claim or of different ones; or what
    -- was decided on the pair before is taken back (undo).
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "kind" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "a" TEXT NOT NULL,
    "b" TEXT NOT NULL,
    "a_name" TEXT NOT NULL,
    "b_name" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "judge" TEXT NOT NULL,
    "made" TEXT NOT NULL,
    "software" TEXT NOT NULL
) STRICT;
CREATE INDEX "judgement_pair" ON "judgement" ("a", "b");

CREATE TABLE "grading" (
    -- What somebody says of a source: its reliability (A to F), the state and the owner that it belongs to. NULL says
    -- nothing; of each column the last value given for a name holds.
    "key" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "name" TEXT NOT NULL,
    "reliability" TEXT,
    "state" TEXT,
    "state_controlled" INTEGER,
    "owner" TEXT,
    "aliases" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "judge" TEXT NOT NULL,
    "made" TEXT NOT NULL,
    "software" TEXT NOT NULL
) STRICT;
CREATE INDEX "grading_name" ON "grading" ("name");

-- The known origins of a claim with the bodies of one state, or of one owner, counted as one; and which these are.
ALTER TABLE "standing" ADD COLUMN "owners" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "standing" ADD COLUMN "joined" TEXT NOT NULL DEFAULT '';
-- Derived anew when coverage is added next, so that these columns are filled.
DELETE FROM "derivation";
