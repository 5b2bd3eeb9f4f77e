"""Articles to readings: spaCy components for actors, statements, events and citations."""
