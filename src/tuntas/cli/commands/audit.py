"""`tuntas audit verify`: is the audit trail as it was written?"""

import argparse

from tuntas.cli.application import database_errors, open_city_database
from tuntas.cli.screen import Refusal, Screen
from tuntas.domain.wording import text


def add_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Which chain, and the head that was noted elsewhere."""
    parser.add_argument("action", choices=["verify"], help=text("CLI-ARG-AUDIT-ACTION", lang))
    parser.add_argument("--city", metavar="CODE", help=text("CLI-ARG-AUDIT-CITY", lang))
    parser.add_argument("--head", metavar="HASH", help=text("CLI-ARG-AUDIT-HEAD", lang))


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Exit code 1 where an entry was changed, removed or put in, or the noted head is not in the chain."""
    open_city_database()
    from tuntas.city.records.models import AuditEntry
    from tuntas.city.records.verification import verify_all

    if options.head and not options.city:
        raise Refusal("CLI-AUDIT-HEAD-NEEDS-CITY")
    with database_errors():
        found = verify_all([options.city] if options.city else [])
        is_head_there = (
            not options.head or AuditEntry.objects.filter(chain=options.city, entry_hash=options.head).exists()
        )
    breaks = [fault for _, faults in found for fault in faults]
    for head, faults in found:
        screen.say("CLI-AUDIT-BROKEN" if faults else "CLI-AUDIT-WHOLE", style="red" if faults else "green",
                   chain=head.chain, count=head.count, head=head.entry_hash[:16], breaks=len(faults))  # fmt: skip
    for fault in breaks:
        screen.say(fault.code, style="red", chain=fault.chain, seq=fault.seq)
    if not is_head_there:
        screen.say("CLI-AUDIT-HEAD-LOST", style="red", head=options.head)
    screen.result({
        "chains": [{"chain": h.chain, "entries": h.count, "head": h.entry_hash, "breaks": len(f)} for h, f in found],
        "breaks": [{"code": fault.code, "chain": fault.chain, "seq": fault.seq} for fault in breaks],
        "head_found": is_head_there,
    })  # fmt: skip
    return 1 if breaks or not is_head_there else 0
