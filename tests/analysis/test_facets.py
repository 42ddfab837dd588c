"""Facets are read from the right lines, with the evidence that stands in the text."""

from time import process_time

import pytest

from analysis.reading.facets import find_facets
from analysis.reading.reading import FACETS, Line


def lines_of(*pairs):
    lines, position = [], 0
    for section, text in pairs:
        lines.append(Line(text, position, position + len(text), section))
        position += len(text) + 1
    return lines


def read(*pairs, title="Project Manager"):
    return find_facets(title, lines_of(*pairs))[0]


def shown_of(facet, *pairs, title="Project Manager"):
    """Return what stands where a facet was read, or None."""
    _, evidence = find_facets(title, lines_of(*pairs))
    text = "\n".join(text for _, text in pairs)
    return [text[one.start : one.end] for one in evidence[facet]] if facet in evidence else None


def test_an_empty_advert_has_every_facet_and_no_value():
    facets, evidence = find_facets("", [])
    assert set(facets) == set(FACETS)
    assert not any(facets.values())
    assert evidence == {}


@pytest.mark.parametrize(
    ("text", "years", "managing"),
    [
        ("5-7 years of project management experience", 5, 5),
        ("5+ years' experience in project management or operations", 5, None),
        ("At least five years of experience", 5, None),
        ("Minimum 5 yrs experience managing construction projects", 5, 5),
        ("Four (4) years of experience in puppet program management or a related field", 4, 4),
        ("8-10 years of experience, of which at least five years as a project manager", 8, 5),
        ("Twelve years in puppet theatres, five of them managing projects on tour", 12, 5),
        ("14 years in carving, 3 as a project manager", 14, 3),
        ("11 years in stage hire, the last six years leading projects", 11, 6),
        ("9 years in puppetry (including four as programme manager)", 9, 4),
        ("9 years of project management experience, 3 in puppetry", 9, 9),
        ("8 years of experience with a BA or 6 years with a MA", 8, None),
        ("4+ years of project management experience at a theatre or puppet workshop", 4, 4),
        ("5 years of experience with project management", 5, 5),
        ("5+ years of experience with Python and project management", 5, None),
        ("Two years of experience. An additional 4 years of experience can substitute the degree", 2, None),
        ("5+ years of product management experience in puppetry or stage software", 5, 5),
        ("Ideally you have 3 years of experience", None, None),
        ("A two year maternity cover for a manager with experience", None, None),
        ("10 years experience preferred", None, None),
        ("Ideally 10 years of experience", None, None),
        ("Experience on two similar projects in the past ten years", None, None),
        ("You must be 18 years of age and have experience", None, None),
        ("Deliver our five-year plan with experience", None, None),
        ("We have been using puppets for over two years", None, None),
        ("You will have been registered for over two years", 2, None),
        ("6-8 yrs in the carving of puppets", 6, None),
        ("3y+ years of experience in carving", 3, None),
        ("4 yr+ of experience in carving", 4, None),
        ("Experience: at least 5 years in business development", 5, None),
        ("3-6 years of product management experience shipping puppets, stages or hand-carved masks", 3, 3),
        ("3 years of product management experience or building stages", 3, None),
        ("Experience: we have been 5 years in business", None, None),
        ("Seven years post-qualification in the delivery of stage projects", 7, 7),
        ("4 to 6 years getting puppet shows live on tour", 4, 4),
        ("Nine or so years of carving, of which no fewer than six as a puppet programme manager", 9, 6),
        ("You have spent four years or longer running mask builds on the workshop side", 4, 4),
        ("Ten years or thereabouts in puppetry", 10, None),
        ("At least five years with a large stage builder, the last two (or more) as Project Manager", 5, 2),
        ("7+ years' experience, 3 or more of them managing puppet programs", 7, 3),
        ("Three of those years were spent managing projects", None, 3),
        ("Three of those years were spent carving", None, None),
        ("Nine years' carving experience will be accepted in place of the degree", None, None),
        ("Skilled in managing puppet projects (min. 2 years on big stages)", 2, 2),
        ("5 yrs. of project management experience", 5, 5),
        ("9+ years of leading complex initiatives", 9, 9),
        ("6 years in puppet program or launch management", 6, 6),
        ("Ten-plus years leading stage projects", 10, 10),
        ("A four-year puppetry school and experience", None, None),
        ("Not less than 5 (five) years' experience managing shows as a programme", 5, 5),
        ("You've been a project manager for 6+ years", 6, 6),
        ("You have run puppet projects for three years or more", 3, 3),
        ("4 years' hands-on delivery of stage projects", 4, 4),
        ("Three years at least in a theatre", 3, None),
        ("We have run puppet projects for nine years", None, None),
        ("A decade of experience leading programmes", 10, 10),
        ("Several years (min. 6) of stage experience", 6, None),
        ("Many years of experience (7+) as a project manager", 7, 7),
        ("Some years (six) of stage experience", None, None),
        ("You have managed puppet projects (marionettes, shadows) for 4+ years", 4, 4),
        ("You have led puppet projects, mostly of oak, for at least three years", 3, 3),
        ("5+ years managing large (outdoor) projects", 5, 5),
        ("5+ years of work (carving) with project management", 5, None),
        ("At least two years owning a programme", 2, 2),
        ("At least two years owning a shop that sells products", 2, None),
        ("3+ years designing and shipping products", 3, None),
        ("3 years of experience with project management and drawing tools", 3, None),
        ("4 years of experience with Puppet Portfolio Management systems", 4, None),
        ("Seven years managing investment portfolios", 7, None),
        ("Seven years managing investment portfolios of projects", 7, 7),
        ("Five years of portfolio management experience at an asset manager", 5, None),
        ("Five years of project portfolio management experience in asset management", 5, 5),
        ("The next decade of puppetry needs experience", None, None),
        ("7 years' experience, of which three must have been spent leading projects", 7, 3),
        ("Years of experience: 6+", 6, None),
        ("Puppet management: 5 years (preferred)", None, None),
        ("Six years' experience of managing mask, string or big shadow programmes, ideally at sea", 6, 6),
        ("Six years' experience of managing puppet shows or big shadow plays", 6, None),
        ("Three years of string or shadow project management experience", 3, 3),
        ("Three years of strings or project management experience", 3, None),
        ("Two years as a puppet project manager, on the stage or the road side", 2, 2),
        ("Have managed puppet projects for 3+ years", 3, 3),
        ("-5+ years of project management experience", 5, 5),
        ("--six years of project management experience", 6, 6),
        ("–4 years of experience in carving", 4, None),
        ("3-–5 years of experience in carving", None, None),
        ("For over two decades, we've been carving puppets with experience. You need 5+ years of experience", 5, None),
        ("6 years of puppet proj. mgmt. experience", 6, 6),
        ("6 years of PROJ. management experience", 6, 6),
        ("6 years as a Sr. Project Mgr. in theatres", 6, 6),
        ("6 years as a PM for a tier 1 or 2 stage builder", 6, 6),
        ("At least half a decade of experience in carving", 5, None),
        ("Three decades of experience in carving", 30, None),
        ("Seven plus (7+) years of experience in carving", 7, None),
        ("Nine (9) years of experience, four (4) of which as a programme manager", 9, 4),
        ("Nine years of experience, minimum of 4 at project manager level", 9, 4),
        ("A degree with 5+ years or a Bachelor's with 7+ years of carving experience", 5, None),
        ("We want a project manager with 6+ years of experience", 6, 6),
        ("Be a delivery lead with at least four years' proven experience who loves oak", 4, 4),
        ("We want a project manager with 6+ years of carving experience", 6, None),
        ("We want a project carver with 6+ years of experience", 6, None),
        ("Six years of experience leading puppet initiatives", 6, 6),
        ("Six years of programme management experience, leading mask or shadow initiatives", 6, 6),
        ("Skilled in carving oak (3+ years)", 3, None),
        ("Exp: 9+ Years", 9, None),
        ("Five + years", 5, None),
        ("PM experience: 4+ years", 4, 4),
        ("6+ years in strings, 2+ of them as delivery lead", 6, 2),
        ("Nine years' experience of which 4 should be at project manager level", 9, 4),
        ("6 years of managing shows or theatres", 6, None),
        ("6 years managing projects, or an equivalent combination of training and experience", 6, 6),
        ("9 years of carving, thereof at least 4 as a Project Manager", 9, 4),
        ("9 years of carving incl. 3 as project manager", 9, 3),
        ("5+ years in mask operations, product operations or product management", 5, None),
        ("Five years of experience in programme operations management", 5, 5),
        ("Long-term forecasts (5-10 years)", None, None),
    ],
)
def test_years_are_the_least_that_is_demanded(text, years, managing):
    facets = read(("required", text))
    assert (facets["years_experience"], facets["years_managing"]) == (years, managing)


def test_in_a_passage_of_several_sentences_what_the_employer_tells_of_itself_is_no_demand():
    told, asked = "Our trust saves the town over £9 million each year.", "You will manage puppet projects of £2m."
    assert read(("responsibility", f"{told} {asked}"))["budget"] == {"amount": 2_000_000, "currency": "GBP"}
    assert read(("responsibility", f"{told} You will manage puppet projects."))["budget"] is None


def test_an_advert_in_one_paragraph_reaches_no_farther_than_the_job():
    told, asked = "We have puppet workshops around the world.", "You will carve heads and hands for the stage. "
    assert read(("responsibility", f"{told} {asked * 30}"))["geographic_reach"] is None
    assert read(("responsibility", f"Lead workshops around the world. {asked * 30}"))["geographic_reach"] is not None


def test_of_alternatives_on_several_lines_the_first_named_holds():
    lines = ("required", "A degree and four years of carving experience; or"), ("required", "five years of experience.")
    assert read(*lines)["years_experience"] == 4
    assert read(("required", "A degree in carving; or"), lines[1])["years_experience"] == 5


