"""``python benchmarks``: measures geoevents against its peers and prints one table.

Needs ``pip install -e '.[all]' --group bench``. Peers run in the same run and in turns, since the speed of a machine
drifts; ratios hold better than seconds.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

# Also when started from elsewhere.
sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


import files
import gathering
import reading
import starting
from table import as_markdown

MEASURES = {
    "names": reading.against_names_only,
    "workers": reading.two_processes,
    "dask": reading.cluster,
    "geojson": files.geojson,
    "memory": files.memory,
    "merging": gathering.together,
    "killed": gathering.killed,
    "page": files.pages,
    "start": starting.processes,
    "gazetteer": starting.gazetteer,
}


def main() -> int:
    """Run the measures and print the table; 1 when a bound does not hold."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__.partition("\n")[0])
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help=f"of {' '.join(MEASURES)} (default: all)")
    parser.add_argument("--quick", action="store_true", help="fewer articles and rounds: a look, not a figure")
    options = parser.parse_args()
    unknown = set(options.measures) - set(MEASURES)
    if unknown:
        parser.error(f"no such measure: {' '.join(sorted(unknown))}")
    rows = []
    for name, measure in MEASURES.items():
        if options.measures and name not in options.measures:
            continue
        print(f"{name} ...", file=sys.stderr)
        rows.extend(measure(quick=options.quick))
    print(as_markdown(rows))
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
