"""Faults in what guards the program from what is not ours, and in the worked example of docs/extending.md."""

from __future__ import annotations

from .mutation import Mutation

EXAMPLE = "docs/extending.md"
KEPT = "tests/docs/test_extending.py::test_all_four_keep_their_contracts_as_the_document_shows"
REGISTRY = "models/registry.py"
PLUGINS = "models/plugins.py"

OF_PLUGINS = [
    Mutation("the example's objective upside down", EXAMPLE, "return matched.mean()", "return -matched.mean()", KEPT),
    Mutation("the example's objective without its law", EXAMPLE, "def minimiser_precision", "def precision", KEPT),
    Mutation(
        "the example's energy kept in no file", EXAMPLE, "centers = nn.Parameter(", "centers = torch.clone(", KEPT
    ),
    Mutation("the example's sampler that flees", EXAMPLE, "x = chain.x + self.step", "x = chain.x - self.step", KEPT),
    Mutation("the example's noise ten per cent off", EXAMPLE, "noise = math", "noise = 1.1 * math", KEPT),
    Mutation("the example's map with its axes exchanged", EXAMPLE, "reshape(values)", "reshape(values).T", KEPT),
    Mutation(
        "the example's map of a wrong sign", EXAMPLE, "(field.score(x) - exact)", "(exact - field.score(x))", KEPT
    ),
    Mutation(
        "a registry that lets a built-in be replaced",
        REGISTRY,
        "name in self._ours or _origin(known) != _origin(kind)",
        "name not in self._ours and _origin(known) != _origin(kind)",
        "tests/models/test_registry.py::test_our_own_are_replaced_by_nobody",
    ),
    Mutation(
        "a registry that takes anything for a class of its kind",
        REGISTRY,
        "if not inspect.isclass(kind) or not issubclass(kind, self.base) or kind is self.base:",
        "if kind is self.base:",
        "tests/models/test_registry.py::test_what_is_no_finished_class_of_the_base_is_refused",
    ),
    Mutation(
        "an installed plug-in whose import fails that takes all others with it",
        REGISTRY,
        "except (Exception, SystemExit) as error:",
        "except KeyError as error:",
        "tests/models/test_registry.py::test_installed_plug_ins_are_taken_in_or_named_with_their_fault",
    ),
    Mutation(
        "a file of which half is added",
        PLUGINS,
        "objection = variant",
        "objection = variant is not variants[-1] and variant",
        "tests/models/test_plugins.py::test_a_file_is_refused_whole",
    ),
    Mutation(
        "a slow file that nobody hears of",
        PLUGINS,
        "done.wait(NOTICE_SECONDS) and tell:",
        "done.wait(NOTICE_SECONDS) and not tell:",
        "tests/models/test_plugins.py::test_a_slow_import_is_said_and_not_waited_for_without_end",
    ),
    Mutation(
        "a plug-in's words in the program's own output",
        PLUGINS,
        "with contextlib.redirect_stdout(sys.stderr):",
        "with contextlib.nullcontext():",
        "tests/models/test_plugins.py::test_every_variant_of_a_file_is_added_under_its_class_s_name",
    ),
    Mutation(
        "a divergence by reverse mode of one axis only",
        "models/networks/by_autograd.py",
        "rows[0] + rows[1]",
        "rows[0]",
        "tests/models/networks/test_by_autograd.py",
    ),
    Mutation(
        "an energy whose score climbs",
        "models/networks/base.py",
        "return energy, -slope",
        "return energy, slope",
        "tests/models/testing/test_network.py::test_one_of_somebody_s_own_keeps_it",
    ),
]
