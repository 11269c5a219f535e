"""The words of the directory: regions and kinds of authorities."""

from forum.kernel.i18n import lazy_gettext as _l

#: Regions in the order in which people list them.
REGIONS = {
    "north": _l("North of the West Bank"),
    "middle": _l("Middle of the West Bank"),
    "south": _l("South of the West Bank"),
    "gaza": _l("Gaza Strip"),
}

#: Kinds of local authorities.
KINDS = {
    "municipality": _l("Municipality"),
    "village_council": _l("Village council"),
    "joint_service_council": _l("Joint service council"),
}

#: Classes of municipalities.
CLASSES = ("A", "B", "C")

#: How large a dot is on the map of everything, by kind and class.
DOTS = {"municipality:A": 11, "municipality:B": 8, "municipality:C": 6, "joint_service_council:": 6}
SMALLEST_DOT = 4
#: The short name of each region, for the map's links.
REGIONS_IN_SHORT = {"north": _l("North"), "middle": _l("Middle"), "south": _l("South"), "gaza": _l("Gaza")}
