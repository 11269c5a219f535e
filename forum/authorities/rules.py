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
