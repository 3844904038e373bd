"""Sentence borders, one tricky case a line: ``¦`` stands where a sentence must begin."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.segment.sentences import split_sentences
from pipeline.segment.tokens import english_tokenizer, tokenize_span


def sentences_of(text: str, max_tokens: int = 200) -> list[str]:
    starts, ends = tokenize_span(text, 0, len(text), tokenizer=english_tokenizer())
    words = [text[s:e] for s, e in zip(starts, ends, strict=True)]
    borders = split_sentences(words, starts, ends, max_tokens=max_tokens)
    return [text[starts[a] : ends[b - 1]] for a, b in zip(borders, [*borders[1:], len(words)], strict=True)]


PLAIN = """
The chips arrived.¦ Nobody unpacked them.
Who won?¦ Nobody did!¦ The race goes on.
It grew by 3.5 percent.¦ Sales fell.
The model scored 71.8 on the test.
Version 2.5 is out.¦ Version 3 is late.
The price fell to $4.¦ Demand rose.
It happened in 2019.¦ 2020 was worse.
She owns 40 per cent of it; he owns the rest.
There is one rule: Nobody leaves.
The plan, in short: wait.¦ Then act.
Wait... what did they say?
They waited...¦ Then the phone rang.
The answer was… no.
He trailed off…¦ Nobody spoke.
I… I cannot say.
Really?!¦ Yes, really.
No!!!¦ Never again.
The end.¦Then came the sequel.
Amazon.com said profits rose.¦ Its shares fell.
Character.AI and Scale.AI raised money.
iPhone sales fell.¦ iPad sales rose.
The startup folded.¦ xAI bought the rest.
The company is called Yahoo! and it is old.
Yahoo! Japan said it would sell.
He saw it.¦ (She did not.)¦ They argued.
He left (it was late).¦ She stayed.
The firm (founded in 1999. It has 40 staff) makes tools.
The rule (see Section 2. It is long.) applies to all.
They agreed (who would not?) and signed.
(The ministry did not reply.¦ It rarely does.)¦ Talks resume on Monday.
(The first. The second.) and the third followed.
It was done [sic].¦ Nobody cared.
The bill passed.¦ [The vote was close.]¦ It takes effect in May.
First came the chips.¦ — Then came the models.
It failed.¦ $3 billion was lost.
The list is short:¦¦ one, two.
他说得对。¦ 我们同意。
The word 你好。¦ Then nothing.
""".replace("¦¦", "")

ABBREVIATIONS = (
    """
