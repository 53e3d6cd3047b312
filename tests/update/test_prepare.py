"""A proposal: all sources or none, editions in order, and the data folder as it was."""
import pytest

from tests.update import made_up
from trilateral import tables
from trilateral.update import accept, drop, prepare, transaction
from trilateral.update.editions import is_called, is_older, order


def propose(world, *wanted, **more):
    return prepare(wanted or list(made_up.ALL.values()), world.client, data=world.data, **more)


def test_a_new_edition_is_proposed_and_not_written(world):
    world.has("hills", made_up.NEWER, made_up.NEXT)
    before = world.bytes()
    proposal = propose(world)
    assert world.bytes() == before
    assert tables.load("heights", proposal.stage.next)["value"].tolist() == [1.0, 2.5, 3.0]
    assert [(one.upstream.name, one.before, one.after) for one in proposal.taken] == [
        ("lakes", made_up.PRESENT, made_up.PRESENT), ("rivers", made_up.PRESENT, made_up.PRESENT),
        ("hills", made_up.PRESENT, made_up.NEWER)]
    assert proposal.record.names == ["heights"]
    accept(proposal)
    assert {name for name, held in world.bytes().items() if held != before[name]} == {"heights.csv", "heights.yml"}
    transaction.undo(world.data)
    assert world.bytes() == before


def test_the_same_files_again_change_nothing_not_even_a_date(world):
    before = world.bytes()
    proposal = propose(world)
    assert proposal.empty and world.bytes() == before
    assert (proposal.stage.next / "heights.yml").read_bytes() == before["heights.yml"]


def test_a_second_update_has_nothing_to_do(world):
    world.has("hills", made_up.NEWER, made_up.NEXT)
    accept(propose(world))
    assert propose(world).empty


def test_another_edition_with_the_same_figures_is_news(world):
    world.has("hills", "April 2026 (data to 2023)", made_up.FIRST)
    proposal = propose(world, made_up.HILLS)
    assert not proposal.empty
    assert tables.manifest("heights", proposal.stage.next).sources[0].edition == "April 2026 (data to 2023)"


def test_two_producers_of_a_table_keep_each_to_its_own(world):
    world.has("lakes", made_up.NEWER, made_up.NEXT)
    proposal = propose(world, made_up.LAKES, made_up.RIVERS)
    one, other = tables.manifest("waters", proposal.stage.next).sources
    assert (one.id, one.edition) == ("lakes", made_up.NEWER) and one.route.startswith("Downloaded from https://lakes.")
    assert (other.edition, other.retrieved, other.route) == (made_up.PRESENT, "2025-05-01", "Read from a public copy.")


def test_two_producers_at_once(world):
    world.has("lakes", made_up.NEWER, made_up.NEXT)
    world.has("rivers", made_up.NEWER, {"2024": 9.0})
    proposal = propose(world)
    assert {one.edition for one in tables.manifest("waters", proposal.stage.next).sources} == {made_up.NEWER}
    assert tables.load("waters", proposal.stage.next)["value"].tolist() == [1.0, 2.5, 3.0, 9.0]


def test_one_source_that_fails_stops_all_and_says_which_came_through(world):
    world.has("lakes", made_up.NEWER, made_up.NEXT)
    world.answers("hills", made_up.upstream_server.Reply(b"gone", "text/plain", 410))
    before = world.bytes()
    with pytest.raises(tables.DataError) as caught:
        propose(world)
    first, last = str(caught.value).splitlines()
    assert first.startswith("hills: https://hills.example.org/newest.json: ") and "410" in first
    assert last == "nothing is proposed; without the others: --source lakes --source rivers"
    assert world.bytes() == before and not (world.folder / ".data-update" / "next").exists()


def test_one_source_alone_has_its_own_message(world):
    world.answers("hills", made_up.upstream_server.Reply(b'{"edition": "April 2026"}'))
    with pytest.raises(tables.DataError, match=r"^hills\.json: KeyError\('figures'\); JSON with figures is expected$"):
        propose(world, made_up.HILLS)


def test_none_came_through(world):
    for name in ("hills", "lakes"):
        world.answers(name, made_up.upstream_server.Reply(b"[]"))
    with pytest.raises(tables.DataError, match=r"\nnothing is proposed; no source came through$"):
        propose(world, made_up.LAKES, made_up.HILLS)


def test_figures_that_the_manifest_refuses(world):
    world.has("hills", made_up.NEWER, {"2024": 250.0})
    before = world.bytes()
    with pytest.raises(tables.DataError, match=r"heights\.csv row 2, column value: 250\.0 is outside the expected"):
        propose(world, made_up.HILLS)
    assert world.bytes() == before


