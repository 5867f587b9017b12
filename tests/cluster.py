"""A PostgreSQL of the tests' own: started from the system's binaries, thrown away at the end."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from pathlib import Path


class Missing(Exception):
    """This machine has no PostgreSQL server to start."""


def binaries() -> Path:
    """
    Find the folder with `initdb` and `postgres`: on the path, or where Debian keeps them, newest first.

    :raises Missing: if there is none.
    """
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    kept = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if not kept:
        message = "no initdb on the path nor under /usr/lib/postgresql: install the package postgresql"
        raise Missing(message)
    return kept[-1].parent


class Cluster:
    """A cluster in `directory`, reached through a socket there; it forgets everything, so it need not be careful with the disk."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.server: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """How SUSSIDIARIO_DATABASE names it."""
        return f"postgresql://sussidiario@/sussidiario?host={self.directory}"

    def start(self) -> None:
        """
        Make the cluster, start it, and wait until it answers.

        :raises Missing: if this machine has no PostgreSQL.
        :raises RuntimeError: if it does not answer within half a minute.
        """
        folder, user = binaries(), _unprivileged()
        self.directory.mkdir()
        if user is not None:
            shutil.chown(self.directory, user)
            self.directory.chmod(0o700)
        data = self.directory / "data"
        made = [str(folder / "initdb"), f"--pgdata={data}", "--username=sussidiario", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL, cwd="/", user=user)
        careless = [
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "wal_level=minimal",
            "max_wal_senders=0",
            "jit=off",
            "max_connections=60",
            "shared_buffers=128MB",
            "listen_addresses=",
        ]
        settings = [word for setting in careless for word in ("-c", setting)]
        with (self.directory.with_suffix(".log")).open("wb") as log:
            self.server = subprocess.Popen(
                [folder / "postgres", "-D", data, "-k", self.directory, *settings],
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                cwd="/",
                user=user,
                start_new_session=True,  # Ctrl-C is for pytest, which then stops it in order
            )
        self._wait(folder / "pg_isready")

    def stop(self) -> None:
        """Stop the server and take the cluster away."""
        if self.server is not None:
            self.server.send_signal(signal.SIGINT)
            self.server.wait(timeout=60)
            self.server = None
        shutil.rmtree(self.directory, ignore_errors=True)
        self.directory.with_suffix(".log").unlink(missing_ok=True)

    def _wait(self, ready: Path) -> None:
        for _attempt in range(300):
            if subprocess.run([ready, "--quiet", "--host", self.directory], check=False).returncode == 0:
                return
            time.sleep(0.1)
        message = f"PostgreSQL does not answer: {self.directory.with_suffix('.log').read_text()[-2000:]}"
        raise RuntimeError(message)


def _unprivileged() -> str | None:
    """Whom the server runs as: it refuses root. None is whoever we are."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"
