"""Whether a paragraph is English, by its script and its stop words; no model, no dependency."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# The commonest little words of each language; those that are English words too ("a", "in", "me", "am") count for none.
_STOP = {
    "English": """the of and to a in is that it for was on are as with his they at be this from have or by one had not but what all
        were when we there can an your which their said if do will each about how up out them then she many some so these would
        other into has more her two like him see could no than been its who now my over did only between after also most through
        i he you our because such where while during both being those very however before must should may might since against
        under within without does just us off any same until upon her me""",
    "French": """le la les de des du un une et est que qui dans pour pas sur au aux avec ce cette ces il elle nous vous ils elles son sa
        ses leur leurs par plus ne se sont être avoir été mais ou où comme tout tous fait faire ont était même aussi bien entre sans
        très peut je tu si y en leur donc ainsi car l'on c'est qu'il d'une d'un n'est afin alors après avant contre depuis selon""",
    "Spanish": """el la los las de del un una y es que en por para con no se su sus al lo como más pero o este esta esto estos estas fue ha
        son ser está hay muy también sin sobre entre cuando donde desde hasta todo todos nos le les me mi ya porque había era han
        tiene puede así ni si yo ella ellos cada qué según durante""",
    "German": """der die das und ist in den dem des ein eine einer eines einem einen zu nicht mit von auf für im sich auch es an als wie
        dass daß bei nach aus um am wird werden wurde wurden haben hat hatte sind war waren sein oder aber noch nur über durch so er
        sie wir ihr ich man kann mehr vor zum zur sehr unter wenn diese dieser dieses durch gegen zwischen ohne seit""",
    "Italian": """il lo la gli le di del della dei delle degli un uno una e è che in per con non si su al alla nel nella come più ma o da
        dal sono era stato questo questa questi queste anche loro suo sua essere ha hanno molto tutti dopo quando dove perché così
        tra fra sul sulla agli alle cui chi ogni ci io noi voi""",
    "Portuguese": """o a os as de do da dos das um uma e é que em no na nos nas por para com não se ao à como mais mas ou foi são ser
        está também seu sua seus suas pelo pela entre quando muito já sobre até isso esta este ele ela eles eu nós há tem tinha
        sem depois onde porque cada num numa""",
    "Dutch": """de het een en van is in dat die op te voor met niet zijn aan er ook als bij door maar om uit naar hij zij wij ik je dit deze
        wordt worden werd waren heeft hebben nog wel over tot dan zo kan meer geen hun haar omdat tussen tegen onder zonder""",
    "Polish": """i w na z do nie się że jest to o jak po co ale od za przez dla przy oraz może tylko już są był była było być ma jego jej
        ich ten ta te tym tego który która które też więc ze we czy bardzo między przed pod""",
    "Swedish": """och i att det som en på är av för med till den har de inte om ett han hon var men från vi kan eller så när efter där
        också sig sin ska blev under mot mellan utan""",
    "Danish": """og i at det er en den til af på for med som de der har ikke et om han hun var men fra vi kan eller så når efter sig sin
        blev under mod mellem uden også være""",
    "Norwegian": "og i at det er en den til av på for med som de har ikke et om han hun var men fra vi kan eller så når etter seg sin ble",
    "Indonesian": """yang dan di dari ini itu untuk dengan pada adalah dalam tidak akan ke oleh juga sebagai karena mereka kita saya atau
        ada bisa dapat telah lebih para secara tersebut antara""",
    "Turkish": """ve bir bu da de için ile olarak çok daha en gibi olan var ne ama kadar sonra her ki mi ise değil o ya hem şu veya""",
    "Vietnamese": "và của là có không được cho một các những trong với để người này đã khi từ về như đến cũng",
    "Latin": """et in est non ad ut cum sed qui quae quod ex per aut ab atque sunt esse enim autem nec si de hoc eius quam etiam
        lorem ipsum dolor sit amet""",
    "Romanian": """și în de la cu nu este un o pe că din care mai să pentru sau au fost ca ce dar sunt era prin după între""",
    "Czech": "a v na se je že z do to i s o k ve po jako za by pro ale jsou byl byla od nebo při které který jeho také",
    "Hungarian": "a az és hogy nem is egy ez meg de volt van mint csak már ha vagy még ki el kell ami minden után",
    "Finnish": "ja on ei se että hän oli mutta kun niin myös ovat joka tai sekä kuin jos mitä ole oma vain",
    "Swahili": "ya na wa kwa ni katika la za hii kuwa cha kama huo hiyo watu yake pia lakini",
    "Tagalog": "ang ng sa mga na ay at ito para siya hindi nila kung niya isang may mula",
}
_WORDS = {language: frozenset(words.split()) for language, words in _STOP.items()}
_SHARED = _WORDS["English"] & frozenset().union(*(words for language, words in _WORDS.items() if language != "English"))
_ALL_ENGLISH = _WORDS.pop("English")
_ENGLISH = _ALL_ENGLISH - _SHARED
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
LEAST_WORDS = 8


@lru_cache(maxsize=2048)  # an editor asks again and again
def language_of(text: str) -> str:
    """The language of a paragraph: "English" unless there is clear evidence of another ("Other script" for those).

    >>> language_of("Le roi est mort et la reine ne le sait pas encore, dit-on dans la ville.")
    'French'
    >>> language_of("The treaty of Versailles was signed in the Galerie des Glaces.")
    'English'
    """
    if not text.isascii() and _in_other_script(text):
        return "Other script"
    words = _LETTERS.findall(text[:600].lower())
    if len(words) < LEAST_WORDS:
        return "English"
    english = sum(word in _ENGLISH for word in words)
    if english * 8 >= len(words):  # even dense English prose has more little words than that
        return "English"
    counts = {language: sum(word in little for word in words) for language, little in _WORDS.items()}
    language, most = max(counts.items(), key=lambda item: item[1])
    distinct = len(_WORDS[language].intersection(words))
    shared = sum(word in _ALL_ENGLISH for word in words)
    if most >= 3 and distinct >= 3 and most >= 2.5 * english + 2 and most >= shared + 2 and most * 6 >= len(words):
        return language
    return "English"


def is_foreign(text: str) -> bool:
    """Whether `text` is clearly not English."""
    return language_of(text) != "English"


def _in_other_script(text: str) -> bool:
    """Whether most letters are of another script than ours; formulas in Greek letters are not a language."""
    sample = text[:600]
    if len(sample.encode("ascii", "ignore")) * 2 > len(sample):
        return False
    letters = [char for char in sample if char.isalpha()]
    others = [char for char in letters if not _LATIN.match(char) and "LATIN" not in unicodedata.name(char, "")]
    greek = sum("GREEK" in unicodedata.name(char, "") for char in others)
    return len(others) * 2 > len(letters) and (len(others) >= 8 or len(others) - greek >= 2)
