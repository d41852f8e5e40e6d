"""The questions asked before a session: safety, side, PT, load. Each returns the answer; what follows is `flow`'s."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from textual.app import App

from achilles_tui.domain.base.units import LOAD_BOUNDS, Category, Region, Side
from achilles_tui.domain.describe.programs import takes
from achilles_tui.domain.programs.program import Exercise, ResolvedProgram
from achilles_tui.domain.programs.session_plan import PlannedExercise
from achilles_tui.domain.red_flags.safety import Question, Standing
from achilles_tui.domain.session.phrases import EDUCATION, why_pt
from achilles_tui.domain.session.resume import ResumePlace
from achilles_tui.tui.dialogs.choice import ChoiceAnswer, ChoiceScreen, numbered
from achilles_tui.tui.dialogs.text import TextScreen

AnyApp = App[Any]


async def red_flags(app: AnyApp, asked: Sequence[Question]) -> tuple[str, ...] | None:
    """Ask every safety question once; return the ids answered yes, or None when the person went back."""
    said: dict[str, bool] = {}
    index = 0
    while True:
        if index == len(asked):
            yes = [question for question in asked if said[question.id]]
            if await _sure(app, yes):
                return tuple(question.id for question in yes)
            index -= 1
        question = asked[index]
        before = {None: "", True: "\nYou answered yes.", False: "\nYou answered no."}[said.get(question.id)]
        answer = await app.push_screen_wait(
            ChoiceScreen[str](
                f"Red flags: question {index + 1} of {len(asked)}",
                f"{question.text}{before}\n\nAnswers stay on this machine.",
                [ChoiceAnswer("y", "yes", "yes"), ChoiceAnswer("n", "no", "no"), ChoiceAnswer("b", "back", "back")],
                escape="back",
                chosen=None,
            )
        )
        if answer != "back":
            said[question.id] = answer == "yes"
            index += 1
        elif index == 0:
            return None
        else:
            index -= 1


async def _sure(app: AnyApp, yes: Sequence[Question]) -> bool:
    """Ask with keys of its own, so that one `n` too many does not throw the answers away."""
    answered = [f"• {question.text}" for question in yes]
    body = "\n".join(["You answered yes to:", *answered]) if answered else "You answered every question with no."
    return await app.push_screen_wait(
        ChoiceScreen[bool](
            "Is this right?",
            body,
            [ChoiceAnswer("s", "save these answers", True), ChoiceAnswer("b", "back to the last question", False)],
            escape=False,
            chosen=None,
        )
    )


async def locked(app: AnyApp, standing: Standing) -> str | None:
    """Say why sessions are locked; return a clinician note if the person writes one."""
    reasons = "\n".join(f"• {_reason(question)}" for question in standing.questions)
    if standing.state == "never":
        await app.push_screen_wait(
            ChoiceScreen[None]("Not for this program", reasons, [ChoiceAnswer("b", "back", None)], escape=None)
        )
        return None
    return await stopped(app, reasons)


async def stopped(app: AnyApp, reasons: str) -> str | None:
    """Say why sessions are locked until a clinician note; return the note if the person writes one."""
    wants = await app.push_screen_wait(
        ChoiceScreen[bool](
            "Stop, and contact a clinician",
            f"{reasons}\n\nSessions stay locked until you record what a clinician said.",
            [
                ChoiceAnswer("b", "back", False),
                ChoiceAnswer("c", "a clinician has seen this: write down what was said", True),
            ],
            escape=False,
        )
    )
    if not wants:
        return None
    return await app.push_screen_wait(
        TextScreen(
            "What did the clinician say?",
            "Who, when and what, in your own words.",
            problem=lambda text: None if text else "Please write at least a few words, or press Esc.",
        )
    )


async def agreed(app: AnyApp, title: str) -> bool:
    """Ask whether a program was agreed with a PT before it is begun."""
    return await app.push_screen_wait(
        ChoiceScreen[bool](
            "Agree it with your PT first",
            f"{title}: a published protocol, to be agreed with a PT before it is begun.",
            [ChoiceAnswer("n", "not yet, go back", False), ChoiceAnswer("y", "my PT and I agreed on it", True)],
            escape=False,
        )
    )


async def not_due(app: AnyApp, told: Sequence[str], *, may_go_on: bool) -> bool:
    """Say why nothing is due; return whether what is done already is to be done once more."""
    more = [ChoiceAnswer("m", "once more all the same, what is done already", True)] if may_go_on else []
    return await app.push_screen_wait(
        ChoiceScreen[bool](
            "Nothing is due now", "\n".join(told), [ChoiceAnswer("b", "back", False), *more], escape=False
        )
    )


async def ask_first(app: AnyApp, questions: Sequence[Question]) -> bool:
    """Name what to speak to a clinician about before starting; return whether the person goes on."""
    return await app.push_screen_wait(
        ChoiceScreen[bool](
            "Ask before you start",
            "\n".join(f"• {_reason(question)}" for question in questions),
            [ChoiceAnswer("b", "back", False), ChoiceAnswer("g", "I have asked: go on", True)],
            escape=False,
        )
    )


async def welcome(app: AnyApp) -> Literal["begin", "later", "never"]:
    """Say what this is; return whether the person wants to be led on."""
    return await app.push_screen_wait(
        ChoiceScreen[Literal["begin", "later", "never"]](
            "Welcome to achilles-tui",
            "A coach for Achilles tendonitis exercises: it paces every repetition and keeps what you did, in files on "
            f"this machine.\n\n{EDUCATION}\n\nFirst a few questions, then the keys in about 20 seconds. Esc goes "
            "back a step; what was answered stays answered.",
            [
                ChoiceAnswer("g", "go on", "begin"),
                ChoiceAnswer("l", "later: the Today page now, the questions next time", "later"),
                ChoiceAnswer("n", "never ask: I find my own way", "never"),
            ],
            escape="later",
        )
    )


async def sides(app: AnyApp) -> tuple[Side, ...] | None:
    """Ask which leg hurts; return the legs in the order they work, or None when the person went back."""
    return await app.push_screen_wait(
        ChoiceScreen[tuple[Side, ...] | None](
            "Which leg hurts?",
            "",
            [
                ChoiceAnswer("l", "left", (Side.LEFT,)),
                ChoiceAnswer("r", "right", (Side.RIGHT,)),
                ChoiceAnswer("b", "both: each gets its full time", (Side.LEFT, Side.RIGHT)),
            ],
            escape=None,
        )
    )


async def region(app: AnyApp) -> Region | None:
    """Ask where it hurts; return it as the person says it, or None when the person went back."""
    return await app.push_screen_wait(
        ChoiceScreen[Region | None](
            "Where does it hurt?",
            "As you or your PT say it; this program never decides it.",
            [
                ChoiceAnswer("i", "low: where the tendon meets the heel bone (insertional)", Region.INSERTIONAL),
                ChoiceAnswer(
                    "m", "higher: about 2 inches (5 cm) above the heel bone (mid-portion)", Region.MID_PORTION
                ),
                ChoiceAnswer("n", "not sure", Region.NOT_SURE),
            ],
            escape=None,
        )
    )


async def program(app: AnyApp, offers: Mapping[str, ResolvedProgram], chosen: int) -> str | None:
    """Ask which program is the usual one; return its id, or None when the person went back."""
    return await app.push_screen_wait(
        ChoiceScreen[str | None](
            "Which program?",
            "If a PT gave you one, take that. All of them, whole, are on the page of the programs: 2.",
            numbered((_described(offer), name) for name, offer in offers.items()),
            escape=None,
            chosen=chosen,
        )
    )


async def pt_confirmed(app: AnyApp, exercises: Sequence[PlannedExercise]) -> bool:
    """Ask for the statement that these exercises need each time."""
    return await app.push_screen_wait(
        ChoiceScreen[bool](
            "Only with a physiotherapist",
            "\n".join(dict.fromkeys((*why_pt(exercises), *(one.doubt for one in exercises if one.doubt)))),
            [
                ChoiceAnswer("n", "no, go back", False),
                ChoiceAnswer("y", "a PT prescribed these for me and is supervising now", True)
                if any(one.category is Category.HEAVY for one in exercises)
                else ChoiceAnswer("y", "a PT prescribed these for me, knowing where it hurts", True),
            ],
            escape=False,
        )
    )


async def load(app: AnyApp, exercise: Exercise, *, added: bool) -> float | Literal["back"] | None:
    """Ask for the load the PT set, in kilograms; None when there is none or it is not known.

    added: whether the kilograms come on top of the body's own weight.
    """
    what = "how many kilograms on top of your body weight" if added else "how many kilograms did your PT set"
    hint = (
        "A number; leave it empty for body weight alone." if added else "A number; leave it empty if you do not know."
    )
    text = await app.push_screen_wait(TextScreen(f"{exercise.name}: {what}?", hint, problem=_load_problem))
    if text is None:
        return "back"
    return float(text.replace(",", ".")) if text else None


async def stale(app: AnyApp, title: str, place: ResumePlace) -> Literal["restart", "close", "back"]:
    """Ask what to do with a session left too long ago to go on in the middle of a set."""
    return await app.push_screen_wait(
        ChoiceScreen[Literal["restart", "close", "back"]](
            f"Unfinished: {title}",
            f"{place}.\nThat is too long ago to go on in the middle of a set.",
            [
                ChoiceAnswer("r", "restart that set and go on", "restart"),
                ChoiceAnswer("c", "close the session: what was done counts", "close"),
            ],
            escape="back",
        )
    )


async def instead(app: AnyApp, title: str, place: ResumePlace) -> Literal["resume", "new", "back"]:
    """Ask what to do when something is started while a session is unfinished."""
    return await app.push_screen_wait(
        ChoiceScreen[Literal["resume", "new", "back"]](
            f"Unfinished: {title}",
            f"{place}.",
            [
                ChoiceAnswer("g", "go on with it", "resume"),
                ChoiceAnswer("n", "start the new one; this one is closed, what was done counts", "new"),
            ],
            escape="back",
        )
    )


async def later_stage(app: AnyApp, number: int) -> bool:
    """Ask before a session of a later stage, counted from 1."""
    return await app.push_screen_wait(
        ChoiceScreen[bool](
            f"Stage {number}",
            "Later stages are entered when the rule and your PT say so, never because weeks have passed.",
            [ChoiceAnswer("n", "no, go back", False), ChoiceAnswer("y", "they do: start this stage", True)],
            escape=False,
        )
    )


async def edit_again(app: AnyApp, name: str, wrong: Sequence[str]) -> bool:
    """Show what is wrong with what was written; return whether the person wants to go on with it now."""
    return await app.push_screen_wait(
        ChoiceScreen[bool](
            f"Not kept yet: {name}",
            "\n".join((*wrong, "", "The program is as it was. What you wrote waits in a draft.")),
            [ChoiceAnswer("e", "edit again", True), ChoiceAnswer("l", "leave it for later", False)],
            escape=False,
        )
    )


async def leave_unsaved(app: AnyApp, reason: str) -> Literal["again", "leave"]:
    """Ask what to do when the end of a session is not on disk."""
    return await app.push_screen_wait(
        ChoiceScreen[Literal["again", "leave"]](
            "NOT SAVED",
            reason,
            [
                ChoiceAnswer("a", "try again", "again"),
                ChoiceAnswer("l", "leave: the record is printed on the screen, so that you can keep it", "leave"),
            ],
            escape="again",
        )
    )


async def tell(app: AnyApp, title: str, body: str, *, label: str = "back") -> None:
    """Say something that has to be read."""
    await app.push_screen_wait(ChoiceScreen[None](title, body, [ChoiceAnswer(label[0], label, None)], escape=None))


def _described(offer: ResolvedProgram) -> str:
    """Say in a line what is chosen; all that a program is stands on the page of the programs."""
    return " · ".join((offer.definition.title, takes(offer)))


def _reason(question: Question) -> str:
    return f"{question.text} {question.advice}"


def _load_problem(text: str) -> str | None:
    if not text:
        return None
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return f"{text!r} is not a number: type kilograms such as 40 or 42.5."
    return None if LOAD_BOUNDS.hold(value) else f"A load is {LOAD_BOUNDS} kg."
