"""The sheet of how everything looks, read once. It knows no rule of it.

Textual reads a whole sheet anew for every page that is opened for the first time, and several times until the first
picture, though nothing it depends on has changed. That takes longer than all the rest of a page.
"""

from textual.css.stylesheet import Stylesheet


class Sheet(Stylesheet):
    """A sheet that keeps what was read of it for as long as its variables stay."""

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take variables; only others than before make it be read anew."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Read what was not read since the variables changed."""
        self.parse()
