"""From raw variables to indicators: the figures of counties, voivodeships and Poland; knows no files."""
