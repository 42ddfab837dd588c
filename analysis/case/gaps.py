"""What the record does not show, the most worthwhile first."""

from collections.abc import Iterator, Sequence

import duckdb

from analysis.gaps import gap_sentences
from analysis.markdown import plain
from analysis.matching import Judged
from analysis.matching.coverage import Finding
from analysis.plan import doors, plan_of

_GAPS = 3


def ordered_gaps(one: Judged, targets: Sequence[Judged]) -> list[Finding]:
    """Return the gaps in the order of the plan, those of one facet by how much the match misses for them."""
    order = {(row.facet, row.gap): n for n, row in enumerate(plan_of(list(targets)).itertuples())}
    short = [finding for finding in one.findings if finding.verdict in ("not", "partly")]

    def place(gap: Finding) -> tuple[float, float]:
        near = [n for (facet, _), n in order.items() if facet == gap.demand.facet]
        return min(near, default=len(order)), -gap.demand.weight * (1 - gap.strength)

    return sorted(short, key=place)[:_GAPS]


def gap_points(
    con: duckdb.DuckDBPyConnection, gaps: Sequence[Finding], targets: Sequence[Judged], firm: str
) -> Iterator[str]:
    """Yield each gap as a point of Markdown: what is short of what, how to close it, how many openings ask it."""
    for gap in gaps:
        asking = sum(any(f.verdict in ("not", "partly") and doors(f) & doors(gap) for f in t.findings) for t in targets)
        said = " ".join(sentence[0].upper() + sentence[1:] for sentence in gap_sentences(con, gap, firm) if sentence)
        share = f" {asking} of your {len(targets)} best openings ask it." if asking > 1 else ""
        yield f"- **{plain(gap.asked)}.** {plain(said)}{share}"