def test_years_only_wished_for_do_not_count():
    assert read(("preferred", "10 years of project management experience"))["years_experience"] is None


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("Manage budgets of £2m-£10m", 10_000_000, "GBP"),
        ("Own a project budget of $500K", 500_000, "USD"),
        ("Projects worth 1.2 million euros", 1_200_000, "EUR"),
        ("Programme value of £1.5bn", 1_500_000_000, "GBP"),
        ("Capital program of $500m - 1b", 1_000_000_000, "USD"),
        ("Deliver projects over $30 million", 30_000_000, "USD"),
        ("Managing a £400m fund and influencing a £2bn programme", 400_000_000, "GBP"),
        ("A book of business of $500K", 500_000, "USD"),
        ("Manage the Information Technology budget of £5m", 5_000_000, "GBP"),
        ("Manage the support services budget of £3,000,000", 3_000_000, "GBP"),
        ("Own the information security programme budget of $4 million", 4_000_000, "USD"),
        ("Manage a Supporting People contract worth £2m", 2_000_000, "GBP"),
        ("Answer for a puppet allocation of £3m revenue and £7m of capital", 7_000_000, "GBP"),
        ("Managing theatre fund monies of £4.5 million per annum", 4_500_000, "GBP"),
        ("Manage a puppet budget of up to £90k per annum", 90_000, "GBP"),
        ("Hold the carving purse, which is $2.5M this season", 2_500_000, "USD"),
        ("Manage a c.£3m stage programme", 3_000_000, "GBP"),
        ("Be the budget holder for non-recurrent puppet funding of £3.2 million", 3_200_000, "GBP"),
        ("Deliver shows with a budget of CHF 250'000", 250_000, "CHF"),
        ("Look after a £1.5m pot of theatre money", 1_500_000, "GBP"),
        ("Own a puppet budget of €3,5 million", 3_500_000, "EUR"),
        ("Own a €2,35m stage programme", 2_350_000, "EUR"),
        ("Run stage projects of €2,5-3,5 million", 3_500_000, "EUR"),
    ],
)
def test_the_budget_is_the_largest_sum_managed(text, amount, currency):
    assert read(("required", text))["budget"] == {"amount": amount, "currency": currency}


@pytest.mark.parametrize(
    ("section", "text"),
    [
        ("employer", "We are a £3bn company with projects everywhere"),
        ("required", "Multi-million budgets"),
        ("responsibility", "Help a business with a turnover of £20m manage projects"),
        ("offer", "Salary £60,000 for managing projects"),
        ("responsibility", "Support a £5m programme budget"),
        ("responsibility", "Deliver savings of £2m by managing the puppets better"),
        ("required", "Managing puppets for £45,000 per annum"),
        ("responsibility", "Deliver projects for a theatre with £80m revenue"),
    ],
)
def test_money_of_the_employer_is_no_budget(section, text):
    assert read((section, text))["budget"] is None


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("Lead a team of 8-12 engineers", 12),
        ("You will manage a team of five", 5),
        ("Responsible for 3 direct reports", 3),
        ("Hit the ground running in a team of 12", None),
        ("Direct an eight-person team", 8),
        ("Lead a department of 3,500 staff", 3500),
        ("Manage a function of around 30 people", 30),
        ("Overseeing a workforce of over 12,000 staff", 12_000),
        ("Supervise more than 15 people", 15),
        ("Join our team of 40", None),
        ("Work within a team of 6", None),
        ("Supporting the head who manages a team of 12 people", None),
        ("Join us and lead a team of 12 people", 12),
        ("Report to the director, who leads a team of 12 people", None),
        ("Reporting to the director, you lead a team of 12 people", 12),
        ("Line management of four puppet administrators", 4),
        ("Manage 5 shows with line managers", None),
        ("Manage 5 projects with line managers", None),
        ("Lead the organisation of 20 puppet shows", None),
        ("Lead an organisation of around 40 staff", 40),
        ("Take charge of a twelve-strong crew", 12),
        ("Has been leading a (20+ person) puppetry function", 20),
        ("Take charge of twelve strong ropes", None),
        ("Lead a puppet team of fourteen, made up of carvers and painters", 14),
        ("Lead a matrix team of about thirty-five whom other theatres pay", 35),
        ("Manage a team of a dozen", 12),
        ("Line manage three carving managers and a mask administrator", 4),
        ("Manage 4 stage managers, 3 mask designers and 2 string analysts", 9),
        ("Manage 4 stage managers and a network of mask designers", 4),
        ("Direct reports: 6 to 8 carvers", 8),
        ("Four stage managers will report to you", 4),
        ("The six puppeteers who report directly to this post", 6),
        ("Two painters report to the head carver", None),
        ("Write 3 reports to this role's taste", None),
        ("Supervise the group of puppet volunteers (up to nine)", 9),
        ("Manage the mask team (12 people)", 12),
        ("Manage ~45 FTE", 45),
        ("Directs matrixed teams of as many as 35 analysts", 35),
        ("Manages a team of circa 12", 12),
        ("Evaluates and disciplines a team of 6", 6),
        ("Lead the core team (carvers, painters) of 25 people", 25),
        ("Lead a team of 6 suppliers", None),
        ("3 engineers reporting in to you", 3),
        ("Manage five stage managers and six painters (11 in total)", 11),
        ("Line management of 2 x Band 6 stage officers", 2),
        ("Your team of seven carves", 7),
        ("The post has line management responsibility for a team of six (two carvers, four painters)", 6),
        ("Four carving managers and a mask officer will report directly to you", 5),
        ("Reporting to you will be three stage managers and an analyst", 4),
        ("Your team: four stage managers and two analysts", 6),
        ("Your team makes puppets for four stage managers", None),
        ("Responsible for a team of 4 stage managers and 20 designers", 24),
        ("Coordinate 12 volunteers", 12),
        ("You will inherit a small team of 5", 5),
        ("Provides work direction to a puppet team of 10-15 carvers", 15),
        ("Provide day-to-day direction and leadership to a team of 12", 12),
        ("Provide costumes for a team of 12", None),
        ("Lead a pod of six carvers", 6),
        ("Lead a pod of six machines", None),
        ("Functional leadership of stage teams with up to 25 members", 25),
        ("Line manage one stage officer and two mask analysts", 3),
        ("Line manage a stage officer, two mask analysts and an apprentice", 4),
        ("Manage a stage manager with two years of carving", None),
        ("Line management of 1 x Band 6 and 2 x Band 4", 3),
        ("Line management of 2 x Band 6 carvers, 1 x Band 5 painter and 3 x Band 3", 6),
        ("Manage seasonal stage technicians (up to 12 at peak)", 12),
        ("Manage stage technicians (24 hours a day)", None),
        ("Reporting to you will be an analyst and two clerks", 3),
        ("Lead a dozen engineers", 12),
        ("Oversee a 30-person delivery organisation", 30),
    ],
)
def test_the_team_is_the_one_that_is_led(text, size):
    assert read(("responsibility", text))["team_size"] == size


def test_the_staff_of_the_employer_is_no_team():
    assert read(("employer", "Our 5,000 staff lead the world"))["team_size"] is None


def test_helping_with_a_duty_is_not_the_duty():
    assert not read(("responsibility", "Assist with the management of suppliers"))["procurement"]
    assert read(("responsibility", "Manage external suppliers"))["procurement"]


@pytest.mark.parametrize(
    ("text", "certificates"),
    [
        ("PMP required", [("PMP", "required")]),
        ("PMP preferred", [("PMP", "preferred")]),
        ("PRINCE2 Practitioner or equivalent", [("PRINCE2 Practitioner", "required")]),
        ("Working towards APM PMQ", [("APM PMQ", "preferred")]),
        ("Bachelor's degree required, PMP a plus", [("PMP", "preferred")]),
        ("MCIOB", [("CIOB", "required")]),
        ("An experienced project management professional", []),
        ("PRINCE2 Practitioner or willingness to undertake it", [("PRINCE2 Practitioner", "preferred")]),
        ("Work to PRINCE2 methodology", []),
        ("Salesforce Certified Puppet Builder required", [("Salesforce Certified Puppet Builder", "required")]),
        ("Microsoft Certified: Stage Expert a plus", [("Microsoft Certified: Stage Expert", "preferred")]),
        ("PMP certification (PgMP strongly preferred)", [("PMP", "required"), ("PgMP", "preferred")]),
        ("PMP certification (strongly preferred)", [("PMP", "preferred")]),
        ("PMP would be highly regarded on our stage", [("PMP", "preferred")]),
        ("PMP is appreciated", [("PMP", "preferred")]),
        ("PMP, for a stage where carvers are appreciated by guests", [("PMP", "required")]),
        ("PMP (or PgMP, preferred)", [("PMP", "preferred"), ("PgMP", "preferred")]),
        ("Essential: PMP. Desirable: PgMP", [("PMP", "required"), ("PgMP", "preferred")]),
        ("A certificate (PMP, PgMP) or be willing to work towards one", [("PMP", "preferred"), ("PgMP", "preferred")]),
        ("PMP, or you are working towards it", [("PMP", "preferred")]),
        ("PMP certification recommended", [("PMP", "preferred")]),
        ("PE or Registered Architect", [("PE", "required"), ("Registered Architect", "required")]),
    ],
)
def test_certificates_are_demanded_or_welcome(text, certificates):
    found = read(("required", text))["certifications"]
    assert [(one["name"], one["need"]) for one in found] == certificates


