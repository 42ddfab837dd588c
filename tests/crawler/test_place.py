"""A place lies where its name, its postcode, its pay's money and the employer's country say, and nowhere by guess."""

from pathlib import Path

import pytest

from crawler.normal.pay import pay_in
from crawler.normal.place import places
from crawler.normal.work import workplace_in

ADVERTS = Path(__file__).parents[3] / "shared" / "data" / "nhs_jobs_2020_dev.parquet"


@pytest.mark.parametrize(
    ("text", "home", "paid_in", "countries"),
    [
        ("Wallingford", None, "GBP", ["GB"]),  # GeoNames has the American one only
        ("Newark", None, "GBP", [None]),  # a large town abroad: it cannot be told
        ("London", None, "USD", ["GB"]),
        ("Paris", "US", None, ["FR"]),
        ("Paris, TX", None, None, ["US"]),
        ("Cambridge", "US", None, ["US"]),
        ("Abbey Wood BS34 8JH", None, None, ["GB"]),
        ("Leeds, Hull, Oldham", None, None, ["GB", "GB", "GB"]),
        ("London, Berlin", None, None, ["GB", "DE"]),
        ("India-Karnataka", None, None, ["IN"]),
        ("Guinea-Bissau", None, None, ["GW"]),
        ("Congo, The Democratic Republic of the", None, None, ["CD"]),
        ("Virgin Islands, British", None, None, ["VG"]),
        ("Palestine", None, None, ["PS"]),
        ("Kosovo", None, None, ["XK"]),
        ("Niederlande", None, None, ["NL"]),
        ("Royaume-Uni", None, None, ["GB"]),
        ("Estados Unidos", None, None, ["US"]),
        ("Asia", None, None, [None]),
        ("APAC", None, None, [None]),
        ("Remote (EST)", "US", None, []),
        ("Remote (PT)", None, None, []),
        ("Remote (PT)", "PT", None, ["PT"]),
        ("Remote (GMT+1)", None, None, []),
        ("Remote - US (ET)", None, None, ["US"]),
        ("US - Eastern Time", None, None, ["US"]),
        ("USA timezones", None, None, ["US"]),
        ("Lisbon, PT (Remote)", None, None, ["PT"]),
        ("Smalltown, PT (Remote)", None, None, ["PT"]),
        ("Leeds (GMT)", None, None, ["GB"]),
        ("Mumbai, MH", "US", None, ["IN"]),
        ("Torino, TO", None, None, ["IT"]),
        ("Genève, GE", None, None, ["CH"]),
        ("Milan, MI", "US", None, ["US"]),
        ("Salem, OR", None, None, ["US"]),
        ("London, KY", None, None, ["US"]),
        ("Tinytown, CA", None, None, ["US"]),
        ("Tinytown, DE", "DE", None, ["DE"]),
        ("Ontario, CA", "CA", None, ["CA"]),
        ("UK & Ireland", None, None, ["GB", "IE"]),
        ("REMOTE (US/Canada)", None, None, ["US", "CA"]),
        ("Remote (US, Canada)", None, None, ["US", "CA"]),
        ("Paris ou Lyon", None, None, ["FR", "FR"]),
        ("IT/QA", None, None, [None]),
        ("Tyne & Wear", None, None, ["GB"]),
        ("Bosnia & Herzegovina", None, None, ["BA"]),
        ("London & Remote", None, None, ["GB"]),
        ("Singapore, SG", None, None, ["SG"]),
        ("East London", "GB", None, ["GB"]),
        ("East London", "ZA", None, ["ZA"]),
        ("Hyderabad", "US", None, ["IN"]),
        ("Probably worldwide", None, None, []),
        ("N/A", None, None, []),
        (",", None, None, []),
        ("\N{HOUSE BUILDING},", None, None, []),
        ("London |,", None, None, ["GB"]),
        ("EST time zone", None, None, []),
        ("US | EST", None, None, ["US"]),
        ("Remote (US/EST)", None, None, ["US"]),
        ("Remote (US or EST)", None, None, ["US"]),
        ("Remote (EST or CST)", None, None, []),
        ("PT-Remote", None, None, ["PT"]),
        ("Remote - PT", None, None, ["PT"]),
        ("Fully remote, PT", None, None, ["PT"]),
        ("US | PT", None, None, ["US"]),
        ("ES | PT", None, None, ["ES", "PT"]),
        ("Walldorf, DE", None, None, [None]),
        ("Walldorf, DE", "DE", None, ["DE"]),
        ("Electronic City, IN", None, None, [None]),
        ("Gary, IN", None, None, ["US"]),
        ("1 Mill Ln, Tinytown,IN 46373-0001", None, None, ["US"]),
        ("Georgia and Florida", None, None, ["US", "US"]),
        ("Spain, Luxembourg", None, None, ["ES", "LU"]),
        ("UK, Ireland, Georgia", None, None, ["GB", "IE", "GE"]),
        ("Georgia, USA", None, None, ["US"]),
        ("Luxembourg, Belgium", None, None, ["BE"]),
        ("Northern America, Europe, Oceania", None, None, [None, None, None]),
        ("Macedonia, OH", None, None, ["US"]),
        ("India, TN", None, None, ["IN"]),
        ("Hyderabad, Sindh", None, None, ["PK"]),
        ("Eastern Cape, East London", None, None, ["ZA"]),
        ("Midlands, ZW", None, None, ["ZW"]),
    ],
)
def test_a_place_lies_where_all_that_is_known_says(
    text: str, home: str | None, paid_in: str | None, countries: list[str | None]
) -> None:
    assert [one.country for one in places(text, home, paid_in)] == countries


