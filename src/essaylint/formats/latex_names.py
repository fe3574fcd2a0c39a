"""What the LaTeX reader knows of commands and environments."""

from __future__ import annotations

from essaylint.essay.paragraph import Kind, MarkKind

HEADINGS: dict[str, tuple[Kind, int]] = {
    "title": ("title", 1), "part": ("heading", 1), "chapter": ("heading", 1), "section": ("heading", 2),
    "subsection": ("heading", 3), "subsubsection": ("heading", 4), "paragraph": ("heading", 5), "subparagraph": ("heading", 6),
    "frametitle": ("heading", 2),
}  # fmt: skip

# Commands whose argument is text: its mark, and how many arguments before it are not text.
KEPT: dict[str, tuple[MarkKind | None, int]] = {
    "emph": ("emphasis", 0), "textit": ("emphasis", 0), "textsl": ("emphasis", 0), "foreignlanguage": ("emphasis", 1),
    "textbf": ("strong", 0), "texttt": ("code", 0), "path": ("code", 0), "mintinline": ("code", 1), "lstinline": ("code", 0),
    "textsc": (None, 0), "textrm": (None, 0), "textsf": (None, 0), "textup": (None, 0), "textmd": (None, 0),
    "text": (None, 0), "mbox": (None, 0), "makebox": (None, 0), "fbox": (None, 0), "underline": (None, 0), "uline": (None, 0),
    "textcolor": (None, 1), "colorbox": (None, 1), "enquote": (None, 0), "MakeUppercase": (None, 0), "uppercase": (None, 0),
    "lowercase": (None, 0), "textquote": (None, 0), "sout": (None, 0), "hl": (None, 0), "parbox": (None, 1),
    "textsuperscript": (None, 0), "textsubscript": (None, 0), "ensuremath": ("math", 0), "gls": (None, 0), "ac": (None, 0),
}  # fmt: skip

# Commands that leave nothing, and how many arguments go with them.
DROPPED: dict[str, int] = {
    **dict.fromkeys(
        """maketitle tableofcontents listoffigures listoftables newpage clearpage cleardoublepage pagebreak linebreak newline
        noindent indent centering raggedright raggedleft small footnotesize scriptsize tiny normalsize large Large LARGE huge
        Huge bfseries itshape em bf it rm sf tt sc mdseries upshape rmfamily sffamily ttfamily smallskip medskip bigskip
        vfill hfill appendix frontmatter mainmatter backmatter printbibliography printindex doublespacing onehalfspacing
        singlespacing flushbottom raggedbottom protect relax null hline toprule midrule bottomrule cline today footnotemark
        makeatletter makeatother FloatBarrier balance onecolumn twocolumn sloppy fussy goodbreak nobreak strut phantomsection
        boldmath unboldmath displaystyle textstyle hrule hrulefill dotfill quad qquad enspace thinspace leavevmode""".split(), 0
    ),
    **dict.fromkeys(
        """label usepackage documentclass input include includegraphics bibliography bibliographystyle addbibresource vspace hspace
        pagestyle thispagestyle pagenumbering index date author affiliation email institute address keywords todo missingfigure
        includeonly graphicspath hypersetup geometry linespread setstretch vskip hskip cmidrule selectlanguage phantom hphantom
        vphantom nocite glsadd newcounter stepcounter refstepcounter theoremstyle DeclareGraphicsExtensions captionsetup
        lstset pgfplotsset usetikzlibrary tikzset externaldocument embedvideo markboth thepage setmainfont""".split(), 1
    ),
    **dict.fromkeys(
        """newcommand renewcommand providecommand setlength addtolength setcounter addtocounter definecolor newtheorem rule
        DeclareMathOperator numberwithin addcontentsline raisebox resizebox rotatebox scalebox newenvironment renewenvironment
        fontsize settowidth titleformat newacronym""".split(), 2
    ),
}  # fmt: skip

SYMBOLS: dict[str, str] = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł", "L": "Ł",
    "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX",
    "LaTeXe": "LaTeX2e", "XeLaTeX": "XeLaTeX", "XeTeX": "XeTeX", "ldots": "…", "dots": "…", "textellipsis": "…",
    "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“",
    "textquotedblright": "”", "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\", "textbar": "|",
    "textless": "<", "textgreater": ">", "S": "§", "P": "¶", "dag": "†", "ddag": "‡", "copyright": "©", "textcopyright": "©",
    "textregistered": "®", "texttrademark": "™", "pounds": "£", "textsterling": "£", "euro": "€", "texteuro": "€", "EUR": "€",
    "textdegree": "°", "degree": "°", "slash": "/", "guillemotleft": "«", "guillemotright": "»", "textbullet": "•",
    "textunderscore": "_", "textdollar": "$", "lq": "‘", "rq": "’", "glqq": "„", "grqq": "“", "flqq": "«", "frqq": "»",
    "textperiodcentered": "·", "space": " ",
}  # fmt: skip

MATHS = frozenset("equation align alignat gather multline eqnarray displaymath math flalign subequations split array cases".split())
DROPPED_ENVIRONMENTS = frozenset(
    """verbatim Verbatim lstlisting minted tikzpicture tabular tabularx tabulary longtable tabbing comment filecontents picture
    algorithm algorithmic algorithm2e forest pgfpicture axis alltt code CCSXML thebibliographyx""".split()
)
QUOTED = frozenset("quote quotation verse displayquote displaycquote blockquote epigraph foreigndisplayquote".split())
