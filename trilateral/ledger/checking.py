"""Named checks: functions that take tables and return a finding, run at a threshold and around it."""
from __future__ import annotations

import hashlib
import importlib
import inspect
import pkgutil
import sys
import traceback
import types
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from trilateral import paths, tables
from trilateral.ledger.claims import LedgerError
from trilateral.ledger.finding import Finding

CHECKS = "checks.py"
_REGISTRY: dict[tuple[str, str], Check] = {}  # by module and name


@dataclass(frozen=True)
class Check:
    """A function that tests claims, with its threshold and how that is varied."""

    name: str
    claims: tuple[str, ...]
    function: Callable[..., Finding]
    threshold: Any
    vary: tuple
    says: str
    fixed: str

    @property
    def why(self) -> str:
        """The docstring: a question, and the argument for the threshold."""
        return inspect.cleandoc(self.function.__doc__ or "")

    @property
    def question(self) -> str:
        """What the check asks."""
        return self.why.partition("\n\n")[0].replace("\n", " ")

    @property
    def argument(self) -> str:
        """Why it is decided as it is."""
        return " ".join(self.why.partition("\n\n")[2].split())

    def sensitivity(self, outcome: Outcome) -> str:
        """What other thresholds give, in words; where nothing can be varied, why."""
        if self.threshold is None:
            return f"no threshold: {self.fixed}"
        steady = "robust" if outcome.robust else "fragile"
        return f"{steady} ({'; '.join(f'{at}: {verdict}' for at, verdict in outcome.sensitivity)})"

    @property
    def needs(self) -> tuple[str, ...]:
        """Names of the tables (``straits``), layers (``layer_land``) or ``measurements`` that it takes."""
        return tuple(name for name in inspect.signature(self.function).parameters if name != "threshold")


@dataclass(frozen=True)
class Outcome:
    """A check's finding, and what the verdict would be at other thresholds."""

    check: str
    claims: tuple[str, ...]
    value: float | int | None
    unit: str
    threshold: str
    verdict: str
    sentence: str
    sensitivity: tuple[tuple[str, str], ...]
    robust: bool
    tables: tuple[str, ...]

    def record(self) -> dict[str, Any]:
        """As JSON has it."""
        around = [{"threshold": at, "verdict": verdict} for at, verdict in self.sensitivity]
        return {**asdict(self), "sensitivity": around}


def check(*claims: str, threshold: Any = None, vary: tuple = (), says: str = "", fixed: str = "") -> Callable:
    """Register a function as a check of ``claims``.

    Parameters
    ----------
    claims
        Ids of the claims that it tests.
    threshold
        What the value is held against; the function takes it as the keyword ``threshold``.
    vary
        Other thresholds that a reasonable reader might choose; the verdict is *robust* if none of them changes it.
    says
        The threshold in words, with ``{}`` where its number stands: ``"more than {} days"``.
    fixed
        Why there is no threshold to vary; either this or ``threshold`` with ``vary`` is given.
    """
    if bool(fixed) == (threshold is not None):
        raise ValueError(f"check of {', '.join(claims)}: expected a threshold with variations, or why it is fixed")
    if threshold is not None and (len(vary) < 2 or "{}" not in says):
        raise ValueError(f"check of {', '.join(claims)}: a threshold has two variations or more, and words with {{}}")

    def register(function: Callable[..., Finding]) -> Callable[..., Finding]:
        made = Check(function.__name__, claims, function, threshold, tuple(vary), says, fixed)
        _REGISTRY[function.__module__, function.__name__] = made
        return function

    return register


def own(folder: Path | None) -> bool:
    """The folder has checks of its own, so it holds the ledger of another text."""
    return folder is not None and (folder / CHECKS).is_file()


def checks(folder: Path | None = None) -> dict[str, Check]:
    """Every check by name, in the order of its first claim: the book's, or those of ``folder`` if it has its own.

    Raises
    ------
    LedgerError
        The folder's file of checks cannot be run; the message names its line.
    """
    return _sorted(_registered(_load(folder / CHECKS)) if own(folder) else _of_the_book())


def _of_the_book() -> list[Check]:
    from trilateral.ledger import checks as package

    modules = [f"{package.__name__}.{module.name}" for module in pkgutil.iter_modules(package.__path__)]
    for module in modules:
        importlib.import_module(module)
    return [found for module in modules for found in _registered(module)]


def _registered(module: str) -> list[Check]:
    return [found for (place, _), found in _REGISTRY.items() if place == module]


def _sorted(found: list[Check]) -> dict[str, Check]:
    names = [one.name for one in found]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"check {twice[0]}: there are two of this name")
    return {one.name: one for one in sorted(found, key=lambda one: (one.claims, one.name))}


