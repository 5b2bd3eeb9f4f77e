-- How sure an event is: the chance that actor, recipient and type are right; NULL where only the rules read it.
ALTER TABLE "event" ADD COLUMN "confidence" REAL;
