"""Furniture: lines that go, sentences that only sound like them, and what places decide."""

from __future__ import annotations

import pytest

from pipeline.segment.blocks import find_blocks
from pipeline.segment.furniture import find_furniture
from pipeline.segment.parts import find_parts
from pipeline.segment.reasons import REASONS

TITLE = "A Race With Two Clocks"
PROSE = [
    "Chip makers on both sides of the Pacific reported higher orders in the third quarter, and analysts said "
    "that demand would hold through next year.",
    "The figures, which were published by the ministry on Tuesday, show that imports of machines rose while "
    "imports of finished chips fell for the second year in a row.",
    "Neither government has explained the difference, and companies that were asked about it declined to say "
    "where the machines had gone.",
]


def reasons_of(text: str, title: str | None = TITLE, authors: tuple[str, ...] = ()) -> dict[str, str | None]:
    parts = find_parts(text)
    found = find_furniture(text, parts, title=title, authors=authors)
    return {text[part.start : part.end]: reason for part, reason in zip(parts, found, strict=True)}


def inside(line: str) -> str:
    return "\n".join([TITLE, *PROSE[:2], line, PROSE[2]])


def below(line: str) -> str:
    return "\n".join([TITLE, *PROSE, line])


FURNITURE = """
Subscribe now for unlimited access
Sign up for The Morning Chip, our free daily newsletter
Sign up to get our weekly digest
Get the day's top stories in your inbox every morning
Already a subscriber? Log in
Create a free account to continue reading
You have 2 free articles remaining this month
This article is for subscribers only
Support independent journalism. Donate today.
Become a member
Join our Telegram channel
Follow us on X and LinkedIn
Follow Jane Doe on Twitter @janedoe
@janedoe
#AI #China #chips
Share this article
Share on Facebook Share on X Share via email
Share
Tweet
Copy link
Print
Save for later
Listen to this article 5 min
Listen · 8:21 min
Advertisement
ADVERTISEMENT
Advertisement - Continue reading below
Article continues after advertisement
Story continues below advertisement
Sponsored Content
Read more: Why the chip war will be long
READ MORE | China's new chips
Read also: The race in five charts
Also read: The race in five charts
RELATED: The race in five charts
Related Articles
More from Technology
You may also like
Recommended for you
Most read
Most Popular
Trending
Editor's picks
Read next
Up next
By Jane Doe
By Jane Doe, Technology Correspondent
By JANE DOE and JOHN ROE
Written by Jane Doe
Jane Doe | Staff Writer
March 12, 2025
12 March 2025
Published: 12 Mar 2025, 10:32 AM
Updated 10:32
Updated at 10:32 am IST, March 12, 2025
Last updated: 3 hours ago
5 min read
3 minute read
Posted on March 12, 2025 by admin
Mar 12, 2025 | 4 min read
Wed 12 Mar 2025 06.00 GMT
2025-03-12T10:32:00Z
© 2025 Example Media. All rights reserved.
Copyright 2025 Example Media Ltd
(c) 2025 Example
All Rights Reserved
Privacy Policy | Terms of Service | Contact
Terms and Conditions
About Us
Contact us
Home > World > Asia
Home » Technology » AI
Home / News / Technology
You are here: Home > Tech
Home News Business Tech Opinion
Skip to main content
Menu
Search
Log in
Sign in
We use cookies to improve your experience on our site. By continuing you accept our use of cookies.
This site uses cookies.
Accept all cookies
Manage preferences
Photo: Jane Doe/Reuters
Photo by Jane Doe on Unsplash
Image credit: Getty Images
Image: Courtesy of Nvidia
(Photo by Jane Doe/Getty Images)
Getty Images
REUTERS/Jane Doe
AP Photo/Jane Doe
Illustration by Jane Doe
![A chip](https://example.com/chip.png)
https://example.com/a/b
www.example.com
example.com
jane.doe@example.com
Contact: jane.doe@example.com
Media contact: Jane Doe, press@example.com, +1 202 555 0100
Tel: +86 10 5555 0100
For media inquiries, contact press@example.com
Tags: AI, China, chips
Filed under: Technology
Topics: AI | China | Chips
Category: Analysis
(Reporting by Jane Doe in Beijing; Editing by John Roe)
Reporting by Jane Doe; Editing by John Roe
Additional reporting by Jane Doe
Jane Doe contributed to this report.
Our Standards: The Example Trust Principles.
The views expressed in this article are those of the author and do not reflect the policy of the paper.
This article is for informational purposes only and does not constitute investment advice.
Disclaimer: This is not financial advice.
Disclaimer: Markets involve risk. Do your own research before making any decision.
The author holds no position in any stock mentioned.
Prices delayed by at least 15 minutes.
This story was originally published by Example and is reprinted with permission.
Originally published at example.com
Editor's note: This article has been updated.
Correction: An earlier version misstated the year.
This transcript has been edited for length and clarity.
About the author
Leave a comment
Leave a Reply
Comments (14)
14 comments
0 Comments
Comments are closed.
Be the first to comment
What do you think? Let us know in the comments below.
Join the conversation
Was this article helpful?
Log in to comment
Your email address will not be published. Required fields are marked *
Load more
Show more
View all
See all stories
Back to top
Next article
Previous post
Previous: Chips in winter
Click here to read the full story.
For more news like this, visit our website.
Download our app
Get the app
Watch: The race in five minutes
Video: The race in five minutes
Now Playing
0:00 / 3:21
1/5
-30-
***
[1]
Loading...
Enable JavaScript to view comments.
Table of Contents
Powered by WordPress
Skip Ad
View this post on Instagram
If you enjoyed this post, please share it.
Enjoyed this article? Sign up for our newsletter.
BTC $67,123.45 +1.2% ETH $3,456.78 -0.3% SOL $145.10 +2.2%
S&P 500 5,234.18 +0.57% Dow 39,475.90 -0.12% Nasdaq 16,384.47 +0.16%
NVDA +3.2% AMD -1.1% INTC +0.4% TSM +1.9%
Follow
Listen to the podcast
Gift this article
Bookmark
Reprints
Report an error
Send us a tip
Got a tip? Email tips@example.com
Unsubscribe at any time
No spam. Unsubscribe anytime.
By signing up, you agree to our Terms and Privacy Policy.
By subscribing you agree to our privacy policy
Cookie Settings
Choose your edition
Select language
English | 中文
Toggle navigation
"""

