"""Talk about the talk: courtesies, wishes, turns of a debate and what a speaker is about to say."""

from __future__ import annotations

import re

_LEADING = re.compile(
    r"""\W*(?:(?:well|ok|okay|all\ right|alright|so|now|and|but|yes|no|yeah|right|look|listen|again|first
      |first\ of\ all|secondly|finally|lastly|oh|um|uh|hmm|sorry|actually|honestly|frankly
      |before\ I\ (?:begin|start|close|finish|answer|go\ on)|if\ I\ may(?=,)|with\ (?:all\ due\ )?respect
      |(?:mr|mrs|ms|madam|mister)\.?\ (?:vice\ )?[\w-]+(?=,)
      |(?:vice\ )?(?:president|senator|governor|congress(?:wo)?man|secretary|minister|chairman|mayor|professor
        |doctor|representative|prime\ minister|chancellor)(?:\ [\w-]+)?(?=,)|sir(?=,)|folks(?=,)|friends(?=,)
      )[,:—–.…]*\s+)*""",
    re.I | re.X,
)
_WILL = (
    r"(?:['’]ll|\ will|\ shall|['’]d\ like\ to"
    r"|\ (?:would\ like|want|wish|need|have|intend|hope|mean|ought)\ to"
    r"|(?:['’]m|['’]re|\ am|\ are)\ (?:going|about)\ to|\ must|\ can|\ could|\ come\ now\ to|\ now)"
    r"(?:\ (?:just|only|also|now|first|briefly|simply|quickly|gladly|at\ least))*"
)
_TURNS = re.compile(
    rf"""(?:
      you\ (?:now\ |each\ |both\ )?have\ (?:[\w-]+\ ){{1,3}}(?:minutes?|seconds?|moments?)\b
    | (?:your\ |the\ |our\ )?time(?:['’]s|\ is|\ has)\ (?:up|over|run\ out|expired)\b
    | (?:our|the|my|your|this)\ (?:\w+\ )?(?:question|topic|segment|subject|speaker|guest|statement)s?
        \ (?:\w+\ )?(?:goes\ to|comes\ (?:to|from)|is\ (?:for|from|about|to)\b)
    | (?:I|we){_WILL}\ (?:come|get|go|return|turn|move|pass|switch)(?:\ (?:back|now|on|over))*
        (?:\ to\ (?:that|this|it|you|him|her|them|your|the\ (?:next|first|last|second|third|economy
          |question|issue
          |subject|topic))\b.*|\W*)$
    | (?:I|we){_WILL}\ (?:be\ (?:right\ )?back|be\ (?:very\ |quite\ |as\ )?(?:brief|clear|honest|frank
      |blunt|quick)
        |leave\ it\ there|stop\ (?:you|there)|pause\ (?:here|there)|take\ (?:a|your|some
          |one\ more)\ (?:break|look
          |questions?)|rephrase|repeat\ (?:that|myself|the\ question)|let\ you)\b
    | I{_WILL}\ (?:respond|answer|reply)\W*$
    | (?:I|we){_WILL}\ (?:respond|answer|reply)(?:\ to)?\ (?:that|this|him|her|it|you|(?:the|your)\ question
        |what\ .*)\W*$
    | (?:I|we){_WILL}\ (?:begin|start|open|close|conclude|finish|end)(?:\ (?:by|with|here|today|tonight|my
      |on)\b
        |\W*$)
    | (?:I|we){_WILL}\ (?:talk|speak)(?:\ (?:to|with)\ you(?:\ all)?)?(?:\ (?:today|tonight|now|briefly
        |for\ a\ (?:moment|minute)))*\ (?:about|on)\b
    | (?:I|we){_WILL}\ (?:tell|ask|show|remind|give|read|share\ with)\ you\ (?:what|how|why|who|something
      |one|this
        |a|an|some|about|my|the\ story)\b
    | (?:I|we){_WILL}\ say\ (?:this|that\ again|a\ (?:few\ )?words?|one\ (?:more\ )?(?:thing|word)
      |something)\b
    | (?:I|we){_WILL}\ (?:make|add|offer|raise)\ (?:one|a|two|three|another|my|this)\ (?:\w+\ )?(?:points?
      |remarks?
        |observations?|comments?|words?|things?)\b
    | (?:I|we)(?:\ have|['’]ve\ got|['’]ve)\ (?:\w+\ ){{0,3}}(?:points?|questions?|things?
      |remarks?
        |announcements?|words?|messages?)\ (?:to\ (?:make|ask|say|add|share)|for\ (?:you|him|her|them))\b
    | I\ (?:promise[d]?|will|won['’]t)\b.{{0,40}}\b(?:speak|talk|be|keep\ you|take)
        \ (?:too\ |very\ )?(?:long|brief|much\ of\ your\ time)\W*$
    | (?:let|allow|permit)\ me\b | if\ (?:I|you|we)\ (?:may|could|might|will)(?:\ \w+){{0,2}}\W*$
    | (?:you\ (?:can|may|are\ free\ to)\ ask\ (?:me|us))\b | (?:please\ )?go\ ahead\b | excuse\ me\b
    | (?:just\ )?a\ (?:final\ |last\ |quick\ |brief\ |few\ )?(?:words?|note)\ (?:about|on|of|to
      |from)\b[^.]{{0,60}}\W*$
    | for\ those\ (?:of\ you\ )?(?:just\ )?(?:joining|tuning)\b
    )""",
    re.I | re.X,
)
_WISHES = re.compile(
    r"""(?:
      may\ (?:god|the\ lord|allah|heaven|their|his|her|our|your|we|you|he|she|they|peace|these|this)\b
    | long\ live\b | god\ (?:bless|save|keep|help|be)\b | congratulations\b | rest\ in\ peace\b | cheers\b
    | happy\ (?:birthday|anniversary|holidays|new|thanksgiving|easter|mother['’]s|father['’]s)\b
      | merry\ christmas\b
    | best\ (?:wishes|of\ luck|regards)\b | good\ (?:luck|night|bye)\b | (?:no\ )?thanks?\ (?:you|a\ lot)?\W*$
    | thank\ (?:you|god|goodness|heaven)\b | (?:my|our|many|special|warm)\ (?:\w+\ )?thanks\b
    | I\ wish\ (?:you|him|her|them|everyone|us)\ (?:all\ |both\ )?(?:the|a|an|well|every|good|much|many
      |happy|luck
        |success)\b
    | (?:it|that|this)(?:['’]s|\ is|\ was|\ has\ been|\ will\ be)\ (?:\w+\ ){0,4}(?:pleasure|honou?r
      |privilege|delight
        |joy)(?:\ (?:to\ (?:be|have|see|meet|join|stand|speak|welcome|introduce|address|talk)|for\ me
          |working)\b.*)?\W*$
    | (?:great|good|nice|lovely|wonderful|glad|happy)\ to\ (?:be|see|meet|have|hear)\b
    | I(?:['’]m|\ am|\ was)\ (?:\w+\ ){0,2}?(?:glad|happy|pleased|delighted|honou?red|humbled|proud
      |grateful|thankful
        |thrilled|excited|touched|moved|sorry)(?:\W*$
        |\ (?:you\ asked|to\ (?:be\ (?:here|back|with|among|part)|(?:see|meet|have|join|welcome)\ (?:you
          |so\ many
          |everyone|all)|hear\ (?:that|it)\W*$)|(?:for|by|to)\ (?:you|your|all)\b|of\ (?:my|you|your|each
            |all)\b
          |for\ (?:the\ )?(?:opportunity|chance|invitation|question)))
    | I\ (?:really\ |truly\ |just\ )?(?:love|adore|miss)\ (?:you|(?:this|my|our)\ (?:\w+\ )?(?:country
      |nation|state|city
        |town|people|land|family|place|job))\b(?!\ \w+s\b)
    | (?:I|we)\ (?:humbly\ |am\ |are\ )?ask(?:ing)?\ (?:you\ )?for\ your\ (?:vote|support|help|trust|prayers
        |patience)\b
    | (?:I|we)\ (?:really\ )?appreciate\ (?:it|that|you|your|the\ (?:opportunity|question|chance
      |invitation))\b
    )""",
    re.I | re.X,
)
_FILLERS = re.compile(
    r"""(?:that(?:['’]s|\ is)\ (?:\w+\ )?(?:right|correct|true|fair|enough|fine|okay|ok|all|it|that
        |(?:a|an)\ (?:very\ |really\ )?(?:good|great|excellent|fair|interesting|tough|hard
          |important)\ (?:question
          |point))
    | (?:very\ |great\ |good\ |fair\ )?(?:question|point|enough)
    | I\ (?:don['’]t|do\ not|wouldn['’]t|couldn['’]t)\ (?:know|follow|remember)(?:\ (?:that|him|her
      |what\ you\ mean))?
    | I\ (?:see|know|understand|agree|digress|think\ so|guess\ so|suppose\ so|mean\b.{0,20}
      |see\ what\ you\ mean)
    | you\ (?:know(?:\ (?:what|that|it))?(?:\ I\ mean)?|see|bet|tell\ me|['’]re\ (?:right|welcome|kidding)
        |are\ (?:right|welcome))
    | (?:we|you|they)(?:['’]ll|\ will|\ shall)\ see | who\ (?:knows|cares) | (?:my|it['’]s\ my)\ pleasure
    | (?:more|but\ more)\ (?:on|about|of)\ (?:that|this|it|them)\b.{0,20} | here\ (?:we|you|it)\ (?:go|are|is)
    | there\ you\ (?:go|are|have\ it) | as\ (?:I|you|we)\ (?:\w+\ )?(?:said|say|know|can\ see)(?:\ before)?
    | of\ course(?:\ not)? | absolutely(?:\ not)? | no\ (?:comment|problem|way|doubt|question)
      | bear\ with\ me
    | I(?:['’]m|\ am)\ (?:done|finished|not\ (?:sure|finished|done)|listening|sorry)
    )\W*""",
    re.I | re.X,
)


# "Ada Moreno, Cy Dow, thank you both."
_THANKS = re.compile(r"^(?:[A-Z][\w.’'-]*,? ){1,8}(?:and )?(?:many )?thank(?:s| you)(?: \w+){0,3}\W*$")
# What follows a colon or a "but" is said, not announced.
_SUBSTANCE = re.compile(r"(?::|;|\s[—–]|,?\sbut)\s+(?:\S+\s+){3,}\S")


def is_courtesy(text: str) -> bool:
    """Tell whether words only greet, thank, wish, take a turn or announce what will be said.

    Example:
        >>> is_courtesy("Well, let me respond to that."), is_courtesy("Let them respond to that.")
        (True, False)
    """
    leading = _LEADING.match(text)
    rest = text[leading.end() :] if leading else text
    if _SUBSTANCE.search(rest):
        return False
    if _THANKS.search(text):
        return True
    return bool(_TURNS.match(rest) or _WISHES.match(rest) or _FILLERS.fullmatch(rest))
