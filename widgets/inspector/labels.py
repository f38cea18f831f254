"""What stands beside every field of the panel, and why it is worth filling.

The words of details are in `workshop.words.fields`; those of cards, outputs and the workshop here.
"""

from collections.abc import Mapping
from typing import Final

from workshop import details as d
from workshop.details import Detail
from workshop.language import text
from workshop.records import Card, Output, Record, Workshop
from workshop.words.fields import detail_word, field_label, field_why

_RECORDS: Final[Mapping[type[Record], Mapping[str, tuple[str, str]]]] = {
    Workshop: {
        "title": (text("Title"), text("What people will call this workshop afterwards.")),
        "problem": (
            text("What problem are we solving?"),
            text("Problem first: whatever we make is held against it."),
        ),
        "team": (text("Team"), text("Whose workshop this is.")),
        "held_on": (text("Date"), text("The day the group agreed.")),
    },
    Card: {
        "text": (text("Text"), text("In the words of the person it happens to.")),
        "note": (text("Note"), text("What the room should remember; the handout prints it.")),
    },
    Output: {
        "text": (text("Text"), text("Something we make and ship.")),
        "owner": (text("Owner"), text("One name people can ask; others may help.")),
        "status": (text("Status"), text("Shipped says nothing about the outcome yet.")),
    },
}

#: What an empty field invites to.
_INVITATIONS: Final[Mapping[tuple[type[Record], str], str]] = {
    (Workshop, "title"): text("What is this workshop about?"),
    (Workshop, "problem"): text("Who has which problem, and why does it matter now?"),
    (Card, "note"): text("What the room should remember"),
    (d.Metric, "name"): text("What is counted"),
    (d.Assumption, "text"): text("X will change Y by Z"),
}

#: What a list of details is called.
_LISTS: Final[Mapping[type[Detail], str]] = {
    d.NotNow: text("Not now"),
    d.Decision: text("Decisions"),
    d.Term: text("Glossary"),
    d.Participant: text("People"),
    d.Metric: text("Metrics and guardrails"),
    d.MetricVersion: text("Earlier wording"),
    d.Measurement: text("Measurements"),
    d.Benchmark: text("Benchmarks"),
    d.Proposal: text("Negotiation: proposed targets"),
    d.Evidence: text("Evidence"),
    d.Assumption: text("Assumptions"),
    d.Review: text("Reviews"),
    d.LaneItem: text("Inputs and activities"),
    d.LaneLink: text("Leads to"),
    d.FeedbackLoop: text("Feedback loops"),
    d.Contract: text("Outcome contracts"),
    d.Objective: text("Objectives and key results"),
    d.KeyResult: text("Key results"),
}


def label_of(kind: type[Record], field: str) -> str:
    """What stands beside a field."""
    if issubclass(kind, Detail):
        return field_label(kind, field)
    return _RECORDS[kind][field][0]


def why_of(kind: type[Record], field: str) -> str:
    """Why a field matters, in one line."""
    return field_why(kind, field) if issubclass(kind, Detail) else _RECORDS[kind][field][1]


def invitation(kind: type[Record], field: str) -> str:
    """What an empty field says; nothing for most."""
    return _INVITATIONS.get((kind, field), "")


def list_heading(kind: type[Detail]) -> str:
    """What several details of a kind are called."""
    return _LISTS.get(kind) or detail_word(kind)
