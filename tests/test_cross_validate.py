"""Leaving topics out: every labelled article has its topic, and none is judged by what was learned from it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from benchmarks.cross_validate import JUDGED, LABELS, Topic, analyse, leave_topics_out, read_samples, read_topics
from benchmarks.train_verdicts import Row, learn, read_entries
from tests.engine import EXAMPLES, example_report, the_analyser


def test_each_labelled_article_has_one_topic() -> None:
    """No article is forgotten, none is left out twice, and the names differ."""
    topics = read_topics()
    counts = Counter(article for topic in topics for article in topic.articles)
    assert set(counts.values()) == {1}
    assert set(counts) == {entry["id"] for name in JUDGED for entry in read_entries(LABELS / f"{name}.jsonl")}
    assert len({topic.name for topic in topics}) == len(topics)


@pytest.mark.model
def test_topic_is_judged_by_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is learned for a topic comes from no article of it; the weights that ship give the usual reports."""
    samples = read_samples(EXAMPLES / "gold.jsonl", EXAMPLES, the_analyser())
    names = ("forest-fund", "debt-club")
    learned: list[set[str]] = []

    def spy(rows: list[Row]) -> dict[str, Any]:
        learned.append({row.article for row in rows})
        return learn(rows)

    monkeypatch.setattr("benchmarks.cross_validate.learn", spy)
    topics = [Topic(name="money", about="funds", articles=names)]
    analyses = leave_topics_out(samples, topics, the_analyser())
    assert set(analyses) == set(names)
    assert [rows & set(names) for rows in learned] == [set()]
    assert len(learned[0]) > 10
    first = samples[0].gold.id
    assert analyse(samples[:1], the_analyser())[first].countries == example_report(first).countries
