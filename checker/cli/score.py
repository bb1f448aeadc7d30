"""``checker score``: scores against a reference translation."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from checker.cli.options import ExitCode, complain, fail
from checker.cli.progress import scoring_bar
from checker.document import InputError
from checker.files import write_atomically

FORMATS = ("text", "json", "tsv")
LIMITS = ("chrf", "bleu", "ter")
Limits = dict[str, float]


def _limits(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> Limits:
    """``NAME=NUMBER``, as often as given or separated by commas."""
    found: Limits = {}
    for part in (part for value in values for part in value.split(",")):
        name, _, number = part.strip().partition("=")
        try:
            found[name.lower()] = float(number)
        except ValueError:
            raise click.BadParameter(f"“{part}”: write NAME=NUMBER, such as chrf=55", ctx, param) from None
        if name.lower() not in LIMITS:
            raise click.BadParameter(f"no metric “{name}”: give one of {', '.join(LIMITS)}", ctx, param)
    return found


@click.command(short_help="Score a translation against references.")
@click.argument("hypotheses", nargs=-1, metavar="HYP [HYP2]")
@click.option("--reference", "-r", "references", multiple=True, metavar="REF", help="A reference translation, or with --field the field that holds it; may be repeated.")
@click.option("--aligned", is_flag=True, help="The files correspond line by line; by default they are aligned by content.")
@click.option("--field", metavar="NAME", help="HYP is JSON Lines with the translation in this field (mt.google: nested) and each --reference the name of a field.")
@click.option("--raw", is_flag=True, help="Leave quotation marks and no-break spaces as they are: the digits of sacrebleu’s own command.")
@click.option("--fail-under", "limits", multiple=True, callback=_limits, metavar="NAME=N", help="Exit code 1 when chrf or bleu is below N, or ter above it.")
@click.option("--format", "output_format", type=click.Choice(FORMATS), default="text", help="How to print the scores; tsv is the table of segments.")
@click.option("--output", "-o", metavar="FILE", help="Write the scores to a file.")
def score(hypotheses: tuple[str, ...], references: tuple[str, ...], aligned: bool, field: str | None, raw: bool, limits: Limits, output_format: str, output: str | None) -> None:
    """Score a translation against references by sacrebleu: chrF2++, BLEU and TER.

    \b
    checker score article.mt.en.txt --reference article.ref.en.txt
    checker score a.en.txt b.en.txt --reference ref.en.txt  which of two is better
    checker score hyp.txt -r ref.txt --aligned --raw        sacrebleu’s own digits
    checker score corpus.jsonl --field mt -r post_edit --fail-under chrf=55

    Exit code 0: scored; 1: a score fails --fail-under; 2: an input or option is wrong.
    """
    if not 1 <= len(hypotheses) <= 2 or (field and len(hypotheses) > 1):
        raise click.UsageError("give one translation, or two to compare" if not field else "with --field, give one file in JSON Lines")
    if not references:
        raise click.UsageError("give a reference translation: --reference FILE")
    from checker.reference.run import run

    try:
        scored = run(hypotheses, references, aligned=aligned, field=field, raw=raw, progress=scoring_bar())
    except InputError as error:
        fail(str(error))
    for note in scored.notes:
        complain(note)
    from checker.reference.render import render

    _write(render(scored, output_format), output)
    missed = [_missed(metric.key, metric.score, limits) for metrics in scored.metrics for metric in metrics]
    for message in filter(None, missed):
        complain(message)
    sys.exit(ExitCode.FINDINGS if any(missed) else ExitCode.CLEAN)


def _missed(key: str, value: float, limits: Limits) -> str:
    """What to say where a score fails its limit."""
    limit = limits.get(key)
    if limit is None or (value <= limit if key == "ter" else value >= limit):
        return ""
    return f"{key} {value:.1f} is {'above' if key == 'ter' else 'below'} {limit:g}"


def _write(text: str, output: str | None) -> None:
    if not output:
        click.echo(text.encode(), nl=False)
        return
    try:
        write_atomically(Path(output), text)
    except OSError as error:
        fail(f"{output}: {(error.strerror or 'cannot be written').lower()}")