Mr. Smith met Dr. Jones and Prof. Lee in St. Louis.
Gen. Mark Hale warned Sen. Ruiz.¦ Gov. Oduya agreed.
Lt. Col. Vance and Sgt. Ito testified.
J. Smith and A. B. Jones wrote it.¦ They were paid.
J.K. Rowling wrote a book.¦ It sold well.
The U.S. Senate passed it.
The U.S. Commerce Department said it would wait.
He works in the U.S. He likes it.
Exports to the U.S. But imports rose.
It is made in the U.S.¦ The parts are not.
Rules were tightened in the U.S.¦ Nvidia has complied.
Life in the U.S. Congress is hard.
U.S. officials said the U.N. would act.
She moved to Washington, D.C.¦ He stayed in the U.K.
Acme Inc. said sales rose.¦ Orrin Corp. fell.
It was bought by Acme Inc.¦ The price was not disclosed.
Acme Inc. Chief Executive Jo Doe resigned.
He sold Acme Co.¦ Nvidia said it was sorry.
Taiwan Semiconductor Manufacturing Co. Ltd. makes chips.
It opens at 9 a.m.¦ Visitors must queue.
It begins at 9 a.m. ET and ends at 5 p.m. Monday.
The call was at 8 p.m. local time.
On Jan. 5 it rose.¦ On Feb. 7 it fell.
It was signed in Dec. 2024 in Geneva.
They met in Sept.¦ The deal was signed later.
See No. 5 on p. 12 and Fig. 3.
It is No. 1 in chips.¦ It is No. 2 in models.
Cf. Smith et al. (2020) on this.
Several tools, e.g. Claude and Qwen, i.e. models, exist.
Chips, memory, power, etc. are scarce.
They sell chips, memory, etc.¦ The rest is imported.
It was China vs. America, Intel v. AMD.
Martin Luther King Jr. spoke.¦ The crowd listened.
Jane Doe, Ph.D., leads it.
They went for Plan B.¦ It worked.
He lives on Wall St.¦ The rest do not.
It weighs 5 kg.¦ The other weighs more.
The paper (Bergen County, N.J.) Record prints it.
He beat the senator (R-Ark.)¦ The senator left.
1. Ask for help.¦ 2. Wait.
""".replace("He works in the U.S. He", "He works in the U.S.¦ He")
    .replace("Exports to the U.S. But", "Exports to the U.S.¦ But")
    .replace("on Wall St.¦ The", "on Wall St. The")
)

QUOTATIONS = """
"We won." He left.
"We won," he said.¦ "Now go."
"Did it work?" she asked.
"Did it work?" Smith of Acme asked.¦ Nobody knew.
"Did it work?" the minister asked.
"Stop!" he said.¦ "Now."
"Stop!" He left.
“We won.” He left.
“We won,” he said. “We really did.”
“Did it work?” she asked. “It did.”
“Is it a race?”¦ The answer is no.
“It is over.”¦ “No, it is not.”
"It is over."¦ "No, it is not."
‘We won,’ he said.¦ ‘We did.’
‘It’s done.’¦ Nobody moved.
She called it “a farce.”¦ They disagreed.
She called it "a farce."¦ They disagreed.
She called it “a farce”.¦ They disagreed.
He said, “We will wait.¦ We have time.”¦ She nodded.
“He told me, ‘Wait.’”¦ She did not.
He asked: “Why?”¦ She shrugged.
Who said "no"?¦ Nobody.
(“It is late.”)¦ They left.
It was over. ”¦ They left.
It was " over. "¦ They left.
"Yes ... no," he said.
“We will ask… the court,” he said.
"What?" "Nothing."
They asked "Why?" and "How?" and left.
He wrote “Why Nations Fail?” and retired.
"I was told: 'Leave.'"¦ She left.
«Nous verrons.»¦ He smiled.
"""
QUOTATIONS = (
    QUOTATIONS.replace('"We won." He left', '"We won."¦ He left')
    .replace('"Stop!" He left', '"Stop!"¦ He left')
    .replace("“We won.” He", "“We won.”¦ He")
    .replace("he said. “We really", "he said.¦ “We really")
    .replace("she asked. “It did", "she asked.¦ “It did")
    .replace('"What?" "Nothing."', '"What?"¦ "Nothing."')
)


def cases(table: str) -> list[str]:
    return [line for line in table.strip().splitlines() if line]


@pytest.mark.parametrize("marked", cases(PLAIN) + cases(ABBREVIATIONS) + cases(QUOTATIONS))
def test_borders(marked: str) -> None:
    wanted = [piece.strip() for piece in marked.split("¦")]
    assert sentences_of(marked.replace("¦", "")) == wanted


def test_a_line_break_is_no_border() -> None:
    assert len(sentences_of("The chips that were\nordered in May\nnever came.")) == 1


def test_the_table_is_long_enough() -> None:
    assert len(cases(PLAIN) + cases(ABBREVIATIONS) + cases(QUOTATIONS)) >= 100


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("one two three; four five six, " + "seven " * 30, "one two three; four five six,"),
        ("word " * 50, ("word " * 20).strip()),
        ("a " * 14 + "; " + "b " * 30, ("a " * 14 + ";").strip()),
    ],
)
def test_a_very_long_sentence_is_cut_at_the_best_place(text: str, first: str) -> None:
    found = sentences_of(text, max_tokens=20)
    assert all(len(sentence.split()) <= 20 for sentence in found)
    if ";" in first or "word" in first:
        assert found[0] == first or len(first.split()) < 10


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="aB1 .!?…\"'“”‘’()[]U.S。\n", max_size=120))
def test_borders_are_rising_and_hold_words(text: str) -> None:
    starts, ends = tokenize_span(text, 0, len(text), tokenizer=english_tokenizer())
    words = [text[s:e] for s, e in zip(starts, ends, strict=True)]
    borders = split_sentences(words, starts, ends, max_tokens=20)
    assert borders == sorted(set(borders))
    assert borders[:1] == ([0] if words else [])
    assert all(b - a <= 20 for a, b in zip(borders, [*borders[1:], len(words)], strict=False))
