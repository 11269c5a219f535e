"""The invented people, threads and papers that the gallery shows."""

from datetime import UTC, datetime, timedelta

NOW = datetime.now(UTC)

SHORT = {"name": "منى حمدان", "url": "#", "job": "مديرة العلاقات العامة", "authority": "بيت جالا", "region": "الجنوب"}
LONG = {
    "name": "عبد الرحمن محمد عبد اللطيف أبو الهيجاء الكيلاني", "url": "#", "moderates": True,
    "job": "رئيس قسم نظم المعلومات الجغرافية والتخطيط الحضري والبنية التحتية",
    "authority": "مجلس الخدمات المشترك لإدارة النفايات الصلبة في محافظتي رام الله والبيرة", "region": "الوسط",
}
LATIN = {"name": "Rania Khoury", "url": "#", "job": "GIS Engineer", "authority": "Beit Sahour", "region": "South"}
NOBODY = {"name": None, "url": None, "job": None, "authority": "هيئة محلية في الشمال", "region": "الشمال"}

QUESTION = """<p>بعد ورشة إعداد خطة عمل المنصة اتفقنا أن يقدم كل منا مسودة خطة اتصال لهيئته.
أعمل مع زميلة واحدة نصف وقتها للتصوير والفعاليات، ونخدم حوالي 14 ألف نسمة.
عندنا صفحة فيسبوك بـ 23 ألف متابع وموقع إلكتروني لا يُحدّث.</p>
<p>أكثر ما يأخذ وقتنا:</p><ul><li>أخبار الاستقبالات والزيارات البروتوكولية (حوالي 60% من المنشورات).</li>
<li>الرد على الرسائل الخاصة، 40 رسالة يوميا في الصيف بسبب المياه.</li></ul>
<p>أريد خطة <strong>من ثلاث صفحات</strong> يفهمها المجلس ويمكن قياسها. أسئلتي:</p>
<ol><li>ما الأقسام الضرورية في رأيكم؟</li><li>كيف نحدد جمهورا مستهدفا دون استطلاع مكلف؟</li></ol>"""
ANSWER = """<blockquote><p>كيف نحدد جمهورا مستهدفا؟</p></blockquote>
<p>الجمهور عرفناه من <strong>سجل الشكاوى</strong> بلا
استطلاع، باستعمال <code>QGIS 3.28</code> وقاعدة <bdi>PostGIS</bdi>:</p>
<table><thead><tr><th>الفئة</th><th>السؤال الأول</th><th>العدد</th></tr></thead><tbody>
<tr><td>ربة البيت</td><td>متى تصل المياه؟</td><td>1,900</td></tr>
<tr><td>صاحب المحل</td><td>متى تُجمع النفايات؟</td><td>312</td></tr>
</tbody></table><pre><code>SELECT name, count(*) FROM complaints GROUP BY 1;</code></pre>"""
ENGLISH = """<p>We publish the pumping schedule every day at 07:00, as a picture <em>and</em> as text,
so that a screen reader can read it.</p>"""


def post(number, by, html, days=3, **more):
    """A post as post_card wants it."""
    return {"id": number, "by": by, "html": html, "at": NOW - timedelta(days=days, hours=2), **more}


def row(title, replies, days=1, **more):
    """A thread as thread_row wants it."""
    return {"url": "#", "title": title, "replies": replies, "at": NOW - timedelta(days=days, minutes=7), **more}


ROWS = [
    row("كيف نكتب خطة اتصال استراتيجي لبلدية متوسطة بموظفتين فقط؟", 0, 0, platform="public-relations", unanswered=True,
        unread=True, topic="الاتصال الاستراتيجي", authority="بيت جالا", region="الجنوب"),
    row("إطلاق وحدة GIS في بلدية صغيرة: من أين نبدأ وما الكلفة؟", 11, 1, platform="engineering", answered=True,
        pinned=True, topic="نظم المعلومات الجغرافية", authority="طوباس", region="الشمال"),
    row("مطابقة سجل ضريبة الأملاك مع رخص البناء", 1, 4, platform="finance", topic="الإيرادات", authority="الخليل"),
    row("How do you number parcels that the cadastre has never surveyed?", 2, 9, platform="engineering", unread=True,
        topic="GIS", authority="Beit Sahour", region="South", closed=True),
    row("تجربة فرز النفايات من المصدر في خمس قرى شمال غرب القدس بالشراكة مع مجلس الخدمات المشترك والمدارس "
        "ولجان الأحياء وما تعلمناه خلال سنتين من النجاح والتعثر", 100, 40, platform="village-councils",
        topic="إدارة النفايات الصلبة في القرى الصغيرة والمتوسطة",
        authority="مجلس الخدمات المشترك لإدارة النفايات الصلبة", region="الوسط"),
    row("لوحة ذكية لشكاوى المواطنين", 3, 400, platform="innovation", kind="فكرة"),
]
EVENTS = [
    {"at": NOW, "who": "منى حمدان", "text": "عدّلت المشاركة", "href": "#", "detail": "أضافت جدول المؤشرات"},
    {"at": NOW - timedelta(days=3), "who": None, "text": "نُقل الموضوع إلى منصة الهندسة والتخطيط", "href": None},
    {"at": NOW - timedelta(days=9), "who": "Rania Khoury", "text": "Merged with “Pumping schedules”", "href": None},
]
DIFF = [
    {"kind": "same", "text": "الجمهور عرفناه من سجل الشكاوى."},
    {"kind": "removed", "text": "نسبة المنشورات الخدمية 50%."},
    {"kind": "added", "text": "نسبة المنشورات الخدمية 60% خلال ستة أشهر."},
]
NOTES = [
    {"mark": "[1]", "href": "#", "authority": "نابلس", "region": "الشمال", "at": NOW,
     "excerpt": "في مطابقة أجريناها تبين أن 1,406 مبان من 8,320 غير مسجلة"},
    {"mark": "[2]", "href": "#", "authority": "دورا", "region": "الجنوب", "at": NOW, "excerpt": None},
]
