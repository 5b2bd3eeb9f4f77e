-- Actors are made kin by kin: only entities whose names can be one actor's are compared.

-- A hash of what the actors of a kin were made from; persons without a name are of none.
ALTER TABLE "actor" ADD COLUMN "kin" TEXT;
CREATE INDEX "actor_kin" ON "actor" ("kin");

-- Which entities have a name is asked of all of them.
CREATE INDEX "mention_name" ON "mention" ("entity") WHERE "form" = 'name';

-- Stories go by a hash of what all that were found together were found from.
DELETE FROM "derivation";
