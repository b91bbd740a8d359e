#!/usr/bin/env python3
"""Prints the figures by which the shape of this crate is judged, one a line, with their aims.

    tests/figures.py                  counts what can be read from the sources
    tests/figures.py src/cli src/ui   counts these folders only
    tests/figures.py --largest        also names the largest files and functions
    tests/figures.py --coverage       also asks rustdoc how much is documented (nightly, a minute)

Counted is src/ without its test modules. A circle is a set of files or folders in one folder that
import one another, however long the way round.
"""
import collections
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SRC = ROOT / "src"


def blanked(text):
    """Returns the text with comments, strings and character literals blanked, lines kept."""
    out, i, n = [], 0, len(text)

    def skip(end):
        nonlocal i
        out.append(re.sub(r"[^\n]", " ", text[i:end]))
        i = end

    while i < n:
        two = text[i:i + 2]
        raw = re.compile(r'b?r(#*)"').match(text, i)
        if two == "//":
            end = text.find("\n", i)
            skip(n if end < 0 else end)
        elif two == "/*":
            depth, j = 1, i + 2
            while depth and j < n:
                if text.startswith("/*", j):
                    depth, j = depth + 1, j + 2
                elif text.startswith("*/", j):
                    depth, j = depth - 1, j + 2
                else:
                    j += 1
            skip(j)
        elif raw and not (i and (text[i - 1].isalnum() or text[i - 1] == "_")):
            end = text.find('"' + raw.group(1), raw.end())
            skip(n if end < 0 else end + 1 + len(raw.group(1)))
        elif text[i] == '"':
            j = i + 1
            while j < n and text[j] != '"':
                j += 2 if text[j] == "\\" else 1
            skip(min(j + 1, n))
        elif (char := re.compile(r"'(\\u\{[0-9a-fA-F]+\}|\\.[0-9a-fA-F]{0,2}|[^'\\])'").match(text, i)):
            skip(char.end())
        else:
            out.append(text[i])
            i += 1
    return "".join(out)


def closing(code, start):
    """Returns the index of the brace that closes the one at `start`."""
    depth = 0
    for i in range(start, len(code)):
        if code[i] == "{":
            depth += 1
        elif code[i] == "}":
            depth -= 1
            if depth == 0:
                return i
    return len(code) - 1


def without_tests(text, code):
    """Returns both without the modules that are compiled for tests only."""
    for found in reversed(list(re.finditer(r"#\[cfg\(test\)\]\s*(?:pub(?:\([^)]*\))?\s+)?mod\s+\w+\s*(\{|;)", code))):
        end = closing(code, found.start(1)) if found.group(1) == "{" else found.start(1)
        text, code = text[:found.start()] + text[end + 1:], code[:found.start()] + code[end + 1:]
    return text, code


def functions(code):
    """Yields the name and the length in lines of every function that has a body."""
    for found in re.finditer(r"\bfn\s+(\w+)", code):
        depth = 0
        for i in range(found.end(), len(code)):
            if code[i] in "([":
                depth += 1
            elif code[i] in ")]":
                depth -= 1
            elif code[i] == ";" and depth == 0:
                break
            elif code[i] == "{" and depth == 0:
                yield found.group(1), code.count("\n", found.start(), closing(code, i)) + 1
                break


