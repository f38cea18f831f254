"""Every kind of detail, every field of it and every code of the method has its words."""

from enum import StrEnum

import pytest

from workshop import method
from workshop.details import DETAILS, Detail, own_fields
from workshop.words.fields import code_word, detail_word, field_label, field_why

CODES = [
    code
    for enum in vars(method).values()
    if isinstance(enum, type) and issubclass(enum, StrEnum) and enum is not StrEnum
    for code in enum
]


@pytest.mark.parametrize("kind", DETAILS.values(), ids=list(DETAILS))
def test_every_field_has_a_label_and_a_reason(kind: type[Detail]) -> None:
    assert detail_word(kind) == detail_word(kind.kind_name)
    for field in own_fields(kind):
        label, why = field_label(kind, field.name), field_why(kind, field.name)
        assert label[0].isupper()
        assert "." not in label
        assert why.endswith(".")
        assert "\n" not in why
        assert len(why) <= 90


def test_labels_of_one_kind_differ() -> None:
    for kind in DETAILS.values():
        labels = [field_label(kind, field.name) for field in own_fields(kind)]
        assert len(set(labels)) == len(labels)


def test_every_code_has_its_own_word() -> None:
    assert len(CODES) > 40
    for code in CODES:
        others = {code_word(other) for other in type(code) if other is not code}
        assert code_word(code) not in others | {""}


def test_codes_spelled_alike_keep_their_own_words() -> None:
    assert code_word(method.OutcomeState.OPEN) == "Open"
    assert code_word(method.ReviewVerdict.PIVOTED) == "Pivot"
