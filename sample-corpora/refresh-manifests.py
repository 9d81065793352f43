#!/usr/bin/env python3
"""Bring rows, bytes and sha256 in every sample corpus manifest up to date.

Usage: refresh-manifests.py [--check]

With --check nothing is written; the exit status is 1 if a manifest differs
from the files beside it, and each file concerned is named.
"""
import argparse
import hashlib
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def describe(folder, name):
    """Return the manifest entry of one data file; a .tsv has a header line."""
    data = (folder / name).read_bytes()
    rows = data.count(b"\n") - (1 if name.endswith(".tsv") else 0)
    return {"path": name, "rows": rows, "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest()}


def data_files(folder, listed):
    """Names of the data files: in manifest order, then unlisted ones."""
    found = sorted(path.relative_to(folder).as_posix()
                   for pattern in ("*.jsonl", "*.tsv")
                   for path in folder.rglob(pattern))
    kept = [name for name in listed if name in found]
    return kept + [name for name in found if name not in kept]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare only")
    check = parser.parse_args().check
    stale = False
    for path in sorted(ROOT.glob("*/manifest.json")):
        manifest = json.loads(path.read_text(encoding="utf-8"))
        old = {entry["path"]: entry for entry in manifest["files"]}
        new = {name: describe(path.parent, name)
               for name in data_files(path.parent, old)}
        for name in sorted(old.keys() | new.keys()):
            if old.get(name) != new.get(name):
                stale = True
                print(f"{path.parent.name}/{name}: "
                      + ("differs from its manifest" if check else "updated"))
        if not check and old != new:
            manifest["files"] = list(new.values())
            text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
            path.write_bytes(text.encode("utf-8"))
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
