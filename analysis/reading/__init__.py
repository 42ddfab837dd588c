"""Text of an advert to lines, sections, facets, titles and statements, each with its evidence. Pure functions."""
