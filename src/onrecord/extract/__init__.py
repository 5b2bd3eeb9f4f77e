"""Pages to articles: decoding, HTML, flattened text, typed blocks and metadata."""