@pytest.mark.parametrize(
    ("text", "level", "need"),
    [
        ("Bachelor's degree or equivalent experience", "bachelor", "required"),
        ("Degree or equivalent experience", "bachelor", "required"),
        ("Master's degree or equivalent", "master", "required"),
        ("BS/BA degree is required, MBA preferred", "bachelor", "required"),
        ("Associate's or Bachelor's degree in engineering", "vocational", "required"),
        ("High school diploma", "secondary", "required"),
        ("Master's degree preferred", "master", "preferred"),
        ("Bachelor's degree (Master's preferred)", "bachelor", "required"),
        ("Master's degree in carving (limewood carving is a plus)", "master", "required"),
        ("M.Sc Degree in Puppetry", "master", "required"),
        ("B.Tech / MSc IT", "bachelor", "required"),
        ("MBA degree", "master", "required"),
        ("Doctorate degree", "doctorate", "required"),
        ("MS or PhD degree", "master", "required"),
        ("BS, MS or PhD in puppetry", "bachelor", "required"),
        ("BS or PhD degree", "bachelor", "required"),
        ("Degree or Masters in a science of puppets", "bachelor", "required"),
        ("High school graduation", "secondary", "required"),
        ("A Level 3 puppetry qualification", "vocational", "required"),
        ("Adequate stage schooling: technical education (say, a college)", "bachelor", "required"),
        ("College-educated or the like", "bachelor", "required"),
        ("Higher technical education in carving", "bachelor", "required"),
        ("A carver with a post graduate carving qualification", "master", "required"),
        ("Carver, MBBS (or equivalent)", "bachelor", "required"),
        ("A stage engineering degree, or a three-year technologist diploma", "vocational", "required"),
        ("Postgraduate diploma in puppetry", "master", "required"),
        ("Completed studies in puppetry or the like", "bachelor", "required"),
        ("Higher National Diploma in puppetry", "vocational", "required"),
        ("City & Guilds in carving, or the like", "vocational", "required"),
        ("Certificate IV in Project Management", "vocational", "required"),
        ("Five good A levels", "secondary", "required"),
        ("B.Tech", "bachelor", "required"),
        ("BSN or MSN", "bachelor", "required"),
        ("Degree, or working towards one", "bachelor", "preferred"),
        ("A degree in carving or the like and have gained or be working towards a licence", "bachelor", "required"),
        ("A degree is essential, a Master's desirable", "bachelor", "required"),
        ("Bachelor's degree preferred; high school diploma required", "secondary", "required"),
        ("A diploma or degree in carving", "vocational", "required"),
        ("Graduate in any discipline", "bachelor", "required"),
        ("BEng", "bachelor", "required"),
        ("PhD or MS in Puppet Science", "master", "required"),
        ("ONC or HNC in carving", "vocational", "required"),
        ("A puppetry qualification at FHEQ Level 6", "bachelor", "required"),
        ("Level 7 puppetry qualification", "master", "required"),
        ("PGDip in puppetry", "master", "required"),
    ],
)
def test_education_is_the_lowest_level_accepted(text, level, need):
    assert read(("required", text))["education"] == {"level": level, "need": need}


def test_of_several_lines_the_lowest_level_counts():
    lines = [
        ("required", "1. A baccalaureate degree in puppetry and two years on the stage; or"),
        ("required", "2. A high school diploma and six years on the stage."),
    ]
    assert read(*lines)["education"] == {"level": "secondary", "need": "required"}
    lines = [("required", "A bachelor's degree in puppetry"), ("required", "Master's degree in stage design")]
    assert read(*lines)["education"] == {"level": "bachelor", "need": "required"}


def test_the_second_year_of_a_french_master_is_a_master():
    master = {"level": "master", "need": "required"}
    assert read(("required", "You hold an M2 science degree of puppetry"))["education"] == master
    assert read(("required", "Bac+5 in puppetry"))["education"] == master


def test_case_studies_are_no_education():
    assert read(("required", "Completed case studies in puppetry"))["education"] is None


def test_what_is_only_written_like_a_degree_is_none():
    for alike in ("Know the rules of ONC and HIPAA", "Skilled in M.S. Project and M.S. Excel"):
        assert read(("required", alike))["education"] is None


def test_a_high_degree_of_autonomy_is_no_education():
    assert read(("required", "A high degree of autonomy"))["education"] is None
    assert read(("required", "Higher education is no need, but be in person at rehearsals"))["education"] is None


@pytest.mark.parametrize(
    ("text", "low", "high", "currency", "unit"),
    [
        ("Salary: £45,753 - £51,668 per annum", 45753, 51668, "GBP", "YEAR"),
        ("Salary up to £60k", None, 60000, "GBP", "YEAR"),
        ("Day rate: £450 - £500 per day", 450, 500, "GBP", "DAY"),
        ("Pay is $25 to $30 per hour", 25, 30, "USD", "HOUR"),
        ("Salary: 75.000-93.000 EUR", 75000, 93000, "EUR", "YEAR"),
        ("Compensation: $150K - $230K + Offers Equity", 150000, 230000, "USD", "YEAR"),
        ("£51,230 - £57,840, a bicycle or mileage, and 29 days' holiday rising to 33", 51230, 57840, "GBP", "YEAR"),
        (
            "Terms of the theatre apply; £47,110 - £53,220. You may work from home most days",
            47110,
            53220,
            "GBP",
            "YEAR",
        ),
        (
            "Part time, 24 hours, £28,105 full time equivalent (about £17,990 actual) for all",
            28105,
            28105,
            "GBP",
            "YEAR",
        ),
        ("Up to £51,000, depending on how many of these puppets you have carved before", None, 51000, "GBP", "YEAR"),
        (
            "$115-135K, based on experience, and a puppet of your choice on your first day",
            115000,
            135000,
            "USD",
            "YEAR",
        ),
        ("£415pd (Inside IR35), a six month contract which may well go on after the tour", 415, 415, "GBP", "DAY"),
        ("The package: £71,000 basic, car allowance of £6,000, and a box at the theatre", 71000, 71000, "GBP", "YEAR"),
        ("B2B: 9000 - 12500 PLN net + VAT", 9000, 12500, "PLN", "MONTH"),
        ("Salary range: SGD 5,000 - SGD 9,000", 5000, 9000, "SGD", "MONTH"),
        ("Salary range: SGD 20,000 - SGD 60,000", 20000, 60000, "SGD", "YEAR"),
        ("On top of a salary of £37,000 the Puppet Office contributes £9,990 to a scheme", 37000, 37000, "GBP", "YEAR"),
        ("On top of a salary of £37,000, the Home Office contributes £9,990", 37000, 37000, "GBP", "YEAR"),
        ("Salary of £37,000, with a contribution of up to £9,990 to your old age", 37000, 37000, "GBP", "YEAR"),
        ("Besides a salary of £37,000 we put by £9,990 towards your old age", 37000, 37000, "GBP", "YEAR"),
        ("Salary $90,000, home office stipend of $10,000", 90000, 90000, "USD", "YEAR"),
    ],
)
def test_base_salary_is_read_with_its_unit(text, low, high, currency, unit):
    assert read(("offer", text))["base_salary"] == {"min": low, "max": high, "currency": currency, "unit": unit}


def test_a_sum_that_a_page_leaves_open_is_no_pay():
    assert read(("offer", "Salary: stage 4, step 12 ${{ puppet.least }} to ${{ puppet.most }}"))["base_salary"] is None


def test_the_most_of_a_pay_system_adds_nothing_to_a_range():
    facets = read(
        ("offer", "Salary: $80,000 to $90,000 a year"),
        ("process", "The maximum salary for the system of pay is $120,000"),
    )
    assert (facets["base_salary"]["min"], facets["base_salary"]["max"]) == (80000, 90000)
    facets = read(("offer", "Please note the maximum salary available for our whole system of pay is **$120,000**"))
    assert (facets["base_salary"]["min"], facets["base_salary"]["max"]) == (None, 120000)


def test_a_bonus_is_no_salary():
    assert read(("offer", "Signing bonus of $5,000"))["base_salary"] is None
    cover = "£25,000 - £50,000 life assurance from your first day, for each of the puppeteers"
    assert read(("offer", cover))["base_salary"] is None
    assert read(("offer", "Puppeteers: $80,000 - $90,000"), ("offer", "Bonus:"))["base_salary"]["max"] == 90000
    assert read(("offer", "Total compensation: $200,000 to $400,000"))["base_salary"] is None
    assert read(("offer", "The salary is $80,000 base ($120,000 OTE)"))["base_salary"]["max"] == 80000
    assert read(("offer", "Salary £50,000 pro rata (£30,000 actual)"))["base_salary"]["min"] == 50000


@pytest.mark.parametrize(
    ("text", "travel"),
    [
        ("Up to 25% travel", 25),
        ("Travel: 10-25%", 25),
        ("Some travel required", True),
        ("Travel to meet in person is a part of almost all roles", True),
        ("Travel at least once per month for visits", True),
        ("Travel insurance and discounts", None),
        ("Occasional overnight stays near the lighthouse", True),
        ("Around 30% of your time is on the road visiting piers", 30),
        ("Arrange business trips for the puppeteers", None),
        ("Annual company trips to the pier", None),
        ("Puppeteers are asked on occasion to travel with the show", True),
        ("The puppeteer makes periodic travels to our theatres", True),
        ("Puppets that are reimagining business travel", None),
        ("Willingness to travel (approx. 35 %, with a van)", 35),
        ("Reckon on about 30% of your week at theatres' sites or at customer sites", 30),
        ("Able to be on the road up to 45% of the time", 45),
        ("Expect a site visit every few months, say 5% of your time", 5),
        ("One week in four at the factories, so call it 25%", 25),
        ("Cut customer visits to the box office by about 20%", None),
        ("60% of your time on site and the rest at home", None),
        ("You'd be at customer sites perhaps three days a month", True),
        ("You'd visit a site now and again", True),
        ("You will go back and forth between the two sites", True),
        ("The odd visit to a theatre", True),
        ("About one trip a month to the pier", True),
        ("Move between puppets and masks with ease", None),
        ("Travel Requirement: Minimal", True),
        ("The post involves travel", True),
        ("Travel to Oldtown weekly", True),
        ("About one week per month of travel", True),
        ("The post includes booking travel for carvers", None),
        ("Travel: Yes", True),
        ("Travel: None", None),
        ("Travel percentage: 15", 15),
        ("Quarterly travel to the pier", True),
        ("A quarterly travel allowance", None),
        ("Quarterly travel costs are paid", None),
        ("This post involves arranging travel for carvers", None),
        ("The post includes sustainable travel schemes", None),
        ("On the road three puppets use our strings", None),
        ("On the road three days a week", True),
        ("Able to move between the Theatre's sites", True),
        ("Must be able to get around Pembrokeshire", True),
        ("Car driver, or otherwise able to reach the Theatre's outlying properties", True),
        ("Exham, with UK and global travel", True),
        ("Able to reach the properties of wood by thought", None),
        ("About a third of your time is spent with clients", 33),
        ("On the road half of the week", 50),
        ("A third of the puppets are of oak", None),
        ("You will travel to our other pier twice a month (travel expenses are paid)", True),
        ("Go on field trips, and travel to other theatres as required", True),
        ("Travel expenses are paid as required", None),
        ("Field trips as required", None),
        ("The carver may travel to any of our theatres", True),
    ],
)
def test_travel_is_a_share_or_a_yes(text, travel):
    assert read(("offer", text))["travel"] == travel


