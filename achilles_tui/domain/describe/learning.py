"""What can be read about the two types, the exercises, the time it takes, and when to see someone. Pure.

Every paragraph says where it comes from. Facts are those of the article and of the project's rules; sentences are ours.
Numbers of the pain rule are taken from the rule, and red flags from the safety questions, so that each stands once.
"""

from collections.abc import Iterable
from typing import NamedTuple

from achilles_tui.domain.base.units import PAIN_SCALE, Side
from achilles_tui.domain.pain_rule.rule import ROWS, PainRule
from achilles_tui.domain.programs.program import Claim, Exercise
from achilles_tui.domain.red_flags.safety import QUESTIONS, Kind
from achilles_tui.domain.session.demonstration import shown
from achilles_tui.domain.session.phrases import EDUCATION, spoken, why_pt


class Paragraph(NamedTuple):
    """A few short sentences, with a line above them or none, and where they come from."""

    text: str
    origins: tuple[str, ...]
    head: str = ""


class Topic(NamedTuple):
    """Something to read."""

    id: str
    title: str
    paragraphs: tuple[Paragraph, ...]


ARTICLE, OURS = "article", "ours"

CLAIMS: dict[Claim, str] = {
    "yes": "supported by studies",
    "might help": "it might help; more studies are needed",
    "not claimed": "nothing is claimed",
}
"""What is known of an exercise for one type, in words."""


def _article(text: str, head: str = "") -> Paragraph:
    return Paragraph(text, (ARTICLE,), head)


def _ours(text: str, head: str = "") -> Paragraph:
    return Paragraph(text, (OURS,), head)


def _published(where: str, text: str, head: str = "") -> Paragraph:
    return Paragraph(text, (f"published: {where}",), head)


def _points(points: Iterable[str]) -> str:
    return "\n".join(f"• {point}" for point in points)


def _evidence(insertional: str, mid_portion: str) -> str:
    return _points((f"insertional: {insertional}", f"mid-portion: {mid_portion}"))


_TWO_TYPES = Topic(
    "types",
    "Two types, told by where it hurts",
    (
        _article("Low, where the tendon meets the heel bone.", "Insertional"),
        _article("Higher, about 2 inches (5 cm) above that.", "Mid-portion"),
        _article(
            "The tendon ties two calf muscles to the heel bone: the gastrocnemius, which is the biggest one, and the "
            "soleus, which is smaller and lies deeper.",
            "What it joins",
        ),
        _ours(
            "You or your physical therapist (PT) say which type it is; this program never decides it. Not sure is an "
            "answer too. It gets the careful doses of insertional pain.",
            "Which is yours",
        ),
    ),
)

_WHICH = Topic(
    "evidence",
    "Which exercise for which type",
    (
        _article(_evidence(CLAIMS["yes"], CLAIMS["might help"]), "Calf stretches"),
        _article(_evidence(CLAIMS["might help"], CLAIMS["yes"]), "Slow lowering on one leg (eccentric)"),
        _article(
            _evidence(CLAIMS["not claimed"], f"{CLAIMS['yes']}, as much as slow lowering"),
            "Heavy work in the gym",
        ),
        _article("Heavy work is done with a PT, not alone. Too much weight could injure the tendon further."),
        _article("Why slow lowering helps is not known."),
        _ours("Studies tell of groups of people. Which exercise is for you is a question for your PT."),
    ),
)

_HOW_LONG = Topic(
    "time",
    "How long it takes",
    (
        _article("Weeks rather than days. It may be 6 to 8 weeks until the pain begins to ease."),
        _article("Many people take 3 to 6 months with a PT. For some it is as long as a year."),
        _article("Overloading the tendon, or hurting it again, makes it longer."),
        _published(
            "Alfredson 1998, Jonsson 2008, Beyer 2015",
            "In these trials people did their exercises for 12 weeks. That is the length of a trial, not a promise.",
        ),
    ),
)

_AVOID = Topic(
    "avoid",
    "What to leave out for now",
    (
        _article(
            _points(
                (
                    "jumping and bouncing",
                    "hills, stairs and inclines, walking or running",
                    "stretching too far",
                    "uneven ground, to walk, run or train on",
                    "most sports that run and jump: tennis, football, baseball, gymnastics",
                )
            ),
            "These can set the pain off and make it worse",
        ),
        _ours("When to begin with any of them again is a question for your PT."),
    ),
)

_HELPS = Topic(
    "helps",
    "What can help meanwhile",
    (
        _article("Walking can help, and so can stretching."),
        _article("Shoes: a good fit, and support for the foot."),
        _article("Be warm before any activity or exercise."),
        _ours("One way: 3 to 5 minutes of easy walking or ankle circles. Skip it if you are warm already."),
    ),
)

