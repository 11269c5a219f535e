"""Pictures, drawn anew: what a camera noted about place and time stays behind."""

import warnings
from typing import Any, BinaryIO

from PIL import Image, ImageOps, MpoImagePlugin, TiffImagePlugin, WebPImagePlugin

from forum.kernel.files.inside.refusing import No

FORMATS = ("JPEG", "PNG", "GIF", WebPImagePlugin.WebPImageFile.format)
#: What Pillow would fetch later, when this process may no longer read where it is installed.
FETCHED = (MpoImagePlugin, TiffImagePlugin)
Image.preinit()
#: Dots that are unpacked at all: twice those of a good telephone.
MOST_DOTS = 50_000_000
#: The longest side that is kept, and that of the small picture in a list.
LONGEST, SMALL = 3200, 480
PICTURE, THUMBNAIL = "picture", "small"


def clean(stream: BinaryIO) -> dict[str, Any]:
    """Decode, turn upright, draw anew without metadata; and once more, small."""
    Image.MAX_IMAGE_PIXELS = MOST_DOTS
    warnings.simplefilter("error")
    try:
        with Image.open(stream, formats=FORMATS) as sent:
            if sent.width * sent.height > MOST_DOTS:
                raise No("too_many_dots")
            is_photograph = sent.format in ("JPEG", "MPO", "WEBP")
            sent.load()
            upright = ImageOps.exif_transpose(sent)
            drawn = upright.convert("RGBA" if _is_transparent(upright) else "RGB")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise No("too_many_dots") from bomb
    drawn.info.clear()
    ending = "jpg" if is_photograph and drawn.mode == "RGB" else "png"
    drawn.thumbnail((LONGEST, LONGEST))
    _save(drawn, ending, PICTURE)
    width, height = drawn.size
    drawn.thumbnail((SMALL, SMALL))
    _save(drawn, ending, THUMBNAIL)
    return {
        "ending": ending, "type": "image/jpeg" if ending == "jpg" else "image/png",
        "width": width, "height": height, "picture": PICTURE, "small": THUMBNAIL,
    }


def _is_transparent(image: Image.Image) -> bool:
    return image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info


def _save(image: Image.Image, ending: str, name: str) -> None:
    if ending == "jpg":
        image.save(name, "JPEG", quality=86, optimize=True, progressive=True)
    else:
        image.save(name, "PNG", optimize=image.width <= SMALL)
