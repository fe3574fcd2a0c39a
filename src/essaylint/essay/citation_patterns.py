"""The patterns by which `essay.citations` tells citations from other brackets, years and numbers."""

from __future__ import annotations

import re

from essaylint.essay.authorlist import LOWER, UPPER

YEAR = re.compile(
    r"(?<![\w.$€£-])(?:\[?(?:1[5-9]\d\d|20\d\d)(?:\s?[–/-]\s?(?:1[5-9]\d\d|20\d\d|\d\d))?[a-z]?\]?(?![\w%]|[.,:]\d|-\w)"
    r"|n\.\s?d\.?(?:-[a-z])?|no date|in press|forthcoming|in preparation|personal communication)",
    re.I,
)
PLAIN_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
RANGE = re.compile(r"\d{4}\s?[–-]\s?\d{2,4}$")
LOCATOR = re.compile(
    r"\s*[,:;]?\s*(?P<pages>(?:(?:pp?|pgs?|paras?|ch|chap|chapter|sec|section|vol|lines?|ll?|slide|fig|table|eqs?|min|art|ex|no|bk|book|act|scene|canto"
    r"|part|appendix|stanza|verse|footnote|fn|n|pages?|paragraphs?|§|¶)\b\.?\s*)?[ivxlcA-Z]*\.?\d[\w.:–—-]*(?:\s*(?:,|[–-]|and|&)\s*\d[\w.:–-]*)*)",
    re.I,
)
ATTRIBUTION = re.compile(
    r"^[\s,]*(?:(?:also|further|rightly|clearly|similarly|has|have|had|first|then|later|recently|even|thus|therefore|who|both|all|correctly|convincingly|explicitly|famously|notably|instead)[\s,]+){0,2}"
    r"(?:acknowledg|add(?:s|ed)?\b|address|admit|advis|advocat|affirm|agree|alleg|analy|announc|answer|appl(?:y|ie)|argu|ask|assert|assess|assum|attribut|believ"
    r"|calculat|call|caution|challeng|characteri|cit(?:e|es|ed)\b|claim|classif|coin|comment|compar|conced|conceiv|conceptuali|conclud|conduct|confirm|consider|contend|contrast"
    r"|contribut|counter|critici|criti|deal|declar|defend|defin|demonstrat|den(?:y|ie)|describ|develop|devis|differentiat|disagree|discover|discuss|disput|distinguish|document"
    r"|draw|elaborat|emphasi|employ|endors|establish|estimat|evaluat|examin|explain|explor|express|extend|finds?\b|found|focus|formulat|g[ai]ve|highlight|hold|hypothe"
    r"|identif|illustrat|impl(?:y|ie)|indicat|inform|insist|interpret|introduc|investigat|judg|listed|maintain|mention|measur|not(?:e|es|ed)\b|observ|offer|oppos|outlin|point|portray"
    r"|posit|postulat|predict|present|propos|prov(?:e|ide)|publish|question|reason|recogni|recommend|refer|repl(?:y|ie)|refut|reject|remark|remind|report|respond|reveal|review|sa(?:y|id)|see"
    r"|show|stat(?:e|es|ed)\b|stress|stud(?:y|ie)|suggest|summari|support|surmis|survey|synthesi|tell|told|test|theori|thinks?\b|thought|trac|underlin|underscor|us(?:e|es|ed)\b|view|warn|wrote|writ|observes"
    r"|have shown|has shown|do(?:es)? not|did not|s\b|in (?:his|her|their)\b)",
    re.I,
)
INTRODUCED = re.compile(
    r"\b(?:by|according to|see|cf\.?|following|per|as|(?:work|study|studies|theory|findings?|research|analysis|model|definition|view|views|argument|words|review|book|article|paper|report|survey|data|example|case|method|protocols?|approach|framework) (?:of|by|from|in))\s+(?:the\s+)?$",
    re.I,
)
WORKS = re.compile(
    r"\b(?:films?|movies?|novels?|albums?|songs?|books?|plays?|series|shows?|games?|paintings?|poems?|operas?|musicals?|documentary|episodes?|singles?|sitcoms?|cartoons?|tracks?|ships?|treaty|act|war|battle|cup|olympics|amendment|constitution|hurricane|election|elections|revolution|festival|championship|season|sequel|prequel|drama|comedy|thriller)\s*,?\s*[\"“'‘]?$",
    re.I,
)
NOT_ORGANISATIONS = re.compile(
    r"\b(?:act|treaty|accords?|convention|war|wars|battle|cup|olympics|games|amendment|declaration|constitution|revolution|hurricane|olympiad|summit|protocol|crisis|election|directive|regulation|v|vs)\b\.?(?! (?:on|committee|commission))",
    re.I,
)
LOWER_CASE_ORGANISATION = re.compile(rf"^[{UPPER}][{LOWER}\w'’.&-]+(?:[\s–—-]+[\w'’.&-]+){{1,11}}$")
SENTENCE_WORDS = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|born|died|he|she|it|they|we|which|that|who|this|these|when|since|until|did|does|will|would|can|could|published|released|opened|founded|began|ended|came|made|from|table|figure|about|around|before|after|during|see|under|between|over|throughout)\b",
    re.I,
)
NUMERIC = re.compile(r"(?<=[\w.,;:!?”\"'’)\]\s–-])\[(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)(?:,\s*(?:pp?\.\s*)?\d+(?:[–-]\d+)?)?\](?!\()")
SUPERSCRIPT = re.compile(r"(?<=[\w.,;:!?”\"'’)])[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:[⁻˒,–-][⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})*(?!\w)")
NOTE = re.compile(r"\[\^[\w-]+\](?!:)")
KEY = re.compile(r"(?<![\w@.])-?@(?!(?:fig|sec|tbl|tab|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|alg|rem|sol|nte|tip|wrn|imp|cau|supp|note)[-:])(\{[^{}\r\n]{1,200}\}|\w(?:[\w:.#$%&+?<>~/-]*\w)?)")
LATEX = re.compile(r"\\(?:[a-zA-Z]*[cC]ite[a-zA-Z]*\*?)(?:\[[^\]]*\]){0,2}\{([^{}]+)\}")
MLA = re.compile(
    r"^(?:qtd\. in |quoted in |see |see also |cf\. )?(?P<who>.+?),?\s+(?P<pages>(?:\d+:)?\d{1,4}(?:\s?[–-]\s?\d{1,4})?(?:,\s?\d{1,4}(?:[–-]\d{1,4})?)*)$"
)
PARTICLES = r"(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|ten|ter)"
MLA_NOT = re.compile(
    r"\b(?:apollo|boeing|psalms?|john|mark|luke|matthew|genesis|exodus|chapter|table|figure|fig|age|aged|type|phase|stage|level|class|grade|room|flight|route|highway|windows|covid|sars|top|over|under|about|nearly|approximately|only|number|no|vol|volume|page|lines?|act|scene|section|article|part|point|question|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|ww|channel|unit|step|day|week|year|month|group|case|study|experiment|appendix|picture|image|exhibit|photo|slide|lab|day|n|m|sd|r|t|f|p|df|chi)\b\.?$",
    re.I,
)


