"""Closed lists of English words that tell prose from labels, and where sentences begin."""

from __future__ import annotations


def word_set(listed: str) -> frozenset[str]:
    """Give the words of a list that white space parts."""
    return frozenset(listed.split())


FUNCTION_WORDS = word_set(
    """
    a an the of to in on at by for from with without as and or but nor so yet if than that which who whom
    whose this these those it its he she they them we us you i me his her their our your my is are was were
    be been being am has have had having do does did will would can could may might must should shall not no
    there into over under about after before between during through against while when where because
    although though until since upon within across among toward towards per how why what more most less
    """
)

FINITE_VERBS = word_set(
    """
    is are was were has have had do does did will would can could may might must should shall cannot isn't
    aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't shouldn't
    it's that's there's they're we're you're i'm he's she's says said say tells told adds added argues
    argued warns warned claims claimed notes noted thinks thought believes believed expects expected wants
    wanted needs needed makes made takes took gives gave gets got goes went comes came becomes became
    remains remained keeps kept leads led leaves left loses lost wins won shows showed means meant finds
    found seems seemed faces faced holds held sees saw knows knew puts sets runs ran rises rose falls fell
    drops slid slides gains gained climbs climbed jumps jumped surges surged slips slipped tumbles tumbled
    soars soared plunges plunged hits begins began grows grew brings brought builds built sells sold buys
    bought cuts beats outperforms challenges dominates depends urges plans appears releases ships arrives
    follows fails struggles helps threatens raises calls asks reports costs
    """
)

# Words that open a sentence far more often than they belong to a name before them.
SENTENCE_STARTERS = word_set(
    """
    the he she it they we you i this that these those there his her its their our my your but and or in on
    at for from with by as when while where if after before since because although though however meanwhile
    moreover nevertheless instead still then thus therefore yet so to what why how who which whose both many
    most some such several few all each every another other no not nor now today yesterday later according
    also even once only until unlike despite during under over among one two three none nobody nothing
    everyone everybody here perhaps maybe an a
    """
)

REPORTING_VERBS = word_set(
    """
    said says say asked asks told tells added adds wrote writes replied replies answered answers explained
    explains argued argues warned warns insisted insists recalled recalls continued continues declared
    declares exclaimed shouted shouts cried joked jokes quipped observed observes noted notes remarked
    remarks responded responds admitted admits conceded concedes complained complains wondered wonders
    demanded demands begged urged urges concluded concludes tweeted posted laughed muttered whispered
    """
)

MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
WEEKDAYS = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?"

TERMINALS = ".!?…。！？"
CLOSERS = "\"'”’»)]}』」*_"


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends as a sentence does, closing marks left aside.

    Example:
        >>> ends_sentence('He said "no."'), ends_sentence("Why it matters"), ends_sentence("A list:")
        (True, False, False)
    """
    bare = text.rstrip(CLOSERS + " ")
    return bool(bare) and bare[-1] in TERMINALS
