"""The questions before a session: warning signs, leg, PT, load. Each returns the answer."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from textual.app import App

from achilles_tui.domain.base.units import LOAD_BOUNDS, Category, Region, Side
from achilles_tui.domain.describe.programs import takes
from achilles_tui.domain.programs.program import Exercise, ResolvedProgram
from achilles_tui.domain.programs.session_plan import PlannedExercise
from achilles_tui.domain.red_flags.safety import Question
from achilles_tui.domain.session.phrases import EDUCATION, why_pt
from achilles_tui.domain.session.resume import ResumePlace
from achilles_tui.tui.dialogs.choice import ChoiceAnswer, ChoiceScreen, numbered
from achilles_tui.tui.dialogs.text import TextScreen

AnyApp = App[Any]


async def red_flags(app: AnyApp, questions: Sequence[Question]) -> tuple[str, ...] | None:
    """Ask every red-flag question; return the ids answered yes, or None if the person went back."""
    answers: dict[str, bool] = {}
    index = 0
    while True:
        if index == len(questions):
            yes = [question for question in questions if answers[question.id]]
            if await _sure(app, yes):
                return tuple(question.id for question in yes)
            index -= 1
        question = questions[index]
        before = {None: "", True: "\nYou answered yes.", False: "\nYou answered no."}[answers.get(question.id)]
        answer = await app.push_screen_wait(
            ChoiceScreen[str](
                f"Warning signs: question {index + 1} of {len(questions)}",
                f"{question.text}{before}\n\nAnswers stay on this machine.",
                [ChoiceAnswer("y", "yes", "yes"), ChoiceAnswer("n", "no", "no"), ChoiceAnswer("b", "back", "back")],
                escape="back",
                start=None,
            )
        )
        if answer != "back":
            answers[question.id] = answer == "yes"
            index += 1
        elif index == 0:
            return None
        else:
            index -= 1


async def _sure(app: AnyApp, yes: Sequence[Question]) -> bool:
    """Ask whether the answers are right, with other keys, so that one `n` too many does not discard them."""
    texts = [f"• {question.text}" for question in yes]
    body = "\n".join(["You answered yes to:", *texts]) if texts else "You answered no to every question."
    return await app.push_screen_wait(
        ChoiceScreen[bool](
            "Is this right?",
            body,
            [ChoiceAnswer("s", "save these answers", True), ChoiceAnswer("b", "back to the last question", False)],
            escape=False,
            start=None,
        )
    )


async def locked(app: AnyApp, signs: Sequence[Question]) -> str | None:
    """Say which signs lock sessions; return a clinician note, or None if the person wrote none."""
    return await stopped(app, "\n".join(f"• {_reason(question)}" for question in signs))


async def stopped(app: AnyApp, reasons: str) -> str | None:
    """Say that sessions stay locked until a clinician note; return the note, or None if the person wrote none."""
    wants_note = await app.push_screen_wait(
        ChoiceScreen[bool](
            "Stop, and contact a clinician",
            f"{reasons}\n\nAll sessions are locked until you write down what a clinician said.",
            [
                ChoiceAnswer("b", "back", False),
                ChoiceAnswer("c", "a clinician has seen this: write down what they said", True),
            ],
            escape=False,
        )
    )
    if not wants_note:
        return None
    return await app.push_screen_wait(
        TextScreen(
            "What did the clinician say?",
            "Who, when and what, in your own words.",
            problem=lambda text: None if text else "Please write at least a few words, or press Esc.",
        )
    )


async def pt_word(app: AnyApp, reason: str) -> bool:
    """Say why to ask a PT before training today; return whether the PT said to go on."""
    return await app.push_screen_wait(
        ChoiceScreen[bool](
            "What did your PT say about today?",
            reason,
            [
                ChoiceAnswer("1", "NOT TODAY", False),
                ChoiceAnswer("2", "GO ON (my PT said so, kept in the log)", True),
            ],
            escape=False,
        )
    )


async def next_step(app: AnyApp, names: Sequence[str]) -> bool:
    """Ask whether the PT agrees to the next step of these exercises; return the answer."""
    return await app.push_screen_wait(
        ChoiceScreen[bool](
            "Does your PT agree to the next step?",
            f"{', '.join(names)}: the rule waits for your PT. A yes is kept in the log and counts for some days.",
            [ChoiceAnswer("n", "no, or not asked yet", False), ChoiceAnswer("y", "yes, my PT agrees", True)],
            escape=False,
        )
    )


async def agreed(app: AnyApp, title: str) -> bool:
    """Ask whether the person agreed this program with a PT; return the answer."""
    return await app.push_screen_wait(
        ChoiceScreen[bool](
            "Agree this with your PT first",
            f"{title} is a published protocol. Agree it with a PT before you start.",
            [ChoiceAnswer("n", "not yet, go back", False), ChoiceAnswer("y", "my PT and I agreed on it", True)],
            escape=False,
        )
    )


async def not_due(app: AnyApp, reasons: Sequence[str], *, may_go_on: bool) -> bool:
    """Say why nothing is due; return whether the person wants to do a finished session once more."""
    more = [ChoiceAnswer("m", "do it once more anyway", True)] if may_go_on else []
    return await app.push_screen_wait(
        ChoiceScreen[bool](
            "Nothing is due now", "\n".join(reasons), [ChoiceAnswer("b", "back", False), *more], escape=False
        )
    )


async def ask_first(app: AnyApp, questions: Sequence[Question]) -> bool:
    """Say what to ask a clinician about before starting; return whether the person did and goes on."""
    return await app.push_screen_wait(
        ChoiceScreen[bool](
            "Ask before you start",
            "\n".join(f"• {_reason(question)}" for question in questions),
            [ChoiceAnswer("b", "back", False), ChoiceAnswer("g", "I have asked: go on", True)],
            escape=False,
        )
    )


async def welcome(app: AnyApp) -> Literal["begin", "later", "never"]:
    """Say what this program is; return whether the person wants the first questions now."""
    return await app.push_screen_wait(
        ChoiceScreen[Literal["begin", "later", "never"]](
            "Welcome to achilles-tui",
            "A coach for Achilles tendonitis exercises: it paces every repetition and records what you did, in files "
            f"on this machine.\n\n{EDUCATION}\n\nFirst a few questions, then the keys in about 20 seconds. Esc goes "
            "back one step; your answers are saved.",
            [
                ChoiceAnswer("g", "go on", "begin"),
                ChoiceAnswer("l", "not now: open Today, and ask me again next time", "later"),
                ChoiceAnswer("n", "never ask: I will find my own way", "never"),
            ],
            escape="later",
        )
    )


async def sides(app: AnyApp) -> tuple[Side, ...] | None:
    """Ask which leg hurts; return the legs in the order they work, or None if the person went back."""
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
    """Ask where it hurts; return the answer, or None if the person went back."""
    return await app.push_screen_wait(
        ChoiceScreen[Region | None](
            "Where does it hurt?",
            "Answer as you or your PT see it; the app never decides this.",
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


async def program(app: AnyApp, programs: Mapping[str, ResolvedProgram], start: int) -> str | None:
    """Ask which program to make the person's own; return its id, or None if the person went back.

    start: the index of the program marked at first.
    """
    return await app.push_screen_wait(
        ChoiceScreen[str | None](
            "Which program?",
            "If a PT gave you one, choose that. Page 2 shows all programs in full.",
            numbered((_described(program), name) for name, program in programs.items()),
            escape=None,
            start=start,
        )
    )


async def pt_confirmed(app: AnyApp, exercises: Sequence[PlannedExercise]) -> bool:
    """Ask whether a PT prescribed these exercises, as each session with them needs; return the answer."""
    doubts = [exercise.doubt for exercise in exercises if exercise.doubt]
    return await app.push_screen_wait(
        ChoiceScreen[bool](
            "Only with a physiotherapist",
            "\n".join(dict.fromkeys((*why_pt(exercises), *doubts))),
            [
                ChoiceAnswer("n", "no, go back", False),
                ChoiceAnswer("y", "a PT prescribed these for me and is supervising now", True)
                if any(exercise.category is Category.HEAVY for exercise in exercises)
                else ChoiceAnswer("y", "a PT prescribed these for me, knowing where it hurts", True),
            ],
            escape=False,
        )
    )


async def load(app: AnyApp, exercise: Exercise, *, added: bool) -> float | Literal["back"] | None:
    """Ask for the load the PT set, in kilograms; None if there is none or the person does not know it.

    added: whether the kilograms come on top of body weight.
    """
    what = "how many kilograms on top of your body weight" if added else "how many kilograms did your PT set"
    hint = (
        "Enter a number, or nothing for body weight alone."
        if added
        else "Enter a number, or nothing if you do not know."
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
                ChoiceAnswer("r", "restart this set and go on", "restart"),
                ChoiceAnswer("c", "close the session: what you did counts", "close"),
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
                ChoiceAnswer("n", "start the new one; this one is closed, what you did counts", "new"),
            ],
            escape="back",
        )
    )


async def later_stage(app: AnyApp, number: int) -> bool:
    """Ask before a session of a later stage, counted from 1."""
    return await app.push_screen_wait(
        ChoiceScreen[bool](
            f"Stage {number}",
            "Start a later stage when the rule and your PT say so, never because weeks have passed.",
            [ChoiceAnswer("n", "no, go back", False), ChoiceAnswer("y", "they do: start this stage", True)],
            escape=False,
        )
    )


async def edit_again(app: AnyApp, name: str, errors: Sequence[str]) -> bool:
    """Show the errors in an edited program; return whether the person wants to edit again now."""
    return await app.push_screen_wait(
        ChoiceScreen[bool](
            f"Not saved yet: {name}",
            "\n".join((*errors, "", "The program is unchanged. Your text is saved as a draft.")),
            [ChoiceAnswer("e", "edit again", True), ChoiceAnswer("l", "later", False)],
            escape=False,
        )
    )


async def leave_unsaved(app: AnyApp, reason: str) -> Literal["again", "leave"]:
    """Ask what to do when the end of a session could not be saved."""
    return await app.push_screen_wait(
        ChoiceScreen[Literal["again", "leave"]](
            "NOT SAVED",
            reason,
            [
                ChoiceAnswer("a", "try again", "again"),
                ChoiceAnswer("l", "leave: the record is printed on the screen, so you can keep it", "leave"),
            ],
            escape="again",
        )
    )


async def tell(app: AnyApp, title: str, body: str, *, label: str = "back") -> None:
    """Show a message until the person closes it."""
    await app.push_screen_wait(ChoiceScreen[None](title, body, [ChoiceAnswer(label[0], label, None)], escape=None))


def _described(program: ResolvedProgram) -> str:
    return " · ".join((program.definition.title, takes(program)))


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