@pytest.mark.parametrize(
    ("text", "home", "region", "country"),
    [
        ("Birmingham, AL", "GB", "Alabama", "US"),
        ("Reading, Pennsylvania", "GB", "Pennsylvania", "US"),
        ("Liverpool, NSW", "GB", "New South Wales", "AU"),
        ("Waterloo, Ontario", "US", "Ontario", "CA"),  # California has an Ontario, too
        ("Dublin, OH", "IE", "Ohio", "US"),
        ("Victoria, British Columbia", "AU", "British Columbia", "CA"),
        ("Taunton, Somerset", "US", "Somerset", "GB"),
        ("PA - York", "GB", "Pennsylvania", "US"),
        ("Walldorf, DE", "DE", None, "DE"),
        ("London, Victoria", "GB", None, "GB"),  # Victoria has no London
        ("Northfield, Birmingham", "US", None, "US"),
    ],
)
def test_a_state_beside_a_town_of_its_own_outweighs_the_country_of_the_employer(
    text: str, home: str, region: str | None, country: str
) -> None:
    assert [(one.region, one.country) for one in places(text, home)] == [(region, country)]


@pytest.mark.parametrize(
    ("text", "home", "region", "locality", "country"),
    [
        ("PA - Nosuchtown", None, "Pennsylvania", "Nosuchtown", "US"),
        ("IN - Nosuchtown", None, None, "Nosuchtown", None),
        ("NY - Malta", None, "New York", "Malta", "US"),
        ("IL - Peru", "US", "Illinois", "Peru", "US"),
        ("IN - India", "US", None, None, "IN"),
        ("DE - Berlin", None, None, "Berlin", "DE"),
        ("CA - Toronto", None, None, "Toronto", "CA"),
        ("San Jose CA United States", None, "California", "San Jose", "US"),
        ("San Jose, CA United States", None, "California", "San Jose", "US"),
        ("Central USA", None, None, "Central USA", "US"),
        ("GBR.Leeds", None, None, "Leeds", "GB"),
        ("USA.TX.Austin", None, "Texas", "Austin", "US"),
        ("Anywhere in the United States", None, None, None, "US"),
        ("Virtual United Kingdom", None, None, None, "GB"),
        ("Work At Home-Texas", None, "Texas", None, "US"),
        ("Field-Florida", None, "Florida", None, "US"),
        ("Dallas Warehouse", None, None, "Dallas", "US"),
        ("Metro Manila", None, None, "Metro Manila", None),
        ("EMEA - Spain - Offsite/Home", None, None, None, "ES"),
        ("Chicago-12 Mill Road", None, None, "Chicago", "US"),
    ],
)
def test_what_a_text_says_of_the_country_is_read_wherever_it_stands(
    text: str, home: str | None, region: str | None, locality: str | None, country: str | None
) -> None:
    (found,) = places(text, home)
    assert (found.region, found.locality, found.country) == (region, locality, country)


