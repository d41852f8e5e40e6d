"""The style sheet is parsed once, and again when its variables change."""

from achilles_tui.tui.stylesheet import Sheet


def sheet() -> Sheet:
    """Return a sheet of one rule."""
    new_sheet = Sheet(variables={"ink": "red"})
    new_sheet.add_source("Screen { color: $ink; }", ("here", ""))
    return new_sheet


def test_what_was_read_is_kept_while_its_variables_stay() -> None:
    unchanged = sheet()
    before = unchanged.rules[0]
    unchanged.set_variables({"ink": "red"})
    unchanged.reparse()

    assert unchanged.rules[0] is before


def test_other_variables_have_it_read_anew() -> None:
    changed = sheet()
    before = changed.rules[0]
    changed.set_variables({"ink": "blue"})
    changed.reparse()

    assert changed.rules[0].styles.css != before.styles.css


def test_what_is_added_is_read_too() -> None:
    longer = sheet()
    before = longer.rules[0]
    longer.add_source("Static { color: $ink; }", ("there", ""))
    longer.reparse()

    assert longer.rules[0] is before
    assert len(longer.rules) == 2
