#!/usr/bin/env python3
"""Checks what needs no compiler: links of the papers, sizes of files, doc comments, unfinished words, OpenAPI.

    scripts/check-tree.py [FOLDER]     checks the project, or another folder
    scripts/check-tree.py --self-test  plants one fault of each kind in a folder of its own and looks that it is found
"""

import ast
import re
import sys
import tempfile
from pathlib import Path

LINES_MAX = 400
PAPERS = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "DECISIONS.md", "CHANGELOG.md", "LICENSE"]
# The widget is one file on purpose: a site loads it with one tag and there is no build step.
SIZED = {".swift", ".py", ".sh", ""}
SKIPPED = {".build", ".git", ".bench", ".swiftpm", "var", "__pycache__"}
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)|!\[[^\]]*\]\(([^)\s]+)\)")
# Types, protocols and functions say what they mean. Stored properties and initialisers that only carry the type's
# parts, and what a standard protocol demands, are left to their names.
DECLARATION = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*public\s+"
    r"(?:(?:static|final|nonisolated|mutating|indirect|isolated|override|class)\s+)*"
    r"(struct|enum|class|actor|protocol|func|typealias|macro)\s+([^\s(:<{=]+)")
DEMANDED = {"encode", "hash", "description", "==", "<", "run", "next", "makeAsyncIterator", "makeIterator", "visit",
            "validate", "index", "withGenerics"}


def files(root):
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if path.is_file() and not any(part in SKIPPED or part.startswith(".build") for part in parts):
            yield path


def text_of(path):
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def anchors(text):
    found = set()
    for line in re.sub(r"```.*?```", "", text, flags=re.DOTALL).splitlines():
        heading = re.match(r"#{1,6}\s+(.*)", line)
        if heading:
            plain = re.sub(r"[`*\[\]]|\(.*?\)", "", heading.group(1)).strip().lower()
            found.add(re.sub(r"[^\w\- ]", "", plain).replace(" ", "-"))
    return found


def links(root, path, text):
    """Every relative link of a paper leads to a file of the tree, and its anchor to a heading."""
    for number, line in enumerate(re.sub(r"```.*?```", lambda m: "\n" * m.group().count("\n"), text,
                                         flags=re.DOTALL).splitlines(), 1):
        for match in LINK.finditer(re.sub(r"`[^`]*`", "", line)):
            target = match.group(1) or match.group(2)
            if re.match(r"[a-z][a-z0-9+.-]*:|//", target):
                continue
            name, _, anchor = target.partition("#")
            aim = (path.parent / name).resolve() if name else path
            if not aim.exists():
                yield f"{path.relative_to(root)}:{number}: the link {target} leads nowhere"
            elif anchor and aim.suffix == ".md" and anchor not in anchors(aim.read_text(encoding="utf-8")):
                yield f"{path.relative_to(root)}:{number}: there is no heading for {target}"


def requirements(root):
    """The names of the functions that protocols of the tree demand: their meaning stands there."""
    names = set(DEMANDED)
    for path in (root / "Sources").rglob("*.swift"):
        inside = False
        for line in (text_of(path) or "").splitlines():
            if re.match(r"(public |package )?protocol ", line):
                inside = True
            elif line.startswith("}"):
                inside = False
            elif inside and (found := re.match(r"    (?:static |mutating )*func ([^\s(<]+)", line)):
                names.add(found.group(1))
    return names


def undocumented(root, path, text, demanded):
    lines = text.splitlines()
    for index, line in enumerate(lines):
        found = DECLARATION.match(line)
        if not found or (found.group(1) == "func" and found.group(2) in demanded):
            continue
        above = index - 1
        while above >= 0 and lines[above].lstrip().startswith("@"):
            above -= 1
        if above < 0 or not lines[above].lstrip().startswith("///"):
            yield f"{path.relative_to(root)}:{index + 1}: public {found.group(1)} {found.group(2)} has no doc comment"


def changelog(root):
    path = root / "CHANGELOG.md"
    if path.exists() and not re.search(r"^## \[?Unreleased\]?", path.read_text(encoding="utf-8"), re.MULTILINE):
        yield "CHANGELOG.md: the section Unreleased is missing"


def openapi(root):
    """Validates the OpenAPI description where the validator is installed (scripts/test installs it)."""
    path = root / "Sources/OpsConsole/Resources/openapi.yaml"
    if not path.exists():
        return
    for site in sorted((root / ".build/venv/lib").glob("python3.*/site-packages")):
        sys.path.append(str(site))
    try:
        import yaml
        from openapi_spec_validator import validate
    except ImportError:
        return
    try:
        validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except Exception as error:  # the validator raises many kinds
        yield f"{path.relative_to(root)}: {str(error).splitlines()[0]}"


def problems(root):
    for paper in PAPERS:
        if not (root / paper).is_file():
            yield f"{paper} is missing"
    yield from changelog(root)
    yield from openapi(root)
    demanded = requirements(root)
    for path in files(root):
        text = text_of(path)
        if text is None:
            continue
        place = path.relative_to(root)
        code = path.suffix in {".swift", ".py", ".js"} or path.parts[-2:-1] == ("scripts",)
        if code and path.suffix in SIZED and text.count("\n") > LINES_MAX:
            yield f"{place}: {text.count(chr(10))} lines; past {LINES_MAX} there is a second idea in it"
        if code:
            for number, line in enumerate(text.splitlines(), 1):
                if UNFINISHED.search(line):
                    yield f"{place}:{number}: unfinished: {line.strip()[:80]}"
        if path.suffix == ".md" and "knowledge" not in place.parts:
            yield from links(root, path, text)
        if path.suffix == ".swift" and place.parts[0] == "Sources":
            yield from undocumented(root, path, text, demanded)
        if path.suffix == ".py":
            try:
                ast.parse(text, filename=str(place))
            except SyntaxError as error:
                yield f"{place}:{error.lineno}: {error.msg}"


def self_test():
    faults = {
        "README.md is missing": None,
        "leads nowhere": ("a.md", "see [b](b.md)\n"),
        "no heading": ("c.md", "# Here\n[x](#there)\n"),
        "second idea": ("Sources/A/Long.swift", "\n" * (LINES_MAX + 1)),
        "unfinished": ("Sources/A/B.swift", "// TO" "DO: later\n"),
        "no doc comment": ("Sources/A/C.swift", "import X\n\npublic struct C {}\n"),
        "Unreleased is missing": ("CHANGELOG.md", "# Changes\n"),
        "Tests/run.py:1": ("Tests/run.py", "def (:\n"),
    }
    sound = {
        "d.md": "# A `b` c\n[x](#a-b-c) [y](https://example.org) `[z](q.md)`\n",
        "Sources/A/D.swift": "/// D.\n@frozen\npublic struct D {\n    public let part: Int\n    public init() {}\n}\n"
        "/// P.\npublic protocol P {\n    func wanted()\n}\nextension D: P {\n    public func wanted() {}\n}\n",
    }
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for fault in list(faults.values()) + list(sound.items()):
            if fault:
                (root / fault[0]).parent.mkdir(parents=True, exist_ok=True)
                (root / fault[0]).write_text(fault[1])
        found = list(problems(root))
    missed = [fault for fault in faults if not any(fault in line for line in found)]
    wrong = [line for line in found if any(line.startswith(name) for name in sound)]
    for line in missed:
        print(f"    not found: {line}")
    for line in wrong:
        print(f"    found, but sound: {line}")
    return not missed and not wrong


def main():
    if "--self-test" in sys.argv:
        return 0 if self_test() else 1
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[1]).resolve()
    found = list(problems(root))
    for line in found:
        print("    " + line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