EDGE_FURNITURE = """
We scan new radio programmes and send you the best of them.
Like what you see? Tell a friend.
Stay up to date with the latest AI news.
Thank you for reading.
Thanks for reading! Subscribe for free to receive new posts and support my work.
"""

# News about what pages are made of, and sentences that begin as page language does.
PROSE_LIKE = """
Nvidia shares fell 3% after Washington tightened its rules.
Subscribe to the theory that chips decide wars and you will see them everywhere.
The company said it would share the weights with anyone who asked.
Sign-ups for the service doubled after the release of R1.
Subscribers to ChatGPT pay $20 a month, while DeepSeek is free.
The European regulator fined the firm over cookies that it placed without consent.
We need a policy that treats compute as infrastructure.
Read the statute and you will find no mention of weights.
You may like the rules or hate them, but they work.
The newsletter, which has 40,000 readers, first reported the talks.
Click fraud costs advertisers billions a year.
Follow the money and it leads to Shenzhen.
Join forces with Europe, the senator urged, or lose the race.
More than 4,000 people were laid off.
Most popular models now come from China.
Related work at Stanford found the same effect.
Share prices tumbled across Asia on Monday.
Shares of AMD rose 4.2% and Intel 1.3%, while Nvidia lost 0.8% to $118.42.
Stocks slid 2.1% in Tokyo, 1.4% in Seoul, 0.9% in Taipei and 0.3% in Sydney.
Revenue rose 12.5% to $4.32 billion, net income climbed 8.1% to $1.20 billion.
By 2030, China will have doubled its capacity.
By contrast, the United States relied on private capital.
By Tuesday the model had been downloaded a million times.
Published in 2017, the plan set targets for 2020, 2025 and 2030.
Updated guidance from the Commerce Department took effect in May.
Comments from officials suggested a softer line.
The views expressed by Huang are widely shared in the industry.
Copyright suits against OpenAI are piling up in New York.
Source code for the model was published on GitHub.
This article of faith has guided American policy since 2018.
The report was published on Monday by the RAND Corporation.
Contact between the two governments has been rare.
Press freedom in China has declined since 2012.
The bill is sponsored by Senator Josh Hawley of Missouri.
Prices could change if tariffs are raised again.
Nearly half of the company's code is now written by AI.
Regulators warned that chatbots must not give medical advice.
The claim has not been independently verified.
Video generation requires far more compute than text.
Data centers have been delayed by a shortage of transformers.
According to reporting by the Financial Times, the talks failed.
Research by the RAND Corporation shows that the gap is closing.
Gene editing by Chinese scientists alarmed the world.
It was first published in 1949 and has never gone out of print.
He said the views did not represent those of the government.
"Subscribe to our newsletter," the pop-up said, in Mandarin.
Microsoft's Copilot can triage the mail in your inbox.
Register in Hong Kong, list in New York, hire in Shenzhen: that was the plan.
To register, companies must submit their models for testing.
Call me sceptical, but I doubt that the rules will hold.
Learn from China, he told the committee, or lose to it.
Watch China's electricity prices rather than its benchmarks.
See how quickly the gap has closed.
Listen to the engineers and you hear another story.
Tell us what you spend, the committee demanded of Meta.
Download figures are no measure of use.
Trending upward since May, exports reached a record.
Recommended limits on compute were ignored.
About half of the world's AI researchers were born in China.
Advertising pays for most of the American internet.
Sponsored research made up a third of the budget.
Photographs released by Xinhua show the cluster.
Reuters reported that the ban would be lifted.
Getty Images sued Stability AI in London.
The Associated Press and Bloomberg confirmed the account.
An Associated Press review found 18 such cases.
The article 19 of the law says nothing about weights.
The United States is ahead. China is catching up. Europe watches.
China leads. America follows.
Beijing disagrees.
Is it a race?
Nobody knows.
No deal.
Home prices in Shenzhen fell again.
The Home Office in London declined to comment.
OpenAI, Anthropic, Google, Meta
Enter your data and the model keeps it, critics say.
Your data may end up in Hangzhou.
You agree to Chinese law when you download the app, experts warn.
This website was built by a model in forty seconds.
Use the code BLUE at the gate, the guards told visitors.
Never miss a deadline is the unofficial motto of the Shenzhen lab.
Support for export controls has fallen in both parties.
Terms of the deal were not disclosed.
Privacy rules in Europe are stricter.
Jobs in chip design pay well.
Help from the state came early.
The app was downloaded 16 million times, and 2 million people posted comments.
The company has 1.2 million followers on Weibo.
Editing a model's weights takes minutes.
Additional reporting requirements take effect in June.
Jane Doe is an analyst at Greyfriar who tracks chip imports.
Liang Wenfeng is the founder of DeepSeek and a former trader.
Kai-Fu Lee is a venture capitalist and the author of a book on AI.
Dr. Smith, 52, leads the lab.
He holds no shares in the company, he told the court.
On 12 March 2025 the rule took effect.
12 March 2025 was the deadline.
In January 2025, DeepSeek released R1.
At 9 a.m. the doors opened.
Updated models arrive every week.
It costs 5 minutes of your time and 3 cents.
Nvidia (NVDA) lost 17%, Broadcom (AVGO) 17.4%, Marvell (MRVL) 19.1%, Oracle (ORCL) 13.8% on the day.
China: 47 percent. United States: 18 percent. Europe: 12 percent.
The score was 71.8 to 69.1.
In the news this week: chips, models and a very old balloon.
Top stories of the year included the release of R1, which shook the markets.
Latest figures show imports rising.
Further reading of the bill was postponed until autumn.
Further talks are planned.
Elsewhere in Asia, markets were calm.
Next: the Senate.
What to read into the numbers is a matter of taste.
You might like to think that weights are free.
Don't miss the point: compute is power.
All rights reserved for the state are listed in article 4.
We may earn the trust of our rivals, he said.
This story began in 2017.
This story has been told many times, but rarely so well.
The interview was conducted in Mandarin.
Part of our problem is speed.
The two sides did not review this question at the summit.
Correction of the trade balance will take years.
Disclosure rules were tightened in March.
Topics discussed included chips and tariffs.
Tags on the crates said "ceramics".
The category includes all chips below 7 nanometres.
Send your children to study Mandarin, one mother told me.
Give China its due: it kept building.
Give us three years and we will catch up, the founder said.
Have they ever stopped?
Rate this country's chances and most Europeans say three out of ten.
Get used to it.
Get the best chips you can, the memo said, and get them now.
Support us or step aside, the minister told the industry.
Write to your senator, the group urged its members.
Email me the weights, he joked.
Chips arrive daily by air, at night, in boxes marked as toys.
"""