@pytest.mark.parametrize(
    ("text", "home", "found"),
    [
        ("Remote (US: CA, NY, TX)", None, ["California US", "New York US", "Texas US"]),
        ("Remote - CA, NY", "GB", ["California US", "New York US"]),
        ("Canada - Remote (ON, or NS Only)", "US", ["Ontario CA", "Nova Scotia CA"]),
        ("CA Remote (BC & ON only)", "US", ["British Columbia CA", "Ontario CA"]),
        ("Texas, Georgia, Ohio", "GB", ["Texas US", "Georgia US", "Ohio US"]),
        ("Remote - Georgia; Remote - Texas", None, ["Georgia US", "Texas US"]),
        ("Georgia; Illinois; Leeds", "GB", ["Georgia US", "Illinois US", "Leeds GB"]),
        ("British Columbia; Ontario", "US", ["British Columbia CA", "Ontario CA"]),
        ("Georgia; Armenia", None, ["GE", "AM"]),
        ("Sunny New Jersey", None, ["Sunny New Jersey US"]),
        ("Washington, D.C.", None, ["Washington District of Columbia US"]),
        ("Delaware, Ohio", None, ["Delaware Ohio US"]),
        ("Virginia, MN", None, ["Virginia Minnesota US"]),
        ("AR, CO", None, ["Colorado US"]),  # or Argentina and Colombia: no list of states
    ],
)
def test_states_beside_each_other_are_places_of_their_own(text: str, home: str | None, found: list[str]) -> None:
    fields = [(one.locality, one.region, one.country) for one in places(text, home)]
    assert [" ".join(filter(None, each)) for each in fields] == found


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("London, Manchester", ["London", "Manchester"]),
        ("Manchester, London", ["Manchester", "London"]),
        ("Berlin, Hamburg", ["Berlin", "Hamburg"]),
        ("Boston, New York", ["Boston", "New York"]),
        ("London, Manchester, GB", ["London", "Manchester"]),
        ("Leeds, Hull, Cardiff, England, United Kingdom", ["Leeds", "Hull", "Cardiff"]),
        ("Leeds, Newport (Gwent), Cardiff.", ["Leeds", "Newport", "Cardiff"]),
        ("Leeds LS1 4AP, Hull HU1 2AA, Cardiff CF10 1AA", ["Leeds", "Hull", "Cardiff"]),
        ("Mill House or Kiln House, Leeds", ["Leeds"]),
        ("Mill House / Kiln House, Leeds / York", ["Leeds", "York"]),
        ("Nosuchtown or Leeds, West Yorkshire", ["Nosuchtown", "Leeds"]),
        ("Nosuchtown / Kiln House", ["Nosuchtown", "Kiln House"]),
        ("Dublin / Kiln House, Leeds", ["Dublin", "Leeds"]),
        ("New York / Kiln House, Leeds", ["New York", "Leeds"]),
        ("Buffalo, New York", ["Buffalo"]),
        ("New Delhi, Delhi", ["New Delhi"]),
        ("Montreal, Québec", ["Montreal"]),
        ("Seattle, Washington", ["Seattle"]),
        ("Salford, Manchester", ["Salford"]),
        ("Richmond, Surrey, Bristol", ["Richmond"]),
        ("Islington, London", ["Islington"]),
        ("Leeds, West Yorkshire, England", ["Leeds"]),
        ("Brooklyn, New York, USA", ["Brooklyn"]),
    ],
)
def test_large_towns_beside_each_other_are_places_of_their_own(text: str, towns: list[str]) -> None:
    assert [one.locality for one in places(text)] == towns


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Denver, Austin, Dallas, Remote", ["Denver US", "Austin US", "Dallas US"]),
        ("Denver, US-Remote, Austin, Dallas", ["Denver US", "Austin US", "Dallas US", "US"]),
        ("Hybrid - Leeds, Hull, Cardiff, Remote in the UK", ["Leeds GB", "Hull GB", "Cardiff GB", "GB"]),
        ("Madrid, Remote in Canada, Toronto", ["Madrid ES", "Toronto CA", "CA"]),
        ("Leeds, England UK, Remote - US", ["Leeds England GB", "US"]),
        ("Remote (US), Toronto", ["Toronto CA", "US"]),
        ("Spain - Remote, Italy - Remote, LATAM - Remote", ["ES", "IT", ""]),
        ("Remote - Germany, Berlin", ["Berlin DE"]),
        ("Leeds, UK (Remote)", ["Leeds GB"]),
        ("Denver, CO - Remote", ["Denver Colorado US"]),
        ("Texas, USA, Remote", ["Texas US"]),
        ("Remote (US, Canada)", ["US", "CA"]),
        ("Remote - Spain, Italy", ["ES", "IT"]),
        ("US-Denver, US-Remote", ["Denver US", "US"]),
        ("San Francisco, London, Berlin", ["San Francisco US", "London GB", "Berlin DE"]),
        ("Buffalo, New York, United States", ["Buffalo New York US"]),
    ],
)
def test_remote_work_in_a_list_is_a_place_of_its_own_or_none(text: str, found: list[str]) -> None:
    fields = [(one.locality, one.region, one.country) for one in places(text)]
    assert [" ".join(filter(None, each)) for each in fields] == found


