"""Roots with a weak letter or a hamza: one form for words that spell them differently.

«قام», «يقوم», «قيام» share ق و م; «وصل» and «يصل» share و ص ل; «مؤسسة», «تأسيس»
and «أسس» share ا س س once hamza seats are folded. Which letter is the weak one is
no matter of rules, so the commoner roots are listed.
"""

from forum.search.arabic.letters import listed

#: Roots whose last consonant is ه; in other words that letter is an ending.
TRUE_HEH = frozenset(listed("وجه فقه شبه نبه كره موه سفه نزه فوه فكه تيه"))

#: Roots whose first consonant is ي.
TRUE_YEH = frozenset(listed("يسر يمن يقن يتم يقظ يبس يوم ينع"))

#: Roots that begin with a hamza, which is folded to ا.
HAMZA_FIRST = frozenset(
    listed(
        "اسس اخذ اكل امر اكد اثر امن الف اجر اخر اجل ادي اهل امل اسر ارخ امم اكسد ازم اصل اذن افق ازر انس اطر ادب "
        "اذي اسف ابد"
    )
)

#: Roots that begin with و, which the present tense drops.
_WAW_FIRST = frozenset(
    listed("وصل وجد وضع وقع ولد وعد وزن وقف ورد وثق ورث وهب وصف وجب وفد ولج وسع وعي وفي ودع وعظ وكل وقي ولي وشك")
)

_MIDDLE_WAW = listed(
    "قول كون عود قوم فوز زور صور دور عوم جوز زول موت نوم صوم خوض لوم ذوق قود سوق روح توب عون فوق جول دوم طول طوف ثور "
    "جوع خون سود صون ذوب حول فوت بوح خوف صوغ حوز شوب"
)
_MIDDLE_YAA = listed(
    "سير عيش صير بيع زيد غيب ضيع ضيف قيس شيع ميل سيل فيض طير عيب هيج ضيق نيل ميز دين لين فيد شيد بين خيط شيب حيط صيد "
    "حيد زيف بيت ريب"
)


def _hollow() -> dict[str, str]:
    """Three letters, or the two that are left of them, to the root with its weak letter in the middle."""
    forms: dict[str, str] = {}
    for root in (*_MIDDLE_WAW, *_MIDDLE_YAA):
        forms[root] = root
    for root in (*_MIDDLE_WAW, *_MIDDLE_YAA):
        forms.setdefault(f"{root[0]}ا{root[2]}", root)
    for root in _MIDDLE_WAW:
        forms.setdefault(f"{root[0]}ي{root[2]}", root)
    return forms


_HOLLOW = _hollow()


def settled(core: str, root: str) -> str:
    """The one form of a root that was read out of a core, a word without affixes.

    >>> settled("قيام", "قيم") == settled("قام", "قام") == "قوم"
    True
    """
    if len(core) > 3 and core[0] in "تمين" and core[1] in "او":
        behind_hamza = "ا" + "".join(letter for letter in core[2:] if letter not in "ايو")
        if behind_hamza in HAMZA_FIRST:
            return behind_hamza
    if len(core) == 3 and core[0] in "يتن" and f"و{core[1:]}" in _WAW_FIRST:
        return f"و{core[1:]}"
    return _HOLLOW.get(root, root)
