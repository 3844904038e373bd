"""Where a page sends its reader: other articles, the whole text, its comments, its menus."""

from __future__ import annotations

from pipeline.segment.phrases import Phrase, phrase

_ARTICLE = r"(?:article|story|report|interview|post|piece|transcript|paper|text|list|study|version|episode)"
_THIS = r"(?:article|story|page|post|answer|card|app)"

POINTERS: tuple[Phrase, ...] = (
    phrase(
        "read_more",
        45,
        "anywhere",
        r"^\W*(?:also )?(?:read|see|watch|listen|hear|view|discover|explore)(?: (?:also|more|next|this|on"
        r"|now))?"
        r"(?: here)?\s*(?::|\||»|→|>)\s*\S",
        r"^\W*(?:related(?: (?:story|stories|articles?|reading|news|posts?|links?|content|coverage|roundup"
        r"|video"
        r"|podcast))?|recommended(?: reading)?|further reading|more|must read|don't miss|up next|learn more"
        r"|editor's picks?|in case you missed it|icymi|go deeper|original article|full (?:story|report"
        r"|article)|featured|now reading|currently reading|trending|most (?:read|popular)"
        r"|you may (?:also )?like)"
        r"\s*(?::|\||»|→)\s*\S",
        r"^\W*(?:read|see|view|continue|find|get|watch|listen to|download) (?:on )?"
        r"(?:the |our |his |her |their |this )?(?:full|complete|entire|whole|original|rest of the) (?:\w+ )?"
        rf"{_ARTICLE}\b.{{0,60}}$",
        r"^\W*read (?:more|the rest)\b.{0,100}$",
        r"^for (?:more|further|additional|the latest|full)\b.{0,120}"
        r"\b(?:click|visit|see (?:our|the|here|www|http)|go to|check out|follow us|subscribe|contact|sign up"
        r"|https?:)",
        r"^(?:to|you can) (?:read|learn|find|see|know|hear|watch|listen to|view|get)\b.{0,80}"
        r"\b(?:click|visit (?:our|the (?:web)?site|www|http)|go to (?:our|www|http)|here\W*$|subscribe\b"
        r"|https?:)",
        r"^(?:learn|find out|read|discover|see|hear) more (?:about|on|at|from|in|here)\b.{0,70}[^.?!]$",
        r"^(?:click|tap|swipe|scroll) (?:here|below|on|to|through|the|down|for|this)\b",
        r"\b(?:click|tap) here\b.{0,60}$",
        r"\b(?:read|find|see|view|watch|listen) (?:it |them )?here\W*$",
        r"(?:\[…\]|\[\.\.\.\]|…|\.\.\.)\s*(?:read|see|view|continue|more)\b.{0,20}$",
        r"\b(?:read more|learn more)\W{0,6}$",
        r"^subscribe to .{0,60}\bfor more\b",
        needs="_here ... … read_more learn_more",
    ),
    phrase("teaser", 45, "anywhere", r"(?:\[…\]|\[\.\.\.\])\W*$"),
    phrase(
        "comments",
        60,
        "anywhere",
        r"\bbe the first to (?:comment|share|reply|rate|review|like|respond|leave)\b",
        r"^\W*(?:leave|post|add|write|submit|read|view|see|show|hide) (?:(?:a|your|all|the|\d+) )?"
        r"(?:comments?|reply|replies|review)\b.{0,40}$",
        r"\bcomments? (?:is|are|have been|were) (?:now )?(?:closed|disabled|moderated|subject to|turned"
        r" off)\b",
        r"\bcomments powered by\b|\bcommunity comments\b|\bmoderating all comments\b",
        r"^\W*\d+\s+(?:post )?(?:comments?|repl(?:y|ies)|responses?|likes?|shares?|views?|votes?"
        r"|claps?)\b\W*$",
        r"^(?:join|start) the (?:discussion|conversation|debate)\b.{0,60}$",
        r"^(?:have|share|send|tell|give|let) (?:us )?(?:your|know)\b.{0,30}"
        r"\b(?:say|thoughts|opinions?|views?|perspective|story|tips?|feedback|comments?)\b.{0,60}$",
        r"^(?:got an?|have an?) (?:tip|question|story)\b.{0,80}$",
        r"^tell us (?:what|how|in|about)\b.{0,60}$",
        r"^you must (?:be )?(?:log|sign|register)\w*",
        r"^was this (?:\w+ )?(?:helpful|useful|interesting)\b",
        rf"^(?:how would you )?rate this {_THIS}\b",
        r"^did you (?:like|enjoy|find) this\b|^discuss (?:this|on)\b.{0,40}$",
        r"\b(?:let us know|tell us|share your|leave)\b.{0,50}\bcomments?\b",
        r"^your e-?mail address will not be published\b|^required fields are marked\b",
        needs="comment the_first_to",
    ),
    phrase("comments", 12, "edge", r"^what do you think\b", r"^log in to\b", r"^have a (?:view|say)\b"),
    phrase(
        "navigation",
        12,
        "fragment",
        r"^(?:previous|next|prev|older|newer)(?: (?:post|article|story|up|page))?\s*[:»«→].{0,90}[^.!?]$",
        r"^(?:see|view|browse|show|explore) all\b.{0,30}$",
        r"^(?:report|flag|suggest) (?:an? )?(?:error|typo|correction|problem|issue)\b",
        r"^(?:select|choose|change) (?:an? |your )?(?:language|edition|region|country|location)\b",
        r"^(?:listen to|watch) (?:the|our|this) (?:podcast|video|episode|show)\W*$",
        r"^do not sell\b|^powered by\b|^table of contents\b|^skip ad\b|^reprints\b|^send us\b|^jump to\b",
        r"^(?:accept|reject|allow|decline|manage) (?:all |my )?(?:cookies|preferences|choices)\b",
    ),
)
