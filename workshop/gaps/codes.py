"""What a gap is: its code, its theme and the rows it is about. `workshop.words.gaps` says it."""

import datetime
from collections.abc import Iterable
from enum import StrEnum
from itertools import groupby
from types import MappingProxyType
from typing import Final

from msgspec import Struct


class GapTheme(StrEnum):
    """What gaps are about, what matters most first."""

    PURPOSE = "purpose"
    LINKS = "links"
    OUTCOMES = "outcomes"
    METRICS = "metrics"
    BOUNDS = "bounds"
    OPPORTUNITIES = "opportunities"
    SOLUTIONS = "solutions"
    ASSUMPTIONS = "assumptions"
    KEY_RESULTS = "key_results"


class GapCode(StrEnum):
    """Kinds of gap, in the order in which they are listed."""

    NO_PROBLEM = "no_problem"

    OUTPUT_WITHOUT_OUTCOME = "output_without_outcome"
    OUTCOME_WITHOUT_OUTPUT = "outcome_without_output"
    EXEMPTION_DUE = "exemption_due"
    EXEMPTION_WITHOUT_TRIGGER = "exemption_without_trigger"
    EXEMPTION_WITHOUT_PROOF = "exemption_without_proof"
    ENABLER_WITHOUT_OUTCOME = "enabler_without_outcome"
    OUTPUT_OVERDUE = "output_overdue"
    LINK_WITHOUT_HYPOTHESIS = "link_without_hypothesis"

    OUTCOME_WITHOUT_METRIC = "outcome_without_metric"
    OUTCOME_WITHOUT_OWNER = "outcome_without_owner"
    OUTCOME_WITHOUT_GUARDRAIL = "outcome_without_guardrail"
    BUSINESS_WITHOUT_PRODUCT = "business_without_product"
    SENTIMENT_WITHOUT_BEHAVIOUR = "sentiment_without_behaviour"
    ONLY_LAGGING = "only_lagging"
    LEARNING_DUE = "learning_due"
    LEARNING_WITHOUT_END = "learning_without_end"
    CONTRACT_UNCHECKED = "contract_unchecked"

    GUARDRAIL_BROKEN = "guardrail_broken"
    TARGET_ON_WRONG_SIDE = "target_on_wrong_side"
    IMPOSSIBLE_VALUE = "impossible_value"
    MEASURED_AHEAD = "measured_ahead"
    METRIC_OVERDUE = "metric_overdue"
    METRIC_WITHOUT_BASELINE = "metric_without_baseline"
    METRIC_WITHOUT_TARGET = "metric_without_target"
    METRIC_WITHOUT_DEADLINE = "metric_without_deadline"
    TARGET_NOT_AGREED = "target_not_agreed"
    AGREED_TARGET_DIFFERS = "agreed_target_differs"
    GUARDRAIL_WITHOUT_LIMIT = "guardrail_without_limit"
    NOBODY_MEASURES = "nobody_measures"
    MEASURABLE_TOO_LATE = "measurable_too_late"

    NOBODY_DECIDES = "nobody_decides"
    NO_BOUNDARIES = "no_boundaries"
    NO_NOT_NOW = "no_not_now"

    SEVERAL_TARGETS = "several_targets"
    NO_TARGET = "no_target"
    TARGET_WITHOUT_REASON = "target_without_reason"
    OPPORTUNITY_WITHOUT_EVIDENCE = "opportunity_without_evidence"
    OPPORTUNITY_WITH_ONE_CHILD = "opportunity_with_one_child"

    FEW_SOLUTIONS = "few_solutions"
    SOLUTION_ABOVE_LEAF = "solution_above_leaf"
    SOLUTION_UNTESTED = "solution_untested"
    TEST_OVERDUE = "test_overdue"
    TEST_WITHOUT_NUMBER = "test_without_number"
    TEST_AGREED_LATE = "test_agreed_late"

    LEAPS_UNTESTED = "leaps_untested"
    ASSUMPTION_TIME_UP = "assumption_time_up"
    ASSUMPTION_OVERDUE = "assumption_overdue"
    ASSUMPTION_WITHOUT_REVIEW = "assumption_without_review"
    ASSUMPTION_WITHOUT_OWNER = "assumption_without_owner"

    KEY_RESULT_IS_FEATURE = "key_result_is_feature"
    KEY_RESULT_WITHOUT_NUMBER = "key_result_without_number"
    OBJECTIVE_WITHOUT_KEY_RESULT = "objective_without_key_result"


#: The first code of each theme; the others follow it in the order above.
_STARTS: Final = MappingProxyType(
    {
        GapCode.NO_PROBLEM: GapTheme.PURPOSE,
        GapCode.OUTPUT_WITHOUT_OUTCOME: GapTheme.LINKS,
        GapCode.OUTCOME_WITHOUT_METRIC: GapTheme.OUTCOMES,
        GapCode.GUARDRAIL_BROKEN: GapTheme.METRICS,
        GapCode.NOBODY_DECIDES: GapTheme.BOUNDS,
        GapCode.SEVERAL_TARGETS: GapTheme.OPPORTUNITIES,
        GapCode.FEW_SOLUTIONS: GapTheme.SOLUTIONS,
        GapCode.LEAPS_UNTESTED: GapTheme.ASSUMPTIONS,
        GapCode.KEY_RESULT_IS_FEATURE: GapTheme.KEY_RESULTS,
    }
)


def _themes() -> dict[GapCode, GapTheme]:
    themes, theme = {}, GapTheme.PURPOSE
    for code in GapCode:
        theme = themes[code] = _STARTS.get(code, theme)
    return themes


_THEMES: Final = MappingProxyType(_themes())


class Gap(Struct, frozen=True):
    """One thing that is missing.

    `refs` name the rows it is about, as people say them; `rows` are their identities, in the same
    order: the first is the place to go to. `day` is the day that has passed, where one has.
    """

    code: GapCode
    refs: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    day: datetime.date | None = None

    @property
    def theme(self) -> GapTheme:
        """What it is about."""
        return _THEMES[self.code]


def by_theme(gaps: Iterable[Gap]) -> list[tuple[GapTheme, tuple[Gap, ...]]]:
    """Gaps in their order, as one group for each theme that has any."""
    return [(theme, tuple(group)) for theme, group in groupby(gaps, key=lambda gap: gap.theme)]


def by_code(gaps: Iterable[Gap]) -> list[tuple[GapCode, tuple[Gap, ...]]]:
    """Gaps in their order, as one group for each code: what a calm list shows as one line."""
    return [(code, tuple(group)) for code, group in groupby(gaps, key=lambda gap: gap.code)]
