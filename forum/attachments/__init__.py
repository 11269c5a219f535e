"""Files of posts, materials of workshops, pictures of cases: one way for all.

How an area higher up lets its things have files (threads do it in ``threads/files.py``):

1.  **Say who may.** Write a ``Holder`` (see ``port.py``) for your kind of thing and name it in
    your manifest: ``holders=[WorkshopFiles()]``. It is asked at every request for a file, so a
    thing that is hidden takes its files along at once.
2.  **Take files in a form.** ``files = FilesField()`` (``field.py``) in the form, ``@takes_files``
    (``kernel.web``) on the view that it is posted to, ``enctype="multipart/form-data"`` on the
    ``<form>`` and ``{{ file_field(form.files) }}`` (``components/files.html``) in it. A valid form
    has its files judged, cleaned and stored: ``form.files.received``.
3.  **Attach** inside the transaction that makes or changes the thing::

        actions.attach_all(form.files.received, to=("workshop", 7), by=actor())

    and take off with ``actions.remove_chosen(form.files.dropped, of=("workshop", 7), by=…)``.
    A script or a set-up attaches without a form: ``actions.attach(receive(file, "name.pdf"), to=…, by=…)``
    (``forum.kernel.files.receiving.receive``; outside the transaction, for it may take seconds).
4.  **Show.** ``queries.files_of("workshop", [7, 9])`` gives ``{7: [FileCard, …]}`` in one query;
    ``{{ file_list(cards) }}`` of ``components/files.html`` shows them.
5.  **Cite by page.** ``queries.page_texts(actor, attachment_id)`` gives ``[(2, "words"), …]``;
    ``addresses.of_page(attachment_id, 2)`` leads to that page.
6.  **Search** finds the words by itself, as long as ``Holder.places`` returns the thing. Call
    ``actions.holders_changed("workshop", [7])`` when it was hidden, shown or renamed, and
    ``actions.moved("workshop", [7], platform_id)`` when it went to another platform.
"""
