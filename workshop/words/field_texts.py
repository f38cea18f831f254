"""What stands beside each field of the method's details: a label, and why the field matters.

The reason is one line that a form shows and nothing prints. `workshop.words.fields` looks both up.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from workshop import details as d
from workshop.language import text

#: A field's label and the reason to fill it.
_Said = tuple[str, str]

_WORKSHOP_FIELDS: Final[Mapping[type[d.Detail], Mapping[str, _Said]]] = {
    d.Frame: {
        "today": (text("Today"), text("Where we start, so that everyone pictures the same.")),
        "better_world": (
            text("A better world"),
            text("What it is like once we succeed, for the people we do this for."),
        ),
        "north_star": (text("North star"), text("One line that every choice can be held against.")),
        "boundaries": (
            text("Boundaries"),
            text("What we will not touch or spend: within it the team is free."),
        ),
        "rules_of_play": (
            text("Rules of play"),
            text("How we decide and work together, agreed before it gets hard."),
        ),
    },
    d.NotNow: {
        "text": (text("Not now"), text("Said once and kept, it need not be argued again today."))
    },
    d.Decision: {
        "text": (text("Decision"), text("What was decided, in words nobody can read two ways.")),
        "why": (text("Why"), text("In a month only the reason tells whether it still holds.")),
        "decided_by": (text("Decided by"), text("Whom to ask when something changes.")),
        "decided_on": (text("Decided on"), text("What we knew on that day, and what came later.")),
    },
    d.Term: {
        "term": (text("Word"), text("A word this group uses in its own way.")),
        "meaning": (text("Meaning"), text("So that newcomers and other teams read it as we do.")),
    },
    d.Participant: {
        "name": (text("Name"), text("As people here call them.")),
        "part": (text("Part"), text("Who decides, who delivers, who advises: known beforehand.")),
    },
    d.LaneItem: {
        "lane": (text("Lane"), text("An input is what we put in; an activity is what we do.")),
        "text": (text("Text"), text("What it takes before anything can be shipped.")),
    },
    d.LaneLink: {
        "leads_to": (
            text("Leads to"),
            text("Without a next link the effort leads nowhere we can name."),
        )
    },
    d.Objective: {
        "text": (text("Objective"), text("What we want to be true, in words worth getting up for."))
    },
    d.KeyResult: {
        "text": (text("Key result"), text("A number that moves, not a list of things to finish.")),
        "form": (
            text("Promises"),
            text("An outcome asks “did it create value?”, an output only “is it finished?”."),
        ),
        "reads": (text("Read from"), text("One source, so that nobody keeps a second count.")),
    },
}

_OUTCOME_FIELDS: Final[Mapping[type[d.Detail], Mapping[str, _Said]]] = {
    d.OutcomeFacts: {
        "outcome_class": (
            text("Class"),
            text("A team can move a product outcome; a business outcome follows from several."),
        ),
        "indicator": (
            text("Indicator"),
            text("A leading one moves in time to steer by; a lagging one only confirms."),
        ),
        "goal": (text("Goal"), text("Learn what works first; promise a number once we know.")),
        "promote_when": (
            text("Becomes a performance goal when"),
            text("What we must have learned before we promise a number."),
        ),
        "promote_on": (
            text("Decide on"),
            text("A learning goal without a day goes on for ever."),
        ),
        "team": (text("Owner team"), text("One team answers for it, whoever else helps.")),
        "owner_name": (text("Owner"), text("One name people can ask; the team answers for it.")),
        "team_decides": (
            text("The team decides how"),
            text("Given the outcome and the boundaries, they may choose another output."),
        ),
        "value_moment": (
            text("Moment of value"),
            text("When somebody gets what they came for: the first day on the job."),
        ),
        "is_proxy": (
            text("This is a proxy"),
            text("Say so when we count something near the value because it can be counted."),
        ),
        "is_achievable": (
            text("Achievable"),
            text("The people who do the work believe that it can be reached."),
        ),
        "is_relevant": (
            text("Relevant"),
            text("It serves the problem on the cover, not only this team."),
        ),
        "check_1": (
            text("Who will do what differently?"),
            text("No answer means that it may be an output in disguise."),
        ),
        "check_2": (
            text("Could we hit the number and help nobody?"),
            text("If so, count something nearer to the value."),
        ),
        "check_3": (
            text("Are there three ways to get there?"),
            text("With one way only, the solution is decided already."),
        ),
        "check_4": (
            text("What might get worse meanwhile?"),
            text("The answer is the guardrail."),
        ),
        "scope_narrow": (text("Narrower wording"), text("What one team could move this quarter.")),
        "scope_wide": (text("Wider wording"), text("What it is for, seen from further away.")),
        "state": (text("State"), text("Shipped is not achieved: only people's behaviour says so.")),
    },
    d.Metric: {
        "name": (text("Name"), text("What is counted, in words outsiders understand.")),
        "unit": (
            text("Unit"),
            text("per 100 open jobs, minutes, € a month: without it 18 says little."),
        ),
        "unit_kind": (
            text("Written as"),
            text("So that values read and print the way you say them."),
        ),
        "direction": (text("Better is"), text("Whether more or less of it is good news.")),
        "baseline": (
            text("Baseline"),
            text("Where it stands today; nobody can see progress without."),
        ),
        "target": (text("Target"), text("How far it must move for this to have been worth it.")),
        "due": (text("By"), text("When we will look and be honest about it.")),
        "source": (text("Source"), text("Where the number comes from, so that all read the same.")),
        "cadence": (
            text("Measured every"),
            text("Often enough to notice in time: a week, a month."),
        ),
        "measured_by": (text("Measured by"), text("One name; otherwise nobody looks.")),
        "measurable_from": (
            text("Can be measured from"),
            text("Until then it is a hope; plan what makes it countable."),
        ),
        "confidence": (
            text("Trust in the number"),
            text("A number nobody believes will steer nobody."),
        ),
        "is_guardrail": (
            text("Guardrail"),
            text("It must not get worse while the other one gets better."),
        ),
    },
    d.MetricVersion: {
        "name": (text("Name"), text("What we counted then.")),
        "unit": (text("Unit"), text("How it was counted then.")),
        "unit_kind": (text("Written as"), text("How its values were written then.")),
        "direction": (text("Better is"), text("Which way it should have gone then.")),
        "baseline": (text("Baseline"), text("Where it started then.")),
        "target": (text("Target"), text("What we wanted then.")),
        "due": (text("By"), text("When it was due then.")),
        "reason": (text("Why it changed"), text("What we learned: the story of the metric.")),
        "until": (text("Until"), text("The day on which the next version began.")),
    },
    d.Measurement: {
        "measured_on": (text("Day"), text("The day the value was true.")),
        "value": (text("Value"), text("As it was read, also when it disappoints.")),
        "note": (text("Note"), text("What else happened then: a holiday, a campaign.")),
    },
    d.Benchmark: {
        "peer": (text("Who"), text("Somebody like us, so that the target has a measure.")),
        "value": (text("Their value"), text("How far others get.")),
        "source": (text("Source"), text("Where we read it, so that it can be checked.")),
        "published_on": (text("Published on"), text("Old benchmarks mislead.")),
    },
    d.Proposal: {
        "side": (text("Side"), text("Leadership and team each know what the other does not.")),
        "value": (text("Target"), text("What this side thinks is right.")),
        "context": (
            text("Because"),
            text("What this side knows: it moves the talk more than the number."),
        ),
        "is_agreed": (text("Agreed"), text("The one that both will stand by.")),
    },
    d.FeedbackLoop: {
        "channel": (text("Channel"), text("Where we hear it: calls, a dashboard, a weekly demo.")),
        "cadence": (text("How often"), text("A rhythm short enough to change course.")),
        "owner_name": (text("Owner"), text("Who listens and brings it to the group.")),
        "adjustment": (
            text("What we do then"),
            text("If this, then that, agreed while we are calm."),
        ),
    },
    d.Contract: {
        "measure": (text("Measure"), text("What is counted for payment.")),
        "trigger": (text("Trigger"), text("The value at which payment falls due.")),
        "payment": (
            text("Payment"),
            text("Money on an outcome tempts people to promise little; keep it small."),
        ),
        "verifier": (text("Verified by"), text("Somebody who is neither paid nor paying.")),
        "signed_on": (text("Signed on"), text("Terms agreed before the result was known.")),
    },
}

_CARD_FIELDS: Final[Mapping[type[d.Detail], Mapping[str, _Said]]] = {
    d.OpportunityFacts: {
        "is_target": (
            text("Target opportunity"),
            text("One at a time: the others wait, unharmed."),
        ),
        "why_target": (text("Why this one"), text("Reversible, as long as the reason is written.")),
    },
    d.Evidence: {
        "form": (text("From"), text("What people did weighs more than what they say they would.")),
        "source": (text("Source"), text("Who or what, so that it can be found again.")),
        "gathered_on": (text("Day"), text("Needs change; an old interview may no longer hold.")),
        "quote": (text("Quote"), text("Their own words keep us from hearing what we hoped.")),
        "strength": (text("Strength"), text("One story is a hint; many the same are strong.")),
    },
    d.TestFacts: {
        "assumption_type": (
            text("Tests whether it is"),
            text("Wanted, worth it, possible, usable, right: the riskiest first."),
        ),
        "threshold": (
            text("What would convince us"),
            text("A number agreed before: afterwards every result looks good."),
        ),
        "agreed_on": (text("Agreed on"), text("Proof that the number came before the result.")),
        "due": (text("Result by"), text("When we look, however far we got: a test is short.")),
        "result": (text("Result"), text("What happened, before what we make of it.")),
        "verdict": (text("Verdict"), text("Held against the number, nothing else.")),
        "next_step": (text("What we do next"), text("A test that changes nothing was not needed.")),
    },
    d.OutputFacts: {
        "deliverable": (
            text("Deliverable"),
            text("What one unit of it is: a page, a course, a release."),
        ),
        "planned": (text("Planned"), text("How many; a count of work, never of value.")),
        "delivered": (
            text("Delivered"),
            text("How many are done; whether it helped is the outcome's story."),
        ),
        "due": (text("By"), text("When people can use it.")),
    },
    d.Exemption: {
        "reason": (text("Reason"), text("Some work needs no outcome; saying so is honest.")),
        "why": (text("Why"), text("The law, the contract or the proof behind it.")),
        "evidence": (
            text("Evidence"),
            text("A proven link has its proof here; so can everyone check it."),
        ),
        "trigger": (text("Ends when"), text("What would make us ask for an outcome again.")),
        "trigger_on": (text("Look again on"), text("A day on which the exception is asked about.")),
    },
    d.ContributionFacts: {
        "behaviour": (
            text("So that people…"),
            text("The behaviour between what we ship and the result."),
        ),
        "result": (
            text("So that the result…"),
            text("What that behaviour changes for the outcome."),
        ),
        "because": (text("Because"), text("The belief underneath; it is what we will test.")),
        "confidence": (text("Confidence"), text("Low is fine: it tells where to test first.")),
        "strength": (text("Strength"), text("How much of the outcome this output could move.")),
        "is_enabler": (
            text("Enables a later outcome"),
            text("Debt or groundwork: it moves nothing yet, and later work needs it."),
        ),
    },
    d.Assumption: {
        "text": (text("We assume that"), text("X will change Y by Z: then it can turn out false.")),
        "changes": (text("Will change"), text("What should look different if it is true.")),
        "assumption_type": (text("About"), text("Wanted, worth it, possible, usable or right.")),
        "importance": (text("Importance"), text("How much falls if it is wrong.")),
        "evidence": (text("Evidence"), text("What we know, not how sure we feel.")),
        "by_when": (text("By"), text("The day by which it should have shown.")),
        "owner_name": (text("Owner"), text("Who finds out; not who is to blame.")),
        "review_every": (text("Look every"), text("Days between looks; a month is a good start.")),
        "next_review": (text("Next look"), text("A promise to come back to it.")),
    },
    d.Review: {
        "held_on": (text("Day"), text("When we looked.")),
        "verdict": (text("Verdict"), text("Turning to a better assumption is a success, too.")),
        "answer": (
            text("Why nothing moved"),
            text("Unused, wrong, mismeasured or early: each asks for another next step."),
        ),
        "note": (text("Note"), text("What we saw, for the next one who asks.")),
    },
}

#: Every field of every kind, by its name.
FIELDS: Final[Mapping[type[d.Detail], Mapping[str, _Said]]] = MappingProxyType(
    {**_WORKSHOP_FIELDS, **_OUTCOME_FIELDS, **_CARD_FIELDS}
)
