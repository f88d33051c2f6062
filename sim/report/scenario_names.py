"""What a scenario is called where room is short: its title up to the colon, in the reader's language."""

from __future__ import annotations

import re

from sim.scenario.scenario import Scenario
from sim.scenario.stack import BETWEEN

COLON = re.compile(r"\s*(?::\s|：)")


def short(scenario: Scenario, lang: str) -> str:
    """The title without what follows its colon; of a stack, that of each part."""
    title = scenario.title_zh if lang == "zh" else scenario.title_en
    between = BETWEEN["title", lang]
    parts = [COLON.split(part, maxsplit=1)[0] for part in title.split(between)]
    return between.join(parts) or scenario.name
