"""Numbers of the demonstration content, each with its reason."""

from datetime import timedelta

#: The newest invented post is at least this old: nobody in a demonstration writes in the future.
NEWEST_AGE = timedelta(days=2)
#: The platforms gave out their seats this long before the first question.
OPENED_BEFORE = timedelta(days=21)
#: Announcements of older events would be news to nobody.
NEWS = timedelta(days=14)

#: A question is answered, then its asker looks at the answer again and accepts it.
ACCEPTED_AFTER = timedelta(hours=20)
#: Colleagues find a post helpful in the days after it.
HELPED_AFTER = timedelta(hours=9)
#: At most so many find an accepted answer, or another post, helpful.
HELPED_BY_ANSWER, HELPED_BY_POST = 5, 2
#: A coordinator pins a thread once it has grown.
PINNED_AFTER = timedelta(days=4)

#: Threads that their platforms keep on top: they grow toward guides and shared indicators.
PINNED = ("demo-pr-03", "demo-eng-04", "demo-fin-11", "demo-vc-09", "demo-inn-08")

#: Threads that the known member follows, and up to which post they have read them.
FOLLOWED = {"demo-eng-13": 3, "demo-eng-06": 4, "demo-inn-12": 2}

#: What invented people have instead of a mail box; the domain is reserved and reaches nobody.
MAIL_DOMAIN = "demo.example"
