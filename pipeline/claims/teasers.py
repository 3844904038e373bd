"""Phrases that tell greetings, teasers and disclaimers from assertions."""

from __future__ import annotations

import re

from pipeline.claims.courtesies import is_courtesy

_OPENERS = re.compile(
    r"""\W*(?:
      here(?:['’]s|\ is|\ are)\ (?:what|why|how|the|our|a|some|\d|three|five|\w+\ things)\b
    | (?:read|click|tap|swipe|scroll|sign\ up|subscribe|stay\ tuned|keep\ reading|find\ out|learn\ more
        |see\ also|watch|listen|follow\ us|join\ us|join\ the|share\ this|related|also\ read|more\ on
        |more\ from|up\ next|coming\ up|continue\ reading|advertisement|sponsored|discuss\ this
        |be\ the\ first)\b
    | (?:in|on)\ (?:this|today['’]s|this\ week['’]s|our\ latest|the\ latest)\ (?:article|episode|post|issue
        |newsletter|edition|podcast|story|piece|series|briefing)\b
    | for\ more\b(?=.{0,80}\b(?:click|visit|see|read|subscribe|here)\b)
    | (?:welcome|hello|hi|dear|good\ (?:morning|afternoon|evening)|greetings|thanks?(?:\ you)?\ (?:for|so
      |to(?!\ [^,.]{3,60},))
        |thank\ you|happy\ (?:new\ year|holidays)|that['’]s\ (?:all|it)\ for|see\ you|goodbye|bye)\b
    | (?:(?:and|so|but|well|again),?\ )?(?:I|we)
        (?:\ (?:just\ )?(?:want|would\ like|wish)\ to|['’]d\ like\ to)?
        \ (?:thank|congratulate|salute|commend
        |appreciate\ (?:it|that|your|the\ (?:opportunity|question|chance)))\b
    | (?:may\ )?god\ bless\b | ladies\ and\ gentlemen\W*$
    | (?:next|coming)\ (?:week|time|month|up|episode)\s*:
    | (?:this|these)\ (?:is|are)\ (?:the\ )?(?:\w+\ ){0,3}(?:newsletter|podcast|episode)\b
    )""",
    re.I | re.X,
)
_PROMISES = re.compile(
    r"""\b(?:(?:we(?:['’]ll|\ will|\ are\ going\ to|['’]re\ going\ to)|I(?:['’]ll|\ will))
      \s+(?:(?:now|also|first)\s+)?(?:explain|explore|discuss|dive\ into|look\ (?:at|into|back)|turn\ to
        |see\ (?:how
        |why|what|whether|that)|find\ out|walk\ (?:you|through)|talk\ (?:about|to)|take\ (?:a\ look|a\ closer
        |stock|your|questions)|break\ (?:it|this|that)\ down|(?:start|begin)\ (?:with|by)|send\ you|scan
          |be\ back)
    | (?:let['’]s|let\ us)\s+(?:(?:now|also|first)\s+)?(?:look|explain|explore|discuss|cover|examine|start
      |begin
        |dive|turn|see|find\ out|walk|take|break|review|consider|talk|return))\b""",
    re.I | re.X,
)
_DISCLAIMERS = re.compile(
    r"""\b(?:
      not\ (?:financial|investment|legal|medical|tax)\ advice | all\ rights\ reserved
    | (?:views|opinions)\ (?:expressed|are\ (?:my|his|her|their|the\ author))
    | for\ informational\ purposes | past\ performance | terms\ of\ (?:use|service) | privacy\ policy
    | cookie\ (?:policy|settings) | does\ not\ constitute | no\ part\ of\ this | ©\ ?\d{4}
    | (?:events|results|circumstances|outcomes)\ (?:may|might|could|can)\ (?:\w+\ )?(?:develop|differ|vary)
    | this\ (?:article|story|post|piece|report|page)\ (?:was|has\ been|is|may)\ (?:\w+\ )?(?:originally|first
        |updated|corrected|adapted|produced|published|sponsored|translated|automatically|generated|contain)
    | (?:editor|publisher)['’]s\ note
    | (?:reporting|editing|writing|photo|photograph|illustration|image)s?\ (?:by|credit|courtesy)
    | sign\ up\ (?:for|to|here) | subscribe\ (?:to|now|here|today) | (?:click|tap)\ here
    | affiliate\ (?:links?|commission) | (?:comments?|community)\ (?:coming|are\ closed|will\ appear)
    | top\ \d+\ insights\ daily | (?:holds?|has|have|own)\ (?:no|a)\ (?:positions?|stake)\ in\ any
    | contact\ us\ at | press\ contact | follow\ (?:us|him|her)\ on | reserves?\ the\ right
    | receives?\ no\ (?:money|funding) | edited\ for\ (?:length|clarity|brevity|space)
    | (?:is|are)\ available\ (?:at|from|on|online\ at)\ \S+\.\w | is\ a\ registered\ trademark
    )""",
    re.I | re.X,
)


def is_addressed(text: str) -> bool:
    """Tell whether words only speak to the reader: greetings, teasers, what the article will do.

    Example:
        >>> is_addressed("Here’s what you need to know."), is_addressed("Here the road ends.")
        (True, False)
    """
    return _OPENERS.match(text) is not None or _PROMISES.search(text) is not None or is_courtesy(text)


def is_disclaimer(text: str) -> bool:
    """Tell whether words only protect or describe the publication.

    Example:
        >>> is_disclaimer("This is not investment advice."), is_disclaimer("He took no advice.")
        (True, False)
    """
    return _DISCLAIMERS.search(text) is not None
