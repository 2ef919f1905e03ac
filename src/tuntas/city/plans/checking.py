"""What stands in a plan's way: errors block it, warnings need a written reason, information is only said."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from tuntas.city.decisions.models import Verdict
from tuntas.city.funding.authority import is_others_affair, may_pay
from tuntas.city.plans.against import Beside, is_indicative
from tuntas.city.plans.authority import authorities
from tuntas.city.plans.facts import lines_of
from tuntas.city.plans.models import Plan, PlanLine
from tuntas.city.proposals.models import ProposalState
from tuntas.domain.area import printed_hectares
from tuntas.domain.findings import Finding, answered
from tuntas.domain.problems import Severity
from tuntas.domain.rupiah import printed_rupiah


def findings(plan: Plan, *, on: date) -> list[Finding]:
    """Everything there is to say about a draft on a day, errors first."""
    lines = lines_of(plan)
    if not lines:
        return [Finding("RP-NO-LINES", Severity.ERROR)]
    beside = Beside(plan, lines, on)
    found = [*_decision(beside), *_sums(beside), *_money(beside), *_hectares(beside), *_completeness(beside)]
    found += _indicative(beside)
    answers = {(one.code, one.key): one.reason for one in plan.answers.all()}
    return answered(found, answers)


def _decision(beside: Beside) -> Iterator[Finding]:
    """The plan beside the mayor's word."""
    for line in beside.lines:
        proposal = line.proposal
        if proposal is None:
            continue
        word = beside.verdicts.get(proposal.pk)
        code, severity = _standing(proposal.state, word.verdict if word else "")
        if code:
            yield _about(line, code, severity, proposal=proposal.title)
    planned = {line.proposal_id for line in beside.lines}
    for one in beside.decided:
        if one.pk not in planned:
            told = {"proposal": one.title, "year": one.year, "name": one.settlement.name}
            yield Finding("RP-LEFT-OUT", Severity.WARNING, f"u{one.pk}", None, told)


def _standing(state: str, verdict: str) -> tuple[str, Severity]:
    """What the state of a proposal and the word on it mean for a line; no code: nothing to say."""
    if state == ProposalState.WITHDRAWN:
        return "RP-WITHDRAWN", Severity.ERROR
    if not verdict and state != ProposalState.ROLLED:
        return "RP-NO-DECISION", Severity.INFO
    words = {Verdict.DECLINED.value: ("RP-DECLINED", Severity.ERROR),
             Verdict.DEFERRED.value: ("RP-DEFERRED", Severity.WARNING)}  # fmt: skip
    return words.get(verdict, ("", Severity.INFO))


def _sums(beside: Beside) -> Iterator[Finding]:
    """Each line beside its own amounts."""
    for line in beside.lines:
        amounts = list(line.amounts.all())
        total = sum(one.cost_idr for one in amounts)
        if total != line.cost_idr:
            yield _about(
                line, "RP-SUM", Severity.ERROR, ours=printed_rupiah(line.cost_idr), other=printed_rupiah(total)
            )
        if total == 0:
            yield _about(line, "RP-NO-MONEY", Severity.WARNING)
        volumes = [one.volume_micro for one in amounts]
        if line.volume_micro is not None and volumes and None not in volumes and sum(
                one or 0 for one in volumes) != line.volume_micro:  # fmt: skip
            yield _about(line, "RP-VOLUME", Severity.WARNING)


def _money(beside: Beside) -> Iterator[Finding]:
    """Sources that are not said, have not enough, or may not pay that."""
    for line in beside.lines:
        if any(one.source_id is None and one.cost_idr for one in line.amounts.all()):
            yield _about(line, "RP-NO-SOURCE", Severity.WARNING)
    names = {one.source_id: one.source.name for line in beside.lines for one in line.amounts.all() if one.source}
    for (source, year), cost in sorted(beside.money.items(), key=lambda one: (one[0][1], one[0][0] or 0)):
        if source is None or not cost:
            continue
        ceiling, told = beside.ceilings.get((source, year)), {"source": names[source], "year": year}
        if ceiling is None:
            yield Finding("RP-NO-ENVELOPE", Severity.WARNING, f"b{source}-{year}", None, told)
        elif cost > ceiling:
            over = {"cost": printed_rupiah(cost), "ceiling": printed_rupiah(ceiling),
                    "over": printed_rupiah(cost - ceiling)}  # fmt: skip
            yield Finding("RP-OVER-ENVELOPE", Severity.WARNING, f"b{source}-{year}", None, told | over)
    yield from _payers(beside)


