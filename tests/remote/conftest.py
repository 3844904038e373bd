"""A local server that speaks S3, with one bucket; started once for the tests of remote folders."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.places import to_path

# A process of its own: its libraries' warnings are not ours.
_SERVER = """
import sys
from moto.server import ThreadedMotoServer
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print(*server.get_host_and_port(), flush=True)
sys.stdin.read()
server.stop()
"""


@pytest.fixture(scope="session")
def requests_log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Start the server, point pyarrow to it, and give the file it writes a line a request to."""
    if importlib.util.find_spec("moto") is None:
        pytest.skip("needs moto[server], which `pip install -e .[dev]` brings")
    log = tmp_path_factory.mktemp("server") / "requests.log"
    command = [sys.executable, "-c", _SERVER]
    with (
        log.open("wb") as stderr,
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr, text=True
        ) as server,
        pytest.MonkeyPatch.context() as patch,
    ):
        assert server.stdout is not None
        host, port = server.stdout.readline().split()
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "tester")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        patch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        from pyarrow import fs

        filesystem, _ = fs.FileSystem.from_uri("s3://bucket/?allow_bucket_creation=true")
        filesystem.create_dir("bucket")
        yield log
        server.communicate()


@pytest.fixture
def place(requests_log: Path, request: pytest.FixtureRequest) -> Path:
    """Give an empty remote folder of the test's own."""
    return to_path("s3://bucket") / request.node.name


@pytest.fixture(scope="session")
def requests_since(requests_log: Path) -> Callable[[int], list[str]]:
    """Give the function that tells what the server was asked after its first so many answers."""
    return lambda first: [
        line.split('"')[1].removesuffix(" HTTP/1.1")
        for line in requests_log.read_text().splitlines()
        if '"' in line
    ][first:]
