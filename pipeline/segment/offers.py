"""What a page wants its reader to do: accept cookies, subscribe, buy, comment."""

from __future__ import annotations

from pipeline.segment.phrases import Phrase, phrase

_OFFER = (
    r"\b(?:newsletters?|inbox|e-?mails?|alerts?|updates?|notifications?|free|trial|app|channel|feed|account|"
    r"membership|member|briefing|digest|edition|podcasts?|access|premium|print|today|now|here|our|us|"
    r"subscri\w+|to (?:comment|continue|read|reply|follow|save)|for (?:more|as little|only|just|£|\$|€)|"
    r"youtube|twitter|facebook|telegram|whatsapp|google news|linkedin)\b|@\w"
)
_BELIEF = r"(?:theor|idea|notion|view|belief|school|doctrine|myth)"
_MAIL_VERB = (
    r"(?:deliver\w*|sent|send|straight|direct|get|receive|land\w*|meets?|newsletters?|stories|news|daily)"
)
_BY_DOING = (
    r"by (?:continuing|using|browsing|clicking|closing|visiting|choosing|signing|subscribing|registering"
    r"|submitting|logging|creating)"
)
_NETWORK = r"(?:twitter|x|facebook|instagram|linkedin|threads|bluesky|youtube|google|telegram|mastodon)"
_OUR_THINGS = (
    r"(?:newsletter|community|list|telegram|whatsapp|channel|membership|journalism|newsroom|podcast|briefing"
    r"|feed)"
)

