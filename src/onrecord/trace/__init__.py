"""Claims to origins: who depends on whom, how many independent origins, what disagrees."""
