"""From an intent to a session and out again: which questions are asked, in which order. No rules, no drawing.

The screens load when they open.
"""

# See above.
# ruff: noqa: PLC0415

from collections.abc import Sequence
from dataclasses import dataclass

from achilles_tui.application.intents import Guide, Intent, Resume, Start
from achilles_tui.application.runner import Runner
from achilles_tui.application.services import Services
from achilles_tui.application.settings import settings_or_defaults
from achilles_tui.domain.agenda.gate import ANY_WORK, Work
from achilles_tui.domain.agenda.today import Today
from achilles_tui.domain.agenda.verdict_text import why_of_pain
from achilles_tui.domain.base.errors import AchillesError, BadFile, NotSaved, SessionHeld
from achilles_tui.domain.base.units import Region, Side, Verdict
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.programs.session_plan import Plan, PlannedExercise, plan
from achilles_tui.domain.records.session_record import SessionRecord, Status
from achilles_tui.domain.session.phrases import after_pain
from achilles_tui.domain.session.resume import place
from achilles_tui.domain.settings import Settings
from achilles_tui.tui.dialogs import questions
from achilles_tui.tui.dialogs.gate import ask_anew, pass_gate
from achilles_tui.tui.dialogs.questions import AnyApp
from achilles_tui.tui.looks import Looks
from achilles_tui.tui.session.summary import After, SummaryScreen

CHECK_TOO_LATE = "You did all repetitions. The pain check at the end is too long ago, so it stays without an answer."
HANDED_OVER = "What you did here is saved; the session goes on there."


