-- The first page counts all articles by day: published then, or else collected by then.

CREATE INDEX "article_day" ON "article"
    (coalesce(substr("published", 1, 10), substr("crawled", 1, 10)), "published" IS NOT NULL);
