"""A year of the 2020 plan: its script, typed through `main()`, and an independent, simple model
of what must come of every command, read from what is typed alone.

The model keeps of a task what was typed; its status, percentage, deadline and which measures are
done it tells from the records each time anew.
"""

import contextlib
import copy
import io
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from fjkx.cli import main
from fjkx.plan.model import Plan, Task

SCRIPT = Path(__file__).parents[1] / "fixtures" / "year2020.txt"
FROM = {"start": "todo blocked", "block": "todo doing", "done": "todo doing blocked"}
FROM |= {"close": "done", "drop": "todo doing blocked done", "reopen": "done closed dropped"}
BECOMES = {"done": "done", "start": "doing", "block": "blocked", "close": "closed"}
BECOMES |= {"drop": "dropped", "reopen": "doing"}
OPEN = ("todo", "doing", "blocked")
COMPLETE = ("done", "closed")
FLAGS = ("-y", "--force", "--delete", "--overdue", "--no-due", "--declare")
FILTERS = ("-d", "-s", "--section", "--overdue", "--no-due")
UNITS = ("lead", "support")
T = TypeVar("T")


class Typed(NamedTuple):
    """A line of the script: the day it is typed, whether it is refused, and its words."""

    day: str
    refused: bool
    argv: list[str]


def script() -> Iterator[Typed]:
    """The lines of the script that are not comments."""
    for line in SCRIPT.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            day, _, command = line.partition(" ")
            argv = shlex.split(command)
            yield Typed(day, argv[0] == "!", argv[argv[0] == "!" :])


def typed(argv: list[str]) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(argv)
    return code, out.getvalue(), err.getvalue()


# -- the model ------------------------------------------------------------------------------


class RefusedError(Exception):
    """What the program has to refuse."""


def need(holds: T | None) -> T:
    """What has to hold, or to be there."""
    if not holds:
        raise RefusedError
    return holds


@dataclass(eq=False)
class Kept:
    """What the model keeps of a task. Records have only the fields that they say something of."""

    id: str
    title: str
    section: str | None = None
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    texts: list[str] = field(default_factory=list)
    due_at_first: date | None = None
    added: date | None = None
    origin: tuple[str, str] | None = None
    records: list[dict[str, Any]] = field(default_factory=list)

    def told(self) -> tuple[str, int | None, date | None, set[int]]:
        """What the records tell, in the order of their days: status, percentage, deadline, and
        the numbers of the measures that are done."""
        status, percent, due, done = "todo", None, self.due_at_first, set[int]()
        for record in sorted(self.records, key=lambda each: each["date"]):
            number, new = record.get("measure"), record.get("status")
            if new and number:
                (done.add if new == "done" else done.discard)(number)
            again = number and new == "todo"
            status = "doing" if status == "todo" and reports(record) and not again else status
            status = status if number else new or status
            percent = record.get("percent", percent)
            if "due" in record or "due_was" in record:
                due = record.get("due")
        return status, percent, due, done

    @property
    def status(self) -> str:
        return self.told()[0]

    @property
    def due(self) -> date | None:
        return self.told()[2]

    @property
    def progress(self) -> float:
        """In percent."""
        status, percent, _, done = self.told()
        share = 100 * len(done) / len(self.texts) if self.texts else 0
        return 100 if status in COMPLETE else max(percent or 0, share)

    def keep(self, on: date, **fields: Any) -> None:
        """One more record. Refused before the task was added."""
        need(self.added is None or on >= self.added)
        self.records.append(said(date=on, **fields))

    def contradicts(self) -> bool:
        """Whether the history contradicts itself: days that go back, steps that nobody takes."""
        last: dict[object, date] = {}
        for record in self.records:
            kinds = [("of", record.get("measure"))] if "status" in record else []
            kinds += [("due", 0)] if "due" in record or "due_was" in record else []
            kinds += [("was", name) for name in record.get("was", {})]
            if any(record["date"] < last.get(kind, record["date"]) for kind in kinds):
                return True
            last.update(dict.fromkeys(kinds, record["date"]))
        so_far = Kept(self.id, self.title, texts=self.texts)
        for record in sorted(self.records, key=lambda each: each["date"]):
            number, new = record.get("measure"), record.get("status")
            old, _, _, done = so_far.told()
            if number and new:
                old = "done" if number in done else "todo"
            elif (
                new
                and new != old
                and not any(new == BECOMES[step] and old in FROM[step].split() for step in FROM)
            ):
                return True
            so_far.records.append(record)
        return False


