"""The directive ``data-catalogue``: every table and layer of ``data/`` from its manifest, and the files to take along.

The files stand in ``_data/`` below the HTML root, under their own names, each with its manifest beside it.
"""
from __future__ import annotations

import csv
import functools
import html
import posixpath
import shutil
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from trilateral import paths, tables
from trilateral.sphinxext import citing, language
from trilateral.sphinxext.found import site

FOLDER = "_data"
KINDS = {"table": "Tables", "layer": "Layers"}
MEDIA = {".csv": ("text/csv", "CSV"), ".geojson": ("application/geo+json", "GeoJSON")}
TYPES = {"string": "text", "integer": "whole number", "number": "number", "date": "date"}


class data_files(nodes.General, nodes.Element):
    """Stands for links to the file of the table ``name`` and to its manifest."""


class data_uses(nodes.General, nodes.Element):
    """Stands for links to the pages whose execution reads the table ``name``."""


class columns_table(nodes.table):
    """A table with a caption and without a number: the numbers are for what chapters show."""


class DataCatalogue(SphinxDirective):
    """``data-catalogue table`` or ``data-catalogue layer``: one foldable entry each, in order of their titles."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The entries."""
        pages = getattr(self.env, "trilateral_catalogues", set())
        self.env.trilateral_catalogues = pages | {self.env.docname}
        if self.arguments[0] not in KINDS:
            raise self.error(f"data-catalogue {self.arguments[0]}: expected {' or '.join(KINDS)}")
        found = [each for each in manifests() if each.kind == self.arguments[0]]
        for each in found:
            for path in (each.path, each.data_path):
                self.env.note_dependency(str(path))
        return [node for each in sorted(found, key=lambda each: each.title) for node in _entry(self, each)]


def manifests() -> list[tables.Manifest]:
    """All manifests, in order of their names."""
    root = paths.data_dir()
    return list(_read(root, tuple((name, (root / f"{name}.yml").stat().st_mtime_ns) for name in tables.names())))


@functools.lru_cache(maxsize=2)
def _read(root: Path, files: tuple[tuple[str, int], ...]) -> tuple[tables.Manifest, ...]:
    """Read once for all pages and lists of a build; a change is seen by its time."""
    return tuple(tables.manifest(name, root) for name, _ in files)


def full_name(manifest: tables.Manifest) -> str:
    """The name that the table or layer is loaded by."""
    return f"geo/{manifest.name}" if manifest.kind == "layer" else manifest.name


def anchor(manifest: tables.Manifest) -> str:
    """Id of an entry on the page; a table and a layer may have one name."""
    return nodes.make_id(f"data-{full_name(manifest)}")


def years(manifest: tables.Manifest) -> str:
    """First and last year of a table with a column ``year`` or ``date``, as ``1949-2024``; else nothing."""
    column = next((name for name in ("year", "date") if name in manifest.columns), None)
    if column is None or manifest.kind != "table":
        return ""
    with manifest.data_path.open(encoding="utf-8", newline="") as file:
        found = sorted(row[column][:4] for row in csv.DictReader(file) if row[column][:4].isdigit())
    return "-".join(dict.fromkeys((found[0], found[-1]))) if found else ""


def _entry(directive, manifest: tables.Manifest) -> list[nodes.Node]:
    """A folded block in HTML, its content alone elsewhere."""
    head = (f'<details class="sd-sphinx-override sd-dropdown sd-card sd-mb-3">'
            f'<summary class="sd-summary-title sd-card-header"><span class="sd-summary-text">'
            f"{language.escaped(manifest.title)}</span></summary>"
            # Inside, so that a link to it opens the block.
            f'<div class="sd-summary-content sd-card-body docutils" id="{anchor(manifest)}">')
    name = full_name(manifest)
    body = [
        nodes.paragraph("", manifest.description),
        _facts(manifest),
        *([nodes.paragraph("", manifest.missing)] if manifest.missing else []),
        *([nodes.paragraph("", manifest.notes)] if manifest.notes else []),
        _columns(manifest),
        data_uses(name=name),
        data_files(name=name),
    ]
    return [nodes.raw("", head, format="html"), *body, nodes.raw("", "</div></details>", format="html")]


