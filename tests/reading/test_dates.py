"""Dates as news pages write them."""

from datetime import date

import pytest

from coalition.reading.dates import clock_time, find_dates, is_date_line, publication_date


@pytest.mark.parametrize(
    "line",
    [
        "Monday, 3 March 2025 19:14",
        "March 3, 2025",
        "Mar. 3rd, 2025",
        "Published: 3 Mar 2025",
        "2025-03-03T10:00Z",
        "2025/03/03 10:00",
        "Posted on 03.03.2025",
        "OceanDesk explainer | 3 March 2025 | 6-minute read",
        "3 March 2025 | updated 23:40 KST",
        "Mon 3 Mar 2025 11.15 GMT",
        "Published 5:27 PM EST, March 3, 2025",
        "Last updated on 3rd of March 2025 at 10:15 a.m. ET",
        "Saturday 3 March 2025 21:37, UK",
        "ECONOMICS | 3 March 2025 | By Ana Brito",
    ],
)
def test_date_lines(line: str) -> None:
    """Date lines in the forms of the press, with what stands beside the date."""
    assert is_date_line(line)
    assert publication_date([line]) == date(2025, 3, 3)


@pytest.mark.parametrize(
    "line",
    ["Updated at 12:50 p.m. ET", "7 years ago", "Posted 3 hours ago", "Update at 6:50 p.m. ET", "March 3", "14:05 GMT"],
)
def test_date_lines_without_a_full_date(line: str) -> None:
    """A time, an age or a day without a year is a date line, but gives no date."""
    assert is_date_line(line)
    assert publication_date([line]) is None


@pytest.mark.parametrize(
    "line",
    [
        "The attack of September 11, 2001",
        "It was signed on 3 March 2025 in Lisbon.",
        "In March 2025 the ministers met",
        "2,951",
        "The 3 who stayed",
        "More than 60 nations stayed away",
        "1:42",
        "May the pact live",
        "Dec. 12 - Greece sends a frigate.",
        "3 March - Peru ratifies.",
    ],
)
def test_no_date_lines(line: str) -> None:
    """Sentences, headings and numbers are no date lines, nor is how long a video runs."""
    assert not is_date_line(line)


def test_labels_decide() -> None:
    """The date of publication wins over that of an update, wherever it stands."""
    assert publication_date(["Updated 5 March 2025", "First published 3 March 2025"]) == date(2025, 3, 3)
    assert publication_date(["Last updated: 5 March 2025, published 3 March 2025"]) == date(2025, 3, 3)
    assert publication_date(["Updated 5 March 2025"]) == date(2025, 3, 5)
    assert publication_date([]) is None


@pytest.mark.parametrize("text", ["03/04/2025", "31 February 2025", "2025-13-01", "March 32, 2025", "12345-01-01x"])
def test_no_dates(text: str) -> None:
    """Days that do not exist are none, nor are those that Britons and Americans read differently."""
    assert find_dates(text) == []


@pytest.mark.parametrize(("text", "day"), [("13/03/2025", 13), ("03/13/2025", 13), ("3.4.2025", 3), ("04/04/2025", 4)])
def test_numeric_dates(text: str, day: int) -> None:
    """Numeric dates count where one order is possible, or where dots mark the European one."""
    assert [found.day.day for found in find_dates(text)] == [day]


@pytest.mark.parametrize("text", ["7.58pm", "[14:05 GMT]", "10:34 -", "10:34", "7 p.m.", "14:05 BST:"])
def test_times_of_a_live_blog(text: str) -> None:
    """Times that open an entry are matched with the marks behind them."""
    match = clock_time().match(text)
    assert match is not None
    assert match.end() == len(text)


@pytest.mark.parametrize("text", ["3.5 million", "4.70 euros", "1,000", "7 ministers"])
def test_numbers_are_no_times(text: str) -> None:
    """Numbers at the start of a sentence are no times."""
    assert clock_time().match(text) is None