def said(**fields: Any) -> dict[str, Any]:
    """The fields that say something."""
    return {name: value for name, value in fields.items() if value not in (None, "")}


def reports(record: dict[str, Any]) -> bool:
    """Whether a record says how a task goes, and not only what the office did itself."""
    own = {"due", "due_was", "was", "chased"} & record.keys()
    return bool(
        {"status", "percent", "problem", "next"} & record.keys() or ("note" in record and not own)
    )


class Words:
    """A command line taken apart: what stands alone, and options with their values."""

    def __init__(self, words: list[str]) -> None:
        self.alone: list[str] = []
        self.options: dict[str, list[str]] = {}
        rest = iter(words)
        for word in rest:
            if word.startswith("-") and len(word) > 1:
                self.options.setdefault(word, []).append("" if word in FLAGS else next(rest))
            else:
                self.alone.append(word)

    def __contains__(self, option: str) -> bool:
        return option in self.options

    def get(self, option: str) -> str | None:
        return self.options[option][-1] if option in self.options else None

    @property
    def note(self) -> str | None:
        return self.get("-m") or self.get("--note")


class Model:
    """A plan after what was typed so far."""

    def __init__(self, plan: Plan) -> None:
        self.title = plan.title
        self.units = [[unit.name, *unit.aliases] for unit in plan.units]
        self.sections = [[section.id, section.title] for section in plan.sections]
        self.tasks = [
            Kept(
                task.id,
                task.title,
                section=task.section,
                lead=task.lead,
                support=task.support,
                leaders=task.leaders,
                due_at_first=task.due,
                records=records_of(task),
                texts=[measure.text for measure in task.measures],
            )
            for task in plan.tasks
        ]
        self.earlier: Model | None = None  # what is carried from
        self.meant: dict[str, list[tuple[str, dict[str, Any]]]] = {}  # what messages report

    # what it says

    def values(self) -> list[object]:
        """Everything the model knows, to be compared with the file."""
        tasks: list[object] = []
        for task in self.tasks:
            status, percent, due, done = task.told()
            measures = [(t, "done" if n in done else "todo") for n, t in enumerate(task.texts, 1)]
            tasks.append(
                (
                    *(task.id, task.title, task.section, task.lead, task.support, task.leaders),
                    *(status, percent, due, measures, task.added, task.origin, task.records),
                )
            )
        return [self.units, self.sections, *tasks]

    def counts(self, today: date) -> dict[str, float]:
        """The figures of the summary's total."""
        statuses = [task.status for task in self.tasks]
        kept = [task for task in self.tasks if task.status != "dropped"]
        late = [t for t in kept if t.due and t.due < today and t.status not in COMPLETE]
        return {
            **{each: statuses.count(each) for each in (*OPEN, *COMPLETE, "dropped")},
            "tasks": len(kept),
            "complete": sum(task.status in COMPLETE for task in kept),
            "overdue": len(late),
            "progress": round(sum(task.progress for task in kept) / len(kept), 1),
        }

    # what is typed

    def after(self, argv: list[str], today: date) -> "Model":
        """The model of the plan after a command. Raises RefusedError."""
        new = copy.deepcopy(self)
        command, words = argv[0], Words(argv[1:])
        if command in FROM:
            new.step(command, words, today)
        else:
            need(getattr(new, f"do_{command}", None))(words, today)
        return new

    def task(self, id: str) -> Kept:
        return next(task for task in self.tasks if task.id == id)

    def unit(self, words: str) -> str:
        """The declared name of a unit typed."""
        exactly = [unit for unit in self.units if words == unit[0]]
        alias = [unit for unit in self.units if words in unit]
        meant = exactly or alias or self.units_like(words)
        need(len(meant) == 1)
        return meant[0][0]

    def named(self, words: list[str]) -> tuple[str, ...]:
        """The declared names of units typed, each once."""
        each = (name for word in words for name in word.split("、"))
        return tuple(dict.fromkeys(map(self.unit, each)))

    def by(self, words: Words) -> str | tuple[str, ...] | None:
        units = self.named(words.options.get("--by", []))
        return units[0] if len(units) == 1 else units or None

    def on(self, words: Words, today: date) -> date:
        day = need(day_of(words.get("--on") or str(today)))
        need(day <= today)
        return day

    def targets(self, words: Words, alone: list[str], today: date) -> list[tuple[Kept, int]]:
        """The tasks and measures (0 is none) meant by ids or by filters."""
        filters = {n: v for n, v in words.options.items() if n in FILTERS}
        need(bool(filters) != bool(alone))
        if filters:
            return [(task, 0) for task in self.tasks if self.passes(task, filters, today)]
        found: dict[tuple[Kept, int], None] = {}
        for word in targets(alone):
            number, _, measure = word.partition(".")
            task = need(next((each for each in self.tasks if each.id == number), None))
            need(int(measure or 0) <= len(task.texts))
            found[task, int(measure or 0)] = None
        return list(found)

    def passes(self, task: Kept, filters: dict[str, list[str]], today: date) -> bool:
        status, _, due, _ = task.told()
        own = {self.unit(name) for name in (*task.lead, *task.support)}
        wanted = filters.get("-s", [])
        return (
            ("-d" not in filters or bool(own.intersection(map(self.unit, filters["-d"]))))
            and ("-s" not in filters or status in wanted or ("open" in wanted and status in OPEN))
            and ("--section" not in filters or task.section in filters["--section"])
            and ("--no-due" not in filters or due is None)
            and ("--overdue" not in filters or bool(due and due < today and status in OPEN))
        )

    # one command after the other

    def step(self, command: str, words: Words, today: date) -> None:
        on, by = self.on(words, today), self.by(words)
        for task, number in self.targets(words, words.alone, today):
            old, _, _, done = task.told()
            need(task.added is None or on >= task.added)
            if number:
                need(command in ("done", "reopen"))
                need(old != "dropped" and not (command == "reopen" and old in COMPLETE))
                to = "done" if command == "done" else "todo"
                holds = (number in done) == (to == "done") or old in COMPLETE
            else:
                to = BECOMES[command]
                holds = old == to or (command == "done" and old == "closed")
                need(holds or old in FROM[command].split())
                need(holds or command != "block" or words.note)
            if holds and words.note:
                self.once(task, on, measure=number, by=by, note=words.note)
            elif not holds:
                not_before(task, on, "status", number)
                task.keep(on, measure=number or None, status=to, by=by, note=words.note)

    def once(self, task: Kept, on: date, measure: int, **fields: Any) -> bool:
        """A report, unless one of the day says the same; whether it was recorded."""
        names = ("date", "measure", "by", "note", "percent", "problem", "next")

        def report(record: dict[str, Any]) -> list[object]:
            by = record.get("by", ())
            units = {self.unit(name) for name in ((by,) if isinstance(by, str) else by)}
            return [units if name == "by" else record.get(name) for name in names]

        new = said(date=on, measure=measure or None, **fields)
        there = [each for each in task.records if not {"due", "due_was", "was"} & each.keys()]
        if report(new) in map(report, there):
            return False
        task.keep(on, measure=measure or None, **fields)
        return True

    def do_note(self, words: Words, today: date) -> None:
        on, by = self.on(words, today), self.by(words)
        filtered = any(each in FILTERS for each in words.options)
        text = words.note or next(iter(words.alone[0 if filtered else 1 :]), None)
        if words.alone[:1] == ["-"]:
            told = [(self.task(id), 0, parts) for id, parts in self.meant[text or ""]]
        else:
            options = {name: words.get(f"--{name}") for name in ("percent", "problem", "next")}
            (_, report), *_ = self.meant.get(text or "", [("", {"note": text})])
            meant = self.targets(words, [] if filtered else words.alone[:1], today)
            parts = said(**report | said(**options))
            told = [(task, number, {**parts}) for task, number in meant]
        for task, number, parts in told:
            if "percent" in parts:
                need(not number)
                parts["percent"] = int(parts["percent"])
            need(parts)
            starts = task.status == "todo" and not number
            if self.once(task, on, number, by=by, **parts) and starts:
                record = task.records.pop()
                not_before(task, on, "status", 0)
                task.records.append({**record, "status": "doing"})

    def do_extend(self, words: Words, today: date) -> None:
        filtered = any(each in FILTERS for each in words.options)
        day, on = day_of(words.alone[0 if filtered else 1]), self.on(words, today)
        for task, number in self.targets(words, [] if filtered else words.alone[:1], today):
            old = task.due
            need(not number and words.note and old and task.status in OPEN)
            if day != old:
                not_before(task, on, "due", 0)
                task.keep(on, by=self.by(words), due=day, due_was=old, note=words.note)

    def do_set(self, words: Words, today: date) -> None:
        day = day_of(words.get("--due") or "长期坚持")
        on, note = self.on(words, today), words.note
        meant = self.targets(words, words.alone, today)
        units = [f"--{a}{name}" for a in ("", "add-", "remove-") for name in UNITS]
        recorded = ["--due", "--leader", "--title", "--clear", *units]
        need("--title" not in words or len(meant) < 2)
        need("--clear" not in words or "--due" not in words)
        if "--move-to" in words:
            need(words.get("--move-to") in [number for number, _ in self.sections])
        for task, number in meant:
            need(not number)
            need(note is None or any(option in words for option in recorded))
            leaders = tuple(dict.fromkeys(words.options.get("--leader", task.leaders)))
            new: dict[str, Any] = {n: self.units_after(vars(task)[n], n, words) for n in UNITS}
            new |= {"leaders": leaders, "title": words.get("--title") or task.title}
            was = {name: vars(task)[name] for name in new if new[name] != vars(task)[name]}
            if task.lead and new["lead"]:
                need(note or self.unit(task.lead[0]) == self.unit(new["lead"][0]))
            need(note or new["lead"] or not task.lead)
            vars(task).update(new)
            old = task.due
            moved = words.get("--clear") == "due" or day is not None
            need(old is None or not moved or day in (old, None))
            need(note or day or not moved or old is None)
            change = said(due=day, due_was=old) if moved and day != old else {}
            if change:
                not_before(task, on, "due", 0)
            for name in was:
                days = [r["date"] for r in task.records if name in r.get("was", {})]
                need(not days or on >= max(days))
            if change or was:
                task.keep(on, note=note, was=was or None, **change)
            task.section = words.get("--move-to") or task.section

    def units_after(self, old: tuple[str, ...], name: str, words: Words) -> tuple[str, ...]:
        """The units of a task after `set`, those that stay in the wording they had."""
        if not any(f"--{a}{name}" in words for a in ("", "add-", "remove-")):
            return old
        new = self.named(words.options.get(f"--{name}", [])) or [*map(self.unit, old)]
        new = [*new, *self.named(words.options.get(f"--add-{name}", []))]
        gone = self.named(words.options.get(f"--remove-{name}", []))
        wording = {self.unit(each): each for each in reversed(old)}
        return tuple(wording.get(u, u) for u in dict.fromkeys(new) if u not in gone)

    def do_correct(self, words: Words, today: date) -> None:
        ((task, number),) = self.targets(words, words.alone, today)
        own = [at for at, r in enumerate(task.records) if number in (0, r.get("measure", 0))]
        due = [at for at in own if "due" in task.records[at]]
        meant = due if "--due" in words else [at for at in own if reports(task.records[at])]
        known = any({"due", "due_was"} & each.keys() for each in task.records)
        if "--due" in words and not ("--record" in words or number or known) and task.due_at_first:
            need(not words.options.keys() - {"--due"})
            task.due_at_first = day_of(words.get("--due") or "")
            return
        need(meant or "--record" in words)
        place = int(words.get("--record") or meant[-1] + 1) - 1
        need(place in own)
        old = task.records[place]
        need(reports(old) or not {"--percent", "--problem", "--next"} & words.options.keys())
        new = dict(old)
        for option, name in (("--note", "note"), ("--problem", "problem"), ("--next", "next")):
            if option in words:
                new[name] = words.get(option)
        new.update(said(by=self.by(words)))
        if "--on" in words:
            new["date"] = self.on(words, today)
            need(task.added is None or new["date"] >= task.added)
        if "--percent" in words:
            need("measure" not in old)
            new["percent"] = int(words.get("--percent") or 0)
        if "--due" in words:
            need("due" in old)
            new["due"] = day_of(words.get("--due") or "")
        new = said(**new)
        need("--delete" in words or new.keys() - {"date", "measure", "by"})
        for later in task.records if "--delete" in words and "chased" in old else ():
            if later.get("chased", 0) > old["chased"]:
                later["chased"] -= 1
        if {"due", "due_was"} & old.keys():
            need("--delete" in words or new.get("due") != new.get("due_was"))
            start = old.get("due_was") if "--delete" in words else new.get("due")
            for later in task.records[place + 1 :]:
                if {"due", "due_was"} & later.keys():
                    if later.get("due_was") == old.get("due"):
                        later.pop("due_was", None)
                        later.update(said(due_was=start))
                        need(later.get("due") != later.get("due_was"))
                    break
        if "--delete" in words:
            self.hand_on(task, old)
        reason = {"note", "problem"} & new.keys() or "--delete" in words
        need(reason or not self.reasoned(task, old))
        task.records[place : place + 1] = [] if "--delete" in words else [new]
        need(not task.contradicts())

    def hand_on(self, task: Kept, gone: dict[str, Any]) -> None:
        """What a record says was there before, the next change of the same found; or it is."""
        ordered = sorted(task.records, key=lambda each: each["date"])
        behind = ordered[1 + next(at for at, each in enumerate(ordered) if each is gone) :]
        for name, value in gone.get("was", {}).items():
            changes = [each for each in behind if name in each.get("was", {})]
            ends = [*(each["was"][name] for each in changes[1:]), getattr(task, name)]
            need(not changes or value != ends[0])
            if changes:
                changes[0]["was"] = {**changes[0]["was"], name: value}
            else:
                setattr(task, name, value)

    def reasoned(self, task: Kept, record: dict[str, Any]) -> bool:
        """Whether a record gives a reason that it may not do without."""
        ordered = sorted(task.records, key=lambda each: each["date"])
        behind = ordered[1 + next(at for at, each in enumerate(ordered) if each is record) :]
        leads = [r["was"]["lead"] for r in (record, *behind) if "lead" in r.get("was", {})]
        first = [[self.unit(name) for name in lead[:1]] for lead in (*leads, task.lead)]
        led = "lead" in record.get("was", {}) and all(first[:2]) and first[0] != first[1]
        wanted = record.get("status") == "blocked" or "due_was" in record or led
        return bool({"note", "problem"} & record.keys() and wanted)

    def do_measure(self, words: Words, today: date) -> None:
        action, id, *rest = words.alone
        ((task, number),) = self.targets(words, [id], today)
        need(bool(number) != (action == "add"))
        order = [*range(1, len(task.texts) + 1)]
        if action == "add":
            need(task.status in OPEN)
            task.texts.append(rest[0])
            return
        if action == "text":
            task.texts[number - 1] = rest[0]
            return
        order.remove(number)
        if action == "move":
            need(1 <= int(rest[0]) <= len(task.texts))
            order.insert(int(rest[0]) - 1, number)
        else:
            need(not any(record.get("measure") == number for record in task.records))
        task.texts = [task.texts[each - 1] for each in order]
        for record in task.records:
            if "measure" in record:
                record["measure"] = order.index(record["measure"]) + 1

    def do_section(self, words: Words, today: date) -> None:
        action, *rest = words.alone
        titles = [title for _, title in self.sections]
        if action == "add":
            need(rest[0] not in titles)
            self.sections.append(["一二三四五六七八九十"[len(titles)], rest[0]])
            return
        at = [number for number, _ in self.sections].index(rest[0])
        need(rest[1] == titles[at] or rest[1] not in titles)
        self.sections[at][1] = rest[1]

    def do_remove(self, words: Words, today: date) -> None:
        for task, number in self.targets(words, words.alone, today):
            need(not number)
            need(not task.records or ("--force" in words and words.note))
            self.tasks.remove(task)

    def do_unit(self, words: Words, today: date) -> None:
        action, *rest = words.alone
        names = [name for unit in self.units for name in unit]
        if action == "add":
            (new,) = rest
            if new in [unit[0] for unit in self.units]:
                return
            need(not any(is_short(new, name) for name in names))
            self.units.append([new])
            return
        old = next(unit for unit in self.units if unit[0] == self.unit(rest[0]))
        if action in ("alias", "rename"):
            meant = self.units_like(rest[1])
            need(rest[1] in old or not meant or old in meant)
        if action == "alias":
            need(rest[1] not in names or rest[1] in old)
            old += [rest[1]] * (rest[1] not in old)
        elif action == "rename":
            need(rest[1] not in names or rest[1] in old)
            if rest[1] != old[0]:
                old[:] = [rest[1], *(n for n in old[1:] if n != rest[1]), old[0]]
        elif action == "merge":
            new_names = next(unit for unit in self.units if unit[0] == self.unit(rest[1]))
            need(new_names is not old)
            new_names += old
            self.units.remove(old)
        else:
            need(not any(old[0] in self.all_units(task) for task in self.tasks))
            self.units.remove(old)

    def units_like(self, words: str) -> list[list[str]]:
        """The units whose names begin or end with the words, else those that have them inside."""
        ends = [u for u in self.units if any(n.startswith(words) or n.endswith(words) for n in u)]
        return ends or [u for u in self.units if any(is_short(words, name) for name in u)]

    def all_units(self, task: Kept) -> set[str]:
        """The units that a task or its records name."""
        names = {*task.lead, *task.support}
        for record in task.records:
            by, was = record.get("by", ()), record.get("was", {})
            names.update((by,) if isinstance(by, str) else by)
            names.update(was.get("lead", ()), was.get("support", ()))
        return {self.unit(name) for name in names}

    def do_add(self, words: Words, today: date) -> None:
        section = words.get("--section")
        need(section is None or section in [number for number, _ in self.sections])
        self.put(
            section,
            title=words.alone[0],
            lead=self.named(words.options["--lead"]),
            due_at_first=day_of(words.get("--due") or "长期坚持"),
            texts=re.findall("[^。]*。", words.get("--text") or ""),
            added=today,
        )

    def do_carry(self, words: Words, today: date) -> None:
        old = need(self.earlier)
        ids = [*targets(words.alone[1:])] or [t.id for t in old.tasks if t.status in OPEN]
        need(all(old.task(id).status in OPEN for id in ids))
        there = {task.origin for task in self.tasks}
        fresh = [old.task(id) for id in dict.fromkeys(ids) if (old.title, id) not in there]
        known = [name for unit in self.units for name in unit]
        used = {name for task in fresh for name in (*task.lead, *task.support)}
        wording = {name: self.unit(name) if name in known else old.unit(name) for name in used}
        for unit in old.units:
            if unit[0] in wording.values() and unit[0] not in known:
                self.units.append([unit[0], *(name for name in unit[1:] if name not in known)])
        titles = dict(old.sections)
        here = {title: number for number, title in self.sections}
        places = [here.get(titles.get(task.section or "", "")) for task in fresh]
        for place in dict.fromkeys(places):
            for task in (task for task, at in zip(fresh, places, strict=True) if at == place):
                done = task.told()[3]
                self.put(
                    place,
                    title=task.title,
                    lead=tuple(wording[name] for name in task.lead),
                    support=tuple(wording[name] for name in task.support),
                    leaders=task.leaders,
                    texts=[text for n, text in enumerate(task.texts, 1) if n not in done],
                    added=today,
                    origin=(old.title, task.id),
                )

    def put(self, section: str | None, **fields: Any) -> None:
        """A new task behind the last of its section, or of the last before it that has any."""
        number = 1 + max((int(task.id) for task in self.tasks), default=0)
        numbers = [each for each, _ in self.sections]
        at = len(self.tasks) if section is None else 0
        for each in numbers[: numbers.index(section) + 1] if section else ():
            found = [place for place, task in enumerate(self.tasks) if task.section == each]
            at = found[-1] + 1 if found else at
        self.tasks.insert(at, Kept(str(number), section=section, **fields))