OFFERS: tuple[Phrase, ...] = (
    phrase(
        "cookie_notice",
        120,
        "anywhere",
        r"\b(?:we|(?:this|our) (?:web)?site|we and our partners)\b.{0,60}\buses?\b.{0,40}\bcookies?\b",
        r"\b(?:accept|reject|manage|necessary|essential|non-necessary|third-party) (?:all )?cookies\b.{0,80}"
        r"\b(?:website|site|browser|settings|preferences|policy|experience|consent)\b",
        r"\b(?:website|site|browser|consent)\b.{0,80}\bcookies?\b.{0,80}"
        r"\b(?:improve|experience|necessary|personali[sz]e|opt[- ]out|you agree|policy)\b",
        rf"\b{_BY_DOING}\b.{{0,80}}"
        r"\b(?:you (?:agree|accept|consent)|consent to|our (?:use of cookies|privacy policy|terms))",
        needs="cookie agree accept consent our_",
    ),
    phrase(
        "subscription",
        45,
        "anywhere",
        r"^(?:please |want to )?(?:subscribe|unsubscribe|sign[- ]up|log ?in|sign[- ]?in|register)"
        rf"(?!.{{0,12}}\bto (?:the|that|this|a|an) (?:\w+ )?{_BELIEF})\b.{{0,120}}(?:{_OFFER})",
        r"^(?:subscribe|unsubscribe|sign[- ]up|log ?in|sign[- ]in|register)\b(?:\W+\w+){0,3}\W*$",
        r"^(?:already (?:an? )?(?:\w+ )?(?:subscriber|member)\s*\?|already (?:subscribed|registered)\b)",
        r"^(?:become|not yet) an? (?:\w+ )?(?:subscriber|member)\b(?:\W*$| (?:today|now|to|and|for)\b)",
        rf"\b{_MAIL_VERB}\b.{{0,60}}\b(?:to|in|into|meet)?\s?your (?:e-?mail )?inbox\b",
        r"\b(?:sign up|subscribe) (?:for|to) (?:our|the (?:free|daily|weekly)|my|his|her|their|this) "
        rf"(?:\w+ ){{0,4}}{_OUR_THINGS}\b",
        r"\bsubscribe to get\b",
        r"(?:^|[.!?] )(?:sign up for|subscribe to|register for|join|donate to|write to|follow) (?:our|us"
        r"|my)\b"
        r".{0,60}$",
        r"^get (?:it|this|every|more|all|the (?:latest|best)|our|exclusive|breaking|unlimited"
        r"|[\w' ]{1,30}\bdaily)"
        r"\b.{0,80}\b(?:by e-?mail|in your|newsletter|app|subscri\w+|delivered|alerts?|access|through"
        r" your)\b",
        r"^(?:enter|provide|type) your (?:e-?mail|name|password)",
        r"\byou(?: are|'re) (?:receiving this (?:e-?mail|message|newsletter)|reading (?:the|a) free)\b",
        r"\byou (?:are|have been) (?:now )?subscribed\b|\byou can unsubscribe\b",
        r"\b(?:you have|you've) (?:\w+ ){0,3}(?:free )?(?:articles?|stories) (?:left|remaining)\b",
        r"^(?:this|the rest of this|the full) \w+ (?:is|are) (?:only )?(?:for|available (?:only )?to"
        r"|reserved for"
        r"|exclusive to) (?:\w+ )?(?:subscribers|members)\b",
        r"\b(?:available to|for) (?:paid |paying )?subscribers(?: only)?\W*$",
        r"\bif (?:a (?:colleague|friend)|someone) (?:sent|forwarded) (?:you )?this\b.{0,60}\b(?:sign|subscri"
        r"|join)",
        r"^(?:create|open) (?:an?|your) (?:free )?account\b",
        rf"^(?:join|support) (?:our|us) (?:\w+ ){{0,3}}{_OUR_THINGS}\b",
        r"^join our\b",
        r"^(?:download|get) (?:our|the)(?: [\w ]{1,30})? app\b",
        r"\b(?:support|fund) (?:our|independent|quality) (?:\w+ )?journalism\b",
        r"^if you (?:enjoyed|liked|found|like|enjoy) this\b",
        r"^no spam\b",
        r"^(?:follow|like|find|join|add) (?:us|me|him|her|them|@?\w+(?: \w+)?) (?:on|at|as) .{0,60}"
        rf"\b{_NETWORK}\b",
        rf"\bfollow (?:@\w+|(?:him|her|them|us|me) on {_NETWORK})\b",
        needs="inbox sign_up subscri _this receiving_this reading_ remaining _left register_for join_"
        " donate_to write_to follow_ journalism",
    ),
    phrase(
        "subscription",
        40,
        "edge",
        r"\bwe\b.{0,80}\b(?:send|bring|deliver|e-?mail) (?:it |them )?(?:to )?you\b",
        r"\bwe\b.{0,100}\b(?:podcasts?|newsletters?|papers|feeds|sources)\b.{0,60}"
        r"\bso (?:that )?you (?:don't|do not)\b",
        r"^stay (?:up to date|informed|tuned|ahead|in the loop|connected)\b",
        r"^(?:never|don't|do not) miss (?:an?|another|out|our|these|the (?:latest|next)) "
        r"(?:story|stories|update|post|episode|issue|article|beat|thing|on)\b",
        r"^(?:like|love|enjoy) what you\b",
        r"^(?:be the first to (?:know|hear)|let our news\b)",
        r"^(?:thanks|thank you) for (?:reading|subscribing|signing up|watching|listening)\b",
        r"\b(?:liked|enjoyed|enjoying) this\b.{0,60}\b(?:subscribe|share|rss|newsletter|follow|coffee"
        r"|forward)\b",
        r"\bsubscribe to our\b|\bno spam\b",
        r"\b(?:recordings|transcripts|back issues|archives) are available to\b",
    ),
    phrase(
        "advertisement",
        70,
        "anywhere",
        r"^\W*(?:story|article|content|video|post) continues (?:below|after)\b.{0,60}$",
        r"\b(?:issue|newsletter|episode|edition|podcast|post|series|section)\b.{0,20}\bis (?:brought to you"
        r"|sponsored|presented|supported) by\b",
        r"\bbrought to you by\b",
        r"\baffiliate (?:links?|commissions?|advertising|partners?)\b.{0,120}$",
        r"\bwe (?:may|might|could)? ?(?:earn|receive|get|make)\b.{0,40}\bcommissions?\b",
        r"\b(?:use|with|enter) (?:the )?(?:promo |discount |coupon )?code \w+\b.{0,60}\b(?:off|discount"
        r"|checkout)\b",
        r"\b\d+% off\b.{0,60}\bcode\b",
        needs="_by_ affiliate commission code",
    ),
    phrase(
        "advertisement",
        14,
        "fragment",
        r"^\W*(?:advertisement|advertorial|paid (?:post|content|for by)"
        r"|(?:sponsored|promoted|presented)(?: by| content| post)?)\b",
    ),
)
