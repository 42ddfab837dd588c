"""Places as boards write them: "Austin, TX", "Remote - US", "Leeds, England | Bath", "UK (London)"."""

import html
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from crawler.normal.gazetteer import (
    WITH_CODES,
    Meaning,
    country_of,
    fold,
    local_region,
    meanings,
    region_of,
    words,
)
from crawler.normal.told import told
from crawler.posting import Place

LEAST_SURE = 4
"""A town alone settles the country where it has so many times the people of its namesakes abroad."""
DOUBTFUL, OTHER = 15, 40
"""A namesake abroad so many times larger makes the employer's own country doubtful ("Dublin"), or wrong ("Paris")."""
KNOWN_TOWN, WORLD_CITY = 200_000, 1_000_000
"""Pay in another country's money makes a town of so many people abroad doubtful at most; it moves no world city."""
_BETWEEN = re.compile(r"\s*(?:\||;|•|·|\n|\s/\s|(?<=[a-z])/(?=[A-Z])|\s+\bOR\b\s+|\s+or\s+)\s*")
_APART = re.compile(r"[,()\[\]:]|\s[-–—]\s?|\s?[-–—]\s|\s/\s")
_SYMBOLS = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]")
_BRACKETED = re.compile(r"\s*\(([^()]*)\)$")
_PREFIXED = re.compile(r"(?:^|(?<= - ))[A-Z]{2}-(?=[A-Z])")


def places(text: Any, country: Any = None, paid_in: str | None = None) -> tuple[Place, ...]:
    """Return all places that a text, or each of several, names.

    `country` (the employer's) only settles what is ambiguous;
    `paid_in` is the pay's currency: where the names are unsure or unknown, the country whose money it is.

    >>> [(one.locality, one.region, one.country) for one in places("Austin, TX | London, UK; Remote")]
    [('Austin', 'Texas', 'US'), ('London', None, 'GB')]
    >>> places("3 Locations"), places("Remote - US")[0].country
    ((), 'US')
    >>> [places(name, None, "GBP")[0].country for name in ("Wallingford", "St Anne's Hospital", "Austin", "Austin, TX")]
    ['GB', 'GB', None, 'US']
    """
    if isinstance(text, list | tuple):
        return tuple(dict.fromkeys(place for one in text for place in places(one, country, paid_in)))
    return _places_in(told(text) or "", told(country), paid_in)


@lru_cache(maxsize=20_000)
def _places_in(text: str, country: str | None, paid_in: str | None) -> tuple[Place, ...]:
    home = words()["money"].get(paid_in)
    plain = _SYMBOLS.sub("", html.unescape(text))
    parts = _without_zones(plain, list(_parts(plain)), country)
    own = country or _land_of_regions(parts)
    found = [place for part in parts if (place := read_place(part, own, home)) is not None]
    return tuple(dict.fromkeys(found))


def read_place(text: str, country: str | None = None, paid_in: str | None = None) -> Place | None:
    """Return the one place that a text names, or None where it names none: "Remote", "3 Locations".

    >>> read_place("Abbey Wood BS34 8JH").country
    'GB'
    """
    names = _without_time_zones(text, _names(text), country)
    if not names:
        return None
    meant = _meant(names, country)
    settled = _of_postcode(text) or _country(names, meant, country, paid_in)
    region, locality = _region_and_locality(names, meant, settled)
    return Place(raw=text.strip(), country=settled, region=region, locality=locality)


def place_of(locality: Any, region: Any, country: Any, raw: Any = None) -> Place | None:
    """Return a place published as fields.

    >>> place_of("Palo Alto ", "CA", "USA").region, place_of(None, "", " ")
    ('California', None)
    """
    locality, region, country = told(locality), told(region), told(country)
    parts = [part.strip() for part in (locality, region, country) if part]
    if not parts:
        return None
    code = country_of(country)
    return Place(
        raw=(told(raw) or ", ".join(parts)).strip(),
        country=code,
        region=region_of(region, code),
        locality=locality and locality.strip(),
    )


