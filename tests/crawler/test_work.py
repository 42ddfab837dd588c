"""Words of workplace and employment, as employers write them."""

import pytest

from crawler.normal.work import employment, workplace_in


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("No remote", None), ("Remote: no", None), ("Remote work is not available", None), ("Non-remote", None),
        ("On site", "on_site"), ("In person", "on_site"), ("Working from home", "remote"), ("WFH", "remote"),
        ("Partially remote", "hybrid"), ("No remote, hybrid is possible", "hybrid"), ("Télétravail", "remote"),
        ("Home Office, London", None), ("Homeoffice", "remote"), ("home office", "remote"),
        ("Work At Home-Texas", "remote"), ("Spain - Offsite/Home", "remote"), ("Virtual Canada", "remote"),
        ("Virtual Realty | Leeds", None), ("Remote: none", None), ("Remote? No", None), ("remote (no)", None),
        ("Remoto - España", "remote"), ("100% à distance", "remote"), ("Praca zdalna", "remote"), ("Etätyö", "remote"),
        ("På distans", "remote"), ("Télétravail partiel", "hybrid"), ("Ibrido, Milano", "hybrid"),
        ("Semipresencial", "hybrid"), ("Praca stacjonarna", "on_site"), ("Présentiel - Lyon", "on_site"),
        ("Kein Homeoffice", None), ("Pas de télétravail", None), ("Sin teletrabajo", None),
        ("Nicht remote", None), ("Niet hybrid", None), ("Sin trabajo remoto", None),
        ("Anywhere", "remote"), ("Worldwide", "remote"), ("Distributed", "remote"), ("Anywhere in Kenya", "remote"),
        ("Work from anywhere", "remote"),
        ("Distributed Systems, Leeds", None), ("Leeds or anywhere", None),
    ],
)  # fmt: skip
def test_where_the_work_is_done_is_read_as_people_say_it(text: str, meant: str | None) -> None:
    assert workplace_in(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Vollzeit/Teilzeit", ("FULL_TIME", "PART_TIME")), ("Unbefristet", ()), ("Intérim", ("TEMPORARY",)),
        ("12 month FTC", ("TEMPORARY",)), ("Voltijds, onbepaalde tijd", ("FULL_TIME",)), ("Term", ("TEMPORARY",)),
        ("FULL_TIME PART_TIME", ("FULL_TIME", "PART_TIME")), ("Tiempo completo", ("FULL_TIME",)),
        ("Long-term contract", ("CONTRACTOR",)), ("Minijob", ("PART_TIME",)), ("Tempo indeterminato", ()),
        ("Permanent / Contract", ("CONTRACTOR",)), ("Temporary, Contract", ("TEMPORARY", "CONTRACTOR")),
        ("F/T", ("FULL_TIME",)), ("Contract type: Permanent", ()), ("Contract type: Fixed term", ("TEMPORARY",)),
        ("Permanent employment contract", ()), ("Open-ended contract", ()), ("Contract of employment", ()),
        ("Vikariat", ("TEMPORARY",)), ("Tidsbegränsad anställning", ("TEMPORARY",)),
        ("Sommarjobb / feriejobb", ("TEMPORARY",)), ("Behovsanställning", ("PER_DIEM",)), ("Vanlig anställning", ()),
        ("Tillsvidareanställning (inkl. eventuell provanställning)", ()),
        ("Non-contract", ()), ("Not full-time", ()), ("Keine Teilzeit", ()), ("Niet parttime", ()),
        ("Pas de temps partiel", ()), ("Sin contrato temporal", ()), ("Vollzeit, nicht befristet", ("FULL_TIME",)),
        ("Voll- oder Teilzeit", ("FULL_TIME", "PART_TIME")),
    ],
)  # fmt: skip
def test_how_the_job_is_held_is_read_in_many_languages(text: str, meant: tuple[str, ...]) -> None:
    assert employment(text) == meant