def _load(path: Path) -> str:
    """Run a file of checks as it is now, and give the name under which they are registered.

    Not by an import: Python's byte-code would stand for a file that was changed within the same second.
    """
    name = f"trilateral_checks_{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:12]}"
    for key in [key for key in _REGISTRY if key[0] == name]:
        del _REGISTRY[key]
    module = types.ModuleType(name)
    module.__file__ = str(path.resolve())
    sys.modules[name] = module  # so that a build sees what a chapter rests on
    try:
        exec(compile(path.read_text("utf-8"), str(path), "exec"), module.__dict__)
    except Exception as error:
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
        line = lines[-1] if lines else getattr(error, "lineno", None)
        said = error.msg if isinstance(error, SyntaxError) else error
        place = f"data/{CHECKS}" + (f" line {line}" if line else "")
        raise LedgerError(f"{place}: {type(error).__name__}: {' '.join(str(said).split())}") from None
    return name


def tried(function: Callable[..., Finding], folder: Path | None = None) -> Outcome:
    """Outcome of a function just registered, as in a notebook's cell, before it goes into a file of checks."""
    return run(_REGISTRY[function.__module__, function.__name__], Data(folder))


class Data:
    """Tables, layers and measurements by the names that checks give their parameters.

    What another edition's folder lacks is taken from the book's own data and noted in :attr:`missing`.
    """

    def __init__(self, folder: Path | None = None):
        self.folder = folder
        self.missing: set[str] = set()
        self._kept: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._kept:
            self._kept[name] = self._load(name)
        kept = self._kept[name]
        return kept.copy() if hasattr(kept, "copy") else kept

    def _load(self, name: str) -> Any:
        if name == "measurements":
            from trilateral.measures import catalogue

            return {found.id: found for found in catalogue.measure_all(folder=self._with("straits", "places"))}
        if name.startswith("layer_"):
            layer = name.removeprefix("layer_")
            return tables.layer(layer, self._with(f"geo/{layer}"))
        return tables.load(name, self._with(name))

    def _with(self, *names: str) -> Path | None:
        """The other edition's folder if it has the tables, else the book's own."""
        if self.folder is None:
            return None
        lacking = [name for name in names if not any((self.folder / f"{name}{ending}").is_file()
                                                     for ending in (".yml", ".csv", ".geojson"))]
        self.missing.update(lacking)
        return None if lacking else self.folder


def run(found: Check, data: Data) -> Outcome:
    """Run one check at its threshold and at the varied ones.

    Raises
    ------
    LedgerError
        The check raises or returns no finding; the message names it.
    """
    arguments = {name: data[name] for name in found.needs}
    finding = _call(found, arguments, found.threshold)
    around = tuple((_words(found, at), _call(found, arguments, at).verdict) for at in found.vary)
    return Outcome(
        check=found.name, claims=found.claims, value=finding.value, unit=finding.unit,
        threshold=_words(found, found.threshold) if found.threshold is not None else "",
        verdict=finding.verdict, sentence=finding.sentence, sensitivity=around,
        robust=all(verdict == finding.verdict for _, verdict in around), tables=found.needs,
    )


def _call(found: Check, arguments: dict[str, Any], threshold: Any) -> Finding:
    own = {name: value.copy() if hasattr(value, "copy") else value for name, value in arguments.items()}
    if found.threshold is not None:
        own["threshold"] = threshold
    try:
        finding = found.function(**own)
    except Exception as error:
        raise LedgerError(f"{_place(found)}: {type(error).__name__}: {error}") from error
    if not isinstance(finding, Finding):
        raise LedgerError(f"{_place(found)}: returned {finding!r}; a Finding is expected")
    return finding


def _place(found: Check) -> str:
    return f"check {found.name} ({', '.join(found.claims)})"


def _words(found: Check, threshold: Any) -> str:
    return found.says.format(threshold)


_KEPT: dict[Path, dict[str, Outcome]] = {}


def outcomes(folder: Path | None = None) -> dict[str, Outcome]:
    """Outcomes of all checks under the data of ``folder`` (the book's own by default), by check."""
    place = folder or paths.data_dir()
    if own(place):  # small, and edited while its kernel runs
        return _run_all(place)
    if place not in _KEPT:
        _KEPT[place] = _run_all(place)
    return dict(_KEPT[place])


def _run_all(folder: Path) -> dict[str, Outcome]:
    data = Data(folder)
    return {name: run(found, data) for name, found in checks(folder).items()}


def remember(found: dict[str, Outcome]) -> None:
    """Take these for the outcomes under the book's own data, as :mod:`.keeping` does."""
    _KEPT[paths.data_dir()] = dict(found)
