"""Faults in the document that links, entries and demonstrations share."""

from __future__ import annotations

from .mutation import Mutation

SCENE = "models/scenes/scene.py"
KINDS = "models/scenes/kinds.py"
MIGRATIONS = "models/scenes/migrations.py"
TESTS = "tests/models/scenes"

OF_SCENES = [
    Mutation(
        "a scene that writes out what nobody said",
        KINDS,
        "    return dict(said)",
        "    return handler(said).model_dump(mode='json')",
        f"{TESTS}/test_scene.py::test_what_is_left_out_of_a_process_stays_left_out",
    ),
    Mutation(
        "a common sampler that overrules a panel's own",
        SCENE,
        "{**self.common, **said})",
        "{**said, **self.common})",
        f"{TESTS}/test_scene.py::test_what_a_panel_says_goes_before_what_is_common",
    ),
    Mutation(
        "a kept scene that shares nothing",
        SCENE,
        "common = self._common() if fits else {}",
        "common: dict[str, Any] = {}",
        f"{TESTS}/test_scene.py::test_a_scene_of_what_stands_shares_what_it_shared",
    ),
    Mutation(
        "a kept scene that takes another sampler for the common one",
        SCENE,
        "if key not in common or key in said or value != common[key]",
        "if key not in common or key in said",
        f"{TESTS}/test_scene.py::test_a_panel_that_has_come_away_from_the_common_sampler_has_its_own",
    ),
    Mutation(
        "a newer scene that is read all the same",
        MIGRATIONS,
        "if version > VERSION:",
        "if version > VERSION + 1:",
        f"{TESTS}/test_migrations.py::test_a_newer_document_is_refused_whatever_it_holds",
    ),
    Mutation(
        "an old entry that takes its panels from its link",
        MIGRATIONS,
        '"processes": panels}',
        '"processes": told.get("processes", panels)}',
        f"{TESTS}/test_migrations.py::test_an_entry_from_before_scenes_is_looked_at_as_its_link_says",
    ),
    Mutation(
        "points of a link that do not follow each other",
        "models/scenes/link_targets.py",
        "zip(accumulate(deltas[::2]), accumulate(deltas[1::2]), strict=True)",
        "zip(deltas[::2], deltas[1::2], strict=True)",
        f"{TESTS}/test_link_targets.py::test_a_stroke_has_all_it_was_written_with",
    ),
]
