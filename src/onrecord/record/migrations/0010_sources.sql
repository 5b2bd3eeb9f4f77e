-- Whose the sources of the user's own actors file are: without it two titles of one house are two origins.

CREATE TABLE "source" (
    -- A source as the last actors file given to `onrecord add` has it: its other names, its state and owner, and the family
    -- of sources that are one newsroom. NULL says nothing.
    "key" INTEGER PRIMARY KEY,
    "name" TEXT NOT NULL UNIQUE,
    "aliases" TEXT NOT NULL,
    "state" TEXT,
    "state_controlled" INTEGER NOT NULL,
    "owner" TEXT,
    "family" TEXT
) STRICT;