def test_the_highest_stakeholders_hold():
    facets = read(
        ("responsibility", "Work with stakeholders"),
        ("responsibility", "Present to the executive team"),
        ("responsibility", "Influence senior stakeholders"),
    )
    assert facets["stakeholder_level"] == "executive"


def test_a_certificate_shows_its_method_but_pmp_shows_no_pmbok():
    assert read(("required", "PRINCE2 Practitioner and PMP"))["methods"] == ["prince2"]


def test_tools_of_the_employer_are_no_demand():
    assert read(("employer", "Our stack: Jira and Slack"))["tools"] == []


def test_a_name_within_an_address_is_no_tool():
    assert (
        read(("required", "See [our work](https://puppets.github.io/strings) and www.trello.com/puppets"))["tools"]
        == []
    )
    assert read(("required", "Use GitHub (https://puppets.example)"))["tools"] == ["GitHub"]


def test_excel_the_verb_is_no_tool():
    assert read(("required", "You excel at planning"))["tools"] == []


def test_the_years_of_a_scheme_are_no_demand_and_one_that_is_not_wanted_manages_nothing():
    assert read(("required", "The two year fellowship experience begins in May"))["years_experience"] is None
    assert read(("required", "We are not looking for a project manager"))["scope"] is None


def test_years_in_managing_and_or_something_else_are_not_tied_to_managing():
    facets = read(("required", "Ten years of experience in product management and/or carving."))
    assert (facets["years_experience"], facets["years_managing"]) == (10, None)


def test_years_in_one_or_more_of_several_fields_are_not_tied_to_managing():
    said = "4 years in one or more of these: project management, carpentry, teaching"
    facets = read(("required", said))
    assert (facets["years_experience"], facets["years_managing"]) == (4, None)


def test_a_certificate_of_programmes_manages_none():
    facets = read(("required", "Managing Successful Programmes (MSP) or PRINCE2 Practitioner"))
    assert (facets["scope"], facets["methods"]) == (None, ["msp", "prince2"])


def test_the_grade_may_stand_in_the_title():
    facets = read(("required", "Plans work"), title="Project Manager (Band 8a)")
    assert facets["grade"] == {"scheme": "afc", "value": "Band 8a"}


@pytest.mark.parametrize(("title", "shown"), [("Carver Band 8a", ["Band 8a"]), ("Carver Band 7", None)])
def test_the_grade_of_the_title_is_shown_in_the_text_where_that_states_it_too(title, shown):
    assert shown_of("grade", ("offer", "Band 8a post"), title=title) == shown


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        (["The salary range is $183,000 USD - $247,000 USD a year"], ["$183,000 USD", "$247,000 USD"]),
        (
            ["Salary in Hull: £40,000 - £50,000", "Salary in Leeds: £45,000 - £60,000"],
            ["£40,000 - £50,000", "£45,000 - £60,000"],
        ),
        (["Salary in Hull: £40,000 - £50,000", "Salary in Leeds: £42,000 - £48,000"], ["£40,000 - £50,000"]),
    ],
)
def test_each_bound_of_the_pay_is_shown_where_it_stands(lines, shown):
    assert shown_of("base_salary", *(("offer", line) for line in lines)) == shown


def test_of_budgets_in_several_currencies_the_one_of_most_worth_holds():
    lines = [("responsibility", f"Manage a budget of {amount}") for amount in ("¥50,000,000", "$2 million")]
    assert read(*lines)["budget"] == {"amount": 2_000_000, "currency": "USD"}


def test_what_a_long_paragraph_says_does_not_depend_on_where_other_words_stand():
    carved = "the oldest books of the coast and "
    for far in range(7):
        text = f"As manager to the theatre you keep {carved * far}lead a team of payroll specialists {carved * 5}"
        assert read(("responsibility", text))["line_management"]


@pytest.mark.parametrize("text", ["Experience as a Scrum Master", "Scrum Master or similar"])
def test_a_method_inside_a_longer_name_that_is_none_here_is_found(text):
    assert read(("required", text))["methods"] == ["scrum"]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("GEDs accepted", "secondary"),
        ("BS(Hons)", "bachelor"),
        ("BE/ME in stagecraft", "bachelor"),
        ("MCA or similar", "master"),
    ],
)
def test_a_degree_in_short_is_read_however_it_is_joined(text, level):
    assert read(("required", text))["education"] == {"level": level, "need": "required"}


def test_an_agency_with_the_letters_of_a_degree_is_none():
    assert read(("required", "The Masts and Carts Agency (MCA) is hiring"))["education"] is None


def test_a_sentence_broken_by_a_hard_wrap_is_read_as_one():
    facets = read(
        ("required", "You will bring a minimum of eight years of hands-on experience in project"),
        ("required", "management, and you enjoy it."),
    )
    assert (facets["years_experience"], facets["years_managing"]) == (8, 8)


def test_a_line_that_breaks_off_goes_on_in_a_capital_too():
    facets = read(
        ("required", "You will bring a minimum of eight years of hands-on experience of the"),
        ("required", "Project management of puppet theatres"),
    )
    assert facets["years_managing"] == 8


def test_a_line_that_breaks_off_in_brackets_goes_on():
    lines = [
        ("required", "You have used the tools of a modern workshop (Jira, Trello, Azure"),
        ("required", "DevOps, or similar)"),
    ]
    assert read(*lines)["tools"] == ["Azure DevOps", "Jira", "Trello"]
    assert read(*lines)["methods"] == []


def test_a_word_written_short_is_read_as_written_out_and_shown_as_it_stands():
    text = "Own  proj. risk mgmt and plans;\u00ad vendor mgt and paints"
    assert shown_of("risk", ("responsibility", text)) == ["Own  proj. risk"]
    assert shown_of("procurement", ("responsibility", text.partition(";")[2])) == ["vendor mgt"]
    assert shown_of("line_management", ("required", "People Mgmt")) == ["People Mgmt"]


def test_evidence_stands_in_the_text_where_it_says():
    lines = lines_of(
        ("heading", "Your duties"), ("responsibility", "Own the project’s budget of £5m"), ("required", "PMP")
    )
    text = "\n".join(line.text for line in lines)
    facets, evidence = find_facets("", lines)
    shown = {facet: [text[one.start : one.end] for one in places] for facet, places in evidence.items()}
    assert shown["certifications"] == ["PMP"]
    assert shown["budget"] == ["£5m"]
    assert all(evidence[facet] for facet, value in facets.items() if value not in (None, False, []))


def test_a_line_of_unreasonable_length_is_read_page_by_page():
    text = "word " * 3000 + "PMP required"
    facets, evidence = find_facets("", lines_of(("heading", "Demands"), ("required", text)))
    [shown] = evidence["certifications"]
    assert facets["certifications"] == [{"name": "PMP", "need": "required"}]
    assert ("Demands\n" + text)[shown.start : shown.end] == "PMP"


