"""Countries as values on the command line, by code or by any name that the gazetteer has."""

from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from coalition.lexicons.countries import Country


class CountryType(click.ParamType):  # type: ignore[type-arg]  # not generic in the older releases of click
    """Turns "POL", "pl", "Poland" or "Polish" into codes; a name such as "Congo" that two share gives both."""

    name = "country"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Return the codes that the name stands for.

        Raises:
            click.BadParameter: There is no such country; the message has those that are spelled alike.
        """
        from coalition.lexicons.countries import load_gazetteer  # brings in pydantic, which --help does not need

        gazetteer = load_gazetteer()
        found = gazetteer.find(value)
        if not found:
            self.fail(f"there is no country {value!r}{did_you_mean(gazetteer.closest(value))}", param, ctx)
        return tuple(country.code for country in found)

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002 - as click calls it
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """Offer the codes and names that begin so, in the case in which the word was begun.

        A name of several words is offered by its code alone: shells would take it for several.
        """
        from coalition.lexicons.countries import load_gazetteer  # as above

        countries = load_gazetteer().countries.values()
        as_typed = str.lower if incomplete.islower() else str
        items = [CompletionItem(as_typed(country.code), help=country.name) for country in countries]
        items += [CompletionItem(as_typed(one.name), help=one.code) for one in countries if one.name.isalpha()]
        return sorted((item for item in items if item.value.startswith(incomplete)), key=lambda item: str(item.value))


def did_you_mean(countries: "tuple[Country, ...]") -> str:
    """Return the end of a sentence that offers them: "; did you mean Poland (POL)?", or where they are found."""
    if not countries:
        return "; 'coalition countries' lists all"
    *others, last = [f"{country.name} ({country.code})" for country in countries]
    return f"; did you mean {', '.join(others) + ' or ' if others else ''}{last}?"
