"""Workshops grow: seats and a waiting list, hosts, attendance, minutes, certificates, calendars.

Why:   people register and bring a practice or a challenge; what came of a workshop is kept and cited.
Kind:  move. The expert becomes a host with a biography, «remote» one of three ways to meet; the version
       that runs now must be stopped first.
Undo:  yes; all but the name of the first host and whether it was remote is lost.
Cost:  ``workshop`` (some hundred rows) is written anew; twelve empty tables.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

#: New columns of a workshop that hold words, and what stands in them for those that are there.
WORDS = {"kind": "exchange", "about": "", "mode": "on_site", "meeting_link": "", "audience": "platform"}
#: New tables, those that nothing points at first.
TABLES = (
    "workshop_certificate", "calendar_address", "workshop_note", "workshop_material",
    "workshop_step", "workshop_minutes", "attendance_tries", "attendance_code",
    "workshop_seat", "workshop_closure", "workshop_cancellation", "workshop_host",
)


def upgrade() -> None:
    _workshop_grows()
    op.add_column("workshop_thread", sa.Column("part", sa.Text(), nullable=False, server_default="about"))
    with op.batch_alter_table("workshop_thread") as batch:
        batch.alter_column("part", server_default=None)
    _tables()
    op.execute(
        "INSERT INTO workshop_host (workshop_id, position, name, calling, biography) "
        "SELECT id, 0, expert, '', '' FROM workshop WHERE expert <> ''"
    )
    with op.batch_alter_table("workshop") as batch:
        batch.drop_column("expert")
        batch.drop_column("is_remote")


def _workshop_grows() -> None:
    with op.batch_alter_table("workshop") as batch:
        for name, value in WORDS.items():
            batch.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=value))
        batch.add_column(sa.Column("board_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("capacity", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("sequence", sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("created_by_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f("fk_workshop_board_id"), "board", ["board_id"], ["id"], ondelete="SET NULL")
        batch.create_foreign_key(
            op.f("fk_workshop_created_by_id"), "member", ["created_by_id"], ["id"], ondelete="SET NULL"
        )
        batch.create_check_constraint(op.f("ck_workshop_capacity_is_positive"), "capacity IS NULL OR capacity > 0")
    op.execute("UPDATE workshop SET changed_at = created_at")
    op.execute(sa.text("UPDATE workshop SET mode = 'remote' WHERE is_remote"))
    with op.batch_alter_table("workshop") as batch:
        batch.alter_column("changed_at", nullable=False)
        for name in (*WORDS, "sequence"):
            batch.alter_column(name, server_default=None)


def _tables() -> None:
    _hosts()
    _closures()
    _seats()
    _attendance()
    _minutes()
    _steps()
    _materials()


def _hosts() -> None:
    op.create_table(
        "workshop_host",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("calling", sa.Text(), nullable=False),
        sa.Column("biography", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_workshop_host_member_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_workshop_host_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop_host")),
    )
    op.create_index(op.f("ix_workshop_host_member_id"), "workshop_host", ["member_id"])
    op.create_index(op.f("ix_workshop_host_workshop_id"), "workshop_host", ["workshop_id"])
    op.create_table(
        "workshop_cancellation",
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_workshop_cancellation_member_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_workshop_cancellation_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", name=op.f("pk_workshop_cancellation")),
    )


def _closures() -> None:
    op.create_table(
        "workshop_closure",
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_workshop_closure_member_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_workshop_closure_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", name=op.f("pk_workshop_closure")),
    )
    op.create_table(
        "workshop_seat",
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("brings", sa.Text(), nullable=False),
        sa.Column("attended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attended_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_workshop_seat_member_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_workshop_seat_thread_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_workshop_seat_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "member_id", name=op.f("pk_workshop_seat")),
    )
    op.create_index(op.f("ix_workshop_seat_member_id"), "workshop_seat", ["member_id"])
    op.create_index(
        op.f("ix_workshop_seat_workshop_id_state_queued_at_member_id"), "workshop_seat",
        ["workshop_id", "state", "queued_at", "member_id"],
    )


def _seats() -> None:
    op.create_table(
        "attendance_code",
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_attendance_code_member_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_attendance_code_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", name=op.f("pk_attendance_code")),
    )
    op.create_table(
        "attendance_tries",
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_attendance_tries_member_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_attendance_tries_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "member_id", name=op.f("pk_attendance_tries")),
    )


def _attendance() -> None:
    op.create_table(
        "workshop_minutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("rendered_by", sa.Integer(), nullable=False),
        sa.Column("decisions", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_workshop_minutes_member_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_workshop_minutes_workshop_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop_minutes")),
        sa.UniqueConstraint("workshop_id", "number", name=op.f("uq_workshop_minutes_workshop_id_number")),
    )


def _minutes() -> None:
    op.create_table(
        "workshop_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("reminded_for", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["done_by_id"], ["member.id"], name=op.f("fk_workshop_step_done_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_workshop_step_member_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_workshop_step_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop_step")),
    )
    op.create_index(op.f("ix_workshop_step_done_at_due_on"), "workshop_step", ["done_at", "due_on"])
    op.create_index(op.f("ix_workshop_step_member_id"), "workshop_step", ["member_id"])
    op.create_index(op.f("ix_workshop_step_workshop_id"), "workshop_step", ["workshop_id"])


def _steps() -> None:
    op.create_table(
        "workshop_material",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("rendered_by", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_workshop_material_member_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_workshop_material_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop_material")),
    )
    op.create_index(op.f("ix_workshop_material_workshop_id"), "workshop_material", ["workshop_id"])
    op.create_table(
        "workshop_note",
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_workshop_note_thread_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_workshop_note_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", name=op.f("pk_workshop_note")),
    )


def _materials() -> None:
    op.create_table(
        "calendar_address",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_calendar_address_member_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_calendar_address")),
    )
    op.create_table(
        "workshop_certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_workshop_certificate_member_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_workshop_certificate_workshop_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop_certificate")),
        sa.UniqueConstraint("number", name=op.f("uq_workshop_certificate_number")),
        sa.UniqueConstraint("workshop_id", "member_id", name=op.f("uq_workshop_certificate_workshop_id_member_id")),
    )
    op.create_index(op.f("ix_workshop_certificate_member_id"), "workshop_certificate", ["member_id"])



def downgrade() -> None:
    with op.batch_alter_table("workshop") as batch:
        batch.add_column(sa.Column("expert", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("is_remote", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(
        "UPDATE workshop SET expert = coalesce((SELECT min(name) FROM workshop_host "
        "WHERE workshop_id = workshop.id AND position = 0), '')"
    )
    op.execute(sa.text("UPDATE workshop SET is_remote = (mode = 'remote')"))
    for table in TABLES:
        op.drop_table(table)
    with op.batch_alter_table("workshop_thread") as batch:
        batch.drop_column("part")
    with op.batch_alter_table("workshop") as batch:
        batch.alter_column("expert", server_default=None)
        batch.alter_column("is_remote", server_default=None)
        batch.drop_constraint(op.f("ck_workshop_capacity_is_positive"), type_="check")
        for name in ("board_id", "created_by_id"):
            batch.drop_constraint(op.f(f"fk_workshop_{name}"), type_="foreignkey")
        for name in (*WORDS, "board_id", "capacity", "sequence", "changed_at", "created_by_id"):
            batch.drop_column(name)