@pytest.mark.parametrize(
    "unit", ["hybrid ", "prince2 ", "lead the and ", "5 years or ", "bachelor's or ", "agile working scrum "]
)
def test_no_repeated_words_take_the_square_of_their_number(unit):
    text = unit * (40_000 // len(unit))
    started = process_time()
    find_facets("", lines_of(("required", text)))
    assert process_time() - started < 2


def test_a_step_of_a_grade_is_no_part_of_the_salary():
    pay = read(("offer", "Salary: GS-13 Step 1 - $94,373 to $150,703"))["base_salary"]
    assert (pay["min"], pay["max"]) == (94373, 150703)


def test_a_tool_that_nobody_told_of_is_known_by_its_neighbours():
    assert read(("required", "Experience with tools such as Jira, Frobnik or Smartsheet"))["tools"] == [
        "Frobnik", "Jira", "Smartsheet",
    ]  # fmt: skip
    assert read(("required", "Good use of Jira and Finance systems"))["tools"] == ["Jira"]
    assert read(("required", "Experience with eFrobnik and Jira"))["tools"] == ["Jira", "eFrobnik"]
    assert read(("required", "Work with tools such as Jira, TikTok or Asana"))["tools"] == ["Asana", "Jira"]


def test_a_certificate_that_nobody_told_of_is_known_by_its_neighbours():
    certificates = read(("required", "A certification (PMP, QZPM or similar)"))["certifications"]
    assert {one["name"] for one in certificates} == {"PMP", "QZPM"}


def test_the_product_of_the_firm_itself_is_no_tool():
    lines = [("employer", "At Vanta, we help firms to prove that they are safe."), ("responsibility", "Grow Vanta")]
    assert read(*lines)["tools"] == []
    assert read(("summary", "Lead Vanta's sales team"), lines[1])["tools"] == []
    assert read(("required", "Experience with Vanta"))["tools"] == ["Vanta"]


def test_projects_that_others_manage_give_no_scope():
    assert read(("responsibility", "Coordinate schedules with the project managers"))["scope"] is None
    assert read(("responsibility", "Manage projects from start to finish"))["scope"] == "project"


def test_the_name_of_the_job_tells_a_programme_from_a_project():
    lines = [
        ("summary", "We are hiring our first Technical Programme Manager"),
        ("responsibility", "Keep the projects moving"),
    ]
    assert read(*lines)["scope"] == "programme"


def test_what_the_applicant_should_know_says_less_of_the_sector_than_what_the_employer_does():
    lines = [("employer", "We print news for publishers and journalists"), ("required", "Knowledge of SaaS")]
    assert read(*lines)["sector"] == "media"


def test_what_a_firm_calls_itself_outweighs_the_field_it_serves():
    text = "We are a vertical SaaS company: lenders, banks and insurance brokers take loans and mortgage forms from us"
    assert read(("employer", text))["sector"] == "software"


@pytest.mark.parametrize(("text", "sector"), [
    ("Strings guards cloud workloads for 900 companies and the Department of Defense.", "software"),
    ("Strings is where bakeries and restaurants buy and sell used puppets on our marketplace.", "retail"),
    ("Puppet Foundation is seeking a manager for its healthcare shows.", "non_profit"),
    ("We are a puppet marketing agency. Our clients sell software.", "media"),
    ("Strings is revolutionizing the healthcare industry with puppets run by artificial intelligence.", "software"),
    ("Trusted by hospitals, our machine learning carves strings.", "software"),
])  # fmt: skip
def test_what_an_employer_says_it_is_weighs_more_than_whom_it_serves(text, sector):
    assert read(("employer", text))["sector"] == sector


@pytest.mark.parametrize(("sector", "lines"), [
    ("energy", [("summary", "Puppets for our utility customers"), ("responsibility", "Capital projects, contractors")]),
    ("manufacturing", [("responsibility", "Capital projects in food manufacturing with contractors")]),
    ("healthcare", [("employer", "Our hospitals and clinics are not-for-profit")]),
    ("non_profit", [("employer", "Strings is not-for-profit and carves puppets")]),
    ("public", [("responsibility", "Infrastructure projects for the Minister's Office, with contractors")]),
    ("construction", [("responsibility", "Oversee contractors and capital projects")]),
])  # fmt: skip
def test_what_all_owners_have_built_shows_the_sector_only_where_nothing_else_does(sector, lines):
    assert read(*lines)["sector"] == sector


def test_vendors_abroad_are_no_work_at_sea():
    vendors = ("responsibility", "Oversee offshore vendors for Medicaid puppets")
    assert read(vendors)["sector"] == "healthcare"
    assert read(("responsibility", "Carve on offshore platforms"))["sector"] == "energy"


def test_software_that_an_employer_uses_does_not_outweigh_who_it_is():
    lines = [
        ("responsibility", "Build puppets for the Council"),
        ("responsibility", "Choose SaaS, a data platform, APIs and software"),
        ("required", "Cloud, generative AI and open source"),
    ]
    assert read(*lines)["sector"] == "public"
    assert read(("employer", "Strings is SaaS that carves"), lines[1])["sector"] == "software"


@pytest.mark.parametrize("demand", [
    "Six years of carving at a bank or an insurer",
    "Three years in a creative agency or in-house",
    "A career with a consultancy, a university or a ministry",
])  # fmt: skip
def test_where_the_applicant_may_come_from_is_not_the_sector(demand):
    assert read(("required", demand))["sector"] is None
    assert read(("required", demand), ("responsibility", "Carve for patients"))["sector"] == "healthcare"


def test_the_field_that_a_demand_names_may_be_the_sector():
    assert read(("required", "Six years of nursing in a hospital setting"))["sector"] == "healthcare"


def test_a_name_in_capitals_is_no_word_in_small_letters():
    assert read(("responsibility", "Carve for the DoD"))["sector"] == "defence"
    assert read(("responsibility", "Dod o hyd i bypedau"))["sector"] is None


def test_clinical_work_for_sponsors_is_no_care():
    lines = ("summary", "Lead clinical trials at a CRO"), ("responsibility", "Keep the trial master file to ICH-GCP")
    assert read(*lines)["sector"] == "life_sciences"


def test_whom_a_consultancy_works_for_is_not_its_sector():
    text = "Our consultants advise large banks and insurers, for hospitals or councils too"
    assert read(("employer", text))["sector"] == "consulting"


def test_terms_of_the_job_show_the_sector_only_where_all_else_is_silent():
    assert read(("process", "You will be based on the ward of our puppet hospital."))["sector"] == "healthcare"
    assert read(("process", "We will ask for a police check."), ("offer", "Free podcasts"))["sector"] is None
    assert read(("employer", "We print newspapers."), ("offer", "A clinic for your back"))["sector"] == "media"


def test_work_that_many_employers_have_shows_the_sector_in_their_own_lines_only():
    lines = ("employer", "Our broadband reaches every theatre."), ("responsibility", "Pay for catering and insurance.")
    assert read(*lines)["sector"] == "telecoms"


@pytest.mark.parametrize(
    ("says", "duty", "sector"),
    [
        ("We are a young payment institution.", "Answer questions of the regulator", "finance"),
        ("We remove CO2 from the air.", "Plan haulage of the rock with freight firms", "energy"),
        ("We are consultants who help governments carve.", "Run workshops", "consulting"),
        ("We are a climate tech start-up.", "Run workshops", "energy"),
        ("We are the regulator of puppets.", "Write the rules", "public"),
        ("We are a family haulage firm.", "Plan routes", "transport"),
    ],
)
def test_whom_a_duty_or_a_client_names_does_not_outweigh_what_the_employer_does(says, duty, sector):
    assert read(("employer", says), ("responsibility", duty))["sector"] == sector


def test_what_only_looks_like_a_word_of_a_sector_is_none():
    assert read(("offer", "Bank holidays off"), ("responsibility", "Keep state of the art puppets"))["sector"] is None


@pytest.mark.parametrize(("section", "text", "sector"), [
    ("responsibility", "Watch project health with technical architects", None),
    ("required", "Be a U.S. citizen, as all our U.S. citizens are", None),
    ("offer", "Health insurance and duty of care", None),
    ("responsibility", "Carve with engineers across the University", "education"),
    ("summary", "A software theatre at the University of Exham", "education"),
    ("summary", "Our engineers at Barclays carve puppets with AI", "finance"),
    ("required", "Software skills and an active TS/SCI clearance", "defence"),
    ("employer", "Puppets for orphans, built with artificial intelligence by orphan care staff", "non_profit"),
    ("employer", "A digital agency: our clients buy puppets", "software"),
])  # fmt: skip
def test_a_word_with_another_sense_does_not_outweigh_who_the_employer_is(section, text, sector):
    assert read((section, text))["sector"] == sector


def test_where_little_speaks_for_any_sector_it_is_the_usual_one():
    assert read(("responsibility", "Know the supply chain of our puppets"))["sector"] == "software"


@pytest.mark.parametrize(
    ("text", "sector"),
    [("Manage patient flow", "healthcare"), ("Federal policing", "public")],
)
def test_one_word_of_a_hospital_or_a_ministry_is_no_word_for_the_usual_sector(text, sector):
    assert read(("responsibility", text))["sector"] == sector
    assert read(("responsibility", "Meet agencies and puppeteers"))["sector"] is None


def test_a_word_of_one_kind_of_employer_has_its_whole_vote_in_a_demand():
    lines = [("required", "Software skills"), ("required", "This classification demands two years of them")]
    assert read(*lines)["sector"] == "public"


def test_a_base_of_the_forces_is_of_defence_whatever_the_state_says_of_how_it_recruits():
    base = ("responsibility", "Plan the works at RAF Little Dale, to military standards.")
    assert read(base, ("process", "Behaviours: we will assess you against these."))["sector"] == "defence"


def test_the_hours_of_a_week_tell_full_from_part_time():
    assert read(("offer", "24 hours per week"))["employment_type"] == ["PART_TIME"]
    assert read(("offer", "Hours: 37.5 per week"))["employment_type"] == ["FULL_TIME"]


def test_the_unit_beside_a_sum_counts_and_not_one_farther_off():
    pay = read(("offer", "Expected salary: $101k-$131k/year ($49-$63/hour)"))["base_salary"]
    assert pay == {"min": 101_000, "max": 131_000, "currency": "USD", "unit": "YEAR"}
    assert read(("offer", "Salary: $90,000 CAD a year"))["base_salary"]["currency"] == "CAD"


@pytest.mark.parametrize(
    ("section", "text", "facet", "value"),
    [
        ("employer", "We work across the whole of the UK to support small theatres", "geographic_reach", "national"),
        ("employer", "Offices across the UK keep us close to our readers", "geographic_reach", None),
        ("required", "You must be authorised to work in the United States", "geographic_reach", None),
        ("responsibility", "Speak for the team at regional and national forums", "geographic_reach", None),
        ("responsibility", "Full management of the bakery's night team", "line_management", True),
        ("responsibility", "Work under the supervision of senior staff", "line_management", False),
        ("responsibility", "Agree care plans and mental health risk assessments", "risk", False),
        ("responsibility", "Lead reviews of schedule, cost control and change management", "change", False),
        ("summary", "Be part of a transformation programme", "change", False),
        ("required", "Juggle several schools and events simultaneously", "concurrent_projects", True),
        ("offer", "Insight into a range of projects across the museum", "concurrent_projects", False),
        ("required", "A career in scheduling and cost management", "budget_responsibility", False),
        ("responsibility", "Ensure compliance with all local and federal laws", "regulated", True),
        ("required", "Built with Docker, Postgres and GCP", "regulated", False),
        ("responsibility", "Provide oversight and leadership for the analyses", "stakeholder_level", None),
        (
            "responsibility",
            "Give regular updates and reports to senior leadership on progress",
            "stakeholder_level",
            "executive",
        ),
        ("offer", "Hours per week: 37.5", "employment_type", ["FULL_TIME"]),
        ("offer", "Puppets on leave after six months of full-time employment", "employment_type", []),
        ("offer", "In-person in Oslo", "workplace", "on_site"),
        ("offer", "$300K OTE", "base_salary", None),
        ("offer", "The Civil Service pension is generous", "sector", "public"),
        ("responsibility", "Managing a small team of puppet makers", "line_management", True),
        ("summary", "Advise on costumes without direct managerial responsibilities", "line_management", False),
        ("responsibility", "Run the concurrent restoration of up to nine lighthouses", "concurrent_projects", True),
        ("responsibility", "Support colleagues with various ad hoc projects", "concurrent_projects", False),
        ("responsibility", "Take part in client walks of the finished gardens", "external_clients", True),
        ("responsibility", "Speed up our client release process", "external_clients", False),
        ("responsibility", "Approve all stonemasons' invoices", "budget_responsibility", True),
        (
            "responsibility",
            "Keep the ferry within quality, cost and time constraints",
            "budget_responsibility",
            True,
        ),
        ("responsibility", "Build lightweight project management systems for the theatre", "governance", True),
        ("required", "Comfortable engaging with governance as appropriate", "governance", False),
        ("responsibility", "Promote risk averse practice on the pier", "risk", False),
        ("responsibility", "Launch kites (performance optimization, supply chain forecasting)", "procurement", False),
        ("responsibility", "Draft and negotiate statements of work for the lighthouse", "procurement", True),
        ("responsibility", "Embed new ways of working across the bakeries", "change", True),
        ("responsibility", "Follow detailed processes for communication and change management", "change", False),
        ("required", "Experience of working at a senior level in lighthouses", "stakeholder_level", None),
        ("required", "A proven national record of saving lighthouses", "geographic_reach", None),
        ("offer", "The role is based out of our Exham office 5 days/week", "workplace", "on_site"),
        (
            "offer",
            "Some carvers may be suited to a combination of office and home-based working",
            "workplace",
            "hybrid",
        ),
        ("employer", "We earn a million per full-time baker", "employment_type", []),
        (
            "responsibility",
            "Deliver the fair to time, quality and cost requirements",
            "budget_responsibility",
            True,
        ),
        ("responsibility", "Ensure programme management principles are embedded in the choir", "governance", True),
        ("responsibility", "Guide the organisation through a period of transformation", "change", True),
        ("required", "Puppet shows delivered on the client or contractor side", "procurement", False),
        ("responsibility", "Deliver the local and national ambitions of the choir", "geographic_reach", None),
        ("responsibility", "Bring choirs together across the south of England", "geographic_reach", "local"),
        ("responsibility", "Tune the choirs with teams in Austin and Krakow", "geographic_reach", "international"),
        ("responsibility", "Tune the choirs with teams in Austin and Dallas", "geographic_reach", "local"),
        ("responsibility", "Tune the choirs with teams across Leeds and York", "geographic_reach", "local"),
        ("employer", "We tune choirs with teams in Austin and Krakow", "geographic_reach", None),
        ("offer", "Benefits include on-site leisure facilities", "workplace", None),
        ("responsibility", "Drive the agile and effective running of the pier", "methods", []),
        ("required", "10 years plus of experience leading lighthouse projects", "years_managing", 10),
        ("required", "Fluent in SQL and R", "tools", ["R", "SQL"]),
        ("employer", "We make a software platform for the construction industry", "sector", "software"),
        ("employer", "We are a law firm for pets and their owners", "sector", "other"),
        ("employer", "The largest digital insurance platform of the coast, with AI for its users", "sector", "finance"),
        ("employer", "We build an AI lawyer for puppeteers who cannot pay a law firm", "sector", "software"),
    ],
)
def test_a_duty_is_told_from_what_only_sounds_like_it(section, text, facet, value):
    assert read((section, text))[facet] == value


def test_a_share_of_travel_stands_below_its_heading():
    assert read(("heading", "Travel Requirements:"), ("required", "Up to 35%"))["travel"] == 35
    assert read(("heading", "Travel Requirements:"), ("required", "Keep 35% of the bees"))["travel"] is None
    assert read(("offer", "All work is done at home with no requirement to travel"))["travel"] is None


@pytest.mark.parametrize(
    "pay",
    [
        "£50,000 - £60,000 + bonus",
        "£50,000 - 60,000+ Bonus",
        "£50,000 - £60,000 plus bonus",
        "£50,000 - £60,000, OTE £80,000",
    ],
)
def test_a_bonus_beside_the_pay_leaves_the_pay(pay):
    stated = read(("offer", f"Salary: {pay}"))["base_salary"]
    assert (stated["min"], stated["max"]) == (50000, 60000)


def test_a_wish_at_the_end_of_a_long_demand_softens_the_whole_of_it():
    wished = "3+ years of proven project management experience in the restoration of village puppet theatres preferred"
    assert read(("required", wished))["years_experience"] is None
    demanded = f"{wished.removesuffix(' preferred')} with a love of puppets preferred"
    assert read(("required", demanded))["years_experience"] == 3


@pytest.mark.parametrize(
    "function", ["engineering, procurement and construction", "design, procurement, commissioning"]
)
def test_buying_in_a_list_of_functions_is_no_duty(function):
    assert not read(("responsibility", f"Work with {function} to open the pier"))["procurement"]
    assert read(("responsibility", "Lead the procurement of new organ pipes"))["procurement"]


@pytest.mark.parametrize(
    ("text", "facet"),
    [
        ("Walk the pier and help identify risks to its opening", "risk"),
        ("Risk management: help to note what may go wrong", "risk"),
        ("You will support the carving partner developing business cases", "business_case"),
        ("Cost control: assist with the puppets' invoices", "budget_responsibility"),
        ("Financial oversight: support the keepers of the puppets", "budget_responsibility"),
        ("Walk the pier and support the head of masks in the development of a carving strategy", "business_case"),
        ("Provide administrative support for opening nights, including masks, wigs and risk registers", "risk"),
        ("Provide secretarial support to governance meetings", "governance"),
    ],
)
def test_help_in_the_middle_of_a_duty_is_not_the_duty(text, facet):
    assert not read(("responsibility", text))[facet]


def test_help_goes_on_to_the_end_of_a_long_sentence_unless_another_duty_follows():
    helped = (
        "Support the keepers of the pier, the organ hall and the puppet theatre on rainy days, on pay and on string"
    )
    assert not read(("responsibility", f"{helped} and organisational change"))["change"]
    assert read(("responsibility", f"{helped} and, always, lead organisational change"))["change"]
    assert read(("responsibility", f"{helped} whilst managing organisational change"))["change"]
    assert read(("responsibility", f"{helped}, and manage risks"))["risk"]
    assert read(("responsibility", "Provide secretarial support to the stage, manage the risk register"))["risk"]


@pytest.mark.parametrize(
    "text",
    [
        "Assisting project management and the making of reports",
        "Expected to assist with project support and project planning",
        "Support the puppetry team to run projects",
        "Work closely with our project manager on the puppets",
        "Providing merry support across a range of programmes",
        "Knows Managing Successful Projects and Microsoft Project",
    ],
)
def test_who_helps_with_the_work_of_projects_does_not_manage_them(text):
    assert read(("responsibility", text))["scope"] is None


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Manage discrete projects within the wider programme", "project"),
        ("Provide project management support to the puppetry team", "project"),
        ("Accountable for the change portfolio", "portfolio"),
        ("Own the contract programme", None),
        ("Manage cost, quality and programme", None),
        ("Manage the construction programme of 40 theatres", "programme"),
        ("Manage the puppet programme and its budget", "programme"),
        ("Lead implementation of the GBP 6.2m, 3-town Singing Puppets project", "project"),
        ("Manage a £40m portfolio of stage projects", "portfolio"),
        ("Manage a puppet project and its place in the wider puppet portfolio", "project"),
    ],
)
def test_what_is_managed_is_told_from_what_it_belongs_to(text, scope):
    assert read(("responsibility", text))["scope"] == scope