@pytest.mark.parametrize("given", [True, False])
def test_an_older_edition_needs_to_be_named(world, given):
    path = world.file("hills-2024.json", made_up.OLDER, made_up.FIRST)
    world.has("hills", made_up.OLDER, made_up.FIRST)
    world.has("hills", made_up.OLDER, made_up.FIRST, at="April 2024")
    files = {"hills": {"figures": path}} if given else None
    with pytest.raises(tables.DataError, match=r"edition 'April 2024 \(data to 2022\)' of hills, older than the pres"):
        propose(world, made_up.HILLS, files=files)
    world.server.routes["/hills.example.org/April%202024.json"] = world.server.routes[
        "/hills.example.org/April 2024.json"]
    assert propose(world, made_up.HILLS, files=files, edition="April 2024").taken[0].after == made_up.OLDER


def test_a_file_of_another_edition_than_the_one_asked_for(world):
    path = world.file("hills-2026.json", made_up.NEWER, made_up.NEXT)
    message = r"^hills-2026\.json: edition 'April 2026 \(data to 2024\)' of hills; --to asks for 'April 2025'$"
    with pytest.raises(tables.DataError, match=message):
        propose(world, made_up.HILLS, files={"hills": {"figures": path}}, edition="April 2025")


def test_a_file_of_the_user_asks_no_server(world):
    path = world.file("hills-2026.json", made_up.NEWER, made_up.NEXT)
    proposal = propose(world, made_up.HILLS, files={"hills": {"figures": path}})
    assert world.server.asked == []
    source = tables.manifest("heights", proposal.stage.next).sources[0]
    assert source.route == "Read from a file that the user had: hills-2026.json."


def test_steps_are_told_in_order(world):
    told = []
    propose(world, made_up.LAKES, made_up.HILLS, told=lambda *step: told.append(step))
    assert told == [("lakes: fetching", 0, 5), ("lakes: building waters", 1, 5), ("hills: fetching", 2, 5),
                    ("hills: building heights", 3, 5), ("comparing", 4, 5)]


def test_a_proposal_that_is_dropped_leaves_no_copy(world):
    proposal = propose(world)
    assert proposal.stage.next.is_dir()
    drop(proposal.stage)
    assert not proposal.stage.next.exists()


@pytest.mark.parametrize(("edition", "found"), [
    ("April 2025 (data to 2024)", ("date", (2025, 4, 0))),
    ("trade register generated 2025-10-23", ("date", (2025, 10, 23))),
    ("update of 2026-07-01 (data to 2025)", ("date", (2026, 7, 1))),
    ("compilation nk-missile-tests, launches to 2026-04", ("date", (2026, 4, 0))),
    ("daily reports from 17 September 2020 to 22 August 2026", ("date", (2026, 8, 22))),
    ("version 5.1.1 (May 2022)", ("version", (5, 1, 1))),
    ("as carried by a package", None),
])
def test_what_editions_are_ordered_by(edition, found):
    assert order(edition) == found


@pytest.mark.parametrize(("edition", "present", "older"), [
    ("April 2024 (data to 2023)", "April 2025 (data to 2024)", True),
    ("October 2025 (data to 2024)", "April 2025 (data to 2024)", False),
    ("April 2025 (data to 2025)", "April 2025 (data to 2024)", False),
    ("version 5.1.1 (May 2022)", "version 5.10 (May 2021)", True),
    ("version 5.1.1 (May 2022)", "April 2025 (data to 2024)", False),
    ("a word", "April 2025", False),
])
def test_which_edition_is_older(edition, present, older):
    assert is_older(edition, present) is older


@pytest.mark.parametrize(("edition", "wanted", "called"), [
    ("April 2025 (data to 2024)", "2025", True),
    ("April 2025 (data to 2024)", "april 2025", True),
    ("April 2025 (data to 2024)", "2024", False),
    ("April 2025 (data to 2024)", "il 2025", False),
    ("update of 2026-07-01 (data to 2025)", "2026-07-01", True),
    ("update of 2026-07-01 (data to 2025)", "2026-07", False),
    ("version 5.1.1 (May 2022)", "5.1", False),
    ("version 5.1.1 (May 2022)", "5.1.1", True),
])
def test_what_an_edition_is_called(edition, wanted, called):
    assert is_called(edition, wanted) is called


def test_the_editions_of_the_book_can_be_ordered():
    from trilateral.sources.upstreams import UPSTREAMS

    for one in UPSTREAMS.values():
        for name in one.tables:
            (edition,) = {s.edition for s in tables.manifest(name).sources if s.id in one.sources}
            assert order(edition), f"{name}: {edition!r}"
