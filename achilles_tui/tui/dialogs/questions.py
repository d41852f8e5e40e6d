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
from achilles_tui.tui.dialogs.choice import Answer, ask, numbered
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
        title = f"Warning signs: question {index + 1} of {len(questions)}"
        body = f"{question.text}{before}\n\nAnswers stay on this machine."
        options = [("y", "yes", "yes"), ("n", "no", "no"), ("b", "back", "back")]
        answer = await ask(app, title, body, options, escape="back", start=None)
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
    answers = [("s", "save these answers", True), ("b", "back to the last question", False)]
    return await ask(app, "Is this right?", body, answers, escape=False, start=None)


async def locked(app: AnyApp, signs: Sequence[Question]) -> str | None:
    """Say which signs lock sessions; return a clinician note, or None if the person wrote none."""
    return await stopped(app, "\n".join(f"• {_reason(question)}" for question in signs))


async def stopped(app: AnyApp, reasons: str) -> str | None:
    """Say that sessions stay locked until a clinician note; return the note, or None if the person wrote none."""
    body = f"{reasons}\n\nAll sessions are locked until you write down what a clinician said."
    answers = [("b", "back", False), ("c", "a clinician has seen this: write down what they said", True)]
    if not await ask(app, "Stop, and contact a clinician", body, answers, escape=False):
        return None
    return await own_words(app, "What did the clinician say?", "Who, when and what, in your own words.")


async def own_words(app: AnyApp, title: str, body: str) -> str | None:
    """Ask for a few words, at least one; return them, or None if the person went back."""
    problem = "Please write at least a few words, or press Esc."
    return await app.push_screen_wait(TextScreen(title, body, problem=lambda text: None if text else problem))


async def pt_word(app: AnyApp, reason: str) -> bool:
    """Say why to ask a PT before training today; return whether the PT said to go on."""
    answers = [("1", "NOT TODAY", False), ("2", "GO ON (my PT said so, kept in the log)", True)]
    return await ask(app, "What did your PT say about today?", reason, answers, escape=False)


async def next_step(app: AnyApp, names: Sequence[str]) -> bool:
    """Ask whether the PT agrees to the next step of these exercises; return the answer."""
    body = f"{', '.join(names)}: the rule waits for your PT. A yes is kept in the log and counts for some days."
    answers = [("n", "no, or not asked yet", False), ("y", "yes, my PT agrees", True)]
    return await ask(app, "Does your PT agree to the next step?", body, answers, escape=False)


async def agreed(app: AnyApp, title: str) -> bool:
    """Ask whether the person agreed this program with a PT; return the answer."""
    body = f"{title} is a published protocol. Agree it with a PT before you start."
    answers = [("n", "not yet, go back", False), ("y", "my PT and I agreed on it", True)]
    return await ask(app, "Agree this with your PT first", body, answers, escape=False)


async def not_due(app: AnyApp, reasons: Sequence[str], *, may_go_on: bool) -> bool:
    """Say why nothing is due; return whether the person wants to do a finished session once more."""
    answers = [("b", "back", False), ("m", "do it once more anyway", True)][: 2 if may_go_on else 1]
    return await ask(app, "Nothing is due now", "\n".join(reasons), answers, escape=False)


async def ask_first(app: AnyApp, questions: Sequence[Question]) -> bool:
    """Say what to ask a clinician about before starting; return whether the person did and goes on."""
    body = "\n".join(f"• {_reason(question)}" for question in questions)
    answers = [("b", "back", False), ("g", "I have asked: go on", True)]
    return await ask(app, "Ask before you start", body, answers, escape=False)


async def welcome(app: AnyApp) -> Literal["begin", "later", "never"]:
    """Say what this program is; return whether the person wants the first questions now."""
    body = (
        "A coach for Achilles tendonitis exercises: it paces every repetition and records what you did, in files "
        f"on this machine.\n\n{EDUCATION}\n\nFirst a few questions, then the keys in about 20 seconds. Esc goes "
        "back one step; your answers are saved."
    )
    answers: tuple[Answer[Literal["begin", "later", "never"]], ...] = (
        ("g", "go on", "begin"),
        ("l", "not now: open Today, and ask me again next time", "later"),
        ("n", "never ask: I will find my own way", "never"),
    )
    return await ask(app, "Welcome to achilles-tui", body, answers, escape="later")


async def sides(app: AnyApp) -> tuple[Side, ...] | None:
    """Ask which leg hurts; return the legs in the order they work, or None if the person went back."""
    words = {Side.LEFT: "left", Side.RIGHT: "right", Side.BOTH: "both: each gets its full time"}
    answers = [(side[0], words[side], side.legs) for side in Side]
    return await ask(app, "Which leg hurts?", "", answers, escape=None)


