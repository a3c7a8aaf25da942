"""Checks of the story text itself; run with pytest in this folder."""

import re

from grammar import Story
from plots import PLOTS, make_story

STORIES = [make_story(seed) for seed in range(3000)]


def test_same_seed_same_story():
    assert [make_story(seed) for seed in range(50)] == STORIES[:50]


def test_every_plot_tells_a_whole_story():
    for plot in PLOTS:
        for seed in range(200):
            story = Story(seed)
            plot(story)
            assert 50 <= len(story.text().split()) <= 170, plot.__name__


def test_sentences_are_well_formed():
    for text in STORIES:
        assert re.fullmatch(r"[A-Za-z .,!?'\"-]+", text), text
        assert text[-1] in '.!?"', text
        assert text.count('"') % 2 == 0, text
        assert not re.search(r"  | [.,!?]|[.,]{2}|[a-z][.] [a-z]", text), text


def test_articles_agree():
    for text in STORIES:
        assert not re.search(r"\b[Aa] [aeio]|\b[Aa]n [^aeiou]", text), text


def test_number_agrees():
    for text in STORIES:
        assert not re.search(r"\b([Tt]hey|[Ww]e) was\b|\b([Hh]e|[Ss]he|I) were\b", text), text


def test_stories_differ():
    assert len(set(STORIES)) == len(STORIES)
