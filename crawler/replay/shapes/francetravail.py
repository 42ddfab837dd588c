"""France Travail: a token for an id and a secret, then ranges of 150 answered with 206."""

from urllib.parse import parse_qs

from crawler.market import MarketAdvert
from crawler.replay.reply import Asked, Reply, Shown, as_json, town_and_country

TOKEN = "made-up"  # noqa: S105 - no secret


def unknown(asked: Asked) -> Reply:  # noqa: ARG001 - every shape is asked so
    """Answer for a board that there is not."""
    return as_json({"error": "Not Found"}, 404)


def answer(shown: Shown, asked: Asked) -> Reply | None:
    """Answer for a board."""
    if asked.method == "POST":
        known = parse_qs(asked.body)
        is_known = bool(known.get("client_id") and known.get("client_secret"))
        return as_json(
            {"access_token": TOKEN, "expires_in": 1499} if is_known else {"error": "invalid_client"},
            200 if is_known else 401,
        )
    if asked.headers.get("authorization") != f"Bearer {TOKEN}":
        return as_json({"message": "unauthorized"}, 401)
    first, _, last = asked.query.get("range", "0-149").partition("-")
    rows = [_row(one) for one in shown.page(int(first), int(last) - int(first) + 1)]
    span = {"Content-Range": f"offres {first}-{last}/{shown.total}"}
    return as_json({"resultats": rows, "filtresPossibles": []}, 206, **span)


def _row(advert: MarketAdvert) -> dict[str, object]:
    town, _ = town_and_country(advert)
    return {
        "id": advert.source_id,
        "intitule": advert.title,
        "description": advert.html,
        "dateCreation": f"{advert.posted_on}T09:00:00.000Z",
        "lieuTravail": {"libelle": f"69 - {town.upper()}"},
        "romeLibelle": "Management",
        "entreprise": {"nom": advert.firm.name},
        "typeContrat": "CDI",
        "salaire": {"libelle": f"Annuel de {advert.salary_min} Euros à {advert.salary_max} Euros"}
        if advert.salary_min
        else {},
        "origineOffre": {"urlOrigine": f"https://candidat.francetravail.fr/offres/recherche/detail/{advert.source_id}"},
    }