@dataclass
class Flow:
    """Takes one intent at a time through its questions, its session and its summary.

    runner: the live session, to be saved if a signal ends the program. unsaved: what could not be saved on leaving.
    """

    app: AnyApp
    services: Services
    looks: Looks
    settings: Settings
    """The settings at start, which decide how a session looks and sounds."""
    runner: Runner | None = None
    unsaved: SessionRecord | None = None
    is_held_elsewhere: bool = False
    """Whether the last intent ended because another process holds the session."""

    async def lead(self, intent: Intent | None) -> After:
        """Carry out an intent as far as the person goes along, and return where to go next. None watches a session."""
        while True:
            try:
                return await (self._watch() if intent is None else self._fulfil(intent))
            except SessionHeld:
                intent = None
            except AchillesError as error:
                await questions.tell(self.app, "That did not work", str(error))
                return After.STAY

    async def _fulfil(self, intent: Intent) -> After:
        if isinstance(intent, Guide):
            return await self._guide(intent)
        runner = await self._start(intent) if isinstance(intent, Start) else await self._resume(intent)
        return After.STAY if runner is None else await self._play(runner)

    async def _guide(self, guide: Guide) -> After:
        """Ask a new person for missing settings, then show the keys in a lesson; or show the lesson alone."""
        from achilles_tui.tui.session import first_run
        from achilles_tui.tui.session.lesson import LessonScreen

        if guide is Guide.FIRST_RUN and not await first_run.lead(self.app, self.services):
            return After.STAY
        runner = self.services.sessions.lesson(self.services.settings.load().side)
        voice = self.services.speaker(self.settings.cue_command)
        flags = self.services.safety.questions
        lesson = LessonScreen(runner, self.looks, self.settings, voice, why=self._why(), flags=flags)
        await self.app.push_screen_wait(lesson)
        pain = runner.record.highest_pain() or 0
        if pain > runner.limits.limit:
            await questions.tell(self.app, "That would end a session", after_pain(pain, runner.limits, counts=False))
        return After.STAY

    async def _watch(self) -> After:
        """Show the session that another process holds; take it over if the person wants that."""
        from achilles_tui.tui.session.onlooker import OnlookerScreen

        self.is_held_elsewhere = True
        choice = await self.app.push_screen_wait(OnlookerScreen(self.services.sessions, self.services.clock))
        if choice == "leave":
            return After.QUIT
        self.is_held_elsewhere = False
        if isinstance(choice, SessionRecord) and choice.status is Status.IN_PROGRESS:
            return await self._fulfil(Resume(choice, take_over=True))
        if choice != "free":
            self.services.sessions.release()
        return After.TODAY

    async def _start(self, intent: Start) -> Runner | None:
        practice = intent.speed is not None
        if not practice and not await pass_gate(self.app, self.services, self._work_known(intent)):
            return None
        records = self.services.sessions.unfinished()
        unfinished = next((record for record in records if record.practice == practice), None)
        if unfinished:
            answer = await questions.instead(
                self.app, unfinished.plan.title, place(unfinished, self.services.clock.now())
            )
            if answer == "resume":
                return await self._resume(Resume(unfinished, speed=intent.speed))
            if answer == "back":
                return None
        planned = await self._plan(intent)
        if planned is None:
            return None
        if unfinished:
            await self._close_late(Resume(unfinished))
        return self.services.sessions.begin(planned, speed=intent.speed)

    def _work_known(self, intent: Start) -> Work:
        """Return what will be started, as far as it is known before Today says what is due."""
        own = settings_or_defaults(self.services.settings).program
        if intent.stage is None and intent.program.definition.id == own:
            return ANY_WORK
        whole = plan(intent.program, (Side.LEFT,), stage=intent.stage or 1, region=self._region())
        return self.services.gate.work(whole)

    async def _plan(self, intent: Start) -> Plan | None:
        """Ask what the session needs: the leg, the kilograms, a PT's consent, whether to go on if nothing is due."""
        now = await self._standing(intent)
        program, region = (now.program if now else intent.program), self._region()
        stage = intent.stage or (now.targets.stage if now else 1)
        names = _exercises_to_do(intent, now)
        whole = plan(program, (Side.LEFT,), stage=stage, region=region).only(names)
        work = self.services.gate.work(whole)
        may_start = intent.speed is not None or await pass_gate(self.app, self.services, work)
        if not (may_start and await self._has_agreed(intent, now)):
            return None
        sides = (intent.sides or await self._sides()) if program.sided(stage) else (Side.LEFT,)
        if sides is None:
            return None
        own = now if intent.stage is None and intent.speed is None else None
        if own is not None and not await self._has_work(own, plan(program, sides, stage=stage, region=region)):
            return None
        guarded = [exercise for exercise in whole.exercises if exercise.needs_pt]
        if guarded and not intent.pt_confirmed and not await questions.pt_confirmed(self.app, guarded):
            return None
        if guarded and now is not None and intent.speed is None:
            await self._ask_for_next_step(now, guarded)
        if not await self._ask_for_loads(intent, program, stage, region):
            return None
        planned = plan(program, sides, stage=stage, region=region, loads=intent.loads, pt_confirmed=bool(guarded))
        return planned if own is None else own.plan_to_do(planned)

    async def _has_work(self, now: Today, whole: Plan) -> bool:
        """Where nothing of one's own program is due, say why, and ask whether to do what may be done once more."""
        to_do = now.plan_to_do(whole)
        if to_do is not None and now.agenda.due:
            return True
        reasons = [f"{item.exercise.name}: {item.reason}" for item in now.agenda.items]
        return await questions.not_due(self.app, reasons, may_go_on=to_do is not None)

    async def _ask_for_next_step(self, now: Today, guarded: Sequence[PlannedExercise]) -> None:
        """Where the rule waits for the PT (D16), ask whether they agree to the next step, and record a yes."""
        waiting = {
            now.dose_and_exercise(verdict.exercise)[1].id for verdict in now.verdicts if verdict.decision.row == "D16"
        }
        names = [exercise.name for exercise in guarded if exercise.id in waiting]
        if not names or not await questions.next_step(self.app, names):
            return
        try:
            self.services.gate.record_pt_word("next step", now.targets.program.definition.id)
        except NotSaved as error:
            await questions.tell(self.app, "NOT SAVED", f"{error} You will be asked again.")

    async def _standing(self, intent: Start) -> Today | None:
        """Return today in the person's own program, after they answered a step back; None for other programs."""
        if intent.program.definition.id != settings_or_defaults(self.services.settings).program:
            return None
        now = self.services.agenda.today()
        if intent.speed is not None or now is None:
            return now
        if any(verdict.decision.output is Verdict.STEP_BACK for verdict in now.open_verdicts):
            from achilles_tui.tui.pages.verdict import VerdictScreen

            await self.app.push_screen_wait(VerdictScreen(self.services, self.looks))
            return self.services.agenda.today()
        return now

    async def _has_agreed(self, intent: Start, now: Today | None) -> bool:
        """Before the first session of a program to agree with a PT, ask whether that was done; return the answer."""
        program = intent.program.definition
        asks_for_pt = intent.program.needs_pt or intent.pt_confirmed
        if program.supervision == "none" or asks_for_pt or intent.speed is not None or (now and now.targets.start_day):
            return True
        return await questions.agreed(self.app, program.title)

    async def _resume(self, intent: Resume) -> Runner | None:
        record = intent.record
        if not record.practice and not await pass_gate(self.app, self.services, self.services.gate.work(record.plan)):
            return None
        where = place(record, self.services.clock.now())
        if where.stale and where.rep is None:
            await self._close_late(intent)
            await questions.tell(self.app, f"Finished: {record.plan.title}", CHECK_TOO_LATE)
            return None
        guarded = [exercise for exercise in record.plan.exercises if exercise.needs_pt]
        if guarded and not await questions.pt_confirmed(self.app, guarded):
            return None
        answer = await questions.stale(self.app, record.plan.title, where) if where.stale else "go on"
        if answer == "close":
            await self._close_late(intent)
        if answer in {"close", "back"}:
            return None
        return self.services.sessions.go_on(
            record, speed=intent.speed, restart_set=answer == "restart", take_over=intent.take_over
        )

    async def _close_late(self, intent: Resume) -> None:
        """Close an unfinished session; if that cannot be written, say so and go on: it stays unfinished."""
        try:
            self.services.sessions.close_late(intent.record, take_over=intent.take_over)
        except NotSaved as error:
            await questions.tell(self.app, "NOT SAVED", f"{error} That session stays unfinished.")

    async def _play(self, runner: Runner) -> After:
        """Run a session to its end and show its summary; if it cannot be saved, ask what to do."""
        from achilles_tui.tui.session.screen import Ending, SessionScreen

        self.runner, why = runner, self._why()
        try:
            while True:
                voice = self.services.speaker(self.settings.cue_command)
                ending = await self.app.push_screen_wait(
                    SessionScreen(
                        runner, self.looks, self.settings, voice, why=why, flags=self.services.safety.questions
                    )
                )
                if ending is Ending.TAKEN_OVER:
                    self.is_held_elsewhere = True
                    body = f"{runner.taken_over} {HANDED_OVER}"
                    await questions.tell(self.app, "Read-only now", body, label="leave")
                    return After.QUIT
                after = After.TODAY
                if ending is Ending.FLAGGED:
                    await ask_anew(self.app, self.services)
                if ending in {Ending.ENDED, Ending.FLAGGED}:
                    after = await self.app.push_screen_wait(SummaryScreen(runner, self.looks, why=why))
                if after is not After.BACK_IN:
                    return await self._saved(runner, after)
        finally:
            runner.close()
            self.unsaved = None if runner.flush() else runner.record
            self.runner = None

    def _why(self) -> str:
        """Return the rows of the pain rule, or the reason why its file cannot be read."""
        try:
            return why_of_pain(self.services.programs.rule())
        except BadFile as error:
            return str(error)

    async def _saved(self, runner: Runner, after: After) -> After:
        while not runner.flush():
            if await questions.leave_unsaved(self.app, runner.saved) == "leave":
                return After.QUIT
        self.services.sessions.leave(runner)
        return after

    async def _sides(self) -> tuple[Side, ...] | None:
        try:
            side = self.services.settings.load().side
        except BadFile as error:
            await questions.tell(self.app, "Settings", f"{error} You will be asked for the leg.")
            side = None
        if side is None:
            return await questions.sides(self.app)
        return side.legs

    def _region(self) -> Region | None:
        """Return where it hurts, from the settings; None if it was never entered or cannot be read."""
        return settings_or_defaults(self.services.settings).region

    async def _ask_for_loads(self, intent: Start, program: ResolvedProgram, stage: int, region: Region | None) -> bool:
        """Ask for loads (kg) not entered yet, and add them to the intent; return False if the person went back."""
        for dose, exercise in program.pairs(stage, region):
            if not dose.weighted or {exercise.id, dose.id} & {*program.loads, *intent.loads} or intent.pt_confirmed:
                continue
            load = await questions.load(self.app, exercise, added=dose.load == "added kilograms")
            if load == "back":
                return False
            if load is not None:
                intent.loads[exercise.id] = load
        return True


def _exercises_to_do(intent: Start, now: Today | None) -> frozenset[str]:
    """Return the ids of the exercises to do: those due, else those done that may be repeated; empty means all."""
    if now is None or intent.speed is not None or intent.stage is not None:
        return frozenset()
    return frozenset(item.exercise.id for item in now.agenda.due or now.agenda.once_more)
