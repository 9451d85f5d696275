"""The JSON Schemas of what the commands print, made from the models that print it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from coalition.measurement import MEASUREMENT_VERSION, Measurement
from coalition.report import SCHEMA_VERSION, Analysis

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class Output:
    """A kind of JSON: its version and the model of it."""

    version: str
    model: TypeAdapter[Any]


OUTPUTS: Mapping[str, Output] = {
    "report": Output(SCHEMA_VERSION, TypeAdapter(Analysis)),
    "reports": Output(SCHEMA_VERSION, TypeAdapter(tuple[Analysis, ...])),
    "figures": Output(MEASUREMENT_VERSION, TypeAdapter(Measurement)),
}


def schema_of(name: str) -> dict[str, Any]:
    """Return the JSON Schema of an output.

    Raises:
        KeyError: ``OUTPUTS`` has no such name.
    """
    output = OUTPUTS[name]
    # What may be missing is what a reader need not give: the schema of "serialization" knows nothing of _Sparse.
    schema = output.model.json_schema(mode="validation", by_alias=True)
    return {"$schema": DIALECT, "$id": f"urn:coalition:{name}:{output.version}", **schema}
