"""The words of the alerts, beside those that all forms of the site share."""

from __future__ import annotations

from functools import cache

from compendium.edition.concern import Choices, counties_in
from compendium.edition.reader import EditionReader
from compendium.web.consultation.words import Words, words_in
from compendium.web.wording import bearer_words

_LABELS = {
    "address": "E-mail address",
    "everything": "Everything",
    "topics": "Topics",
    "departments": "Departments",
    "counties": "Counties",
}
_HINTS = {
    "address": "Nothing is sent before you say yes in a mail that goes there.",
    "topics": "Letters, laws and duties of any topic that you choose.",
    "departments": "Only what is for any of these. A letter that names none is for all of them.",
    "counties": "That county's own money, documents and hotline, and what the state asks of "
    "every county.",
}
NOTHING = "Choose at least one topic, department or county, or everything."


@cache
def words() -> Words:
    """The words of the forms, in English: alerts are not translated yet."""
    shared = words_in("en")
    say = {
        **shared.say,
        "check_again": "Nothing was stored. Put this right, then send it again:",
    }
    return shared._replace(labels=_LABELS, hints=_HINTS, say=say)


def topics_of(reader: EditionReader) -> dict[str, str]:
    """The topics that can be followed, by id."""
    return {one.id: one.label for one in reader.compendium.topics}


def in_words(reader: EditionReader, choices: Choices) -> list[str]:
    """What somebody follows, as people say it; what an edition no longer has, by its id."""
    if choices.everything:
        return ["everything"]
    topics, counties = topics_of(reader), counties_in(reader)
    return [
        *(topics.get(one, one) for one in choices.topics),
        *(bearer_words(one) for one in choices.departments),
        *(counties.get(one, one) for one in choices.counties),
    ]
