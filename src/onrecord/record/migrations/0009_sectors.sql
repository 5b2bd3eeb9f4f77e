-- The sector that most of the articles give an actor that name it: lists need not read all of these for it.
ALTER TABLE "actor" ADD COLUMN "sector" TEXT;

-- Actors are made anew, and with them what hangs on them.
UPDATE "actor" SET "kin" = NULL;
DELETE FROM "derivation";