def with_region(place: Place, locality: Any, region: Any) -> Place:
    """Return a place with the region that its own fields state, where its text as a whole settled the town only.

    >>> with_region(Place(raw="Milan, Italy", country="IT", locality="Milan"), "Milan", "Lombardy").region
    'Lombardy'
    """
    town, part = told(locality), stated_region(told(region), place.country)
    if place.region or not (place.locality and town and part):
        return place
    is_its_town = fold(town) == fold(place.locality) or place.locality in {one.name for one in meanings(town)}
    return place.model_copy(update={"region": part}) if is_its_town else place


def stated_region(text: str | None, country: str | None) -> str | None:
    """Return the region that a field of its own states; boards write codes of theirs, postcodes and "Remote" there.

    >>> [stated_region(text, "US") for text in ("US-TX", "Texas", "06", "null", "Remote", "US")]
    ['Texas', 'Texas', None, None, None, None]
    """
    bare = _PREFIXED.sub("", (text or "").strip())
    part = None if bare.isdigit() else region_of(bare, country)
    is_name = part is not None and _names(part) == [part] and _can_be_town(part)
    return part if is_name and country_of(part) != country else None


def closeness(text: str, place: Place) -> int:
    """Say how closely a text names a place: 3 by its town, 2 by its region, 1 by its country, 0 not at all.

    >>> austin = Place(raw="Austin, TX", country="US", region="Texas", locality="Austin")
    >>> [closeness(text, austin) for text in ("Austin and Dallas", "Base (TX)", "US", "New York, London")]
    [3, 2, 1, 0]
    """
    said = re.findall(r"[^\W_]+(?:[.'’-][^\W_]+)*", text)
    grams = [" ".join(said[start : start + size]) for size in (1, 2, 3) for start in range(len(said) - size + 1)]
    own = [one for name in grams for one in meanings(name) if one.country == place.country]
    towns = [one for one in meanings(place.locality or "") if one.kind == "locality" and one.country == place.country]
    if {*map(fold, grams)} & {fold(place.locality or "")} or {one for one in own if one.kind == "locality"} & {*towns}:
        return 3
    region = place.region or (region_of(max(towns, key=_people).region, place.country) if towns else None)
    if any(one.kind == "region" and one.name == region for one in own):
        return 2
    return int(any(one.kind == "country" for one in own))


def _parts(text: str) -> Iterator[str]:
    for part in _BETWEEN.split(text):
        if part.strip():
            yield from _split(part)


def _without_zones(text: str, parts: list[str], home: str | None) -> list[str]:
    """Leave out parts that are time zones beside one that names a country, or where the work is remote: "US | EST"."""
    if len(parts) < 2:
        return parts
    names = [_names(part) for part in parts]
    zones = [bool(each) and all(_is_time_zone(name, home) for name in each) for each in names]
    lands = {
        one.country
        for each, is_zone in zip(names, zones, strict=True)
        for name in each
        for one in meanings(name)
        if one.kind == "country" and not is_zone
    }
    if not any(zones) or not (lands or _pattern("remote").search(text)):
        return parts
    is_land = zones.count(True) == 1 and lands.isdisjoint(words()["time_zones"]["of"])
    return [
        part
        for part, each, is_zone in zip(parts, names, zones, strict=True)
        if not is_zone or (is_land and all(_is_land_alone(name, text) for name in each))
    ]


def _land_of_regions(parts: list[str]) -> str | None:
    """Return the one country of which all of several names are regions: "Georgia and Florida"."""
    lands = [{one.country for one in meanings(part) if one.kind == "region" and not one.is_weak} for part in parts]
    shared = set.intersection(*lands) if len(parts) > 1 else set()
    return shared.pop() if len(shared) == 1 else None


def _split(text: str) -> list[str]:
    """Split "UK & Ireland", "Remote (US, Canada)" and lists.

    >>> _split("Remote (US, Canada)"), _split("Paris ou Lyon"), _split("Tyne & Wear")
    (['US', 'Canada'], ['Paris', 'Lyon'], ['Tyne & Wear'])
    """
    bare = _without_workplace(text)
    names = [part.strip() for part in _both().split(bare)]
    if len(names) > 1 and not meanings(bare) and _are_known(names):
        return names
    listed = _split_list(bare) if "," in bare and not country_of(bare) else []
    return listed if len(listed) > 1 else [text]