def _payers(beside: Beside) -> Iterator[Finding]:
    whose = authorities(beside.plan.city, [line.settlement_id for line in beside.lines if line.settlement_id],
                        on=beside.on)  # fmt: skip
    told: set[str] = set()
    for line in beside.lines:
        authority = whose.get(line.settlement_id or 0, "")
        for source in {one.source_id: one.source for one in line.amounts.all() if one.source}.values():
            key = f"s{line.settlement_id}-b{source.pk}"
            if not may_pay(beside.eligibilities.get(source.pk, ()), line.aspect, authority):
                yield _about(line, "RP-NOT-ELIGIBLE", Severity.WARNING, source=source.name)
            elif is_others_affair(source, authority) and key not in told:
                told.add(key)
                name = line.settlement.name if line.settlement else line.location
                yield Finding("RP-COFUNDING", Severity.WARNING, key, None, {"name": name, "source": source.name})


def _hectares(beside: Beside) -> Iterator[Finding]:
    """Targets beside the programme, the papers, and what the book still has."""
    targets = beside.targets
    if not targets:
        yield Finding("RP-NO-TARGETS", Severity.ERROR)
        return
    for year in beside.plan.span:
        ours, paper, done = targets.get(year), beside.set_targets.get(year), beside.finished.get(year, 0)
        if ours is None:
            yield Finding("RP-YEAR-WITHOUT-TARGET", Severity.WARNING, f"t{year}", None, {"year": year})
            continue
        if paper is not None and paper != ours:
            told = {"year": year, "ours": printed_hectares(ours), "other": printed_hectares(paper)}
            yield Finding("RP-TARGET-DIFFERS", Severity.WARNING, f"t{year}", None, told)
        if done < ours:
            yield Finding("RP-TARGET-NOT-REACHED", Severity.WARNING, f"t{year}", None, {
                "year": year, "target": printed_hectares(ours), "done": printed_hectares(done),
                "short": printed_hectares(ours - done)})  # fmt: skip
    yield from _balance(beside)


def _balance(beside: Beside) -> Iterator[Finding]:
    """All targets together beside what remains in the book."""
    ledger, total = beside.ledger, sum(beside.targets.values())
    if ledger.decree is None:
        yield Finding("RP-NO-LEDGER", Severity.INFO)
        return
    remaining = ledger.balance.remaining_m2
    told = {"total": printed_hectares(total), "remaining": printed_hectares(remaining),
            "difference": printed_hectares(abs(total - remaining)), "decree": ledger.decree}  # fmt: skip
    if total > remaining:
        yield Finding("RP-MORE-THAN-REMAINS", Severity.WARNING, "saldo", None, told)
    elif total < remaining:
        yield Finding("RP-LESS-THAN-REMAINS", Severity.WARNING, "saldo", None, told)


def _completeness(beside: Beside) -> Iterator[Finding]:
    """Settlements that the plan starts and does not finish in every deficient aspect."""
    started: dict[int, list[PlanLine]] = {}
    for line in beside.lines:
        if line.settlement_id is not None:
            started.setdefault(line.settlement_id, []).append(line)
    for settlement, own in started.items():
        missing = beside.deficient.get(settlement, set()) - {line.aspect for line in own}
        if missing:
            name = own[0].settlement.name if own[0].settlement else ""
            yield Finding("RP-NOT-COMPLETE", Severity.WARNING, f"s{settlement}", None,
                          {"name": name, "aspects": sorted(missing)})  # fmt: skip


def _indicative(beside: Beside) -> Iterator[Finding]:
    count = sum(is_indicative(line, beside.confirmed) for line in beside.lines)
    if count:
        yield Finding("RP-INDICATIVE", Severity.INFO, "", None, {"count": count, "all": len(beside.lines)})


def _about(line: PlanLine, code: str, severity: Severity, **params: Any) -> Finding:
    return Finding(code, severity, f"l{line.key}", line.position, {"position": line.position,
                                                                   "name": line.location, **params})  # fmt: skip
