"""What a page says about itself and its makers: rights, disclaimers, corrections, contacts, tags."""

from __future__ import annotations

from pipeline.segment.phrases import Phrase, phrase

_PAGE = (
    r"(?:article|story|post|page|piece|interview|transcript|conversation|video|card|column|essay|newsletter"
    r"|series|explainer|website|site|press release|op-ed|review)"
)
_EDITED = (
    r"(?:edited|updated|corrected|adapted|translated|syndicated|amended|reproduced|republished|condensed"
    r"|reprinted|part of|produced by|sponsored|free to|first published|originally published)"
)
_DESK = r"(?:reporting|writing|editing|compiled|produced|translated|with files|with reporting)"
_DESK_NOUN = (
    r"(?:reporting|writing|editing|translation|translated|research|graphics?|compiled|photography"
    r"|illustrations?"
    r"|production|video)"
)
_OWN = r"(?:those|solely|strictly|entirely|the author|not|my|his|her|their own)"
_OFFICE = r"(?:press|media|investor|news|editorial|company|station)"
_QUERIES = r"(?:contacts?|inquir(?:y|ies)|enquir(?:y|ies)|office|queries|kit)"

NOTES: tuple[Phrase, ...] = (
    phrase(
        "copyright",
        150,
        "anywhere",
        r"^\W*(?:©|\(c\) ?(?:19|20)\d\d|copyright (?:©|@|\(c\)|(?:19|20)\d\d|by\b))",
        r"\ball rights reserved\b(?! (?:for|to|by)\b)",
        r"\blicensed under (?:a |the )?creative commons\b",
        r"\bregistered trademarks? of\b",
        r"\bmay be (?:reproduced|republished|reprinted) with\b|\brepublish (?:this|with)\b",
        r"\breproduction (?:in whole|or redistribution|without)\b",
        r"\bmay not be (?:reproduced|published|copied|redistributed)\b.{0,120}"
        r"\b(?:permission|rewritten|consent)\b",
        needs="all_rights licensed_under registered_trademark may_be_re may_not_be republish reproduction",
    ),
    phrase("copyright", 14, "anywhere", r"©"),
    phrase(
        "disclaimer",
        220,
        "anywhere",
        r"\b(?:views|opinions)\b.{0,40}\b(?:expressed|stated)\b.{0,80}"
        rf"\b(?:are {_OWN}|(?:do|does) not|belong)",
        r"\bnot necessarily (?:reflect|represent|those of)\b",
        r"\bopinions (?:are|expressed are) (?:my|our|his|her|their) own\b|\bopinions are mine\b",
        r"\bnot\b.{0,60}\b(?:constitute|intended as|intended to be|considered|construed as|taken as|meant as"
        r"|a substitute for)\b.{0,60}\b(?:advice|recommendations?)\b",
        r"\b(?:nothing|none of this|this) (?:here |in this \w+ )?(?:is|isn't|constitutes)(?: not)?\b.{0,40}"
        r"\b(?:investment|financial|legal|medical|tax|trading|professional) advice\b",
        r"\bfor (?:general )?(?:information|informational|educational|entertainment)(?: purposes)? only\b",
        r"\bfor (?:general )?(?:informational|information|educational) purposes\b",
        r"\bnot (?:an?|intended as an?) (?:solicitation|offer|recommendation) to (?:buy|sell|purchase)\b",
        r"\bforward[- ]looking statements?\b.{0,300}\b(?:within the meaning|risk|uncertaint|actual results)",
        r"^this (?:press |news )?release (?:may )?(?:contain|include)s?\b.{0,60}\bstatements\b",
        r"^disclaimer\b.{0,4}[:–—]|^our standards\s?:",
        r"^past performance\b.{0,60}\b(?:future|guarantee|indicat)",
        r"\bnot been evaluated by the food and drug\b|\bnot intended to diagnose\b",
        needs="views opinions not_necessarily advice recommendation purposes _only solicitation _offer_"
        " forward-look forward_look food_and_drug diagnose",
    ),
    phrase(
        "disclaimer",
        24,
        "anywhere",
        r"(?:^|[.!?] )(?:\w+ )?(?:signals?|events|forecasts?|outcomes|information|details|results|conditions)"
        r" (?:may|might|can|could) (?:\w+ )?(?:change|vary|develop|differ)\b.{0,30}$",
        r"^based on (?:current|available|public|automated) (?:\w+ )?"
        r"(?:signals?|data|information|reporting|sources)\.",
        r"\b(?:prices|quotes|data)(?: are| is)? (?:delayed (?:by |at least )*\d"
        r"|as of (?:the )?(?:close|publication))",
        r"^(?:\w+ ){0,3}(?:cards?|summar(?:y|ies)|articles?|stories|briefs?|posts?) (?:is|are|was|were) "
        r"(?:\w+ )?(?:generated|assembled|compiled|written|created) (?:automatically|(?:by|with|using|from)"
        r" .{0,30}"
        r"\b(?:ai|artificial intelligence|machine|public reporting|public sources))",
    ),
    phrase(
        "disclaimer",
        60,
        "anywhere",
        r"\b(?:author|writer|reporter|columnist|editor|i|we)\b.{0,30}\b(?:hold|own|has|have)s?\b.{0,40}"
        r"\b(?:positions?|shares|holdings|stake)\b.{0,60}\b(?:mentioned|discussed|named in)\b",
    ),
    phrase(
        "page_note",
        60,
        "anywhere",
        rf"^\W*(?:this|our|a version of this) {_PAGE} (?:was|has been|is|were) (?:\w+ ){{0,3}}{_EDITED}\b",
        rf"^\W*(?:this|a version of this) {_PAGE} (?:first |originally )(?:appeared|ran|published)\b",
        r"\bedited (?:lightly )?for (?:length|clarity|brevity|style)\b",
        r"^\W*(?:editor'?s?|editors'|publisher's) note\b.{0,30}?[:–—.]",
        r"^\W*(?:disclosure|correction|clarification)s?(?:,? [\w .]{1,24})?:\s",
        r"\bearlier version of this (?:article|story|post|report|profile|piece)\b",
        r"\bpart of (?:our|a) (?:\w+ ){0,3}series\b.{0,80}$",
        rf"\bdid not review this {_PAGE}\b",
        rf"^\W*\(+(?:additional )?{_DESK}\b",
        r";\s*(?:additional )?(?:editing|writing|reporting|compiled|translated) by\b",
        r"\bcontributed (?:reporting |research )?to this (?:report|story|article|dispatch|piece)\b",
        r"\b(?:enable|requires|turn on) javascript\b|\byour browser (?:does not|doesn't)\b",
        r"^\W*this (?:video|audio|content|feature|slideshow|embed|site)\b.{0,40}"
        r"\b(?:not available|cannot be played|unavailable|failed to load|requires|protected by)\b",
        r"^\W*(?:listen to|watch) this (?:article|story|episode|video)\b.{0,60}$",
        r"^\W*(?:a post shared by|view this post on|tweets? by @)\b",
        r"^\W*all sharing options\b",
        r"^(?:sorry, |oops\W+)?(?:your|this) (?:blog|browser|session|request|page|video|account)\b.{0,40}"
        r"\b(?:cannot|could not|couldn't|has expired|not found)\b.{0,40}$",
        r"^(?:sorry, )?(?:we are|we're) (?:having|experiencing) (?:\w+ )?(?:technical )?"
        r"(?:difficulties|problems)\b",
        r"^this (?:web)?site (?:uses|is (?:protected|powered|run|operated) by)\b.{0,120}$",
        r"^this feature (?:allows|lets|enables)\b.{0,60}\byour?\b",
        r"^your (?:weather|location|edition|language|region|browser|cart|session)\b.{0,20}"
        r"\b(?:is|was|has been) (?:now )?(?:set|changed|empty|saved|not supported)\b",
        r"^(?:community|house|comment(?:ing)?) (?:rules|guidelines|standards|policy)\b.{0,80}"
        r"\b(?:apply|submit|upload|post|comment)\b",
        r"^(?:individual )?results (?:will |may |can )?(?:vary|differ)\b",
        r"^(?:all |the )?(?:information|materials?|content) (?:provided |contained |published |found )?"
        r"(?:on|in|by) this (?:web)?(?:site|page)\b",
        needs="edited_ earlier_version_of part_of_ not_review_this ; contributed_ javascript your_browser",
    ),
    phrase(
        "page_note",
        14,
        "anywhere",
        r"^\W*(?:originally|first|previously) (?:published|appeared|posted|aired) ",
    ),
    phrase(
        "page_note",
        24,
        "fragment",
        r"^\W*embargo(?:ed)?\b|^\W*(?:for immediate release|not for (?:release|distribution|publication))\b",
        rf"^\W*(?:additional |with )?{_DESK_NOUN} (?:contributed |done )?by\b",
        r"^\W*(?:via|source|sources|credit|courtesy|original)\s?"
        r"(?::|of\b|\b[\w-]+\.(?:com|org|net|info|io)\b)",
        r"^\W*(?:re)?(?:published|printed|posted|posted by) (?:with permission|by|in|on|under)\b",
    ),
    phrase(
        "tags",
        40,
        "anywhere",
        r"^\W*(?:tags?|tagged(?: as| with| in)?|topics?|related (?:tags?|topics?)|filed (?:under|in)"
        r"|categor(?:y|ies)|keywords?|hashtags|in this (?:article|story|issue)|see more on|more on)\s?[:|]",
    ),
    phrase(
        "contact",
        30,
        "anywhere",
        rf"^\W*(?:{_OFFICE}(?: relations)? ?{_QUERIES}(?: info)?|contacts?(?: us| information| details|"
        rf" editorial)?"
        r"|e-?mail|tel|telephone|phone|fax|(?:main )?switchboard|toll free|registered office|head"
        r" office)\s?[:|]",
        r"^\W*(?:press|media|investor) (?:contacts?|inquiries|enquiries|relations)\W*$",
        r"^(?:if you have|for) (?:any |press |media |all |further |more )*(?:questions?|inquir\w+|enquir\w+"
        r"|queries|tips?|feedback)\b.{0,60}\b(?:contact|e-?mail|write|call|reach|visit)\b",
        r"\b(?:write|e-?mail|send|contact|reach|tips?|letters?)\b.{0,40}[\w.+-]{1,60}@[\w-]+\.\w",
        r"^(?:e-?mail|contact|write to|reach|message|call) (?:us|the (?:author|reporter|writer|editor"
        r"|newsroom))\b",
        needs="@",
    ),
)
