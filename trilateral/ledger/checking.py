"""Named checks: functions that take tables and return a finding, run at a threshold and around it."""
from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from trilateral import paths, tables
from trilateral.ledger.claims import LedgerError
from trilateral.ledger.finding import Finding

_REGISTRY: dict[str, Check] = {}


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
            return f"none: {self.fixed}"
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
        known = _REGISTRY.get(function.__name__)
        if known and known.function.__module__ != function.__module__:
            raise ValueError(f"check {function.__name__}: there are two of this name")
        _REGISTRY[function.__name__] = Check(function.__name__, claims, function, threshold, tuple(vary), says, fixed)
        return function

    return register


def checks() -> dict[str, Check]:
    """Every check of the book by name, in the order of its first claim."""
    from trilateral.ledger import checks as package

    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return dict(sorted(_REGISTRY.items(), key=lambda item: (item[1].claims, item[0])))


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
        lacking = [name for name in names if not (self.folder / f"{name}.yml").is_file()]
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
    if place not in _KEPT:
        data = Data(place)
        _KEPT[place] = {name: run(found, data) for name, found in checks().items()}
    return dict(_KEPT[place])


def remember(found: dict[str, Outcome]) -> None:
    """Take these for the outcomes under the book's own data, as :mod:`.keeping` does."""
    _KEPT[paths.data_dir()] = dict(found)