async def region(app: AnyApp) -> Region | None:
    """Ask where it hurts; return the answer, or None if the person went back."""
    body = "Answer as you or your PT see it; the app never decides this."
    answers = [
        ("i", "low: where the tendon meets the heel bone (insertional)", Region.INSERTIONAL),
        ("m", "higher: about 2 inches (5 cm) above the heel bone (mid-portion)", Region.MID_PORTION),
        ("n", "not sure", Region.NOT_SURE),
    ]
    return await ask(app, "Where does it hurt?", body, answers, escape=None)


async def program(app: AnyApp, programs: Mapping[str, ResolvedProgram], start: int) -> str | None:
    """Ask for the person's own program; return its id, or None to go back. start: the index of the marked one."""
    body = "If a PT gave you one, choose that. Page 2 shows all programs in full."
    answers = numbered((f"{offer.definition.title} · {takes(offer)}", name) for name, offer in programs.items())
    return await ask(app, "Which program?", body, answers, escape=None, start=start)


async def pt_confirmed(app: AnyApp, exercises: Sequence[PlannedExercise]) -> bool:
    """Ask whether a PT prescribed these exercises, as each session with them needs; return the answer."""
    doubts = [exercise.doubt for exercise in exercises if exercise.doubt]
    body = "\n".join(dict.fromkeys((*why_pt(exercises), *doubts)))
    is_heavy = any(exercise.category is Category.HEAVY for exercise in exercises)
    how = " and is supervising now" if is_heavy else ", knowing where it hurts"
    answers = [("n", "no, go back", False), ("y", f"a PT prescribed these for me{how}", True)]
    return await ask(app, "Only with a physiotherapist", body, answers, escape=False)


async def load(app: AnyApp, exercise: Exercise, *, added: bool) -> float | Literal["back"] | None:
    """Ask for the PT's load in kilograms, on top of body weight if `added`; None if there is none or it is unknown."""
    what = "how many kilograms on top of your body weight" if added else "how many kilograms did your PT set"
    hint = f"Enter a number, or nothing {'for body weight alone' if added else 'if you do not know'}."
    text = await app.push_screen_wait(TextScreen(f"{exercise.name}: {what}?", hint, problem=_load_problem))
    if text is None:
        return "back"
    return float(text.replace(",", ".")) if text else None


async def stale(app: AnyApp, title: str, place: ResumePlace) -> Literal["restart", "close", "back"]:
    """Ask what to do with a session left too long ago to go on in the middle of a set."""
    body = f"{place}.\nThat is too long ago to go on in the middle of a set."
    answers: tuple[Answer[Literal["restart", "close", "back"]], ...] = (
        ("r", "restart this set and go on", "restart"),
        ("c", "close the session: what you did counts", "close"),
    )
    return await ask(app, f"Unfinished: {title}", body, answers, escape="back")


async def instead(app: AnyApp, title: str, place: ResumePlace) -> Literal["resume", "new", "back"]:
    """Ask what to do when something is started while a session is unfinished."""
    answers: tuple[Answer[Literal["resume", "new", "back"]], ...] = (
        ("g", "go on with it", "resume"),
        ("n", "start the new one; this one is closed, what you did counts", "new"),
    )
    return await ask(app, f"Unfinished: {title}", f"{place}.", answers, escape="back")


async def later_stage(app: AnyApp, number: int) -> bool:
    """Ask before a session of a later stage, counted from 1."""
    body = "Start a later stage when the rule and your PT say so, never because weeks have passed."
    answers = [("n", "no, go back", False), ("y", "they do: start this stage", True)]
    return await ask(app, f"Stage {number}", body, answers, escape=False)


async def edit_again(app: AnyApp, name: str, errors: Sequence[str]) -> bool:
    """Show the errors in an edited program; return whether the person wants to edit again now."""
    body = "\n".join((*errors, "", "The program is unchanged. Your text is saved as a draft."))
    answers = [("e", "edit again", True), ("l", "later", False)]
    return await ask(app, f"Not saved yet: {name}", body, answers, escape=False)


async def leave_unsaved(app: AnyApp, reason: str) -> Literal["again", "leave"]:
    """Ask what to do when the end of a session could not be saved."""
    answers: tuple[Answer[Literal["again", "leave"]], ...] = (
        ("a", "try again", "again"),
        ("l", "leave: the record is printed on the screen, so you can keep it", "leave"),
    )
    return await ask(app, "NOT SAVED", reason, answers, escape="again")


async def tell(app: AnyApp, title: str, body: str, *, label: str = "back") -> None:
    """Show a message until the person closes it."""
    await ask(app, title, body, [(label[0], label, None)], escape=None)


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
