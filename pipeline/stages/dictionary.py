"""The data dictionary, from the schemas: what ``claimline schema`` prints and the README holds."""

from __future__ import annotations

from pipeline.schemas import PUBLISHED


def schema_markdown(names: list[str] | None = None) -> str:
    """Give the published tables as Markdown: what a row is, then every column.

    Args:
        names: Tables to show; all by default.
    """
    parts = []
    for name, schema in PUBLISHED.items():
        if names and name not in names:
            continue
        about = {k.decode(): v.decode() for k, v in schema.metadata.items()}
        key = ", ".join(f"`{column}`" for column in about["key"].split())
        parts.append(f"**{name}**: one row is {about['row']}; key {key}\n")
        parts.append("| column | type | meaning |\n| --- | --- | --- |")
        for field in schema:
            kind = str(field.type).replace("element: ", "").replace("item: ", "")
            optional = ", null" if field.nullable else ""
            meaning = field.metadata[b"description"].decode().replace("|", "\\|")
            parts.append(f"| {field.name} | {kind}{optional} | {meaning} |")
        parts.append("")
    return "\n".join(parts)
