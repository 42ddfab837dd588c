"""The contract: the one record that crosses from gathering to analysis.

It says what the board *published*. Nothing derived, nothing of when we saw it: two crawls of an unchanged posting
are byte-equal. Names are those of schema.org `JobPosting` in snake case.
"""

import hashlib
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from crawler.web_address import of_the_web

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Line = Annotated[Text, BeforeValidator(lambda text: " ".join(text.split()) if isinstance(text, str) else text)]
"""A text in one line, whatever white space was published in it."""
SalaryUnit = Literal["HOUR", "DAY", "WEEK", "MONTH", "YEAR"]
EmploymentType = Literal[
    "FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "VOLUNTEER", "PER_DIEM", "OTHER"
]
Workplace = Literal["on_site", "hybrid", "remote"]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


class Place(_Record):
    """One place of work, or a region an applicant may live in."""

    raw: str
    """The place as the board wrote it: "Austin, TX"."""
    country: Annotated[str, StringConstraints(pattern="^[A-Z]{2}$")] | None = None
    """ISO 3166-1 alpha-2: "US". None where the text does not settle it."""
    region: str | None = None
    """State, province, county or nation, as a name: "Texas"."""
    locality: str | None = None
    """Town or city: "Austin"."""


class Money(_Record):
    """A salary as stated. Never annualised here."""

    raw: str
    """The text or field it was read from."""
    min: Decimal | None = None
    max: Decimal | None = None
    currency: Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")] | None = None
    """ISO 4217."""
    unit: SalaryUnit | None = None
    """What the figures are paid for."""
    origin: Literal["structured", "text", "predicted"] = "structured"
    """Published as fields, read from prose, or guessed by the aggregator (never to be shown as stated)."""


class Posting(_Record):
    """One advert as one board published it. Key: (`source`, `board`, `source_id`)."""

    source: Text
    """The platform: "greenhouse"; for imports the file's name."""
    board: Text
    """The board's token on that platform: "acme"; for imports the firm."""
    source_id: Text
    """The advert's id on that board."""
    title: Line
    hiring_organization: Line
    """The employer, as the boards list or the advert names it."""
    description: Text
    """The whole advert as HTML, unescaped once where the platform escapes; plain text where it publishes that."""
    description_format: Literal["html", "text"] = "html"
    url: Annotated[str | None, AfterValidator(of_the_web)] = None
    """Where the advert stands; None where what was published is no address of the web (`javascript:`)."""
    date_posted: date | None = None
    """The day the board says it was published."""
    valid_through: date | None = None
    job_location: tuple[Place, ...] = ()
    applicant_location_requirements: tuple[Place, ...] = ()
    job_location_type: Workplace | None = None
    """Where the work is done, in three states; None where the board does not say."""
    employment_type: tuple[EmploymentType, ...] = ()
    base_salary: Money | None = None
    identifier: str | None = None
    """The employer's own requisition id; one role in two places has the same."""
    internal_id: str | None = None
    """The platform's id of the role behind several adverts (Greenhouse `internal_job_id`)."""
    department: str | None = None
    industry: str | None = None
    occupational_category: str | None = None
    direct_apply: bool | None = None
    language: str | None = None
    """ISO 639-1 of the text, where stated."""
    sector: str | None = None
    """The employer's sector from the boards list, one of FACETS' values."""
    country: str | None = None
    """The employer's home country from the boards list, ISO 3166-1 alpha-2. No statement about the job."""
    grade: str | None = None
    """A pay grade published as a field ("Band 7", "GS-13")."""

    @property
    def posting_id(self) -> str:
        """A short, stable name of the key.

        >>> Posting(source="lever", board="acme", source_id="1", title="PM", hiring_organization="Acme",
        ...         description="Lead.").posting_id
        '2508ddff4c9a20fe'
        """
        return posting_id_of(self.source, self.board, self.source_id)

    @property
    def content_hash(self) -> str:
        """A hash of everything published; equal hashes are equal adverts."""
        return hashlib.blake2b(self.model_dump_json().encode(), digest_size=16).hexdigest()


def posting_id_of(source: str, board: str, source_id: str) -> str:
    """Return the id under which the store keeps (`source`, `board`, `source_id`)."""
    key = f"{source}\x1f{board}\x1f{source_id}"
    return hashlib.blake2b(key.encode(), digest_size=8).hexdigest()


class Refused(_Record):
    """A record that did not become a posting, kept aside with the reason."""

    source: str
    board: str
    source_id: str | None = None
    reason: str
    """What is wrong and in which field: "title: missing"."""
    raw: str = Field(default="", max_length=20_000)
    """The record as it came, cut at 20,000 characters."""
