"""``checker serve``: the desk, in a browser."""

from __future__ import annotations

import re
import socket
import sys
from typing import TYPE_CHECKING

import click

from checker.cli.options import (
    ExitCode,
    build_config,
    build_engine,
    calm_garbage_collector,
    complain,
    fail,
    selection_options,
)

if TYPE_CHECKING:
    from uvicorn import Config as ServerConfig

_UNITS = {"": 1, "k": 1_000, "m": 1_000_000}
_WILDCARDS = ("0.0.0.0", "::")


def _size(ctx: click.Context, param: click.Parameter, value: str) -> int:
    match = re.fullmatch(r"(\d{1,9}(?:\.\d{1,3})?)\s*([km]?)b?", value.strip().lower())
    size = round(float(match[1]) * _UNITS[match[2]]) if match else 0
    if not 1000 <= size <= 100_000_000:
        raise click.BadParameter(f"“{value}”: give a size from 1k to 100m, such as 2m", ctx, param)
    return size


@click.command(short_help="Open the desk: correct an article in the browser.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="The port; 0 takes a free one.")
@click.option("--allow-host", "allowed", multiple=True, metavar="NAME", help="Answer to this host name too; may be repeated.")
@click.option("--max-size", default="2m", show_default=True, callback=_size, metavar="SIZE", help="The largest article, in bytes (k, m).")
@click.option("--open", "open_browser", is_flag=True, help="Open the page in the browser.")
@selection_options
def serve(host: str, port: int, allowed: tuple[str, ...], max_size: int, open_browser: bool, **selection: object) -> None:
    """Serve the desk: a page on which an editor pastes an article, sees the findings while typing,
    and takes the corrected text away. A JSON API lies beneath it (/api/openapi.json).

    \b
    checker serve
    checker serve --open --ignore TYP
    checker serve --host 0.0.0.0 --allow-host desk.example.org

    Nothing is stored and nothing is sent anywhere. Ctrl-C stops it.
    """
    try:
        import uvicorn

        from checker.web.app import LOCAL_HOSTS, create_app
    except ImportError:
        fail("the desk needs Starlette and uvicorn: pip install 'press-checker[web]'")
    config = build_config(**selection)  # type: ignore[arg-type]
    build_engine(config)
    calm_garbage_collector()
    listening = _listen(host, port)
    if not _is_loopback(listening):
        complain(f"whoever reaches {host} can use this desk; it knows no users")
    app = create_app(config, max_size=max_size, hosts=(*LOCAL_HOSTS, *allowed, *([] if host in _WILDCARDS else [host])))
    address = _address(listening)
    click.echo(f"checker: the desk is open at {address} (Ctrl-C closes it)")
    if open_browser:
        click.launch(address)
    _run(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=3), listening)


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(place)
        listening.listen()
    except OSError as error:
        fail(f"{host}:{port}: {(error.strerror or 'cannot listen here').lower()}; give another --host or --port")
    return listening


def _is_loopback(listening: socket.socket) -> bool:
    import ipaddress

    return ipaddress.ip_address(listening.getsockname()[0].partition("%")[0]).is_loopback


def _address(listening: socket.socket) -> str:
    """The page’s address, by a name that a browser can go to."""
    host, port = listening.getsockname()[:2]
    if host in _WILDCARDS:
        host = "localhost"
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def _run(config: ServerConfig, listening: socket.socket) -> None:
    import uvicorn

    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        pass
    finally:
        listening.close()
    sys.exit(ExitCode.CLEAN)