def lines(table: str) -> list[str]:
    return [line for line in table.splitlines() if line]


@pytest.mark.parametrize("line", lines(FURNITURE))
def test_lines_that_are_furniture_anywhere(line: str) -> None:
    assert set(reasons_of(inside(line)).values()) - {None} <= set(REASONS)
    assert [text for text, reason in reasons_of(inside(line)).items() if reason is None] == [TITLE, *PROSE]


@pytest.mark.parametrize("line", lines(EDGE_FURNITURE))
def test_lines_that_are_furniture_below_the_prose(line: str) -> None:
    assert reasons_of(below(line))[line] is not None


@pytest.mark.parametrize("line", lines(PROSE_LIKE))
def test_sentences_stay(line: str) -> None:
    assert reasons_of(inside(line))[line] is None
    assert reasons_of(below(line))[line] is None
    assert all(block.kind != "furniture" for block in find_blocks(inside(line), title=TITLE))


def test_a_menu_goes_and_the_heading_under_it_stays() -> None:
    menu = ["Home", "World", "Chips and Power", "Our People", "Events", "Archive"]
    found = reasons_of("\n".join([*menu, "Why It Matters", *PROSE]), title=None)
    assert [found[label] for label in menu] == ["navigation"] * 6
    assert found["Why It Matters"] is None


