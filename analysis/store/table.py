"""A table as questions are answered with: a DataFrame whose text Jupyter shows as it stands."""

import pandas as pd


class Table(pd.DataFrame):
    """A DataFrame in which sums in dollars stay sums: pandas would let Jupyter set what lies between as mathematics.

    What is selected, sorted or merged from one is one again. The option of pandas, which is everybody's, is left alone.
    """

    @property
    def _constructor(self) -> type["Table"]:
        return Table

    def _repr_html_(self) -> str | None:
        with pd.option_context("display.html.use_mathjax", False):
            return super()._repr_html_()  # type: ignore[misc,no-any-return]  # the stubs have no such method