PLACES_AND_THINGS = frozenset(
    (
        "london paris berlin rome vienna geneva brussels moscow beijing tokyo delhi madrid chicago boston "
        "washington america england france germany russia china japan india spain italy europe africa asia "
        "australia canada brazil mexico egypt iraq iran israel turkey greece sweden norway kyoto copenhagen ww1 "
        "ww2 wwi wwii bc ad ce bce covid episode"
    ).split()
)


# A unit or letter that a raised figure belongs to: "km²", "x²".
BEFORE_POWER = re.compile(r"(?:\b(?:k?m|cm|mm|ft|km|x|y|r|s|n|mi|yd|R)|\d)$")
# "…, as cited in Adams, 2001": the work before it was not read, and needs no entry.
SECOND_HAND = re.compile(r"[\s,;]*(?:as )?(?:cited|quoted|qtd\.|discussed|mentioned|reported) (?:in|by)\b")
# A month and day between the author and the year: "Keller, March 5, 2009".
DAY_BEFORE = re.compile(
    r",?\s+(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun"
    r"|Jul|Aug|Sept?|Oct|Nov|Dec)\.?(?:\s+\d{1,2})?,?\s+$"
)
SPOKEN = re.compile(
    r"\b(?:(?:personal|public|oral|class|guest) (?:communication|interview|presentation|lecture|conversation|correspondence)"
    r"|interview|e-?mail|lecture notes|phone call|conversation)\b",
    re.I,
)