def test_projects_that_are_only_named_give_no_scope():
    text = "Past projects, present projects and the projects to come are painted on our stage"
    assert read(("responsibility", text))["scope"] is None


def test_who_supports_a_team_that_leads_does_not_lead():
    text = "You will support the Puppetry Governance Team to implement and coordinate a large puppet programme"
    assert read(("responsibility", text))["scope"] is None
    assert not read(("responsibility", "You support the heads and the puppet manager in managing risks and issues"))[
        "risk"
    ]


@pytest.mark.parametrize(
    "demand",
    [
        "Significant experience of managing and implementing change programmes",
        "Focused on delivering projects and programmes to the highest standard",
        "Proven programme management experience",
    ],
)
def test_programmes_that_are_demanded_outright_outweigh_the_projects_that_are_named(demand):
    lines = [
        ("summary", "We seek a Project Manager for our puppet theatre"),
        ("responsibility", "The Project Manager reports on each project"),
    ]
    assert read(*lines)["scope"] == "project"
    assert read(*lines, ("required", demand))["scope"] == "programme"


def test_the_plans_of_a_programme_and_a_programme_manager_of_many_words_tell_of_a_programme():
    long = "We are seeking a calm, patient and merry Puppet Safety & Theatre Risk Program Manager"
    assert read(("responsibility", "Develop and track program plans"))["scope"] == "programme"
    assert read(("summary", long))["scope"] == "programme"


def test_the_director_of_a_training_programme_directs_a_programme():
    assert read(("summary", "We seek a Training Programme Director for our school of puppetry"))["scope"] == "programme"


def test_who_supports_a_project_does_not_manage_it():
    lines = [
        ("summary", "We seek a Project Support Officer"),
        ("responsibility", "Support the project managers with their minutes"),
        ("responsibility", "Keep the project files in order"),
    ]
    assert read(*lines)["scope"] is None


def test_work_that_spans_a_portfolio_is_portfolio_work():
    assert read(("responsibility", "Keep the schedules for a portfolio of pier projects"))["scope"] == "portfolio"
    assert read(("responsibility", "Works with project or portfolio management on schedules"))["scope"] != "portfolio"


