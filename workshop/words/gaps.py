"""Gaps in people's words: each as one sentence, each kind and each theme as a heading."""

from collections.abc import Sequence
from typing import Final

from workshop.gaps.codes import Gap, GapCode, GapTheme
from workshop.language import text
from workshop.values.days import day_text

_THEMES: Final = {
    GapTheme.PURPOSE: text("What it is for"),
    GapTheme.LINKS: text("From output to outcome"),
    GapTheme.OUTCOMES: text("Outcomes"),
    GapTheme.METRICS: text("How we will know"),
    GapTheme.BOUNDS: text("Within which bounds"),
    GapTheme.OPPORTUNITIES: text("Opportunities"),
    GapTheme.SOLUTIONS: text("Solutions and tests"),
    GapTheme.ASSUMPTIONS: text("What we assume"),
    GapTheme.KEY_RESULTS: text("Key results"),
}

#: The heading of a kind of gap, and the sentence of one: {ref} is the first row it is about (or
#: all of them), {of} the second, {day} the day that has passed.
_GAPS: Final = {
    GapCode.NO_PROBLEM: (text("Problem"), text("The problem is not written down yet")),
    GapCode.NOBODY_DECIDES: (
        text("Who decides"),
        text("Nobody is named who decides: whose word counts when we disagree?"),
    ),
    GapCode.NO_BOUNDARIES: (
        text("Boundaries"),
        text("No boundaries are written down yet: what may the team not touch or spend?"),
    ),
    GapCode.NO_NOT_NOW: (
        text("Not now"),
        text("The not-now list is empty: what will we leave alone for now?"),
    ),
    GapCode.OUTPUT_WITHOUT_OUTCOME: (
        text("Outputs without an outcome"),
        text("Output {ref} has no outcome yet: what should change because of it?"),
    ),
    GapCode.OUTCOME_WITHOUT_OUTPUT: (
        text("Outcomes without an output"),
        text("Outcome {ref} has no output yet: what will we make so that it happens?"),
    ),
    GapCode.EXEMPTION_DUE: (
        text("Exceptions whose day has come"),
        text("The exception of {ref} was to end on {day}: what should change because of it now?"),
    ),
    GapCode.EXEMPTION_WITHOUT_TRIGGER: (
        text("Exceptions without an end"),
        text("{ref} is excused for lack of a baseline: what ends that, and when?"),
    ),
    GapCode.EXEMPTION_WITHOUT_PROOF: (
        text("Exceptions without proof"),
        text("{ref} is excused by a proven link: where is the proof?"),
    ),
    GapCode.ENABLER_WITHOUT_OUTCOME: (
        text("Groundwork for nothing open"),
        text("{ref} prepares {of}, which is closed: which outcome does it enable now?"),
    ),
    GapCode.OUTPUT_OVERDUE: (
        text("Outputs past their day"),
        text("{ref} was due on {day} and is not shipped: by when now?"),
    ),
    GapCode.LINK_WITHOUT_HYPOTHESIS: (
        text("Links without a hypothesis"),
        text("Why should {ref} move {of}? No hypothesis is written down yet"),
    ),
    GapCode.OUTCOME_WITHOUT_METRIC: (
        text("Outcomes without a metric"),
        text("Outcome {ref} has no metric yet: how will we know?"),
    ),
    GapCode.OUTCOME_WITHOUT_OWNER: (
        text("Outcomes without an owner"),
        text("Outcome {ref} has no owner yet: which team answers for it?"),
    ),
    GapCode.OUTCOME_WITHOUT_GUARDRAIL: (
        text("Outcomes without a guardrail"),
        text("Outcome {ref} has no guardrail yet: what must not get worse meanwhile?"),
    ),
    GapCode.BUSINESS_WITHOUT_PRODUCT: (
        text("Business outcomes given to a team"),
        text("{ref} is a business outcome: which product outcome under it can the team move?"),
    ),
    GapCode.SENTIMENT_WITHOUT_BEHAVIOUR: (
        text("Feelings without a behaviour"),
        text("{ref} is a feeling: which behaviour goes with it?"),
    ),
    GapCode.ONLY_LAGGING: (
        text("Only lagging outcomes"),
        text("So far only lagging outcomes ({ref}): what moves early enough to steer by?"),
    ),
    GapCode.LEARNING_DUE: (
        text("Learning goals whose day has come"),
        text("{ref} was to become a performance goal on {day}: do we know enough?"),
    ),
    GapCode.LEARNING_WITHOUT_END: (
        text("Learning goals without an end"),
        text("{ref} is a learning goal without an end: what must we know, and by when?"),
    ),
    GapCode.CONTRACT_UNCHECKED: (
        text("Contracts that tempt to promise little"),
        text("{ref} pays for {of}: who verifies it, and what was the target held against?"),
    ),
    GapCode.GUARDRAIL_BROKEN: (
        text("Broken guardrails"),
        text("Guardrail {ref} of {of} is broken: what do we do now?"),
    ),
    GapCode.TARGET_ON_WRONG_SIDE: (
        text("Targets on the wrong side"),
        text("{ref} of {of} has its target on the wrong side of its baseline: is one a slip?"),
    ),
    GapCode.IMPOSSIBLE_VALUE: (
        text("Values that can't be"),
        text("{ref} of {of} has a value that its unit rules out: is it a slip?"),
    ),
    GapCode.MEASURED_AHEAD: (
        text("Values of days to come"),
        text("A value of {ref} of {of} is dated {day}, which is still to come: is it a slip?"),
    ),
    GapCode.METRIC_OVERDUE: (
        text("Metrics past their day"),
        text("{ref} of {of} was due on {day}: is the outcome achieved or missed?"),
    ),
    GapCode.METRIC_WITHOUT_BASELINE: (
        text("Metrics without a baseline"),
        text("{ref} of {of} has no baseline yet: where does it stand today?"),
    ),
    GapCode.METRIC_WITHOUT_TARGET: (
        text("Metrics without a target"),
        text("{ref} of {of} has no target yet: how far must it move to be worth it?"),
    ),
    GapCode.METRIC_WITHOUT_DEADLINE: (
        text("Metrics without a deadline"),
        text("{ref} of {of} has no deadline yet: by when will we look?"),
    ),
    GapCode.TARGET_NOT_AGREED: (
        text("Targets not agreed"),
        text("Targets are proposed for {ref} of {of}, and none is agreed: which one?"),
    ),
    GapCode.AGREED_TARGET_DIFFERS: (
        text("Targets other than agreed"),
        text("{ref} of {of} has another target than the one agreed: which one holds?"),
    ),
    GapCode.GUARDRAIL_WITHOUT_LIMIT: (
        text("Guardrails without a limit"),
        text("Guardrail {ref} of {of} has no limit yet: which value must hold?"),
    ),
    GapCode.NOBODY_MEASURES: (
        text("Metrics nobody can measure"),
        text("Nobody can measure {ref} of {of} yet: who could, and from when?"),
    ),
    GapCode.MEASURABLE_TOO_LATE: (
        text("Metrics measurable too late"),
        text("{ref} of {of} can be measured only after it is due: which sign comes earlier?"),
    ),
    GapCode.SEVERAL_TARGETS: (
        text("Several targets"),
        text("Several target opportunities ({ref}): which one first?"),
    ),
    GapCode.NO_TARGET: (
        text("No target"),
        text("No target opportunity is chosen yet: which one first?"),
    ),
    GapCode.TARGET_WITHOUT_REASON: (
        text("Targets without a reason"),
        text("{ref} is the target opportunity: why this one?"),
    ),
    GapCode.OPPORTUNITY_WITHOUT_EVIDENCE: (
        text("Guesses"),
        text("{ref} is a guess so far, without evidence: who told us, or where did we see it?"),
    ),
    GapCode.OPPORTUNITY_WITH_ONE_CHILD: (
        text("Opportunities with one child"),
        text("{ref} has one child only: which siblings are missing?"),
    ),
    GapCode.FEW_SOLUTIONS: (
        text("Fewer than three solutions"),
        text("{ref} has fewer than three solutions to compare: what else could help?"),
    ),
    GapCode.SOLUTION_ABOVE_LEAF: (
        text("Solutions to more than one need"),
        text("{ref} hangs under {of}, which is split further: which part does it solve?"),
    ),
    GapCode.SOLUTION_UNTESTED: (
        text("Solutions made untested"),
        text("{ref} becomes output {of} untested: what has to be true for it to work?"),
    ),
    GapCode.TEST_OVERDUE: (
        text("Tests past their day"),
        text("Test {ref} was due on {day}: what did it show?"),
    ),
    GapCode.TEST_WITHOUT_NUMBER: (
        text("Tests without a number"),
        text("Test {ref} has no number yet: what result would convince us?"),
    ),
    GapCode.TEST_AGREED_LATE: (
        text("Tests without a day of agreement"),
        text("Test {ref} has a result: on which day before it was its number agreed?"),
    ),
    GapCode.LEAPS_UNTESTED: (
        text("Many leaps of faith"),
        text("More than three leaps of faith are untested ({ref}): which ones first?"),
    ),
    GapCode.ASSUMPTION_TIME_UP: (
        text("Assumptions whose time is up"),
        text("{ref} was to show by {day}: did it?"),
    ),
    GapCode.ASSUMPTION_OVERDUE: (
        text("Assumptions past their review"),
        text("The review of {ref} was due on {day}: does it still hold?"),
    ),
    GapCode.ASSUMPTION_WITHOUT_REVIEW: (
        text("Assumptions without a review"),
        text("{ref} has no day for a review yet: when do we look again?"),
    ),
    GapCode.ASSUMPTION_WITHOUT_OWNER: (
        text("Assumptions without an owner"),
        text("{ref} has no owner yet: who finds out whether it holds?"),
    ),
    GapCode.KEY_RESULT_IS_FEATURE: (
        text("Key results that are features"),
        text("{ref} lists things to finish: what will be different once they are?"),
    ),
    GapCode.KEY_RESULT_WITHOUT_NUMBER: (
        text("Key results without a number"),
        text("{ref} names no number: how will we see that it happened?"),
    ),
    GapCode.OBJECTIVE_WITHOUT_KEY_RESULT: (
        text("Objectives without a key result"),
        text("{ref} has no key result yet: how will we know?"),
    ),
}


def theme_word(theme: GapTheme) -> str:
    """A theme as a heading."""
    return _THEMES[theme]


def gap_title(code: GapCode) -> str:
    """A kind of gap as a heading, without the rows it is about."""
    return _GAPS[code][0]


def group_text(code: GapCode, gaps: Sequence[Gap]) -> str:
    """Gaps of one kind in a line: one alone as its sentence, several as their heading with rows."""
    if len(gaps) == 1:
        return gap_text(gaps[0])
    refs = dict.fromkeys(gap.refs[0] for gap in gaps)
    return text("{kind}: {rows}").format(kind=gap_title(code), rows=", ".join(refs))


def gap_text(gap: Gap) -> str:
    """The gap as one sentence."""
    sentence = _GAPS[gap.code][1]
    ref = gap.refs[0] if "{of}" in sentence and gap.refs else ", ".join(gap.refs)
    return sentence.format(
        ref=ref,
        of=gap.refs[-1] if gap.refs else "",
        day=day_text(gap.day) if gap.day is not None else "",
    )
