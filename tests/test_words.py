"""A name says what a thing is: a noun of the field, or a verb with its object."""

from tests.words import PACKAGE, banned_names

EXCEPTIONS = frozenset({"domain/base/units.py: BOTH"})
"""Names that stay, as `file: name`; this list may only shrink. Both legs are a word of the field, and of every file."""


def test_no_name_is_a_bare_participle_pronoun_or_preposition() -> None:
    found = {
        f"{path.relative_to(PACKAGE).as_posix()}: {name.text}"
        for path in PACKAGE.rglob("*.py")
        for name in banned_names(path)
    }
    assert not sorted(found - EXCEPTIONS), "give these a noun of the glossary in ARCHITECTURE.md"
    assert not sorted(EXCEPTIONS - found), "these are gone: take them off the list"
