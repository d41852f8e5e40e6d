"""The way from a wish to a session and out of it again: what is asked, in which order. No rules, no drawing."""

from dataclasses import dataclass

from achilles_tui.application.intents import Guide, Intent, Resume, Start
from achilles_tui.application.runner import Runner
from achilles_tui.application.services import Services
from achilles_tui.domain.agenda.today import Today
from achilles_tui.domain.agenda.verdict_text import why_of_pain
from achilles_tui.domain.base.errors import AchillesError, BadFile, NotSaved, SessionHeld
from achilles_tui.domain.base.units import Region, Side, Verdict
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.programs.session_plan import Plan, plan
from achilles_tui.domain.records.session_record import SessionRecord, Status
from achilles_tui.domain.session.phrases import after_pain
from achilles_tui.domain.session.resume import place
from achilles_tui.domain.settings import Settings
from achilles_tui.tui.dialogs import questions
from achilles_tui.tui.dialogs.questions import AnyApp
from achilles_tui.tui.dialogs.safety_gate import ask_anew, may_train, stopped
from achilles_tui.tui.looks import Looks
from achilles_tui.tui.pages.verdict import VerdictScreen
from achilles_tui.tui.session import first_run
from achilles_tui.tui.session.lesson import LessonScreen
from achilles_tui.tui.session.onlooker import OnlookerScreen
from achilles_tui.tui.session.screen import Ending, SessionScreen
from achilles_tui.tui.session.summary import After, SummaryScreen

CHECK_TOO_LATE = "All repetitions were done. The pain check at its end was left too long ago, and stays unanswered."
HANDED_OVER = "What was done here is in its file; the session goes on there."


