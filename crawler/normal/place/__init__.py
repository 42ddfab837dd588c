"""Places as boards write them, as locality, region and country."""

from crawler.normal.place.written import places, read_place

__all__ = ["places", "read_place"]
