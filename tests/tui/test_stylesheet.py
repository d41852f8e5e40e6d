"""That the sheet of looks is read once, and anew where what it depends on has changed."""

from achilles_tui.tui.stylesheet import Sheet


def sheet() -> Sheet:
    """Return a sheet of one rule."""
    made = Sheet(variables={"ink": "red"})
    made.add_source("Screen { color: $ink; }", ("here", ""))
    return made


def test_what_was_read_is_kept_while_its_variables_stay() -> None:
    kept = sheet()
    before = kept.rules[0]
    kept.set_variables({"ink": "red"})
    kept.reparse()

    assert kept.rules[0] is before


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
