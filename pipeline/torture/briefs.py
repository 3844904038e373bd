"""Briefs: a few short articles in several formats, enough for a run with processes and soon done."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

_PORT = """Cranes wait for chips at the port of Tacoma

Customs officers in Tacoma held eleven crates of accelerators on Tuesday because the papers named no
buyer. The Commerce Department said that the crates were bound for a reseller in Shenzhen and that
the licence had lapsed in March. "We check every crate now," said Orla Benedek, who runs the inland
terminal. A spokesman for China's embassy called the hold groundless and harmful to both countries.
The shipper, Calloway Freight, argued that American rules change faster than its forms. Analysts at
Pinder Row doubt that the delay will slow any Chinese laboratory for long.
"""

_GRID = """# The grid decides

Whoever trains the largest models needs power first, and there China is ahead: it added more capacity
last year than the United States has in Texas, according to the economist Mei Zhaohui.

American firms have better chips. They wait four years for a transformer, complained Desmond Achebe of
the utility Tri-Rivers. "Permits are our export control on ourselves," he said.

> Share this article with a friend.

The White House insists that new reactors will close the gap by 2031. Beijing's planners expect to have
doubled theirs by then.
"""

_SCHOOL = """<html><head><title>Two schools, one robot contest</title>
<meta name="author" content="Ines Okonjo-Lund"><meta name="date" content="2025-05-06"></head><body>
<nav><a href="/">Home</a> <a href="/robots">Robots</a></nav><article><h1>Two schools, one robot contest</h1>
<p>Pupils from Ohio and from Hangzhou built sorting robots for the same prize last week. The Chinese
team's robot was quicker, the judges wrote, while the American one dropped nothing at all.</p>
<p>&ldquo;They share their code, and we learnt from it,&rdquo; said Tamsin Ferreira, who teaches in Dayton.
Her colleague Wu Jianhong warned that both governments may soon forbid such exchanges.</p>
<p>Huawei lent the Hangzhou team its processors. Nvidia, which sponsors the Ohio school, congratulated
both of them and promised to come back next year.</p></article><footer>Read more | Subscribe</footer>
</body></html>
"""

_COURT = """\
A federal judge in Oregon refused on Friday to stop the new tariff on Chinese servers. The importers
had claimed that the tariff would ruin data centres across the United States. Judge Lorna Whitcombe
found that they had proved no such harm. "A higher price is not an injury that cannot be mended," she
wrote. China's Ministry of Commerce condemned the decision and said that it would protect its companies.
Marek Dunleavy, who represents the importers, announced an appeal. He believes that Washington cannot
name one attack that a foreign server had made possible.
"""

_LAB = """\
DeepMeridian, a laboratory in Chengdu, published a model on Monday that answers questions of law nearly
as well as those of OpenAI. It was trained on older American chips, its authors say, and cost four
million dollars. Priya Castellanos of the Fallbrook Institute praised the work but doubts the figure:
"The rent of the building alone is more." Several American universities have begun to use the model.
A senator from Ohio demanded that the United States forbid this, since the model praises Beijing.
The authors answered that anybody may change the model as they like.
"""

_FARM = """\
Soy farmers in Iowa trust a Chinese weather model more than the government's own, a survey by the Prairie
Ledger shows. The model, by a company in Nanjing, is free and was right on 41 of 60 days. The National
Weather Service was right on 38. "I do not care who wrote it," said Hank Oduya, who farms near Ames.
Officials in Washington call the model a risk, because it learns where American fields lie. The company
denies that it keeps any such data. Its founder, Lin Weiqing, invited the farmers to inspect it.
"""

_NEWS = (
    "China's chip makers shipped more memory in May than ever before, the trade group Silica Forum said.",
    "The United States will lend two billion dollars to builders of small reactors near data centres.",
    "Nvidia told its investors that demand from Chinese customers had nearly vanished since the spring.",
    "Alibaba opened a data centre in Johor and promised its tenants chips that no embargo can reach.",
    "American and Chinese experts met in Geneva to talk about warnings before a large training run.",
    "A committee of the Senate praised the export rules and asked for more inspectors at the ports.",
)
_VIEWS = (
    '"This helps nobody but the smugglers," said Paloma Reyes of the Harbor Institute.',
    "Beijing welcomed the news; critics in Washington called it a sign of weakness.",
    "The economist Tobias Engel believes that the gap between the two countries will close by 2028.",
    "Industry groups in California warned that the United States could lose its lead.",
    "Officials in Shanghai denied the report and accused American companies of spreading fear.",
)


def write_briefs(folder: Path) -> Path:
    """Write six briefs of about ninety words and thirty items of two sentences.

    They are invented. The thirty make a run share its work out: below that many articles it does
    without processes.

    Args:
        folder: Made if it is missing.

    Returns:
        The folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "port.txt").write_text(_PORT, encoding="utf-8")
    (folder / "grid.md").write_text(_GRID, encoding="utf-8")
    (folder / "school.html").write_text(_SCHOOL, encoding="utf-8")
    (folder / "court.txt.gz").write_bytes(gzip.compress(_COURT.encode(), mtime=0))
    row = io.StringIO()
    writer = csv.writer(row, lineterminator="\n")
    writer.writerows([["title", "text", "date"], ["A model from Chengdu", _LAB, "2025-06-02"]])
    (folder / "lab.csv").write_text(row.getvalue(), encoding="utf-8")
    items = [{"title": "Weather, free of charge", "text": _FARM, "publisher": "Prairie Ledger"}]
    items += [{"title": news[:40], "text": f"{news} {view}"} for news in _NEWS for view in _VIEWS]
    lines = "".join(json.dumps(item) + "\n" for item in items)
    (folder / "items.jsonl").write_text(lines, encoding="utf-8")
    return folder