@dataclass
class Flow:
    """Leads one wish at a time through its questions, its session and its summary.

    runner: the live session, for whoever has to save it in a hurry. unsaved: what could not be saved when leaving.
    """

    app: AnyApp
    services: Services
    looks: Looks
    settings: Settings
    """As they were when the program began, for how a session looks and sounds."""
    runner: Runner | None = None
    unsaved: SessionRecord | None = None
    is_held_elsewhere: bool = False
    """Whether the last wish ended because another process has the session."""

    async def lead(self, wish: Intent | None) -> After:
        """Do what was wished for, as far as the person goes, or look on where nothing was; return where to go then."""
        while True:
            try:
                return await (self._look_on() if wish is None else self._fulfil(wish))
            except SessionHeld:
                wish = None
            except AchillesError as error:
                await questions.tell(self.app, "That did not work", str(error))
                return After.STAY

    async def _fulfil(self, wish: Intent) -> After:
        if isinstance(wish, Guide):
            return await self._guide(wish)
        runner = await self._start(wish) if isinstance(wish, Start) else await self._resume(wish)
        return After.STAY if runner is None else await self._play(runner)

    async def _guide(self, guide: Guide) -> After:
        """Ask a new person what was never told; then, or for that alone, show the keys on a session kept nowhere."""
        if guide is Guide.FIRST_RUN and not await first_run.lead(self.app, self.services):
            return After.STAY
        runner = self.services.sessions.lesson(self.services.settings.load().side)
        voice = self.services.speaker(self.settings.cue_command)
        flags = self.services.safety.questions
        lesson = LessonScreen(runner, self.looks, self.settings, voice, why=self._why(), flags=flags)
        await self.app.push_screen_wait(lesson)
        pain = runner.record.highest_pain() or 0
        if pain > runner.limits.limit:
            await questions.tell(self.app, "That would end a session", after_pain(pain, runner.limits))
        return After.STAY

    async def _look_on(self) -> After:
        """Show the session another process has; take it over if the person wants that."""
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

    async def _start(self, wish: Start) -> Runner | None:
        practice, now = wish.speed is not None, None
        if not practice:
            allowed, now = await self._may_train()
            if not allowed:
                return None
        unfinished = next((one for one in self.services.sessions.unfinished() if one.practice == practice), None)
        if unfinished:
            answer = await questions.instead(
                self.app, unfinished.plan.title, place(unfinished, self.services.clock.now())
            )
            if answer == "resume":
                return await self._resume(Resume(unfinished, speed=wish.speed))
            if answer == "back":
                return None
            now = self.services.agenda.today()
        planned = await self._plan(wish, now)
        if planned is None:
            return None
        if unfinished:
            await self._close_late(Resume(unfinished))
        return self.services.sessions.begin(planned, speed=wish.speed)

    async def _may_train(self) -> tuple[bool, Today | None]:
        """Hold to the red flags, and to a stop of the rule until a clinician note, whatever the program.

        Return whether the person may train, and where they stand in their own program.
        """
        if not await may_train(self.app, self.services.safety):
            return False, None
        now = self.services.agenda.today()
        if now is None or now.stop is None:
            return True, now
        lifted = await stopped(self.app, self.services.safety, now.stop.decision.reason)
        return lifted, self.services.agenda.today() if lifted else now

    async def _plan(self, wish: Start, now: Today | None) -> Plan | None:
        """Ask what the session has to know: whether it is due, the leg, the PT where one is needed, the kilograms."""
        now = await self._standing(wish, now)
        if not await self._has_agreed(wish, now):
            return None
        offer, region = (now.program if now else wish.program), self._region()
        stage = wish.stage or (now.targets.stage if now else 1)
        sides = (wish.sides or await self._sides()) if offer.sided(stage) else (Side.LEFT,)
        if sides is None:
            return None
        whole = plan(offer, sides, stage=stage, region=region)
        wanted = await self._exercises_to_do(wish, now)
        if wanted is None:
            return None
        guarded = [one for one in whole.exercises if one.needs_pt and one.id in (wanted or {one.id})]
        if guarded and not wish.pt_confirmed and not await questions.pt_confirmed(self.app, guarded):
            return None
        if not await self._chosen_loads(wish, offer, stage, region):
            return None
        planned = plan(offer, sides, stage=stage, region=region, loads=wish.loads, pt_confirmed=bool(guarded))
        return planned.only(wanted) if wanted else planned

    async def _standing(self, wish: Start, now: Today | None) -> Today | None:
        """Return where the person stands in their own program, once a step back is answered; None for any other.

        now: as it was read already, which it was not for a practice walk.
        """
        if wish.program.definition.id != self.services.settings.or_defaults().program:
            return None
        if wish.speed is not None:
            return self.services.agenda.today()
        if now is not None and any(one.decision.output is Verdict.STEP_BACK for one in now.open_verdicts):
            await self.app.push_screen_wait(VerdictScreen(self.services, self.looks))
            return self.services.agenda.today()
        return now

    async def _has_agreed(self, wish: Start, now: Today | None) -> bool:
        """Ask for the agreement with a PT that a program wants before it is begun, unless a PT is asked for anyway."""
        program = wish.program.definition
        asked_anyway = wish.program.needs_pt or wish.pt_confirmed
        if program.supervision == "none" or asked_anyway or wish.speed is not None or (now and now.targets.start_day):
            return True
        return await questions.agreed(self.app, program.title)

    async def _exercises_to_do(self, wish: Start, now: Today | None) -> frozenset[str] | None:
        """Return which exercises are done; none named is all of them; None when nothing is to be done."""
        if now is None or wish.speed is not None or wish.stage is not None:
            return frozenset()
        if now.agenda.due:
            return frozenset(item.exercise.id for item in now.agenda.due)
        told = [f"{item.exercise.name}: {item.reason}" for item in now.agenda.items]
        return now.once_more_ids if await questions.not_due(self.app, told, may_go_on=bool(now.once_more_ids)) else None

    async def _resume(self, wish: Resume) -> Runner | None:
        record = wish.record
        if not record.practice and not (await self._may_train())[0]:
            return None
        where = place(record, self.services.clock.now())
        if where.stale and where.rep is None:
            await self._close_late(wish)
            await questions.tell(self.app, f"Finished: {record.plan.title}", CHECK_TOO_LATE)
            return None
        guarded = [one for one in record.plan.exercises if one.needs_pt]
        if guarded and not await questions.pt_confirmed(self.app, guarded):
            return None
        answer = await questions.stale(self.app, record.plan.title, where) if where.stale else "go on"
        if answer == "close":
            await self._close_late(wish)
        if answer in {"close", "back"}:
            return None
        return self.services.sessions.go_on(
            record, speed=wish.speed, restart_set=answer == "restart", take_over=wish.take_over
        )

    async def _close_late(self, wish: Resume) -> None:
        """Close an unfinished session; where that cannot be written, it stays unfinished and nothing is held up."""
        try:
            self.services.sessions.close_late(wish.record, take_over=wish.take_over)
        except NotSaved as error:
            await questions.tell(self.app, "NOT SAVED", f"{error} That session stays unfinished.")

    async def _play(self, runner: Runner) -> After:
        """Run the session to its end, and its summary; what cannot be saved is asked about once, then handed on."""
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
                    await ask_anew(self.app, self.services.safety)
                if ending in {Ending.OVER, Ending.FLAGGED}:
                    after = await self.app.push_screen_wait(SummaryScreen(runner, self.looks, why=why))
                if after is not After.BACK_IN:
                    return await self._saved(runner, after)
        finally:
            runner.close()
            self.unsaved = None if runner.flush() else runner.record
            self.runner = None

    def _why(self) -> str:
        """Return the rows of the rule on pain; what is wrong with it does not keep anybody from training."""
        try:
            return why_of_pain(self.services.programs.rule())
        except BadFile as error:
            return str(error)

    async def _saved(self, runner: Runner, after: After) -> After:
        while not runner.flush():
            if await questions.leave_unsaved(self.app, runner.saved) == "leave":
                return After.QUIT
        return after

    async def _sides(self) -> tuple[Side, ...] | None:
        try:
            side = self.services.settings.load().side
        except BadFile as error:
            await questions.tell(self.app, "Settings", f"{error} The leg is asked instead.")
            side = None
        if side is None:
            return await questions.sides(self.app)
        return side.legs

    def _region(self) -> Region | None:
        """Return where it hurts as it was told; where that cannot be read, it is taken as not told."""
        return self.services.settings.or_defaults().region

    async def _chosen_loads(self, wish: Start, offer: ResolvedProgram, stage: int, region: Region | None) -> bool:
        """Ask for the kilograms that nobody told yet; return False when the person went back."""
        for dose, exercise in offer.pairs(stage, region):
            known = {*offer.loads, *wish.loads}
            if not dose.weighted or {exercise.id, dose.id} & known or wish.pt_confirmed:
                continue
            load = await questions.load(self.app, exercise, added=dose.load == "added kilograms")
            if load == "back":
                return False
            if load is not None:
                wish.loads[exercise.id] = load
        return True