def _facts(manifest: tables.Manifest) -> nodes.bullet_list:
    """What it holds, then each source: producer, title, edition, day, licence."""
    size = f"{manifest.rows} {'rows' if manifest.kind == 'table' else 'features'}, key {', '.join(manifest.key)}"
    facts = [size, f"years {years(manifest)}" if years(manifest) else "",
             f"{manifest.geometry}s, {manifest.scale}" if manifest.geometry else ""]
    shown = nodes.bullet_list("", nodes.list_item("", nodes.paragraph("", "; ".join(filter(None, facts)))))
    for source in manifest.sources:
        terms = f" {source.licence['terms']}" if source.licence.get("terms") else ""
        shown += nodes.list_item("", nodes.paragraph(
            "", "", nodes.Text(f"{source.producer}, "), nodes.reference("", source.title, refuri=source.url),
            nodes.Text(f", {source.edition}, taken on {source.retrieved}; "),
            nodes.reference("", source.licence["name"], refuri=source.licence["url"]), nodes.Text(f".{terms}")))
    return shown


def _columns(manifest: tables.Manifest) -> nodes.container:
    """The columns with their types and units; values of a code with theirs."""
    rows = [[name, _kind(spec), _meaning(spec)] for name, spec in manifest.columns.items()]
    table = columns_table(classes=["colwidths-auto"])
    table += nodes.title("", f"Columns of the {manifest.kind} {manifest.name}")
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in range(3)), cols=3)
    group += nodes.thead("", _row(["Column", "Type, unit", "What it says"]))
    group += nodes.tbody("", *(_row(row, literal=True) for row in rows))
    table += group
    return nodes.container("", table, classes=["block-table"])


def _row(cells: list[str], literal: bool = False) -> nodes.row:
    first = nodes.paragraph("", "", nodes.literal("", cells[0]) if literal else nodes.Text(cells[0]))
    return nodes.row("", nodes.entry("", first), *(nodes.entry("", nodes.paragraph("", cell)) for cell in cells[1:]))


def _kind(spec: dict) -> str:
    gaps = "may be missing" if spec.get("missing") else ""
    return ", ".join(filter(None, (TYPES[spec["type"]], spec.get("unit", ""), gaps)))


def _meaning(spec: dict) -> str:
    values = [f"{name} ({value['unit']})" if value.get("unit") else name
              for name, value in spec.get("values", {}).items()]
    one_of = f" One of: {', '.join(values)}." if values else ""
    return f"{spec['description'].rstrip('.')}.{one_of}"


def linked_data(app, docname: str) -> dict:
    """The catalogue in the words of schema.org, a ``Dataset`` for each table and layer."""
    page = site.page_address(app, docname)
    return {"@type": "DataCatalog", "name": f"{app.config.html_title}: {site.title(app, docname)}", "url": page,
            "dataset": [_dataset(app, page, manifest) for manifest in manifests()]}


def _dataset(app, page: str, manifest: tables.Manifest) -> dict:
    from trilateral.sphinxext.found.linked_data import author

    kind, _ = MEDIA[manifest.data_path.suffix]
    sources = [{"@type": "Dataset", "name": source.title, "description": source.credit, "version": source.edition,
                "url": source.url, "license": source.licence["url"],
                "publisher": {"@type": "Organization", "name": source.producer}} for source in manifest.sources]
    whole = citing.works(app).get("book")
    return {
        "@type": "Dataset", "name": manifest.title, "description": manifest.description,
        "identifier": full_name(manifest), "url": page and f"{page}#{anchor(manifest)}",
        "creator": [author(entry) for entry in site.citation_file(app).get("authors", [])],
        "version": whole.version if whole else "", "creditText": manifest.credit, "isBasedOn": sources,
        "license": list(dict.fromkeys(source.licence["url"] for source in manifest.sources)),
        "temporalCoverage": years(manifest).replace("-", "/"),
        "variableMeasured": [{"@type": "PropertyValue", "name": name, "description": spec["description"],
                              "unitText": spec.get("unit", "")} for name, spec in manifest.columns.items()],
        "distribution": page and {"@type": "DataDownload", "encodingFormat": kind, "sha256": manifest.sha256,
                                  "contentUrl": f"{site.address(app)}/{FOLDER}/{_file(manifest)}"},
    }


