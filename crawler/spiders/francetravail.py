"""France Travail: the public service's search. Needs a client's id and secret, exchanged for a token.

The new host names are by hearsay, not seen. API: https://francetravail.io/data/api/offres-emploi
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from crawler.boards import Board
from crawler.normal.dates import day
from crawler.normal.pay import pay_in
from crawler.normal.place import places
from crawler.normal.work import employment
from crawler.page import Ask, Entry, Page, Row, json_of
from crawler.posting import Place, Posting
from crawler.search_spider import SearchSpider

_TOKEN = "https://entreprise.francetravail.fr/connexion/oauth2/access_token?realm=%2Fpartenaire"  # noqa: S105

_TYPES = ("typeContrat", "dureeTravailLibelleConverti", "dureeTravailLibelle")
_QUARTER = re.compile(r"\s+\d{1,2}(?:er|e|eme|ème)?(?:\s+arrondissement)?$", re.IGNORECASE)
"""Which quarter of Paris, Lyon or Marseille."""


class FranceTravail(SearchSpider):
    name = "francetravail"
    list_url = "https://api.francetravail.io/partenaire/offresdemploi/v2/offres/search?{query}"
    needs_keys = ("NEXTRUNG_FRANCETRAVAIL_ID", "NEXTRUNG_FRANCETRAVAIL_SECRET")
    counts_rows = True
    page_size = 150
    most_pages = 21
    """Ranges end at 3,149."""

    def first_asks(self, board: Board) -> tuple[Ask, ...]:
        client, secret = (self.keys.get(name, "") for name in self.needs_keys)
        form = {"grant_type": "client_credentials", "client_id": client, "client_secret": secret}
        body = urlencode({**form, "scope": "api_offresdemploiv2 o2dsoffre"})
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return (self.ask(_TOKEN, board, kind="token", body=body, headers=kind),)

    def parse(self, body: bytes, board: Board, ask: Ask) -> Page:
        if ask.kind == "token":
            return Page(following=self.first_pages(board, {"token": json_of(body)["access_token"]}))
        return super().parse(body, board, ask) if body.strip() else Page()

    def asked(self, board: Board, about: Mapping[str, Any]) -> Ask:
        bearer = {"Authorization": f"Bearer {about['token']}"}
        return replace(super().asked(board, about), headers={**self.headers, **bearer})

    def without_list(self, status: int, board: Board, ask: Ask) -> Page | None:
        return Page() if status == 204 and ask.kind != "token" else None  # nothing found

    def page(self, board: Board, text: str, at: int) -> Ask:
        words = {"motsCles": text} if text else {}
        query = urlencode({**words, "range": f"{at}-{at + self.page_size - 1}"})
        return self.ask(self.list_url.format(query=query), board)

    def entries(self, reply: Any) -> tuple[list[Entry], int | None]:
        # The search ends with a page that is not full; whether that was all, the total in the header tells.
        found = reply["resultats"]
        return found, None if len(found) == self.page_size else 0

    def row(self, entry: Entry, board: Board) -> Row:
        return Row(entry["id"], entry["intitule"], entry)

    def read(self, entry: Entry, board: Board) -> Posting:
        salary = entry.get("salaire") or {}
        return self.posting(
            board,
            source_id=entry["id"],
            title=entry["intitule"],
            hiring_organization=(entry.get("entreprise") or {}).get("nom") or "not named (France Travail)",
            description=entry["description"],
            description_format="text",
            url=(entry.get("origineOffre") or {}).get("urlOrigine"),
            date_posted=day(entry.get("dateCreation")),
            job_location=_places(entry.get("lieuTravail") or {}),
            employment_type=employment([entry.get(name) or "" for name in _TYPES]),
            base_salary=pay_in(salary.get("libelle") or salary.get("commentaire"), "FR"),
            occupational_category=entry.get("romeLibelle"),
            language="fr",
        )


def _places(stated: Entry) -> tuple[Place, ...]:
    """Return the place of "75 - PARIS 12": France, whatever the gazetteer knows of it."""
    named = (stated.get("libelle") or "").partition(" - ")[2] or stated.get("libelle")
    found = places(_QUARTER.sub("", named or "").title(), "FR")
    return tuple(place.model_copy(update={"country": "FR"}) for place in found[:1])