_MASSAGE = Topic(
    "massage",
    "Massage",
    (
        _article("Some studies suggest that massage could help."),
        _article("Have it shown to you first: by your provider, a PT or a massage therapist."),
        _article("Not too hard: keep the pressure on the tendon low."),
    ),
)

_INSERTIONAL = Topic(
    "insertional",
    "Insertional pain and stretching",
    (
        _article("Studies support stretching for insertional pain.", "The article"),
        _published(
            "Pringels 2025",
            "A randomised trial with 42 people compared two programs. One bent the ankle up only a little, left out "
            "calf stretches and put lifts under the heels. After 12 weeks it was ahead of the one with stretches by "
            "12.9 of 100 points (VISA-A). All was tested together: which part of it counts is not known.",
            "A trial says otherwise",
        ),
        _ours(
            "With insertional pain, or if you are not sure, stretching stays low: 3 holds, 2 times a day, the heel "
            "flat, the stretch mild. A STEP BACK pauses it until the next verdict that is not one.",
            "So, here",
        ),
        _ours("Ask your PT whether to stretch at all."),
    ),
)

_SOURCES = Topic(
    "sources",
    "Where it comes from",
    (
        _article(
            "Tim Petrie: Achilles Tendonitis Exercises, Verywell Health. Its facts and numbers are here; the sentences "
            "are our own.",
            "The article",
        ),
        _article(
            _points(
                (
                    "von Rickenbach and others 2021, Current Sports Medicine Reports",
                    "Kedia and others 2014, International Journal of Sports Physical Therapy",
                    "Penn Medicine, Achilles tendonitis",
                    "UT Southwestern Medical Center, Achilles tendon injuries",
                    "Beyer and others 2015, American Journal of Sports Medicine",
                    "O'Neill and others 2015, International Journal of Sports Physical Therapy",
                    "Mount Sinai, Heel pain and Achilles tendonitis",
                    "Stefansson and others 2019, Orthopaedic Journal of Sports Medicine",
                )
            ),
            "What the article rests on",
        ),
        _published("Silbernagel 2007, 2015", "The pain rule, and a program of several loads.", "Beside the article"),
        _published("Alfredson 1998", "Heel drops over a step, twice a day."),
        _published("Jonsson 2008", "Lowering from the floor, for insertional pain."),
        _published("Beyer 2015", "Heavy slow work in the gym, and the rests."),
        _published("Pringels 2025", "Insertional pain and stretching."),
        _published("ACSM", "Steps of the load, 2 to 10 %."),
        _ours(
            _points(
                (
                    "article: it stands in the article",
                    "analogy: the article says it of a like exercise",
                    "published: it stands elsewhere, and the name says where",
                    "ours: our own careful choice, where neither says anything",
                    "my PT: your own physical therapist told you",
                )
            ),
            "What stands under each text",
        ),
        _ours(EDUCATION),
    ),
)


def topics(rule: PainRule | None) -> tuple[Topic, ...]:
    """Return everything there is to read beside the exercises; without a rule, all but what is about the rule."""
    about_pain = (_pain(rule), _rows(rule)) if rule else ()
    return (
        _TWO_TYPES, _WHICH, _HOW_LONG, _AVOID, _HELPS, _MASSAGE, _INSERTIONAL, *about_pain, _see_someone(rule), _SOURCES
    )  # fmt: skip


def about(exercise: Exercise, side: Side) -> Topic:
    """Return an exercise as something to read, for the leg that is shown."""
    ready, planned = spoken(exercise.position, side), shown(exercise)
    needs = ", ".join((exercise.place, *exercise.equipment))
    told = [
        Paragraph(" ".join(why_pt((planned,))), (), "With a PT") if planned.needs_pt else None,
        Paragraph(ready, (), "Get ready"),
        Paragraph(_numbered(spoken(step, side) for step in exercise.steps), (), "Steps"),
        Paragraph(_points(exercise.mistakes), (), "Mistakes to watch for"),
        Paragraph(needs, (), "Where, and what you need"),
        Paragraph(", ".join(exercise.muscle), (), "What works"),
        Paragraph(_known(exercise), (), "What is known, by type"),
        Paragraph(", ".join(exercise.other_names), (), "Also called"),
        Paragraph(exercise.source, (), "Where it comes from"),
    ]
    return Topic(exercise.id, exercise.name, tuple(one for one in told if one and one.text))


def _numbered(steps: Iterable[str]) -> str:
    return "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))


def _known(exercise: Exercise) -> str:
    claims = exercise.evidence.get("insertional"), exercise.evidence.get("mid-portion")
    return _evidence(*(CLAIMS[claim or "not claimed"] for claim in claims))


