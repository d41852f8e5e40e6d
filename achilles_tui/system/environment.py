"""Filters Textual's environment variables. It must not import Textual, since it runs before that."""

from collections.abc import MutableMapping

# Looks and pace are up to the user. The others open log files and sockets, press keys, or import a class.
ALLOWED_VARIABLES = frozenset({"TEXTUAL_ANIMATIONS", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_FPS", "TEXTUAL_THEME"})


def clean_environment(environ: MutableMapping[str, str]) -> None:
    """Remove Textual's variables but `ALLOWED_VARIABLES`; call it before Textual is imported and reads them."""
    for name in [name for name in environ if name == "TEXTUAL" or name.startswith("TEXTUAL_")]:
        if name not in ALLOWED_VARIABLES:
            del environ[name]
