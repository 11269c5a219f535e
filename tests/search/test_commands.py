"""flask search rebuild, count, evaluate."""

import json
from pathlib import Path

import numpy as np
import pytest
from flask import Flask

from forum.search.evaluation import measures
from tests.support import factories as make


def test_rebuild_says_how_many(app: Flask):
    make.thread(title="جمع النفايات")

    answer = app.test_cli_runner().invoke(args=["search", "rebuild"])

    assert answer.output == "Indexed 2 documents.\n", "the post, and the authority of whoever wrote it"
    app.extensions["search"].engine.replace_all([])


def test_a_rebuild_that_fails_says_what_to_do(app: Flask, monkeypatch):
    def full(_documents):
        raise OSError("no space left")

    monkeypatch.setattr(app.extensions["search"].engine, "replace_all", full)

    answer = app.test_cli_runner().invoke(args=["search", "rebuild"])

    assert answer.exit_code == 1
    assert "The index was not changed: no space left." in answer.output


def _write(path: Path, rows: list[dict]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


@pytest.mark.parametrize("kind", ["whoosh", "memory", "postgres"])
@pytest.mark.only_on("postgres")
def test_evaluate_measures_a_set_with_every_engine(app: Flask, tmp_path: Path, kind: str):
    _check_evaluation(app, tmp_path, kind)


@pytest.mark.parametrize("kind", ["whoosh", "memory"])
@pytest.mark.only_on("sqlite")
def test_evaluate_measures_a_set(app: Flask, tmp_path: Path, kind: str):
    _check_evaluation(app, tmp_path, kind)


def _check_evaluation(app: Flask, tmp_path: Path, kind: str) -> None:
    _write(tmp_path / "docs.jsonl", [{"id": "a", "text": "جمع النفايات"}, {"id": "b", "text": "إنارة الشوارع"}])
    _write(tmp_path / "queries.jsonl", [{"id": "1", "text": "نفايات", "cat": "x"}, {"id": "2", "text": "لا جواب"}])
    _write(tmp_path / "qrels.jsonl", [{"q": "1", "d": "a", "rel": 1}])

    runner = app.test_cli_runner()
    figures = json.loads(runner.invoke(args=["search", "evaluate", str(tmp_path), "--engine", kind, "--json"]).output)
    table = runner.invoke(args=["search", "evaluate", str(tmp_path), "--engine", kind]).output

    assert (figures["questions"], figures["ndcg_10"], figures["recall_10"]) == (1, 1.0, 1.0)
    assert figures["by_kind"]["x"]["mrr_10"] == 1.0
    assert "nDCG@10      1.0000" in table


def test_evaluate_by_meaning_needs_the_package(app: Flask, tmp_path: Path, monkeypatch):
    monkeypatch.setattr("forum.search.cli.installed", lambda: None)

    answer = app.test_cli_runner().invoke(args=["search", "evaluate", str(tmp_path), "--meaning"])

    assert answer.exit_code == 1
    assert "requirements/meaning.txt" in answer.output


def test_evaluate_fuses_what_is_near(app: Flask, tmp_path: Path, monkeypatch):
    class Letters:
        name = "letters"

        def question(self, text: str) -> np.ndarray:
            return np.array([1, 0] if "ز" in text or "نفا" in text else [0, 1], np.float32)

        passage = question

    monkeypatch.setattr("forum.search.cli.installed", Letters)
    _write(tmp_path / "docs.jsonl", [{"id": "a", "text": "جمع النفايات"}, {"id": "b", "text": "إنارة الشوارع"}])
    _write(tmp_path / "queries.jsonl", [{"id": "1", "text": "زززز"}])
    _write(tmp_path / "qrels.jsonl", [{"q": "1", "d": "a", "rel": 1}])
    runner = app.test_cli_runner()
    command = ["search", "evaluate", str(tmp_path), "--engine", "memory", "--json"]

    assert json.loads(runner.invoke(args=command).output)["mrr_10"] == 0.0
    assert json.loads(runner.invoke(args=[*command, "--meaning"]).output)["mrr_10"] == 1.0


def test_measures_are_those_of_the_field():
    one = measures(["x", "a", "y", "b"], {"a": 2, "b": 1, "c": 1})

    assert one["mrr_10"] == 0.5
    assert one["recall_10"] == pytest.approx(2 / 3)
    assert one["ndcg_10"] == pytest.approx((3 / 1.584963 + 1 / 2.321928) / (3 + 1 / 1.584963 + 1 / 2))