@pytest.mark.parametrize(
    ("section", "text", "facet", "value"),
    [
        ("offer", "You will be supported in this by senior management", "stakeholder_level", None),
        ("responsibility", "Diary management for the senior leadership team", "stakeholder_level", None),
        ("required", "A kind and open approach to leadership", "stakeholder_level", None),
        ("summary", "As a Puppet Show Director, you will sew", "stakeholder_level", None),
        ("responsibility", "Give sound advice to senior officers of the council", "stakeholder_level", "management"),
        ("responsibility", "Support senior clinical and operational leads", "stakeholder_level", "management"),
        ("responsibility", "Report to stakeholders and leadership every week", "stakeholder_level", "management"),
        ("required", "Partnership working at a senior level", "stakeholder_level", "management"),
        ("responsibility", "Show the puppet dashboard to the board", "stakeholder_level", "board"),
        ("responsibility", "Work alongside the founders of the theatre", "stakeholder_level", "executive"),
        ("responsibility", "Agree the show with the Head of Puppets", "stakeholder_level", "management"),
        ("responsibility", "Draft the heads of terms", "stakeholder_level", None),
        ("responsibility", "Coordinate with landowners and lighthouse keepers", "stakeholder_level", "team"),
        ("responsibility", "Write code that interacts with external systems", "stakeholder_level", None),
    ],
)
def test_only_those_the_holder_deals_with_are_stakeholders(section, text, facet, value):
    assert read((section, text))[facet] == value


@pytest.mark.parametrize(
    ("section", "text", "value"),
    [
        ("required", "Must have authorization to work in the United States", None),
        ("responsibility", "Report to the Global Head of Puppets", None),
        ("required", "Applicants must be based in the United States", None),
        ("employer", "Our lighthouses are the best in Europe", None),
        ("responsibility", "Work with regional and national colleagues", None),
        ("responsibility", "Lead the global puppet programme", "international"),
        ("responsibility", "Run the national puppet programme", "national"),
        ("responsibility", "Open theatres in Portugal, Latvia and the UK", "international"),
        ("required", "Comfortable across several time zones", "international"),
        ("required", "Right to work in Portugal or Latvia", None),
        ("required", "A degree of a UK or US university", None),
        ("responsibility", "Mend lighthouses up and down the country", "national"),
        ("responsibility", "Repair the piers for the city", "local"),
    ],
)
def test_the_name_of_an_office_or_a_boast_is_no_reach(section, text, value):
    assert read((section, text))["geographic_reach"] == value


@pytest.mark.parametrize(
    ("section", "text", "facet", "value"),
    [
        ("responsibility", "Budgets, line-managing the caretaker, and minutes", "line_management", True),
        ("responsibility", "Provide direct supervision to the shift leaders", "line_management", True),
        ("responsibility", "Develop and lead our Programme Management Office", "governance", True),
        ("responsibility", "Manage and assure the delivery of the piers", "governance", True),
        ("responsibility", "Represent us at senior governance forums", "governance", False),
        ("responsibility", "Develop and implement choir policy and processes", "governance", True),
        ("responsibility", "Handle changes according to established change management practices", "governance", False),
        ("required", "Quality control and assurance of puppets", "governance", False),
        ("responsibility", "Draft resource and risk plans", "risk", True),
        ("responsibility", "Look after 4 - 7 active puppet projects", "concurrent_projects", True),
        ("summary", "Many of our projects are about bees", "concurrent_projects", False),
        ("responsibility", "Supervise the Puppets and Props Coordinator", "line_management", True),
        ("required", "Excellent communication, leadership, and puppetry skills", "stakeholder_level", None),
        ("required", "Communication, leadership and puppetry skills among colleagues", "stakeholder_level", "team"),
        ("responsibility", "Manage EU, national and regional projects", "geographic_reach", "international"),
        ("heading", "Location: Oslo, Remote", "workplace", "remote"),
        ("summary", "The role gives back-office (non-customer facing) support", "external_clients", False),
        ("responsibility", "Advise on change management and other project controls procedures", "change", False),
        ("responsibility", "Own scope, schedule, budget, quality and risk", "risk", True),
        ("responsibility", "Lead external partnership songs", "procurement", False),
        ("summary", "Build agile, accountable choirs", "methods", []),
        ("responsibility", "Find and remove barriers to the launch", "risk", True),
        ("responsibility", "Remove barriers to learning", "risk", False),
        ("required", "An understanding of health and safety, risk and quality issues", "risk", False),
        ("responsibility", "Organisation of the training of staff", "mentoring", False),
        ("summary", "We provide training and a puppet of your own", "mentoring", False),
        ("responsibility", "Manage the leadership team's calendar", "line_management", False),
        ("offer", "You may work from home as well as from our pier", "workplace", "hybrid"),
        ("offer", "Grow your professional development through mentoring", "mentoring", False),
        ("summary", "Join those working on our various projects", "concurrent_projects", False),
        ("responsibility", "Present project portfolio reports", "concurrent_projects", False),
        ("summary", "This is not a project/change management role", "change", False),
        ("required", "A passion to transform care", "change", False),
        ("responsibility", "Drive the delivery of strategies", "business_case", False),
        ("responsibility", "Work in line with Good Clinical Practice", "regulated", True),
        ("responsibility", "With expertise from the MHRA we sort the pills", "regulated", False),
        ("required", "This is a full-time position for a patient puppeteer", "employment_type", ["FULL_TIME"]),
        ("offer", "This post is for 12 months", "employment_type", ["TEMPORARY"]),
        ("required", "The position is offered on a contractor basis", "employment_type", ["CONTRACTOR"]),
        ("required", "The job requires presence in our Oslo office 5 days per week", "workplace", "on_site"),
        ("required", "Good use of Oracle Primavera Unifier", "tools", ["Unifier"]),
        ("required", "Advanced excel skills", "tools", ["Excel"]),
        ("employer", "A capital program management and advisory firm", "sector", "construction"),
        ("required", "Willingness to work from our Oslo office 5 days/week", "workplace", "on_site"),
        ("required", "Must be willing to work from our Oslo office at least 3x per week", "workplace", "hybrid"),
        ("required", "6+ years building and running puppet theatres", "years_experience", 6),
        ("required", "6+ years building and operating a puppet program", "years_managing", 6),
        ("required", "Willingness to work in person at our Exham office", "tools", []),
        ("required", "Familiarity with Teamwork, 10,000ft and Harvest", "tools", ["10,000ft", "Harvest", "Teamwork"]),
        ("required", "Communicate clearly with staff and management", "stakeholder_level", "management"),
        ("required", "Talk to stakeholders and management of risk", "stakeholder_level", "team"),
        ("responsibility", "Oversee crews with at least 8 to 12 puppeteer members", "team_size", 12),
        ("responsibility", "Lead the carvers' team (currently under 15 members)", "team_size", 15),
        ("responsibility", "Supervision of a team of (currently) 3 painters", "team_size", 3),
        ("responsibility", "Line management responsibility over two members of staff", "team_size", 2),
        ("responsibility", "Lead a team that currently includes three other members", "team_size", 3),
        ("responsibility", "Lead stage teams of between 6 and 20", "team_size", 20),
        ("responsibility", "Leading teams ranging in size from 5 to 25", "team_size", 25),
        ("responsibility", "Lead a PMO comprising 4 project managers and 2 analysts", "team_size", 6),
        ("responsibility", "Lead an organisation of 200 people", "team_size", 200),
        ("responsibility", "Work in a unit which includes 20 engineers", "team_size", None),
        ("responsibility", "Lead the unit, which includes five teams", "team_size", None),
        ("responsibility", "Lead teams ranging from 3 to 5 projects", "team_size", None),
        ("responsibility", "Lead project controls teams to deliver capital programmes", "scope", "programme"),
        ("responsibility", "Lead the five-year lighthouse programme from start to close", "scope", "programme"),
        ("required", "Seven years of technical program management experience", "scope", "programme"),
        ("responsibility", "See projects through to the opening night", "scope", "project"),
        ("responsibility", "Experience running a PMO in a theatre", "scope", "portfolio"),
        ("responsibility", "Take part in our puppetry programme", "scope", None),
        ("responsibility", "Lead pilot programs for new masks", "scope", None),
        ("responsibility", "Lead therapy programmes for puppeteers", "scope", None),
        ("responsibility", "Build a programme of rehabilitation for each puppeteer", "scope", None),
        ("required", "Experience supporting programme management", "scope", None),
        ("responsibility", "Take the stage and new projects as they come", "scope", None),
        ("responsibility", "Help the puppeteers with project delivery", "scope", None),
        ("responsibility", "Help to deliver the harbour programme", "scope", None),
        ("responsibility", "Assist with the coordination of projects", "scope", None),
        ("responsibility", "Build onboarding programs for new puppeteers", "scope", None),
        ("responsibility", "Support and lead the harbour projects", "scope", "project"),
        ("responsibility", "Support the delivery of key projects and take part in projects that matter", "scope", None),
        ("responsibility", "Speak for the guests of the theatre. Implement programs to move it", "scope", "programme"),
        ("responsibility", "Provide guidance to budget holders", "budget_responsibility", False),
        ("required", "Degree in carpentry, joinery or cost management", "budget_responsibility", False),
        ("responsibility", "Contribute to the improvement of project templates", "governance", False),
        ("required", "Applicants from overseas need a visa", "geographic_reach", None),
        ("responsibility", "Provide stage support to puppet customers", "external_clients", False),
        ("responsibility", "Educate users of the lighthouse", "mentoring", False),
        ("responsibility", "Manages up to 0 directly managed staff", "line_management", False),
        ("responsibility", "Manages up to 3 directly managed staff", "line_management", True),
        ("responsibility", "Deputise for the stage team manager in their absence", "line_management", False),
        ("required", "Puppetry consultant with a head for heights", "stakeholder_level", None),
        ("required", "A puppeteer of the SLT service", "stakeholder_level", None),
        ("responsibility", "Negotiate changes with the customer", "external_clients", True),
        ("responsibility", "Run meetings with owners, architects and puppeteers", "external_clients", True),
        ("responsibility", "Work with product owners and engineers", "external_clients", False),
        ("responsibility", "Move the client database to the lighthouse", "external_clients", False),
        ("responsibility", "Nurture talent among the puppeteers", "mentoring", True),
        ("responsibility", "Improve the coach park", "mentoring", False),
        ("responsibility", "Directly supervise stage engineers", "line_management", True),
        ("responsibility", "Directly manage projects with engineers", "line_management", False),
        ("process", "The post is subject to a counter terrorist check", "clearance", True),
        ("responsibility", "Chair the monthly puppetry steering group", "governance", True),
        ("responsibility", "Attend the puppetry steering group", "governance", False),
        ("responsibility", "Monitor adherence to the carving project standards", "governance", True),
        ("responsibility", "Work within the governance framework of the theatre", "governance", False),
        ("responsibility", "Manage all phases of the puppet project lifecycle", "governance", False),
        ("responsibility", "Put mitigations in place before strings snap", "risk", True),
        ("required", "A degree in risk management or puppetry", "risk", False),
        ("responsibility", "Report into the Head of Risk", "risk", False),
        ("responsibility", "Award subcontracts for the new stage", "procurement", True),
        ("responsibility", "Prepare bids to win new business for the theatre", "procurement", False),
        ("responsibility", "Coordinate with procurement", "procurement", False),
        ("required", "A track record of leading change among carvers", "change", True),
        ("responsibility", "Tell the carvers of schedule changes", "change", False),
        ("responsibility", "Prepare funding bids for the new stage", "business_case", True),
        ("responsibility", "Produce monthly cost reports for the stage", "budget_responsibility", True),
        ("responsibility", "Liaise with finance on budget codes", "budget_responsibility", False),
        ("responsibility", "Look after a suite of puppet projects", "concurrent_projects", True),
        ("responsibility", "Manage a project across multiple theatres", "concurrent_projects", False),
        ("required", "Project management experience (minimum 5 years)", "years_managing", 5),
        ("required", "Not less than 4 years of experience in carving", "years_experience", 4),
        ("required", "- 4+ years puppet carving (mostly heads)", "years_experience", 4),
        ("required", "We have stood here 4+ years", "years_experience", None),
        ("required", "5 years of service experience in a theatre", "years_experience", 5),
        ("required", "5 years of service in the fleet, without experience", "years_experience", None),
        ("required", "1-year of experience in puppetry", "years_experience", 1),
        ("required", "A 2-year contract for carvers with experience", "years_experience", None),
        ("required", "An NVQ3 in puppetry", "education", {"level": "vocational", "need": "required"}),
        ("required", "A maths degree", "education", {"level": "bachelor", "need": "required"}),
        ("required", "A degree in puppetry is ideal", "education", {"level": "bachelor", "need": "preferred"}),
        ("required", "Educated to at least Level 6", "education", {"level": "bachelor", "need": "required"}),
        ("required", "XQPM certification", "certifications", [{"name": "XQPM", "need": "required"}]),
        ("required", "Experience of ISO certification audits", "certifications", []),
    ],
)
def test_what_an_advert_asks_is_told_from_its_surroundings(section, text, facet, value):
    assert read((section, text))[facet] == value


