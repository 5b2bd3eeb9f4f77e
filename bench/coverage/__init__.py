"""Large coverage with readings, made up, on which growth is measured without reading each article with a model.

`python -m bench.coverage N --record FILE [--seed 1]` writes a record of N articles; `bench.growth` measures on them.

**What is read once.** The 300 articles of the Lee corpus (of gensim's wheel; without it they are left out and said so)
and some articles of a small grammar (`grammar`) are read by the real pipeline with the rules, and their readings kept
in a cache (`bases`). Every further article is put together from their paragraphs, with the facts read in these.

**What is changed.** Names are replaced by invented ones, everywhere: persons, states with their adjectives, agencies,
organisations and places. All other nouns, verbs, adjectives and adverbs are replaced by words of the same tag, drawn as
often as they occur in the corpus, half of them from the articles of the happening's topic; the words that introduce a
statement or name an event, dates, amounts and offices stay as they are, unless too many of them stand in a row (see
`distinct`). So two happenings share hardly more text than two unrelated articles do, though they are made of the same
paragraphs, and the words read like news without making sense.

**What the shape rests on.**

- Happenings: the number of articles about one falls with its square (Zipf's law; 6 in 10 have one article, 1 in 80
  more than fifty), cut off at 400. On real coverage of one summit 570 pages were about one happening, in one crawl of
  all outlets; a day's desk sees a few hundreds at most.
- Time: happenings are spread evenly over a year; their articles come within days, copies within hours. So with N the
  density of a day grows, not the span. Most times have hours, one article in ten has a day alone, 3 % have none.
- Reuse, within a happening of more than one article: 35 % are copies of a wire report (of which one in two is cut
  short, one in three has a few words changed, one in two names the agency), 25 % rewrites (paragraphs dropped, two
  changed places, a third of the words changed outside quotations), 40 % articles of their own, of which half carry one
  of the happening's quotations. The 570 pages had 61 copies of one sentence in 13 families, and 44 % of their copied
  pairs were near-duplicates: copies, then partial reuse of all lengths.
- Names: persons (by office), places and organisations come from urns in which a name already met is drawn as often as
  it was met, and a new one with a chance that falls as the urn fills (Pitman and Yor, with discount .5): the number of
  names grows as the square root of the mentions, which is Heaps' law on news. States are 90 and come by Zipf's law.
- Outlets: 300, their sizes by a flat Zipf's law (the largest has 5 % of the articles); a third of them put paragraphs
  of their own under each article.
- A quotation of one happening in fifty goes round in the articles of others.

Same arguments, same record, whatever the machine. The first articles of a larger coverage are not those of a smaller.
"""
