"""Faults in the exact field and in what a walk counts and says, that their own tests must see."""

from __future__ import annotations

from .mutation import Mutation

BRACKETS = "tests/models/targets/test_brackets.py"
CROSSINGS = "tests/models/samplers/test_crossings.py"
COUNTS = "tests/models/samplers/test_counts.py::test_evaluations_are_the_field_s_own_count"
ADVICE = "tests/models/samplers/test_advice.py"

STEPS = "tests/models/samplers/test_one_step.py"

OF_SAMPLERS = [
    Mutation(
        "a sampler that tells half of its noise",
        "models/samplers/mala.py",
        "Push(NOISE, scale, z)",
        "Push(NOISE, scale / 2, z)",
        STEPS,
    ),
    Mutation(
        "a step told with its noise doubled",
        "models/samplers/one_step.py",
        "value=pair(push.value[particle])",
        "value=pair(push.value[particle] * (2 if term.role == 'noise' else 1))",
        STEPS,
    ),
    Mutation(
        "a step told with its drift's sign turned",
        "models/samplers/one_step.py",
        "value=pair(push.value[particle])",
        "value=pair(-push.value[particle] if term.role == 'drift' else push.value[particle])",
        STEPS,
    ),
    Mutation(
        "a stale particle: its start is where it lands",
        "models/samplers/walk.py",
        "before = None if self.watched is None else self.chain.x.clone()",
        "before = None if self.watched is None else self.chain.x",
        STEPS,
    ),
    Mutation(
        "another particle than the one that is pressed",
        "models/samplers/one_step.py",
        "reached = landing[particle]",
        "reached = landing[particle - 1]",
        STEPS,
    ),
    Mutation(
        "a probability told without its bound of one",
        "models/samplers/metropolis.py",
        "log_ratio.clamp(max=0).exp()",
        "log_ratio.exp()",
        f"{STEPS}::test_mala_is_accepted_by_the_ratio_in_closed_form",
    ),
    Mutation(
        "MALA's way back told as its way there",
        "models/samplers/mala.py",
        "(energy, new_energy, back, there)",
        "(energy, new_energy, there, back)",
        f"{STEPS}::test_mala_is_accepted_by_the_ratio_in_closed_form",
    ),
    Mutation(
        "denoising told with what it should say turned about",
        "models/objectives/denoised.py",
        "-z / wide, score.detach()",
        "z / wide, score.detach()",
        "tests/models/training/test_lesson.py",
    ),
    Mutation(
        "a step of training told with the weights of before",
        "models/training/lesson.py",
        "for network in (before, run.network)",
        "for network in (before, before)",
        "tests/models/training/test_lesson.py",
    ),
    Mutation(
        "shares that are not divided by their sum",
        "models/targets/brackets.py",
        "dx.mul_(e).sum(0).div_(total), dy.mul_(e).sum(0).div_(total)",
        "dx.mul_(e).sum(0), dy.mul_(e).sum(0)",
        BRACKETS,
    ),
    Mutation(
        "brackets that are clamped before the largest is taken off",
        "models/targets/brackets.py",
        "e.sub_(largest).clamp_(min=SMALLEST_EXPONENT)",
        "e.clamp_(min=SMALLEST_EXPONENT).sub_(largest)",
        BRACKETS,
    ),
    Mutation(
        "a clamp that lets far parts pull",
        "models/targets/brackets.py",
        "SMALLEST_EXPONENT = -80.0",
        "SMALLEST_EXPONENT = -8.0",
        BRACKETS,
    ),
    Mutation(
        "means rounded where a narrow part feels it",
        "models/targets/brackets.py",
        "(rest[:, :1], rest[:, 1:]) if felt else None",
        "None",
        BRACKETS,
    ),
    Mutation(
        "far points that stay in float32",
        "models/targets/brackets.py",
        "FAR = 1e5",
        "FAR = 1e38",
        BRACKETS,
    ),
    Mutation(
        "a Hessian with its axes exchanged",
        "models/targets/gaussian_mixture.py",
        "[[3, 5, 5, 4]]",
        "[[4, 5, 5, 3]]",
        BRACKETS,
    ),
    Mutation(
        "transitions by how many are in each mode, not by particle",
        "models/samplers/crossings.py",
        "seen.amax(0), seen.bitwise_and(WITHOUT_SIGN).amin(0)",
        "seen.sort(1).values.amax(0), seen.bitwise_and(WITHOUT_SIGN).amin(0)",
        CROSSINGS,
    ),
    Mutation(
        "crossings between the first step and the last of several alone",
        "models/samplers/crossings.py",
        "path = path.gather(0, last_inside)",
        "path = path.gather(0, last_inside)[[0, -1]]",
        CROSSINGS,
    ),
    Mutation(
        "who arrives from nowhere has crossed",
        "models/samplers/crossings.py",
        "& (path[:-1] >= 0)",
        "",
        CROSSINGS,
    ),
    Mutation(
        "a table of labels in a byte",
        "models/targets/basin_table.py",
        "table[first : first + grid.side, first : first + grid.side] = labels",
        "table[first : first + grid.side, first : first + grid.side] = labels % 256",
        "tests/models/targets/test_basin_table.py",
    ),
    Mutation(
        "labels of more than 255 modes that wrap on their way to the page",
        "server/desk/preview.py",
        "base64_of(modes.labels.to(torch.int16))",
        "base64_of(modes.labels.to(torch.uint8).to(torch.int16))",
        "tests/server/desk/test_many_modes.py",
    ),
    Mutation(
        "the evaluation that begins a descent is not counted",
        "models/samplers/descent.py",
        "        return 1\n",
        "        return 0\n",
        COUNTS,
    ),
    Mutation(
        "HMC that counts what it knew",
        "models/samplers/hmc.py",
        "(0 if known else 1)",
        "1",
        COUNTS,
    ),
    Mutation(
        "a ladder that may fall",
        "models/noise_levels/ladders.py",
        "if not smallest < largest:",
        "if smallest == largest:",
        "tests/models/noise_levels/test_reversed.py",
    ),
    Mutation(
        "advice in the first steps",
        "models/samplers/health.py",
        "if self.step > FIRST_STEPS",
        "if self.step > -1",
        ADVICE,
    ),
    Mutation(
        "a chain that stands still without a word",
        "models/samplers/advice.py",
        "stretch.accepted < HARDLY_EVER * stretch.proposed",
        "stretch.accepted < 0",
        ADVICE,
    ),
    Mutation(
        "a speck that sets the pace",
        "models/samplers/pace.py",
        "SPECK = 0.02",
        "SPECK = 0.0",
        ADVICE,
    ),
    Mutation(
        "settling that does not settle",
        "models/samplers/langevin.py",
        "min(1.0, step / self.settling)",
        "min(1.0, 0 / self.settling)",
        ADVICE,
    ),
    Mutation(
        "a loss that runs off in silence",
        "models/training/ran_off.py",
        "MOST_NATS = 300.0",
        "MOST_NATS = 3e8",
        "tests/models/training/test_ran_off.py",
    ),
    Mutation(
        "particles that wander as if they marched",
        "models/samplers/advice.py",
        "(scale / stretch.moved) ** 2",
        "(scale / stretch.moved)",
        "tests/models/samplers/test_advice.py::test_particles_wander_by_the_root_of_their_steps",
    ),
    Mutation(
        "modes that merge at twice the noise",
        "models/targets/under_noise.py",
        "    smooth = mixture.smoothed(sigma)\n    width",
        "    smooth = mixture.smoothed(sigma / 2)\n    width",
        "tests/models/targets/test_under_noise.py",
    ),
    Mutation(
        "shares that count as settled at a tenth",
        "models/targets/under_noise.py",
        "SETTLED = 0.01",
        "SETTLED = 0.1",
        "tests/models/targets/test_under_noise.py",
    ),
    Mutation(
        "an announced walk without its last step",
        "models/samplers/annealed_langevin.py",
        "for sigma in ladder), (ladder[-1], 1)]",
        "for sigma in ladder)]",
        "tests/models/samplers/test_rungs.py",
    ),
]
