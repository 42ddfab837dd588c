"""Pay as boards state it, as money."""

from crawler.normal.pay.stated import pay_in

__all__ = ["pay_in"]
