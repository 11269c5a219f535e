"""Invented offers: what colleagues of the demonstration can help with, in their own words."""

from collections.abc import Mapping
from typing import Any

from forum.threads.people.actions import offer

#: Who, their authority, topics, the line, whether mail and telephone are shown.
OFFERS = (
    ("هالة صبري", "BTH-BEIT-SAHUR", "gis-setup gis-open-source",
     "أنشأنا وحدة نظم معلومات جغرافية بموظفة واحدة وبرامج مفتوحة.", True),
    ("سامر الطويل", "NBS-BEITA", "building-survey geomolg addressing",
     "حصر المباني ميدانيًا وربطه بالتراخيص.", True),
    ("محمود العطار", "JEN-YAMUN", "aerial-imagery gis-data",
     "تصوير جوي بطائرة مستأجرة، ومعالجة الصور في البلدية.", False),
    ("باسل الأمين", "HBN-YATTA", "area-c-planning plan-expansion",
     "توسعة حدود مخطط هيكلي: الملف كاملًا من الطلب إلى الاعتماد.", False),
    ("أريج منصور", "TKM-ATTIL", "building-permits building-violations",
     "رخص البناء وتسوية المخالفات، ونماذج الكشف.", True),
    ("حسام الخطيب", "SLT-BIDDYA", "contracts-supervision pm-guide",
     "الإشراف على العقود وكتابة محاضر الموقع.", False),
    ("أحمد الفارس", "RFH-RAFAH", "stormwater maintenance",
     "تنظيف شبكات التصريف قبل الشتاء وتقدير كلفتها.", True),
    ("ميساء الورد", "HBN-DHAHIRIYA", "street-lighting maintenance",
     "إنارة شوارع موفّرة: المناقصة والصيانة.", False),
    ("صفاء عودة", "RBH-BIRZEIT", "water-losses utility-mapping",
     "خفض الفاقد في شبكة قديمة خطوة خطوة.", True),
    ("عبير النور", "GZA-GAZA", "budget budget-control",
     "إعداد الموازنة ومتابعة تنفيذها كل شهر.", False),
    ("فادي الصادق", "NGZ-BEIT-LAHIYA", "collection arrears",
     "جدولة الذمم ومحاورة المشتركين.", False),
    ("ضياء المنير", "RBH-RAMALLAH", "property-tax decentralisation",
     "ضريبة الأملاك وما يتغير فيها.", True),
    ("وفاء جبر", "TBS-AQQABA", "accrual-accounting fixed-assets",
     "التحول إلى أساس الاستحقاق وحصر الأصول.", False),
    ("منى حمدان", "BTH-BEIT-JALA", "strategic-comm media-plan",
     "خطة اتصال من ثلاث صفحات يفهمها المجلس.", True),
    ("هبة العمر", "HBN-TARQUMIYA", "social-media complaints",
     "إدارة صفحة البلدية أيام الأزمات.", False),
    ("جورج الياس", "BTH-BETHLEHEM", "twinning networking",
     "التوأمة: من الرسالة الأولى إلى مشروع مشترك.", True),
    ("فريد الهاشم", "JEN-FAQQUA", "solar vc-financial-capacity",
     "ألواح شمسية على سطح المجلس وحساب عائدها.", True),
    ("نهى الرضا", "JSC-SWM-SOUTH", "waste-collection jsc",
     "مسارات جمع النفايات لعدة قرى معًا.", False),
    ("ياسمين الفاضل", "NBS-NABLUS", "e-services innovation-practice",
     "خدمات إلكترونية تبدأ بنموذج واحد.", True),
    ("تهاني المصباح", "RFH-RAFAH", "recycling composting",
     "تحويل المخلفات العضوية في حيّ واحد أولًا.", False),
)


def load(stage: Any, topics: Mapping[str, int]) -> None:
    """Let the invented colleagues offer what they wrote about; nobody's telephone is invented."""
    for name, code, about, words, shows in OFFERS:
        ids = [topics[slug] for slug in about.split() if slug in topics]
        offer(ids, words, "", shows_contact=shows, by=stage.cast.actors[name, code])
