"""Menus, buttons and share bars: lines made of what a page offers to click."""

from __future__ import annotations

import re

from pipeline.segment.looks import Look
from pipeline.segment.stamps import holds_only_times
from pipeline.segment.words import word_set


def _label_set(listed: str) -> frozenset[str]:
    return frozenset(" ".join(label.split()) for label in listed.split(";"))


_WIDGET_WORDS = word_set(
    """
    facebook twitter x linkedin whatsapp reddit pinterest instagram telegram youtube tiktok threads bluesky
    flipboard tumblr vk vkontakte odnoklassniki messenger snapchat mastodon wechat weibo google google+
    pocket rss fb skype viber xing discord spotify share shares tweet retweet post pin email e-mail mail
    print save copy link copied gift like likes follow followers subscribe subscribers submit send comment
    comments reply bookmark icon button options
    """
)
_WIDGET_GLUE = word_set(
    "on to via by the this article story page us with your friends or and a an all for later it"
)
_WIDGET_VERBS = word_set("share print email e-mail save gift bookmark tweet copy send")

_SECTIONS = word_set(
    """
    home news world business tech technology opinion opinions sport sports politics culture entertainment
    science health video videos podcasts podcast lifestyle travel markets finance money investing crypto
    economy arts books style food education environment climate local national international us u.s uk
    europe asia china africa analysis magazine weather live latest more menu search login subscribe
    newsletters newsletter events about contact careers companies startups ai gadgets reviews gaming mobile
    features editorial letters columns research policy security defense society law media industry energy
    property life & and
    """
)

# Whole lines, without case, end marks and arrows.
_LABELS = _label_set(
    """
    home; menu; main menu; search; search for; close; open menu; open; toggle; toggle navigation;
    navigation; skip to content; skip to main content; skip navigation; back to top; scroll to top;
    return to top; top; back; next; previous; prev; more; less; show more; load more; view more; see more;
    read more; learn more; find out more; continue reading; keep reading; continue; view all; see all; all;
    show all; details; view gallery; back to gallery; expand; collapse; log in; login; log out; sign in;
    sign up; sign out; sign-up; sign up now; sign-up now; register; my account; account; your account;
    create account; subscribe; subscribe now; subscription; subscriptions; newsletter; newsletters; donate;
    join; join now; join us; get started; advertisement; advertisements; advert; ad; ads; sponsored;
    sponsored content; promoted; paid content; partner content; comments; comment; leave a comment;
    leave a reply; leave a reply cancel reply; cancel reply; post a comment; add a comment; add comment;
    view comments; show comments; post comment; no comments; reply; report; flag; privacy policy; privacy;
    privacy notice; cookie policy; cookies policy; cookies; cookie settings; manage cookies; terms of use;
    terms of service; terms and conditions; terms & conditions; terms; legal; legal notice; imprint;
    impressum; disclaimer; contact us; contact; about us; about; advertise; advertise with us; advertising;
    careers; jobs; sitemap; site map; help; faq; faqs; feedback; accessibility; accessibility statement;
    rss; rss feeds; follow us; follow; connect; stay connected; stay in touch; share; share this; share via;
    shares; tweet; email; print; save; saved; copy link; link copied; gift; accept; accept all;
    accept cookies; reject; reject all; decline; ok; got it; i agree; agree; no thanks; yes / no; loading;
    please wait; listen; listen now; watch; watch now; watch live; live tv; play; pause; mute; unmute;
    now playing; video; videos; photos; photo gallery; gallery; podcasts; image; photo; tags; tag; topics;
    related topics; categories; category; filed under; have your say; discuss; print this article;
    download pdf; download; translate; english; ad choices; all rights reserved; powered by;
    end of transcript; ends; the end; end; for immediate release; post navigation; footer; footer menu;
    header; sidebar; author; authors; about the author; about the authors; byline; written by; by; updated;
    published; posted; latest issue; current issue; enlarge; enlarge image; hide caption; toggle caption;
    view image in fullscreen; caption; breaking; trending; recommended; unsubscribe; manage preferences;
    update your preferences; view in browser; view this email in your browser; popular; latest;
    staff reports; staff report; staff
    """
)

_SEPARATOR = re.compile(r"\s*[|»›·•→¦]\s*|\s+[>/~]\s+|\s+[–—]\s+")
_HARD_SEPARATOR = re.compile(r"[|»›·•→¦]|\s[>/~]\s")
_CRUMB = re.compile(r"[»›→]|\s[>/]\s")
_TRAIL_STARTS = ("home", "news", "you are here")
_MENU_WORDS = 5  # longer pieces between separators are prose
_MOST_WORDS = 120


def _bare(text: str) -> str:
    return text.strip(" .:!…»›→←>|-–—+*[]()✕×▾▼☰")


def is_widget(look: Look) -> bool:
    """Tell whether a line is a button, a label of a page's frame, or a row of share buttons.

    Example:
        >>> from pipeline.segment.looks import take_look
        >>> lines = ("Share on Facebook", "Log in", "Share prices fell", "Shares of AMD")
        >>> [is_widget(take_look(line)) for line in lines]
        [True, True, False, False]
    """
    if look.n_words > 20:
        return False
    if _bare(look.lower) in _LABELS:
        return True
    words = [word.strip(":,|/·•()[]0123456789") for word in look.lower.split()]
    words = [word for word in words if word]
    if len(words) >= 4 and all(word in _SECTIONS for word in words):
        return True
    named = sum(word in _WIDGET_WORDS for word in words)
    led = bool(words) and words[0] in _WIDGET_VERBS
    if not led and 2 * named < max(1, len(words)):
        return False
    return all(word in _WIDGET_WORDS or word in _WIDGET_GLUE for word in words)


def find_menu(look: Look, title: str = "") -> str | None:
    """Give ``breadcrumb`` or ``navigation`` for a row of short labels between separators.

    A breadcrumb may end with the headline; ``title`` in lower case tells which words that is.

    Example:
        >>> from pipeline.segment.looks import take_look
        >>> find_menu(take_look("News | Sport | Weather | Culture"))
        'navigation'
        >>> find_menu(take_look("Home > Technology > Chips"))
        'breadcrumb'
        >>> find_menu(take_look("Chips, models and power | The contest that nobody expected to matter"))
    """
    hard = len(_HARD_SEPARATOR.findall(look.text))
    if not hard or look.n_words > _MOST_WORDS:
        return None
    pieces = [piece for piece in _SEPARATOR.split(look.lower) if _bare(piece)]
    if title and len(pieces) > 1 and _bare(pieces[-1]) == title:
        return "breadcrumb"
    if not pieces or look.is_sentence:
        return None
    short = sum(len(piece.split()) <= _MENU_WORDS for piece in pieces)
    begins = look.lower.startswith(_TRAIL_STARTS) and short >= len(pieces) - 1
    if _CRUMB.search(look.text) and (short == len(pieces) or begins):
        return "breadcrumb"
    if hard >= 2 and short >= 0.6 * len(pieces):
        return "navigation"
    labelled = any(_bare(piece) in _LABELS or holds_only_times(piece) for piece in pieces)
    return "navigation" if hard == 1 and short == len(pieces) <= 2 and labelled else None