def _pain(rule: PainRule) -> Topic:
    def told(text: str, *numbers: str, head: str = "") -> Paragraph:
        return Paragraph(text, tuple(dict.fromkeys(rule.provenance[key] for key in numbers)), head)

    calm, limit, stop = rule.pain_calm, rule.pain_limit, rule.pain_stop
    allowed, rise = rule.week_rise_allowed, rule.week_rise_step_back
    longest = max((rule.min_days, *rule.min_days_of.values()))
    longer = f", {longest} for some exercises" if longest > rule.min_days else ""
    return Topic(
        "pain",
        "Pain while you exercise",
        (
            _ours(rule.about),
            _published(
                "numeric pain rating scale",
                f"Pain is a number from {PAIN_SCALE[0]}, none, to {PAIN_SCALE[-1]}, the worst you can imagine.",
            ),
            told(f"{calm} or less: the rule takes no notice.", "pain_calm", head="In a session, and after it"),
            told(f"{calm + 1} to {limit}: hold, so nothing is added.", "pain_calm", "pain_limit"),
            told(f"{limit + 1} or more: the session ends at once, and the rule steps back.", "pain_limit"),
            told(
                f"{limit + 1} or more on two training days running, or {stop} or more even once: stop, and contact a "
                "clinician.",
                "pain_limit",
                "pain_stop",
            ),
            told(
                f"The first steps count by the same numbers, and against your usual morning: {rule.morning_hold} or "
                f"more above it holds, {rule.morning_step_back} or more steps back.",
                "morning_hold",
                "morning_step_back",
                head="The morning after",
            ),
            told(
                f"Morning stiffness of {rule.stiffness_step_back} minutes or more over your usual steps back.",
                "stiffness_step_back",
            ),
            told(
                f"A mean morning pain more than {allowed} above the week before holds; {rise} or more steps back. "
                f"{rise} or more two weeks running: stop, and contact a clinician.",
                "week_rise_allowed",
                "week_rise_step_back",
                head="From week to week",
            ),
            told(f"A day you mark as a flare-up holds for {rule.flare_days} days.", "flare_days"),
            told(
                f"{rule.green_streak} calm sessions in a row, {rule.completion_percent} % of the planned sets in "
                f"{rule.completion_days} days, and {rule.min_days} days or more since the last increase{longer}.",
                "green_streak",
                "completion_percent",
                "completion_days",
                "min_days",
                *(f"min_days_of.{exercise}" for exercise in rule.min_days_of),
                head="What an increase asks for",
            ),
            _ours(
                "You confirm every change. What your PT says goes before the rule; only a stop stays until a "
                "clinician has been asked."
            ),
        ),
    )


def _rows(rule: PainRule) -> Topic:
    lines = (Paragraph(_sentence(row.words(rule)), (row.source,), f"{row.id}: {row.output.value}") for row in ROWS)
    return Topic("rule", "The pain rule, row by row", (_ours("The first row that fits decides."), *lines))


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _see_someone(rule: PainRule | None) -> Topic:
    return Topic(
        "see-someone",
        "When to see someone",
        (
            _ours(_asked("stop"), "A yes to any of these: stop, and contact a clinician"),
            _ours("Sessions stay locked until you have written down what a clinician said."),
            _ours(_asked("ask"), "A yes to any of these: ask before you start"),
            _ours(_asked("age")),
            _article("Ask whoever treats you whether they can refer you to a physical therapist (PT).", "In any case"),
            *(_reviews(rule) if rule else ()),
        ),
    )


def _asked(kind: Kind) -> str:
    return _points(f"{question.text} {question.advice}" for question in QUESTIONS if question.kind == kind)


def _reviews(rule: PainRule) -> tuple[Paragraph, ...]:
    advice = rule.advice

    def told(text: str, *numbers: str) -> Paragraph:
        return Paragraph(text, tuple(dict.fromkeys(rule.provenance[f"advice.{key}"] for key in numbers)))

    return (
        told(
            f"Tell a clinician if morning stiffness is over {advice.stiffness_minutes} minutes on "
            f"{advice.stiffness_mornings} of {advice.stiffness_days} mornings.",
            "stiffness_minutes",
            "stiffness_mornings",
            "stiffness_days",
        ),
        told(
            f"Review with a PT if by week {advice.review_week} morning pain is not {advice.review_fall} points lower, "
            f"where it was {advice.review_from} or more in the first week.",
            "review_week",
            "review_fall",
            "review_from",
        ),
        told(f"Review in week {advice.last_week} in any case.", "last_week"),
    )
