"""Decides which of Textual's environment variables may reach it. It must not import Textual: it runs before that."""

from collections.abc import MutableMapping

# Looks and pace are the user's. The rest opens log files and sockets, presses keys, or names a class to import.
ALLOWED_VARIABLES = frozenset({"TEXTUAL_ANIMATIONS", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_FPS", "TEXTUAL_THEME"})


def clean_environment(environ: MutableMapping[str, str]) -> None:
    """Drop `TEXTUAL` and every `TEXTUAL_...` variable that is not in `ALLOWED_VARIABLES`.

    Call it with `os.environ` before anything imports Textual, which reads them once, while it is imported.
    """
    for name in [name for name in environ if name == "TEXTUAL" or name.startswith("TEXTUAL_")]:
        if name not in ALLOWED_VARIABLES:
            del environ[name]
