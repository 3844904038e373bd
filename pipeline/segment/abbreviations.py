"""Words that end with a full stop of their own, by what their stop means for a sentence."""

from __future__ import annotations

from pipeline.segment.words import word_set

# A name or a figure must follow: never the end of a sentence.
TITLES = word_set(
    """
    mr. mrs. ms. dr. prof. gen. sen. rep. gov. rev. lt. sgt. capt. col. maj. cpl. pvt. adm. cmdr. hon. pres.
    amb. supt. insp. det. fr. messrs. mx. mme. mlle. st. mt. ft. sec. atty. dir. asst. assoc. vs. v. e.g.
    i.e. cf. viz.
    """
)

# A figure may follow; before anything else that can begin a sentence they may end one.
COUNTERS = word_set(
    """
    no. nos. p. pp. vol. vols. fig. figs. art. arts. sect. ch. chap. para. paras. eq. ed. eds. app. approx.
    ca. c. est. jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. mon. tue. tues. wed. thu. thur.
    thurs. fri. sat. sun.
    """
)

# They end a sentence only if what follows opens one beyond doubt.
NAME_ENDS = word_set(
    """
    u.s. u.k. u.n. e.u. u.a.e. u.s.a. u.s.s.r. d.c. l.a. n.y. p.r.c. r.o.c. s.a. a.i. inc. corp. co. ltd.
    llc. l.l.c. plc. bros. cos. jr. sr. ph.d. m.d. b.a. m.a. esq. gmbh. ave. blvd. rd. dept. univ. assn.
    intl. govt. ala. ariz. ark. calif. colo. conn. del. fla. ga. ill. ind. kan. ky. la. md. mass. mich.
    minn. miss. mo. mont. neb. nev. okla. ore. pa. tenn. tex. va. vt. wash. wis. wyo. n.c. n.d. n.h. n.j.
    n.m. r.i. s.c. s.d. w.va. al. etc. et. bn. tn. m. b. k. sq. oz. lb. lbs. mi. km. kg. hr. hrs. min. mins.
    yr. yrs.
    """
)

CLOCK = word_set("a.m. p.m. a.d. b.c. b.c.e. c.e.")
TIME_ZONES = word_set(
    """
    et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst ist cet cest jst hkt eastern central mountain
    pacific local monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december greenwich beijing london washington
    """
)

# Split from their full stop by spaCy, which stays a mark of its own.
SPLIT_COUNTERS = word_set("no nos art arts sect sec fig figs vol vols pp p ch chap para eq approx ca est")
SPLIT_TITLES = word_set(
    """
    sgt lt col capt maj cmdr adm supt insp det fr hon pres amb msgr mx mme mlle prof gen gov rep rev sen
    mr mrs ms dr vs v cf al e.g i.e eg ie viz
    """
)

# Nouns that go on with "U.S." or "Inc." as one name, so that a capital after them is no new sentence.
NAME_TAILS = word_set(
    """
    senate house congress treasury commerce supreme army navy air marine president secretary senator
    representative department government federal trade court chamber chief chairman chairwoman ceo cfo cto
    director executive founder co-founder analyst vice officials official district attorney ambassador
    embassy justice state capitol energy defense steel bureau food immigration customs national west east
    north south intelligence cyber space
    """
)

EXCLAIMED_NAMES = word_set("yahoo yum jeopardy oklahoma mamma guess panic wham")

# Nouns that a single capital letter belongs to: "Plan B."
LETTERED = word_set("plan series class vitamin hepatitis appendix group type grade section exhibit annex")

# Openers that are nobody's surname, so that an initial before them ends a sentence.
NEVER_NAMES = word_set("the it they but this these however meanwhile nobody everyone when while")
