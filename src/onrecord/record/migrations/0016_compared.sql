-- Of a record with much coverage only what is new, and what that touches, is compared anew.

CREATE TABLE "compared" (
    -- The articles whose pairs with all others are known, as they are in "aligned".
    "article" TEXT PRIMARY KEY REFERENCES "article" ("id")
) STRICT, WITHOUT ROWID;

-- What is made in another way has to be compared anew.
CREATE TRIGGER "sketch_in" AFTER INSERT ON "sketch" BEGIN
    DELETE FROM "compared" WHERE "article" = new."article";
END;