@cache
def _both() -> re.Pattern[str]:
    return re.compile(rf"\s*[/&]\s*|\s+(?:{'|'.join(words()['both']['words'])})\s+")


def _without_workplace(text: str) -> str:
    """Return a text without the word about the workplace that it begins or ends with, and without brackets round it."""
    text = text.strip()
    if (found := _BRACKETED.search(text)) and _no_place().fullmatch(found[1]):
        text = text[: found.start()]
    if found := _no_place().match(text):
        text = text[found.end() :].strip(" -–—:,/")
    return text[1:-1] if text.startswith("(") and text.endswith(")") else text


def _are_known(names: list[str]) -> bool:
    """Say whether all names are known places; codes are, where they stand beside the name of a country."""
    meant = [meanings(name) for name in names]
    lands = [any(one.kind == "country" for one in each) for each in meant]
    codes = [all(one.is_code for one in each) for each in meant]
    return all(map(_is_known, meant)) and (not any(codes) or (all(lands) and not all(codes)))


def _is_known(meant: tuple[Meaning, ...]) -> bool:
    return any(one.kind != "locality" and not one.is_weak for one in meant) or _largest(meant) >= KNOWN_TOWN


def _largest(meant: tuple[Meaning, ...]) -> int:
    return max((one.population for one in meant), default=0)


def _split_list(text: str) -> list[str]:
    """Split "SF, NYC" and "US-Boston, US-Austin" at each comma, longer lists after each country or state.

    >>> _split_list("USA, Canada"), _split_list("Georgia, USA"), _split_list("Singapore, SG")
    (['USA', 'Canada'], ['Georgia, USA'], ['Singapore, SG'])
    >>> _split_list("Leeds, Hull, Oldham"), _split_list("Leeds, West Yorkshire, England")
    (['Leeds', 'Hull', 'Oldham'], ['Leeds, West Yorkshire, England'])
    >>> _split_list("Austin, TX, Denver, CO"), _split_list("Austin, TX, Denver CO, Hull, MA")
    (['Austin, TX', 'Denver, CO'], ['Austin, TX', 'Denver CO', 'Hull, MA'])
    >>> _split_list("Alberta, Canada, Yukon, Canada")
    ['Alberta, Canada', 'Yukon, Canada']
    """
    names = [part.strip() for part in text.split(",") if part.strip()]
    if not names:
        return [text]
    alike = (_PREFIXED.match, _is_only_city, _is_only_land)
    if len(names) > 1 and not _are_one_land(names) and any(all(map(is_one, names)) for is_one in alike):
        return names
    if (len(names) > 2 and _are_towns(names)) or (len(names) > 1 and _are_of_the_world(names)):
        return names
    groups: list[list[str]] = [[]]
    for name, after in zip(names, [*names[1:], ""], strict=True):
        groups[-1].append(name)
        is_last = _is_land(name) or _lies_in(name) or (len(groups[-1]) > 1 and _ends_with_state(name, after))
        if len(names) > 3 and is_last:
            groups.append([])
    return [", ".join(group) for group in groups if group] if len(groups) > 2 else [text]


def _are_one_land(names: list[str]) -> bool:
    """Say whether the names are all those of one country: "Singapore, SG"."""
    lands = [{one.country for one in meanings(name) if one.kind == "country"} for name in names]
    return bool(set.intersection(*lands))


def _is_land(name: str) -> bool:
    return any(one.kind == "country" and not one.is_code for one in meanings(name))


def _ends_with_state(name: str, after: str) -> bool:
    """Say whether a place ends with the state `name`: no country follows it."""
    is_state = any(one.kind == "region" and one.is_code for one in meanings(name))
    return is_state and not any(one.kind == "country" for one in meanings(after))


def _are_of_the_world(names: list[str]) -> bool:
    """Say whether the names are world cities of several countries: "London, Berlin"."""
    cities = [
        max((one for one in meanings(name) if one.kind == "locality"), key=_people, default=None) for name in names
    ]
    known = [one for one in cities if one and one.population >= WORLD_CITY]
    return len(known) == len(names) and len({one.country for one in known}) > 1


