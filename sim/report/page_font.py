"""The shipped font inside a page, cut down to the page's characters: Chinese reads on any machine."""

from __future__ import annotations

import base64
import io

from sim.report.glyphs import FONT_FILE

FAMILY = "Jiaodong Sans SC"


def font_face(text: str) -> str:
    """A CSS rule that holds the glyphs of ``text`` as a WOFF; the same text gives the same bytes."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    buffer = io.BytesIO()
    with TTFont(FONT_FILE, recalcTimestamp=False, recalcBBoxes=False, lazy=True) as font:
        # The shipped font has no hints left; looking for some takes longer than the rest.
        cut = Subsetter(Options(layout_features=[], hinting=True))
        cut.populate(text=text)
        cut.subset(font)
        font.flavor = "woff"
        font.save(buffer)
    data = base64.b64encode(buffer.getvalue()).decode()
    return f'@font-face {{ font-family: "{FAMILY}"; src: url(data:font/woff;base64,{data}) format("woff"); }}'
