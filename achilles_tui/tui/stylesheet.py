"""A style sheet that is parsed once.

Textual parses the whole sheet again for every page that opens for the first time, and several times before the first
frame, although nothing it depends on has changed. That takes longer than everything else a page does.
"""

from textual.css.stylesheet import Stylesheet


class Sheet(Stylesheet):
    """A stylesheet, parsed again only if its variables change."""

    def set_variables(self, variables: dict[str, str]) -> None:
        """Set the variables; parse again only if they differ."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Parse whatever was not parsed since the variables changed."""
        self.parse()
