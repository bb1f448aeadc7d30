"""Sentences that native reporters, lawyers and novelists write, which no sure row of the wording table may report."""

from __future__ import annotations

import pytest

from checker.depth.wording import propose
from checker.document import Document

NATIVE = """\
The arrest of a bus driver in Nantes has angered the union.
If the disease stops spreading, schools will reopen.
A loosely organised band of fighters crossed the river.
A bench of test players is a luxury.
It was the hottest ticket of the concert season.
The weekly bulletin of the health ministry lists 300 cases.
She worked at the Washington bureau of the Post.
The exhibition is arranged as a cabinet of curiosities.
The official channels of information were closed to reporters.
She kept a notebook of addresses and a book of travel writing.
He showed his identity card and his bank card.
Odeon, the national chain, will show the film.
He was playing to a room of guests in evening dress.
The leader of the orchestra tuned her violin.
He went the way of the Iron Lady.
A record number of new businesses were set up.
It was a stroke of luck, or a stroke of madness.
With a blow of his fist he broke the door.
In the course of a police chase, two men died.
The bank suffered a crisis of nerve.
The date of expiry is printed on the pack.
The demands of asylum seekers and the demands of aid work grow.
The filing of a complaint takes an hour.
Temporary detention remains and his domicile is in Jersey.
He has rights of custody and a right of entry.
They came in the hope of an easier life.
His state of health was poor and he was in a state of shock.
Various facts were known about the women of the household.
A celebration of the end of apartheid drew thousands.
The suspect was under police guard at the hospital.
She needs eight hours of sleep and ten hours of overtime.
In one instance of power abuse, a national instance was cited.
He was in the line of sight.
The house of his mother burned down.
The first step to follow is simple.
It is part of tennis history and part of the fishing fleet.
They were ordered out on pain of death.
A jug of wine and two pots of yogurt stood on the table.
The taking of hostages is a crime.
The price of peace is high.
The process of appeal begins.
Annual customs receipts rose by a tenth.
It is his principal residence, not a second residence.
The deletion of posts on Facebook began.
He asked about the way public money is spent.
The club's actual owner lives in Dubai.
Former fighters and former combatants laid down their arms.
Officials warned travellers and warned readers.
An assiduous reader of the carceral system wrote in.
Complementary health measures were confused.
The eventual return of the marbles is likely.
Police interrogated people for hours.
They held a frank discussion about an energetic performance.
The unexpected visit showed inferior results.
Immovable property and habitual residence are terms of law.
He stood at the centre of a vaccination row.
"""


@pytest.mark.parametrize("text", NATIVE.splitlines())
def test_native_english_is_no_sure_finding(text: str) -> None:
    sure = [p.row.literal for _, p in propose(Document(text)) if p.row.tier == "A" and p.native < 2]
    assert not sure