def not_before(task: Kept, on: date, kind: str, number: int) -> None:
    """Refuse a day before the last change of that kind."""
    names = ("due", "due_was") if kind == "due" else (kind,)
    days = [
        record["date"]
        for record in task.records
        if any(name in record for name in names)
        and (kind == "due" or record.get("measure", 0) == number)
    ]
    need(not days or on >= (max(days) if kind == "due" else days[-1]))


def is_short(words: str, name: str) -> bool:
    """Whether the characters are some of the name's, in their order."""
    return re.search(".*".join(map(re.escape, words)), name) is not None


def targets(words: list[str]) -> Iterator[str]:
    """The ids, ranges and lists taken apart."""
    for word in words:
        for each in word.split("、"):
            first, _, last = each.partition("-")
            yield from map(str, range(int(first), int(last) + 1)) if last else [each]


def day_of(words: str) -> date | None:
    """The day that the script means, as the calendar of 2020 has it."""
    known = {"长期坚持": None, "三季度": date(2020, 9, 30), "上半年": date(2020, 6, 30)}
    if words in known:
        return known[words]
    if words.startswith("年底"):
        return date(2020, 12, 31)
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", words):
        return date.fromisoformat(words)
    found = re.match(r"(\d+)(?:月|-)(\d*)", words)
    assert found is not None, words
    month, day = found.groups()
    if day:
        return date(2020, int(month), int(day))
    if "中旬" in words:
        return date(2020, int(month), 20)
    return date(2020 + int(month) // 12, int(month) % 12 + 1, 1) - timedelta(1)


# -- what the file says ---------------------------------------------------------------------


def values(plan: Plan) -> list[object]:
    """Of a plan what the model knows."""
    tasks = [
        (
            *(task.id, task.title, task.section, task.lead, task.support, task.leaders),
            *(task.status, task.percent, task.due),
            [(measure.text, measure.status) for measure in task.measures],
            task.added,
            tuple(task.origin) if task.origin else None,
            records_of(task),
        )
        for task in plan.tasks
    ]
    units = [[unit.name, *unit.aliases] for unit in plan.units]
    return [units, [[section.id, section.title] for section in plan.sections], *tasks]


def records_of(task: Task) -> list[dict[str, Any]]:
    """The records of a task with the fields that say something."""
    records = [{**record._asdict(), "extra": None} for record in task.records]
    for record in records:
        if record["was"]:
            was = record["was"]._asdict().items()
            record["was"] = {name: value for name, value in was if value is not None}
    return [said(**record) for record in records]