@pytest.mark.parametrize(
    "text",
    [
        "Look after our partnerships with Puppetry Inc, SAP and Workday",
        "Experience at leading companies (e.g., Shopify, Amazon)",
        "Agreements with the three hyperscalers: AWS, Microsoft Azure and Google Cloud",
        "Write songs with well-known partners like AWS and Workday",
        "Good marks https://www.surveymonkey.com/marks with your former puppets",
    ],
)
def test_firms_that_are_named_and_addresses_are_no_tools(text):
    assert read(("required", text))["tools"] == []


def test_a_firm_that_says_what_it_is_asks_for_no_tool_of_its_name():
    demand = ("required", "Deep knowledge of how Supabase and GitHub work")
    assert read(("employer", "Supabase is the home of puppet masters"), demand)["tools"] == ["GitHub"]
    assert read(("required", "Supabase is a tool you know"), demand)["tools"] == ["GitHub", "Supabase"]


@pytest.mark.parametrize("thing", ["business operations", "remote working competencies", "work and plans", "values"])
def test_a_firm_whose_own_ways_are_spoken_of_asks_for_no_tool_of_its_name(thing):
    ways = ("responsibility", f"Explain Supabase's {thing} to puppet masters")
    assert read(ways, ("required", "Deep knowledge of how Supabase and GitHub work"))["tools"] == ["GitHub"]


def test_software_is_a_tool_also_where_firms_are_spoken_of():
    assert read(("required", "Build partnerships with agencies, using Salesforce"))["tools"] == ["Salesforce"]


def test_what_stands_far_off_in_a_long_paragraph_denies_nothing():
    far = "The workshop is old and its strings are long. " * 20
    duty = "You will line manage two carvers. "
    assert read(("responsibility", duty + far + "You report to your line manager."))["line_management"]
    assert not read(("responsibility", "This role has no line management duties. Line management is done by others."))[
        "line_management"
    ]


def test_who_is_able_to_work_well_works_where_it_is_said():
    text = "Travel across Kent and Sussex. You must be able to work well within a team"
    assert read(("required", text))["geographic_reach"] == "local"


def test_a_list_of_tools_ends_with_its_sentence():
    assert read(("required", "Tools such as Jira, Confluence or Tuxedo. As a carver you know wood"))["tools"] == [
        "Confluence",
        "Jira",
        "Tuxedo",
    ]


def test_a_car_to_reach_sites_is_travel():
    assert read(("required", "Access to a vehicle in order to visit sites"))["travel"] is True
    assert read(("required", "Access to a vehicle"))["travel"] is None


def test_days_at_ones_own_office_are_no_share_of_travel():
    assert (
        read(("offer", "Able to regularly travel to our Exham site for a minimum of 60% of your time"))["travel"]
        is True
    )


def test_what_another_sentence_says_of_travel_does_not_deny_it():
    text = "Travel to other theatres is required. The travel policy is on our pages."
    assert read(("required", text))["travel"] is True


def test_a_word_is_found_where_it_stands_by_itself_though_others_before_it_hold_it():
    text = "Charts for a chart room, the Jiraffe, and Jira"
    _, evidence = find_facets("", [Line(text, 0, len(text), "required")])
    assert [text[one.start : one.end] for one in evidence["tools"]] == ["Jira"]
    assert evidence["tools"][0].start == len(text) - len("Jira")


@pytest.mark.parametrize(
    ("text", "section", "facet", "value"),
    [
        ("Manage a puppet budget of 500,000 SEK", "responsibility", "budget", {"amount": 500000, "currency": "SEK"}),
        ("Manage a budget of 500,000 dollars", "responsibility", "budget", {"amount": 500000, "currency": "USD"}),
        ("DPhil in Puppetry required", "required", "education", {"level": "doctorate", "need": "required"}),
        ("MEng required", "required", "education", {"level": "master", "need": "required"}),
        ("Oversee units of 40", "responsibility", "team_size", 40),
        ("Grade: EO", "offer", "grade", {"scheme": "civil_service", "value": "EO"}),
    ],
)
def test_no_cue_is_asked_of_a_line_whose_pattern_has_none(text, section, facet, value):
    assert read((section, text))[facet] == value


def test_pay_in_any_currency_that_is_known_is_read():
    pay = read(("offer", "Pay: 45,000 NOK per month"))["base_salary"]
    assert pay == {"min": 45000, "max": 45000, "currency": "NOK", "unit": "MONTH"}


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("Salary range: $5,204 - $9,310", 5204, 9310, "MONTH"),
        ("Salary: $4,100 - $6,900", 4100, 6900, "MONTH"),
        ("Salary: $9,500 - $19,000", 9500, 19000, "YEAR"),
        ("Salary: £7,204 - £9,310", 7204, 9310, "YEAR"),
        ("National Pay Range$91,000—$122,000 USD", 91000, 122000, "YEAR"),
        ("Salary: NPR 60,000 - 90,000 per month", 60000, 90000, "MONTH"),
        ("Salary: SGD 6,500 to 9,000", 6500, 9000, "MONTH"),
        ("Salary: INR 400,000 to 600,000 per annum", 400000, 600000, "YEAR"),
        ("Salary: CHF 110'000 - 130'000", 110000, 130000, "YEAR"),
        ("Salary: ₹6,00,000 - ₹8,50,000 per annum", 600_000, 850_000, "YEAR"),
        ("Salary: Rs. 15 lakhs per annum", 1_500_000, 1_500_000, "YEAR"),
        ("Pay: we have a budget between USD 31,000 and 44,000 per year", 31000, 44000, "YEAR"),
    ],
)
def test_pay_is_read_whichever_way_its_range_is_written(text, low, high, unit):
    pay = read(("offer", text))["base_salary"]
    assert (pay["min"], pay["max"], pay["unit"]) == (low, high, unit)


@pytest.mark.parametrize("text", ["A training budget from $9,000 a year", "Bonus: $3,000 - $5,000", "Salary: £4,100"])
def test_what_is_beside_the_pay_or_too_little_for_it_is_no_pay(text):
    assert read(("offer", text))["base_salary"] is None


@pytest.mark.parametrize(
    ("text", "amount"),
    [("Manage puppet shows valued at $100k+", 100000), ("Manage projects of a firm valued at $3bn", None)],
)
def test_what_is_managed_is_valued_at_its_budget_and_a_firm_is_not(text, amount):
    budget = read(("responsibility", text))["budget"]
    assert (budget and budget["amount"]) == amount


@pytest.mark.parametrize(
    ("text", "years", "managing"),
    [
        ("5 years spent working as a PM of puppet shows", 5, 5),
        ("4 years of experience developing and keeping puppet project plans", 4, 4),
        ("5 years of program management or puppet product development", 5, None),
        ("3 years of stage research and/or project management experience", 3, None),
        ("3 years of related and/or project management experience", 3, 3),
        ("Degree in puppetry, or equivalent of four years at the bench", None, None),
    ],
)
def test_years_are_tied_to_managing_by_the_job_held_and_not_by_an_alternative(text, years, managing):
    facets = read(("required", text))
    assert (facets["years_experience"], facets["years_managing"]) == (years, managing)


def test_a_regime_that_is_only_wished_for_is_none_that_the_job_must_work_to():
    assert not read(("preferred", "Familiarity with HIPAA and GDPR"))["regulated"]
    assert read(("required", "Familiarity with HIPAA and GDPR"))["regulated"]
