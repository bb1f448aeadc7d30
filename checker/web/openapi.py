"""The description of the API, in OpenAPI 3.1."""

from __future__ import annotations

from typing import Any

from checker.document.readers import READERS
from checker.finding import FAMILIES, SEVERITIES
from checker.reporters import FORMATS
from checker.version import __version__
from checker.web.companions import BY_LANGUAGE, KINDS
from checker.web.requests import LONGEST_TAB

Schema = dict[str, Any]

_OFFSET: Schema = {"type": "integer", "minimum": 0, "maximum": 2**31 - 1}
_TEXT: Schema = {"type": "string"}
_FIX: Schema = {"$ref": "#/components/schemas/Fix"}


def description(max_size: int) -> Schema:
    """The description.

    Args:
        max_size: the most bytes of one article.
    """
    article = {
        "text": {**_TEXT, "description": f"The article; at most {max_size:,} bytes in UTF-8."},
        "name": {**_TEXT, "description": "How it is called in reports."},
        "reader": {"enum": [*READERS, None], "description": "How to read it; plain text, or by the suffix of a file, when it is left out."},
        "options": _nullable("Options"),
        **{kind: {"type": ["string", "null"], "description": f"The text of a {kind} to compare with."} for kind in KINDS},
        BY_LANGUAGE: {"type": ["string", "null"], "description": "A text to compare with: the source where it is in French, else a reference."},
    }
    shown = {**article, "outline": _nullable("Outline")}
    tab = {"type": ["string", "null"], "minLength": 1, "maxLength": LONGEST_TAB, "description": "Any name of the one who asks about one article again and again: its paragraphs are remembered in memory and the next answer comes sooner."}
    file = {"file": {"$ref": "#/components/schemas/File"}, "text_field": {"type": ["string", "null"], "description": "The field of a JSON Lines record that holds the text."}}
    export = {
        **shown,
        **file,
        "file": _nullable("File"),
        "dismissed": {"type": ["array", "null"], "items": {"$ref": "#/components/schemas/Place"}},
        "format": {"enum": ["file", *FORMATS, None], "description": "The corrected file (the default), or a report on the text."},
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "checker",
            "version": __version__,
            "summary": "Finds what a machine translation from French leaves in an English article.",
            "description": "Nothing is stored on disk: each request brings the text that it is about. Offsets are Unicode code points, 0-based, end exclusive.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": {
            "/api/about": _get("about", "What this server can do.", "About"),
            "/api/rules": _get("rules", "The rules that run.", "Rules"),
            "/api/openapi.json": _get("openapi", "This description.", None),
            "/api/open": _post(
                "open",
                "Read a file.",
                _object({**file, "reader": article["reader"]}, "file"),
                "Opened",
            ),
            "/api/check": _post(
                "check",
                "Check an article, given as text (offsets count in it) or as a file (offsets count in the decoded file).",
                {"oneOf": [_object({**shown, "tab": tab}, "text"), _object({**article, **file, "tab": tab} | {"text": {"type": "null"}, "outline": {"type": "null"}}, "file")]},
                "Checked",
            ),
            "/api/export": _post(
                "export",
                "The corrected article in the format of its file, dismissals as comments; or a report.",
                _object(export, "text"),
                "Download",
                {"409": _error("The file’s own format cannot hold the text.")},
            ),
        },
        "components": {"schemas": _schemas(max_size)},
    }


