"""The days to come as a calendar file (RFC 5545): one all-day event for each.

Identities are made of the row and the occasion, so a later export of the same workshop moves the
events that a calendar took in before, instead of doubling them.
"""

import datetime
from pathlib import Path
from typing import Final

from icalendar import Calendar, Event

from workshop.board import Board
from workshop.files import replace_file
from workshop.reading.upcoming import Upcoming, upcoming
from workshop.values import days
from workshop.words.codes import title_of
from workshop.words.upcoming import upcoming_note, upcoming_text

_MAKER: Final = "-//Whyboard//Whyboard//EN"
_ONE_DAY: Final = datetime.timedelta(days=1)


def write_ics(board: Board, target: Path, *, day: datetime.date | None = None) -> None:
    """Write the days from `day` on (today when None), replacing `target` whole.

    Raises:
        OSError: the file can't be written.
    """
    replace_file(target, _calendar(board, day or days.today()).to_ical())


def _calendar(board: Board, day: datetime.date) -> Calendar:
    title = title_of(board.workshop)
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    for date in upcoming(board, day):
        calendar.add_component(_event(board, title, date, day))
    return calendar


def _event(board: Board, title: str, date: Upcoming, day: datetime.date) -> Event:
    event = Event()
    event.add("uid", f"{date.row.id}.{date.occasion}@whyboard")
    # The file says the same for the same board and day, so it is stamped with the day alone.
    event.add("dtstamp", datetime.datetime.combine(day, datetime.time(), datetime.UTC))
    event.add("dtstart", date.day)
    if date.day < datetime.date.max:
        event.add("dtend", date.day + _ONE_DAY)
    event.add("summary", upcoming_text(date))
    event.add("description", "\n".join(filter(None, (upcoming_note(board, date), title))))
    # Nobody is busy for the whole day because of it.
    event.add("transp", "TRANSPARENT")
    return event
