"""Pin LanguageTool's files: print each one's path, size and SHA-256. Run by hand when the version changes; needs mvn.

    python tools/languagetool_jars.py 6.8 > src/essaylint/backends/languagetool.tsv

The server's language guesser wants the codes of a few more languages than English, so these are fetched too; `language-all` is not.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

LANGUAGES = ("en", "es", "ca", "pt")
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>essaylint</groupId><artifactId>languagetool</artifactId><version>1</version><dependencies>
<dependency><groupId>org.languagetool</groupId><artifactId>languagetool-server</artifactId><version>{version}</version>
<exclusions><exclusion><groupId>org.languagetool</groupId><artifactId>language-all</artifactId></exclusion></exclusions></dependency>
{languages}</dependencies></project>
"""
LANGUAGE = "<dependency><groupId>org.languagetool</groupId><artifactId>language-{}</artifactId><version>{}</version></dependency>\n"


def main() -> None:
    version = sys.argv[1]
    with tempfile.TemporaryDirectory() as scratch:
        pom, libs = Path(scratch) / "pom.xml", Path(scratch) / "libs"
        pom.write_text(POM.format(version=version, languages="".join(LANGUAGE.format(one, version) for one in LANGUAGES)), encoding="utf-8")
        command = ["mvn", "-q", "-B", "-f", str(pom), "dependency:copy-dependencies", f"-DoutputDirectory={libs}", "-Dmdep.useRepositoryLayout=true"]
        subprocess.run(command, check=True, stdout=sys.stderr)
        print(f"# LanguageTool {version} for English and all it needs, from Maven Central: path, bytes, SHA-256. Made by tools/languagetool_jars.py.")
        for path in sorted(libs.rglob("*.jar")):
            print(path.relative_to(libs).as_posix(), path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest(), sep="\t")


if __name__ == "__main__":
    main()
