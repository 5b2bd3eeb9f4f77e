-- How many words two articles share is read from the index alone.
DROP INDEX "passage_a";
CREATE INDEX "passage_a" ON "passage" ("a", "b", "words");