def _people(town: Meaning) -> int:
    return town.population


def _are_towns(names: list[str]) -> bool:
    """Say whether three names and more are a list of one country's towns, not a town in its region."""
    lands = [{one.country for one in meanings(name) if one.kind == "locality"} for name in names]
    is_land = any(one.kind == "country" or one.is_code for name in names for one in meanings(name))
    return not is_land and bool(set.intersection(*lands))


def _is_only_city(name: str) -> bool:
    meant = meanings(name)
    kinds = {one.kind for one in meant if not one.is_weak}
    return kinds == {"locality"} and max(one.population for one in meant) > 200_000


def _is_only_land(name: str) -> bool:
    """Say whether a name is that of a country, or of more than one, and of no other country's region."""
    lands = {one.country for one in meanings(name) if one.kind == "country"}
    regions = {one.country for one in meanings(name) if one.kind == "region"}
    return fold(name) in words()["wide"]["names"] or bool(lands and regions <= lands)


@cache
def _no_place() -> re.Pattern[str]:
    return re.compile(f"{words()['no_place']['pattern']}|{words()['unsaid']['pattern']}", re.IGNORECASE)


def _names(text: str) -> list[str]:
    """Return the names in a text, outermost marks and words about the workplace taken away."""
    if len(text.strip()) > 3 and country_of(text):
        return [text.strip()]
    for _ in range(2):
        text = _PREFIXED.sub(lambda found: f"{found[0][:2]} - ", text.strip())
    raw = [_town_of_area(name) for part in _APART.split(text) for name in _land_and_rest(part)]
    cleaned = (re.sub(r"\s+", " ", _no_place().sub(" ", part)).strip(" .-–/&") for part in raw)
    return [one for name in cleaned if name and not name.isdigit() for one in _towns_in(_restored(name))]


def _town_of_area(name: str) -> str:
    """Return the town that gives an area its name: "SF Bay Area"."""
    return str(words()["areas"].get(fold(name), name))


def _towns_in(name: str) -> list[str]:
    """Return the town, and the code of its state, in a name that means nothing as a whole.

    >>> _towns_in("Melbourne VIC 3000"), _towns_in("10115 Berlin"), _towns_in("Central London"), _towns_in("South Bend")
    (['Melbourne', 'VIC'], ['Berlin'], ['London'], ['South Bend'])
    """
    if meanings(name):
        return [name]
    plain = _pattern("numbered").sub("", name)
    if _lies_in(plain):
        return plain.rsplit(" ", 1)
    if plain != name and any(one.kind != "country" for one in meanings(plain)):
        return [plain]
    town = _pattern("quarter").sub("", name)
    return [town] if town != name and _largest(meanings(town)) >= KNOWN_TOWN else [name]


def _lies_in(name: str) -> bool:
    """Say whether a name is that of a town and the code of a state in its country: "Austin TX"."""
    town, _, code = name.rpartition(" ")
    lands = {one.country for one in meanings(code) if one.kind == "region" and one.is_code}
    return any(one.kind == "locality" and one.country in lands for one in meanings(town))


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(words()[key]["pattern"], re.IGNORECASE)


def _without_time_zones(text: str, names: list[str], home: str | None) -> list[str]:
    """Leave out time zones beside a country or remote work: "Remote (EST)"; "Lisbon, PT" is a town in its country."""
    zones = [name for name in names if _is_time_zone(name, home)]
    if not zones:
        return names
    rest = [name for name in names if name not in zones]
    is_in_land = any(one.kind == "country" for name in rest for one in meanings(name))
    is_wide = any(fold(name) in words()["wide"]["names"] for name in rest)
    if is_in_land or is_wide:
        return rest
    if not rest and _pattern("remote").search(text):
        return [name for name in zones if _is_land_alone(name, text)]
    return [name for name in names if name not in zones or meanings(name)] if rest else names


def _is_time_zone(name: str, home: str | None) -> bool:
    if name in words()["time_zones"]["countries"]:
        return country_of(name) != home
    return re.fullmatch(words()["time_zones"]["names"], name) is not None


