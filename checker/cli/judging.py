"""The options of the second reader: ``--judge-url`` and its kin."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from checker.cli.options import complain, fail, option_group
from checker.config import Config, ConfigError
from checker.report import Report

if TYPE_CHECKING:
    from checker.llm.reader import SecondReader

KEY = "CHECKER_JUDGE_KEY"

judge_options = option_group(
    "judging",
    click.option("--judge", is_flag=True, help="Ask the second reader that the configuration names (judge-url)."),
    click.option("--judge-url", metavar="URL", help=f"Ask a language model behind an OpenAI-compatible API too; the text is sent there. A key comes from {KEY}."),
    click.option("--judge-model", metavar="NAME", help="Which model of that server; not needed where it has one."),
    click.option("--judge-timeout", type=click.FloatRange(min=1), default=120.0, show_default=True, metavar="SECONDS", help="How long one of its answers may take."),
    click.option("--judge-insecure", is_flag=True, help="Allow plain http to another machine: text and key can be read on the way."),
)
"""The options; ``second_reader`` reads them."""


def second_reader(
    config: Config, judge: bool, judge_url: str | None, judge_model: str | None, judge_timeout: float, judge_insecure: bool
) -> SecondReader | None:
    """The second reader, where the command asks for one; leaves with exit code 2 where it cannot be asked."""
    if not (judge or judge_url):
        return None
    url, model = judge_url or config.judge_url, judge_model or config.judge_model
    if not url:
        raise click.UsageError("--judge needs an address: --judge-url, or judge-url in the configuration")
    from checker.depth.weights import cache_folder
    from checker.llm.cache import AnswerCache
    from checker.llm.chat import only_model
    from checker.llm.endpoint import Endpoint, EndpointError
    from checker.llm.prompt import version
    from checker.llm.reader import SecondReader

    try:
        endpoint = Endpoint(url, os.environ.get(KEY, ""), judge_timeout, judge_insecure)
        model = model or only_model(endpoint)
    except (ConfigError, EndpointError) as error:
        fail(f"second reader: {error}")
    cache = AnswerCache(cache_folder() / "judge.sqlite", endpoint.url, model, version())
    return SecondReader(endpoint, model, cache, config.judge_price, config.budget, complain)


def report_judge(reader: SecondReader | None, report: Report) -> None:
    """Say what the second reader cost, and what it left unread and why."""
    if reader is None:
        return
    usage = reader.usage
    report.judge = usage.as_object()
    complain(f"second reader: {usage}")
    if reader.failures:
        report.errors.append(f"second reader: {usage.unread} of the passages not read: {'; '.join(reader.failures)}")
    elif usage.unread:
        complain(f"--budget: the time was up; passages that the second reader did not read: {usage.unread}")
