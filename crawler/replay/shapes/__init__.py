"""How each source shows a board: one module a source, a pure function of the market's adverts."""
