"""L'installation emporte le guide : F1 le montre aussi sur un poste qui n'a pas les sources."""

from pathlib import Path
from shutil import copytree

from setuptools import setup
from setuptools.command.build_py import build_py


class AvecLeGuide(build_py):
    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            copytree("docs/guide", Path(self.build_lib) / "resources" / "guide", dirs_exist_ok=True)


setup(cmdclass={"build_py": AvecLeGuide})
