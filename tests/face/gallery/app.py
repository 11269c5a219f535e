"""A small app that serves the gallery: the house's templates, sheets and words, and no database."""

from pathlib import Path

from flask import Flask, redirect, render_template, request
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    EmailField,
    PasswordField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length

from forum.kernel import i18n
from forum.kernel.access import Actor
from forum.kernel.i18n import lazy_gettext as _l
from forum.kernel.web import assets
from tests.face.gallery import people

ROOT = Path(__file__).parents[3]


KINDS = [SelectChoice("q", "سؤال"), SelectChoice("p", "تجربة"), SelectChoice("d", "نقاش")]
PLATFORMS = [SelectChoice("1", "الهندسة والتخطيط"), SelectChoice("2", "المدراء الماليون")]
LINKS = [
    ("الرئيسية", "Home", "home"), ("المنصات", "Platforms", "people"), ("المواضيع", "Threads", "list"),
    ("ورشات العمل", "Workshops", "calendar"), ("أوراق الموقف", "Position papers", "paper"),
]


class Sample(FlaskForm):
    """One field of every sort."""

    title = StringField("العنوان", description="جملة واحدة كما تسأل زميلًا.", validators=[DataRequired()])
    email = EmailField("البريد الإلكتروني الوظيفي", validators=[DataRequired()])
    password = PasswordField("كلمة المرور", validators=[DataRequired()])
    kind = RadioField("نوع المشاركة", choices=KINDS, default="q", validators=[DataRequired()])
    board = SelectField("المنصة", choices=PLATFORMS)
    hide = BooleanField("نشر دون اسم")
    body = TextAreaField("النص", validators=[DataRequired("اكتب النص قبل نشره."), Length(max=20_000)])


class Reply(FlaskForm):
    """A field whose label is in both languages."""

    body = TextAreaField(_l("Your reply"), validators=[DataRequired()])


def filled_forms() -> dict[str, FlaskForm]:
    """An empty form, one that was refused, and a reply."""
    wrong = Sample(formdata=None)
    wrong.title.errors = ["اكتب عنوانًا لموضوعك."]
    wrong.body.errors = ["اكتب النص قبل نشره."]
    return {"form": Sample(formdata=None), "reply": Reply(formdata=None), "wrong": wrong}


def create_gallery(folder: Path) -> Flask:
    """The gallery's app; the typeface is in ``folder / "fonts"``."""
    app = Flask("gallery", root_path=str(ROOT), template_folder="templates", static_folder=None)
    app.config.update(SECRET_KEY="gallery", WTF_CSRF_ENABLED=False, TESTING=True, FOLDER=folder)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_loader.searchpath.append(str(Path(__file__).parent))
    i18n.init_app(app)
    assets.init_app(app)
    app.jinja_env.globals.update(
        csrf_token=lambda: "token", unread_count=lambda: 11, shows_demonstration=lambda: True
    )

    @app.context_processor
    def values():
        navigation = [
            {"label": ar if i18n.locale() == "ar" else en, "href": "#", "icon": icon, "current": n == 2}
            for n, (ar, en, icon) in enumerate(LINKS)
        ]
        signed_in = Actor(1, "عبد الرحمن أبو الهيجاء", "رئيس قسم نظم المعلومات الجغرافية")
        return {
            "actor": Actor() if "visitor" in request.args else signed_in, "locale": i18n.locale(),
            "dir": i18n.direction(), "navigation": navigation, "current_path": "/",
        }

    @app.get("/lang/<code>")
    def language(code: str):
        answer = redirect("/" + request.args.get("page", ""))
        answer.set_cookie("language", code)
        return answer

    @app.post("/<path:page>")
    def taken(page: str):
        return redirect("/thread?sent", 303)

    @app.get("/<page>")
    def show(page: str):
        names = {n: getattr(people, n) for n in dir(people) if not n.startswith("_")}
        return render_template(f"{page}.html", **filled_forms(), **names)

    return app