def _file(manifest: tables.Manifest) -> str:
    return f"geo/{manifest.file}" if manifest.kind == "layer" else manifest.file


def visit_files(translator, node: data_files) -> None:
    """Links to the data and to the manifest; e-books and paper have no files beside them."""
    if translator.builder.name == "html":
        manifest, here = tables.manifest(node["name"]), posixpath.dirname(translator.builder.current_docname) or "."
        _, label = MEDIA[manifest.data_path.suffix]
        weight = f"{max(1, round(manifest.data_path.stat().st_size / 1000)):,} kB"
        links = "".join(
            f'<a href="{posixpath.relpath(f"{FOLDER}/{file}", here)}" download aria-label="{words}, '
            f'{html.escape(language.curled(manifest.title))}">{words}</a>'
            for file, words in ((_file(manifest), f"{label}, {weight}"),
                                (str(Path(_file(manifest)).with_suffix(".yml")), "Manifest (YAML)")))
        translator.body.append(f'<div class="figure-tools">{links}</div>')
    raise nodes.SkipNode


def skip(translator, node) -> None:
    """Elsewhere there is nothing to link."""
    raise nodes.SkipNode


def visit_table(translator, node: columns_table) -> None:
    """As any table."""
    translator.visit_table(node)


def depart_table(translator, node: columns_table) -> None:
    """As any table."""
    translator.depart_table(node)


def uses(env) -> dict[str, list[str]]:
    """Name of a table or layer -> pages whose execution reads it, as their last execution noted."""
    found: dict[str, list[str]] = {}
    for docname, rests_on in sorted(getattr(env, "trilateral_rests", {}).items()):
        for file in rests_on["files"]:
            path = Path(file)
            if path.parts[:1] == ("data",) and path.suffix == ".yml" and docname in env.titles:
                found.setdefault(path.relative_to("data").with_suffix("").as_posix(), []).append(docname)
    return found


def resolve(app, doctree, docname) -> None:
    """Fill the places that tell which pages use a table."""
    found = uses(app.env)
    for place in list(doctree.findall(data_uses)):
        links: list[nodes.Node] = []
        for page in found.get(place["name"], ()):
            links += [nodes.Text(", ")] if links else []
            address = posixpath.relpath(f"{page}.html", posixpath.dirname(docname) or ".")
            links.append(nodes.reference("", site.title(app, page), refuri=address, internal=True))
        place.replace_self(nodes.paragraph("", "", nodes.Text("Read by: "), *links) if links else [])


def updated(app, env) -> list[str]:
    """The catalogue is written again when other pages use a table, or are called otherwise."""
    now = {name: [(page, env.titles[page].astext()) for page in pages] for name, pages in uses(env).items()}
    before, env.trilateral_uses = getattr(env, "trilateral_uses", None), now
    pages = getattr(env, "trilateral_catalogues", set()) & set(env.found_docs)
    return [] if before in (None, now) else sorted(pages)


def write(app, error) -> None:
    """Copy the files and their manifests."""
    if error or app.builder.name != "html" or not getattr(app.env, "trilateral_catalogues", None):
        return
    for manifest in manifests():
        target = Path(app.outdir) / FOLDER / _file(manifest)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(manifest.data_path, target)
        shutil.copyfile(manifest.path, target.with_suffix(".yml"))


def merge(app, env, docnames, other) -> None:
    """Pages read by another process."""
    env.trilateral_catalogues = (getattr(env, "trilateral_catalogues", set())
                                 | getattr(other, "trilateral_catalogues", set()))


def register(app) -> None:
    """Make the directive and its nodes known."""
    other = (skip, None)
    app.add_directive("data-catalogue", DataCatalogue)
    app.add_node(data_files, html=(visit_files, None), latex=other, text=other, man=other, texinfo=other)
    every = (visit_table, depart_table)
    app.add_node(columns_table, html=every, latex=every, text=every, man=every, texinfo=every)
    app.connect("env-updated", updated)
    app.connect("env-merge-info", merge)
    app.connect("doctree-resolved", resolve)
    app.connect("build-finished", write)
