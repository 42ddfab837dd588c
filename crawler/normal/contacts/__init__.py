"""No person's telephone number, e-mail address or name is kept."""

from crawler.normal.contacts.masking import mask_contacts, masked, without_contacts

__all__ = ["mask_contacts", "masked", "without_contacts"]