@pytest.mark.parametrize(
    "text",
    [
        "Remote job",
        "Hybrid jobs",
        "Distributed",
        "Headquarter",
        "BLANK",
        "Remote (Travel-Required)",
        "Kent Mills, L.L.C.",
        "Anywhere in the World",
        "World",
        "World wide",
        "Work from Anywhere",
        "Working remotely from anywhere in the world",
        "Health Board wide",
        "Regional office",
    ],
)
def test_words_of_the_work_and_of_a_firm_are_no_place(text: str) -> None:
    assert places(text) == ()


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Remoto - España", "ES"),
        ("Remoto, México", "MX"),
        ("Trabalho remoto (Brasil)", "BR"),
        ("Télétravail - France", "FR"),
        ("À distance, Belgique", "BE"),
        ("En distanciel | Suisse", "CH"),
        ("Praca zdalna, Polska", "PL"),
        ("Homeoffice in Deutschland", "DE"),
        ("Sverige - på distans", "SE"),
        ("Fjernarbejde, Danmark", "DK"),
        ("Thuiswerken, Nederland", "NL"),
        ("Híbrido, Portugal", "PT"),
        ("Presencial, Argentina", "AR"),
        ("Working from home, Kenya", "KE"),
        ("Work from anywhere in Kenya", "KE"),
    ],
)
def test_whatever_says_where_the_work_is_done_is_no_town(text: str, country: str) -> None:
    assert workplace_in(text)
    assert [(one.locality, one.country) for one in places(text)] == [(None, country)]


def test_a_firm_beside_a_town_leaves_the_town() -> None:
    assert [one.locality for one in places("Leeds, Kent Mills Inc.")] == ["Leeds"]


@pytest.mark.parametrize(
    ("text", "region", "locality"),
    [
        ("Skipton House, London", None, "London"),
        ("Woodinville, Washington", "Washington", "Woodinville"),
        ("Vermont Avenue, Washington, District of Columbia", "District of Columbia", "Washington"),
        ("St Mary&#39;s, Leeds", None, "Leeds"),
        ("SF Bay Area", None, "San Francisco"),
        ("San Francisco Bay Area, CA", "California", "San Francisco"),
        ("Austin TX", "Texas", "Austin"),
        ("Austin, TX 78701-1234", "Texas", "Austin"),
        ("Melbourne VIC 3000", "Victoria", "Melbourne"),
        ("10115 Berlin", None, "Berlin"),
        ("1011 AB Amsterdam", None, "Amsterdam"),
        ("Dublin 2", None, "Dublin"),
        ("City of London", None, "London"),
        ("Greater Boston Area", None, "Boston"),
        ("East Windsor, NJ", "New Jersey", "East Windsor"),
        ("Norwich, East of England", "East of England", "Norwich"),
        ("Nosuch House, Nosuchtown, England", "England", "Nosuchtown"),
        ("Nosuchtown, Nosuch Rural District, Pennsylvania", "Pennsylvania", "Nosuchtown"),
        ("Mill House, Leeds LS1 4AP", None, "Leeds"),
        ("Nosuchtown CF15 7QZ", None, "Nosuchtown"),
        ("Toronto ON M5V 2T6", "Ontario", "Toronto"),
        ("North East and Yorkshire region", "North East and Yorkshire", None),
        ("Mumbai, MH", "Mahārāshtra", "Mumbai"),
        ("Washington - Bellevue", "Washington", "Bellevue"),
        ("Oregon - Portland", "Oregon", "Portland"),
        ("Oregon - Nosuchtown", "Oregon", "Nosuchtown"),
        ("District of Columbia - Washington", "District of Columbia", "Washington"),
        ("New York - New York City", "New York", "New York City"),
        ("New York, NY", "New York", "New York"),
        ("Wyoming, MI", "Michigan", "Wyoming"),
        ("Virginia, MN", "Minnesota", "Virginia"),
        ("Oregon, United States", "Oregon", None),
        ("AMER - United States - District of Columbia", "District of Columbia", None),
        ("Remote - Delaware", "Delaware", None),
        ("Washington, United States", None, "Washington"),
        ("Derby, England", "England", "Derby"),
        ("🇩🇪 Berlin", None, "Berlin"),
    ],
)
def test_a_building_lies_in_its_town_and_a_town_in_its_state(
    text: str, region: str | None, locality: str | None
) -> None:
    (found,) = places(text)
    assert (found.region, found.locality) == (region, locality)


@pytest.mark.skipif(not ADVERTS.exists(), reason="the adverts are not at hand")
def test_no_real_advert_paid_in_pounds_lies_abroad() -> None:
    import pyarrow.parquet

    rows = pyarrow.parquet.read_table(ADVERTS, columns=["location", "salary_text"]).to_pylist()
    told = {(row["location"], pay.currency) for row in rows if row["location"] and (pay := pay_in(row["salary_text"]))}
    found = [place.country for location, currency in told for place in places(location, None, currency)]
    assert set(found) <= {"GB", None}
    assert found.count("GB") > 0.97 * len(found)