def _is_land_alone(name: str, text: str) -> bool:
    """Say whether the code of a country and time zone is the country's: "Remote - PT", but not "Remote (PT)"."""
    is_zone = re.search(rf"\({name}\b|\b{name} time", text)
    return name in words()["time_zones"]["lands"] and not is_zone


def _meant(names: list[str], home: str | None) -> list[tuple[Meaning, ...]]:
    """Return what each name can mean, a code after a town what it means there: "Mumbai, MH", "London, KY"."""
    meant = [meanings(name) for name in names]
    for before, (number, name) in zip(meant, enumerate(names[1:], 1), strict=False):
        if name.isupper() and len(name) <= 3 and not any(one.kind == "country" for one in before):
            meant[number] = _code_after(names[number - 1], before, name, home)
    if len(names) > 1 and _is_state_elsewhere(meant[1], names[1], meant[0]):
        meant[0] = tuple(one for one in meant[0] if one.kind != "country")  # "Macedonia, OH"
    return _vouched(meant)


def _is_state_elsewhere(state: tuple[Meaning, ...], code: str, before: tuple[Meaning, ...]) -> bool:
    """Say whether a code is a region's and nothing else, of none of the countries that the name before it means."""
    lands = [one.country for one in before if one.kind == "country" and not one.is_code]
    is_region = bool(state) and all(one.kind == "region" and one.is_code for one in state)
    return bool(lands) and is_region and all(region_of(code, land) == code for land in lands)


def _vouched(meant: list[tuple[Meaning, ...]]) -> list[tuple[Meaning, ...]]:
    """Take the name of a region that one country only has at its word beside a town there: "Hyderabad, Sindh"."""
    towns = [{one.country for one in each if one.kind == "locality"} for each in meant]
    found = []
    for number, each in enumerate(meant):
        beside = set().union(*towns[:number], *towns[number + 1 :])
        is_sure = len({one.country for one in each}) == 1 and each[0].country in beside
        found.append(tuple(one._replace(is_weak=False) for one in each) if is_sure else each)
    return found


def _code_after(town: str, before: tuple[Meaning, ...], code: str, home: str | None) -> tuple[Meaning, ...]:
    """Return what a code means after a town: where its country has none of that name, a region of the town's own.

    A state of the US is then meant rather than a country, unless that is the employer's. Where no town of that name is
    known there, only the codes are that no employer abroad is likely to mean.
    """
    meant = meanings(code)
    towns = [one for one in before if one.kind == "locality"]
    lands = {one.country for one in meant}
    if towns and not any(one.country in lands for one in towns):
        region = local_region(code, town, max(towns, key=_people).country)
        if region:
            return (region,)
    if not any(one.country == "US" and one.kind == "region" for one in meant):
        return meant
    if code in words()["open_codes"]["codes"] and not any(one.country == "US" for one in towns):
        return meant
    known = {one.country for one in before} | {home}
    return tuple(one for one in meant if one.kind != "country" or one.country in known)


def _land_and_rest(part: str) -> list[str]:
    """Split "India-Karnataka", but no "Stoke-on-Trent".

    >>> _land_and_rest("India-Karnataka"), _land_and_rest("Stoke-on-Trent")
    (['India', 'Karnataka'], ['Stoke-on-Trent'])
    """
    first, found, rest = part.partition("-")
    return [first, rest] if found and not country_of(part) and country_of(first) and len(first.strip()) > 2 else [part]


def _restored(name: str) -> str:
    """Give "D.C" its full stop back, which ended the text."""
    return f"{name}." if fold(f"{name}.") in words()["regions"] or fold(f"{name}.") in words()["countries"] else name


def _of_postcode(text: str) -> str | None:
    return next((code for code, pattern in _postcodes() if pattern.search(text)), None)


@cache
def _postcodes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((code, re.compile(pattern)) for code, pattern in words()["postcodes"].items())


