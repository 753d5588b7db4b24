"""How it is shown: charts, maps, tables, sentences, two languages."""