def percentile(values, p):
    values = sorted(values)
    return values[min(len(values) - 1, len(values) * p // 100)] if values else 0


def modules(files):
    """Returns each file by its module path, as ("domain", "case", "edit")."""
    named = {}
    for path in files:
        parts = list(path.relative_to(SRC).with_suffix("").parts)
        if parts[-1] in ("mod", "lib", "main"):
            parts.pop()
        named[tuple(parts)] = path
    return named


def imported(code, here):
    """Yields the absolute module paths that a file names."""
    def leaves(tree, head):
        tree = tree.strip()
        brace = tree.find("{")
        if brace < 0:
            yield head + tuple(p.strip() for p in re.split(r"::", tree.split(" as ")[0]) if p.strip())
            return
        head = head + tuple(p for p in tree[:brace].strip().split("::") if p)
        depth, part = 0, ""
        for c in tree[brace + 1:tree.rfind("}")] + ",":
            depth += (c == "{") - (c == "}")
            if c == "," and depth == 0:
                if part.strip():
                    yield from leaves(part, head)
                part = ""
            else:
                part += c
    used = re.findall(r"\buse\s+([^;]+);", code)
    used += re.findall(r"(?<![\w:])(?:crate|super|self)(?:::\w+)+", code)
    for tree in used:
        for path in leaves(tree, ()):
            base = list(here)
            if path[0] == "crate":
                yield tuple(path[1:])
                continue
            if path[0] not in ("super", "self"):
                continue
            rest = list(path)
            while rest and rest[0] in ("super", "self"):
                if rest.pop(0) == "super" and base:
                    base.pop()
            yield tuple(base + rest)


def circles(named, codes):
    """Returns the circles: in each folder, children that reach one another by their imports.

    A module and its own parts are no circle; a folder is one child whatever is in it.
    """
    reaches = collections.defaultdict(lambda: collections.defaultdict(set))
    for here in named:
        for path in imported(codes[here], here):
            while path and path not in named:
                path = path[:-1]
            shared = 0
            while shared < min(len(here), len(path)) and here[shared] == path[shared]:
                shared += 1
            if shared < len(here) and shared < len(path):
                reaches[here[:shared]][here[shared]].add(path[shared])
    found = []
    for folder, edges in reaches.items():
        def reach(a):
            seen, todo = set(), [a]
            while todo:
                for b in edges.get(todo.pop(), ()):
                    if b not in seen:
                        seen.add(b)
                        todo.append(b)
            return seen
        all_reach = {a: reach(a) for a in list(edges)}
        left = set(edges)
        while left:
            a = left.pop()
            ring = {b for b in all_reach[a] if a in all_reach.get(b, ())}
            if len(ring | {a}) > 1:
                found.append("::".join(folder or ("crate",)) + ": " + ", ".join(sorted(ring | {a})))
                left -= ring
    return sorted(found)


def documented():
    """Returns how many items are public and how many of them are documented, as rustdoc counts."""
    done = subprocess.run(
        ["cargo", "+nightly", "rustdoc", "--lib", "--", "-Z", "unstable-options", "--show-coverage",
         "--output-format", "json"],
        cwd=ROOT, capture_output=True, text=True)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if not lines:
        sys.exit("rustdoc counted nothing: is a nightly toolchain installed?\n" + done.stderr[-2000:])
    files = json.loads(lines[-1])
    return files


def main():
    rooms = [ROOT / arg for arg in sys.argv[1:] if not arg.startswith("--")] or [SRC]
    files = sorted(p for p in SRC.rglob("*.rs") if p.name != "tests.rs")
    named = modules(files)
    texts, codes = {}, {}
    for here, path in named.items():
        text = path.read_text()
        texts[here], codes[here] = without_tests(text, blanked(text))
    rings = circles(named, codes)
    named = {here: p for here, p in named.items() if any(p.is_relative_to(room) for room in rooms)}
    files = sorted(named.values())
    texts, codes = {here: texts[here] for here in named}, {here: codes[here] for here in named}
    sizes = [p.read_text().count("\n") for p in files]
    each = [(n, name, named[here]) for here, code in codes.items() for name, n in functions(code)]
    lengths = [n for n, _, _ in each]
    lines = [len(line) for p in files for line in p.read_text().splitlines() if line.strip()]
    types = [name for code in codes.values()
             for name in re.findall(r"\b(?:struct|enum|trait|union)\s+([A-Z]\w*)", code)]
    often = collections.Counter(types)
    reused = {name: n for name, n in often.items() if n > 1}
    strings = sum(len(re.findall(r"\bResult<(?:[^<>]|<(?:[^<>]|<[^<>]*>)*>)*,\s*String\s*,?\s*>", code))
                  for code in codes.values())
    docs = [m.group(1) for text in texts.values() for m in re.finditer(r"^\s*//[/!] ?(.*)$", text, re.M)]
    links = sum(len(re.findall(r"\[`[^`\]]+`\]|\[[^\]]+\]\((?:crate|super|self|Self)::[^)]+\)", d)) for d in docs)
    fences = [d.strip() for d in docs if d.strip().startswith("```")]
    examples = sum(1 for f in fences[::2] if f in ("```", "```rust", "```no_run", "```should_panic"))

    def row(what, figure, aim=""):
        print(f"{what:<46} {figure:<24} {aim}".rstrip())

    row("files", str(len(files)))
    row("file lines, median / p90 / largest",
        f"{percentile(sizes, 50)} / {percentile(sizes, 90)} / {max(sizes)}", "at most 120 / 260")
    row("functions", str(len(lengths)))
    row("function lines, median / p90 / p99 / largest",
        " / ".join(str(percentile(lengths, p)) for p in (50, 90, 99)) + f" / {max(lengths)}", "p99 at most 54")
    row("line width, p90 / p99 / largest",
        f"{percentile(lines, 90)} / {percentile(lines, 99)} / {max(lines)}", "p99 at most 100")
    row("Result<_, String>", str(strings), "under 30")
    row("types, of which with a name used twice or more",
        f"{len(often)}, {len(reused)} ({100 * len(reused) / len(often):.1f}%)", "under 8%")
    row("documentation links", str(links), "over 200")
    row("documentation examples", str(examples), "20")
    row("import circles", str(len(rings)), "at most 1")
    for ring in rings:
        print(f"    {ring}")
    if reused:
        print("    names used more than once: "
              + ", ".join(f"{name} x{n}" for name, n in sorted(reused.items())))
    if "--largest" in sys.argv[1:]:
        for size, path in sorted(((n, p) for n, p in zip(sizes, files) if n > 200), reverse=True):
            print(f"    {size} lines: {path.relative_to(ROOT)}")
        for size, name, path in sorted((e for e in each if e[0] > 45), reverse=True):
            print(f"    {size} lines: fn {name} in {path.relative_to(ROOT)}")
    if "--coverage" in sys.argv[1:]:
        counted = documented()
        total = sum(f["total"] for f in counted.values())
        with_docs = sum(f["with_docs"] for f in counted.values())
        row("documented", f"{with_docs} of {total} ({100 * with_docs / total:.1f}%)", "95%")
        folders = collections.defaultdict(lambda: [0, 0])
        for name, f in counted.items():
            folder = "/".join(name.split("/")[:2])
            folders[folder][0] += f["with_docs"]
            folders[folder][1] += f["total"]
        for room, (have, of) in sorted(folders.items(), key=lambda r: r[1][0] - r[1][1]):
            if have < of:
                print(f"    {room}: {of - have} of {of} without")


if __name__ == "__main__":
    main()