def _schemas(max_size: int) -> dict[str, Schema]:
    selectors = {"type": ["array", "null"], "items": _TEXT, "maxItems": 200, "description": "Codes, prefixes, families or names."}
    span = {"start": _OFFSET, "end": _OFFSET}
    return {
        "File": _object({"name": _TEXT, "content": {**_TEXT, "contentEncoding": "base64", "description": f"At most {max_size:,} bytes."}}, "content"),
        "Options": _object({"select": selectors, "ignore": selectors, "quotes": {"type": ["boolean", "null"], "description": "Whether wording in direct speech is checked."}, "min_severity": {"enum": [*SEVERITIES, None]}}),
        "Outline": _object(
            {
                "headings": _rows(_OFFSET, {"type": "integer", "minimum": 0, "maximum": 9}),
                "segments": _rows(_OFFSET, _OFFSET, _TEXT),
                "articles": _rows(_OFFSET, _OFFSET),
            }
        )
        | {"description": "What a file says of its text and the text does not show. Move its offsets with each edit."},
        "Place": _object({"code": _TEXT, **span}, "code", "start", "end"),
        "Fix": _object({**span, "replacement": _TEXT, "safe": {"type": "boolean"}}, "start", "end", "replacement", "safe"),
        "Finding": _open_object(
            {
                "code": _TEXT,
                "name": _TEXT,
                "family": {"enum": list(FAMILIES.values())},
                "severity": {"enum": list(SEVERITIES)},
                "confidence": {"type": "number"},
                **span,
                "line": {"type": "integer", "minimum": 1},
                "column": {"type": "integer", "minimum": 1},
                "text": _TEXT,
                "message": _TEXT,
                "suggestion": _TEXT,
                "fix": {"oneOf": [_FIX, {"type": "null"}]},
                "issue_type": _TEXT,
                "entry": {"type": ["string", "null"]},
                "wordings": {"type": "array", "items": _FIX, "description": "What may be written in its place, the fix first."},
            }
        ),
        "Score": _open_object({"penalty": {"type": "integer"}, "per_1000": {"type": ["number", "null"]}, "value": {"type": ["number", "null"]}, "signature": _TEXT}),
        "Checked": _open_object(
            {
                "version": {"const": 1},
                "checker": _TEXT,
                "name": _TEXT,
                "words": {"type": "integer"},
                "score": {"$ref": "#/components/schemas/Score"},
                "language": {"enum": ["en", "fr", "other", None], "description": "Of the article; null where it is too short to tell."},
                "compared": {"type": "array", "items": {"enum": list(KINDS)}, "description": "What it was compared with."},
                "notes": {"type": "array", "items": _TEXT, "description": "What was not compared, and why."},
                "findings": {"type": "array", "items": {"$ref": "#/components/schemas/Finding"}},
            }
        ),
        "Opened": _open_object(
            {
                "name": _TEXT,
                "reader": {"enum": list(READERS)},
                "text": _TEXT,
                "outline": _nullable("Outline"),
                "encoding": {"type": ["string", "null"], "description": "Null where the file is not text: changes of a Word file are tracked in it."},
                "words": {"type": "integer"},
                "dismissed": {"type": "array", "items": {"$ref": "#/components/schemas/Place"}},
            }
        ),
        "Download": _open_object({"name": _TEXT, "content": {**_TEXT, "contentEncoding": "base64"}, "notes": {"type": "array", "items": _TEXT}}),
        "About": _open_object({"checker": _TEXT, "max_size": {"type": "integer"}, **{name: {"type": "array", "items": _TEXT} for name in ("suffixes", "readers", "reports", "families", "severities")}}),
        "Rules": _open_object(
            {
                "rules": {
                    "type": "array",
                    "items": _open_object(
                        {
                            **{name: _TEXT for name in ("code", "name", "family", "severity", "summary", "rationale")},
                            "hint": {"type": "boolean"},
                            "examples": {"type": "array", "items": _open_object({"text": _TEXT, "fixed": {"type": ["string", "null"]}})},
                        }
                    ),
                }
            }
        ),
        "Error": _open_object({"error": _TEXT, "limit": {"type": "integer"}}) | {"required": ["error"]},
    }


def _object(properties: dict[str, Any], *required: str) -> Schema:
    """What is sent: nothing but these properties."""
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _open_object(properties: dict[str, Any]) -> Schema:
    """What is answered: all of these, and perhaps more one day."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def _rows(*columns: Schema) -> Schema:
    row = {"type": "array", "prefixItems": list(columns), "minItems": len(columns), "maxItems": len(columns)}
    return {"type": ["array", "null"], "items": row}


def _nullable(name: str) -> Schema:
    return {"oneOf": [{"$ref": f"#/components/schemas/{name}"}, {"type": "null"}]}


def _json(schema: Schema) -> Schema:
    return {"application/json": {"schema": schema}}


def _error(text: str) -> Schema:
    return {"description": text, "content": _json({"$ref": "#/components/schemas/Error"})}


_REFUSED = {"400": _error("Not JSON, or a host name that is not allowed."), "405": _error("Not for this method.")}


def _answers(answer: str | None, more: dict[str, Schema]) -> dict[str, Schema]:
    schema: Schema = {"$ref": f"#/components/schemas/{answer}"} if answer else {"type": "object"}
    return {"200": {"description": "The answer.", "content": _json(schema)}, **_REFUSED, **more}


def _get(operation: str, summary: str, answer: str | None) -> Schema:
    return {"get": {"operationId": operation, "summary": summary, "responses": _answers(answer, {})}}


def _post(operation: str, summary: str, body: Schema, answer: str, more: dict[str, Schema] | None = None) -> Schema:
    refusals = {
        "403": _error("A page of another site may not use the server."),
        "413": _error("Larger than the server takes."),
        "415": _error("Not application/json."),
        "422": _error("A field is wrong, or the article cannot be read."),
        "500": _error("The checker failed on this article."),
    }
    return {
        "post": {
            "operationId": operation,
            "summary": summary,
            "requestBody": {"required": True, "content": _json(body)},
            "responses": _answers(answer, {**refusals, **(more or {})}),
        }
    }