def _country(names: list[str], meant: list[tuple[Meaning, ...]], home: str | None, paid_in: str | None) -> str | None:
    scores = _scores(meant, home)
    if not scores and (told := _last_token_country(names)):
        return told
    if paid_in:
        scores[paid_in] = scores.get(paid_in, 0) + _weight_of_money(meant, paid_in)
    best, second, *_ = [*sorted(scores.values(), reverse=True), 0.0, 0.0]
    return max(scores, key=lambda code: scores[code]) if best >= max(1, second + 0.3) else None


def _scores(meant: list[tuple[Meaning, ...]], home: str | None) -> dict[str, float]:
    """Return how much the names speak for each country that they can mean."""
    codes = {one.country for each in meant for one in each}
    own = {code: _weight_of_home(meant, code) if code == home else 0 for code in codes}
    return {code: own[code] + sum(_weight(each, code) for each in meant) for code in codes}


def _weight_of_home(meant: list[tuple[Meaning, ...]], home: str) -> float:
    """Say how much the employer's own country speaks for itself: little where a namesake abroad is far better known."""
    here = [one for each in meant for one in each if one.country == home]
    if any(one.kind != "locality" for one in here):
        return 1.5
    known = max(one.population for one in here)
    abroad = max((one.population for each in meant for one in each if one.country != home), default=0)
    return 0.1 if abroad >= OTHER * known else 0.6 if abroad >= DOUBTFUL * known else 1.5


def _weight_of_money(meant: list[tuple[Meaning, ...]], country: str) -> float:
    if any(one.country == country for each in meant for one in each):
        return 2
    abroad = max((one.population for each in meant for one in each), default=0)
    return 0 if abroad >= WORLD_CITY else 1.5 if abroad >= KNOWN_TOWN else 2


def _last_token_country(names: list[str]) -> str | None:
    if fold(names[-1]) in words()["wide"]["names"]:
        return None  # "Latin America"
    last = names[-1].split()[-1]
    return country_of(last) if len(names[-1].split()) > 1 and not last.islower() else None


def _weight(meant: tuple[Meaning, ...], code: str) -> float:
    """Say how much a name speaks for a country: its own name most, a region's next, a town's by its size."""
    weights = [0.0]
    for one in meant:
        if one.country != code:
            continue
        if one.kind == "country":
            weights.append(2 if one.is_code else 3)
        elif one.kind == "region":
            weights.append(0.6 if one.is_weak else 2)
        else:
            weights.append(_weight_of_town(one, meant))
    return max(weights)


def _weight_of_town(town: Meaning, meant: tuple[Meaning, ...]) -> float:
    abroad = max((one.population for one in meant if one.kind == "locality" and one.country != town.country), default=0)
    if town.population >= LEAST_SURE * abroad:
        return 1.4
    return 0.9 if town.population >= abroad else 0.7


def _region_and_locality(
    names: list[str], meant: list[tuple[Meaning, ...]], country: str | None
) -> tuple[str | None, str | None]:
    """Return region and town: what is neither country nor region is the town, where it can be one."""
    region = locality = unknown = None
    is_city_state = all(any(one.kind == "country" and one.country == country for one in each) for each in meant)
    for name, each in zip(names, meant, strict=True):
        here = [one for one in each if one.country == country]
        town = next((one for one in here if one.kind == "locality"), None)
        part = next((one for one in here if one.kind == "region"), None)
        if any(one.kind == "country" for one in here) and not (town and is_city_state):
            continue
        # "Woodinville, Washington": after a name that is no known town, a state.
        is_state = unknown is not None and country in WITH_CODES
        if part and (part.is_code or locality or not town or is_state):
            region, locality = part.name, locality or (None if part.is_code and region == part.name else region)
        elif town:
            locality = locality or _known_name(name, town)
        elif unknown is None and _can_be_town(name):
            unknown = name
    # "Skipton House, London" lies in London; of two unknown names the first is the nearer.
    return region, locality or unknown


def _known_name(name: str, town: Meaning | None) -> str:
    """Return the full name of a town called by a short one: "SF", "NYC"."""
    return town.name if town and name.isupper() and fold(name) in words()["cities"] else name


def _can_be_town(name: str) -> bool:
    return (
        name[0].isupper()
        and not any(char.isdigit() for char in name)
        and fold(name) not in words()["wide"]["names"]
        and len(name) > 2
    )