def test_what_stands_above_the_headline_goes() -> None:
    found = reasons_of("\n".join(["The Quern Quarterly", "Analysis desk", TITLE, *PROSE]))
    assert list(found.values()) == ["navigation", "navigation", None, None, None, None]


def test_headings_over_single_paragraphs_are_no_menu() -> None:
    card = "\n".join(
        [TITLE, "Sides", "Critics", PROSE[0], "Defenders", PROSE[1], "Noise Level", "Forecast", PROSE[2]]
    )
    assert set(reasons_of(card).values()) == {None}


def test_other_articles_end_where_prose_begins() -> None:
    listed = ["Related Articles", "Why chips are square", "Is the gap closing?", "A minister resigns"]
    found = reasons_of("\n".join([TITLE, *PROSE[:2], *listed, PROSE[2]]))
    assert [found[line] for line in listed] == ["related"] * 4
    assert found[PROSE[2]] is None


def test_teasers_below_the_end_go() -> None:
    foot = [
        "Most popular",
        "A bridge falls in Ohio",
        "Nobody was hurt when the bridge over the river gave way on Sunday.",
        "Bakers protest",
        "They say that flour has become too dear for them to bake with.",
        "Copyright 2025 The Quern Quarterly",
    ]
    found = reasons_of("\n".join([TITLE, *PROSE, *foot]))
    assert all(found[line] for line in foot)
    assert [found[line] for line in PROSE] == [None] * 3


def test_an_article_that_goes_on_after_a_share_bar_stays_whole() -> None:
    found = reasons_of("\n".join([TITLE, PROSE[0], "Share", "Tags", PROSE[1], PROSE[2]]))
    assert [found[line] for line in PROSE] == [None] * 3


def test_a_last_paragraph_below_a_list_of_other_articles_stays() -> None:
    listed = ["Related Articles", "A bridge falls in Ohio", "Bakers protest"]
    last = "Neither the ministry nor the chip makers would say when imports of machines will fall."
    found = reasons_of("\n".join([TITLE, *PROSE, *PROSE, *listed, last, "Share"]))
    assert found[last] is None


def test_boilerplate_under_its_heading_stays() -> None:
    about = ["About Acme", "Acme is a maker of anvils. It was founded in 1949 and has 300 employees."]
    found = reasons_of("\n".join([TITLE, *PROSE, "Share", *about, "Media Contact:", "jo@acme.example"]))
    assert [found[line] for line in about] == [None, None]
    assert found["Media Contact:"] == "contact"


@pytest.mark.parametrize(
    ("line", "is_bio"),
    [
        ("Jane Doe is a senior reporter covering technology for Example.", True),
        ("*Jane Doe is a fellow at the Pinebrook Center and the author of two books.*", True),
        ("Jane Doe teaches computing at a college in Kisumu.", True),
        ("Liang Wenfeng is the founder of the laboratory and a former trader.", False),
        ("John Roe is an analyst at Greyfriar who tracks chip imports.", False),
    ],
)
def test_writers_are_introduced_below_the_article(line: str, is_bio: bool) -> None:
    found = reasons_of("\n".join([TITLE, "By Jane Doe", *PROSE, line]))
    assert (found[line] == "bio") is is_bio


def test_the_writer_is_known_from_the_metadata() -> None:
    line = "Jane Doe led a laboratory until 2025."
    assert reasons_of(below(line))[line] is None
    assert reasons_of(below(line), authors=("Jane Doe",))[line] == "bio"


def test_a_headline_that_comes_back_is_a_repetition_or_a_breadcrumb() -> None:
    trail = f"Home > Technology > {TITLE}"
    plain = f"News Technology {TITLE}"
    text = "\n".join([TITLE, *PROSE, trail, plain])
    assert [reasons_of(text)[line] for line in (TITLE, trail, plain)] == [None, "breadcrumb", "breadcrumb"]
    parts = find_parts("\n".join([TITLE, TITLE, *PROSE]))
    found = find_furniture("\n".join([TITLE, TITLE, *PROSE]), parts, title=TITLE)
    assert found[:2] == [None, "repetition"]


def test_markdown_of_a_page_foot() -> None:
    foot = [
        "### Related",
        "- [A headline here](https://example.com/1)",
        "[Unsubscribe](https://example.com/u) | [Preferences](https://example.com/p)",
        "*This essay is part of our series on chips.*",
        "> This issue is brought to you by **Bramble**, the backup service.",
    ]
    found = reasons_of("\n\n".join([f"# {TITLE}", *PROSE, *foot]))
    assert all(found[line] for line in foot)


def test_a_page_without_sentences_keeps_its_lines() -> None:
    found = reasons_of(
        "\n".join([TITLE, "United States", "Deep markets", "Strong chips", "China", "Cheap power"])
    )
    assert set(found.values()) == {None}
