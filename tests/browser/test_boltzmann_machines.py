"""The rooms of machines: a law that is found or missed, bounds that are called so, pixels that are filled in."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Locator, Page, expect

from .axe import violations
from .test_boltzmann_ising import figure, pixels

pytestmark = pytest.mark.browser


def share_of_bars_and_stripes(mosaic: NDArray[np.int64]) -> float:
    """Of pictures of 4 x 4 with gaps of one pixel."""
    pictures = [mosaic[top : top + 4, left : left + 4] > 127 for top in range(1, 51, 5) for left in range(1, 51, 5)]
    known = [bool((each == each[:1]).all() or (each == each[:, :1]).all()) for each in pictures]
    return float(np.mean(known))


def test_the_exact_gradient_dreams_of_bars_and_stripes_and_cd_does_not(visit: Callable[..., Page]) -> None:
    runs = "p=objective:exact;epochs:1500&p=objective:cd;epochs:300"
    page = visit(f"boltzmann#room=restricted&s=data:bars-and-stripes&{runs}&o=pace:~null")
    exact, cd = (page.locator(f"article[data-objective={name}]") for name in ("exact", "cd"))
    for each in (exact, cd):
        expect(each).to_have_attribute("data-phase", "finished")
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-figure=kl]')].map((each) => Number(each.dataset.value))"
        ".every((kl, at) => kl > 0 && (at > 0 || kl < 0.15))"
    )
    assert figure(exact, "kl") < 0.15
    assert figure(cd, "kl") > 1
    # what is on the canvas tells the same
    seen = [share_of_bars_and_stripes(pixels(each.locator("canvas[data-layer=fantasies]"))) for each in (exact, cd)]
    assert seen[0] > 0.7
    assert seen[1] < 0.5
    page.wait_for_function("() => Number(document.querySelector('canvas[data-layer=law]').dataset.others) < 0.2")
    assert violations(page) == []

    page.locator("[data-data=drawn]").click()
    first = page.get_by_role("button", name="Pattern 1", exact=True)
    before = pixels(first.locator("canvas"))
    pad = page.get_by_role("application", name="Pattern 1")
    pad.focus()
    page.keyboard.press("Space")
    assert abs(pixels(first.locator("canvas")) - before).astype(bool).sum() == 1
    page.wait_for_function("() => location.hash.includes('data:drawn')")


def test_a_bound_is_called_a_bound_and_doubled_inputs_can_be_left_out(visit: Callable[..., Page]) -> None:
    small = "hidden1:16;hidden2:8;pretraining_epochs:2"
    models = "&".join(f"p=model:{name};{small};epochs:1" for name in ("rbm", "stack", "joint"))
    page = visit(f"boltzmann#room=deep&{models}")
    panels = {name: page.locator(f"article[data-model={name}]") for name in ("rbm", "stack", "joint")}
    for each in panels.values():
        expect(each).to_have_attribute("data-phase", "finished")
    assert figure(panels["rbm"], "log_likelihood") < 0
    for name in ("stack", "joint"):
        expect(panels[name].locator("dl").first).to_contain_text("lower bound")
        assert panels[name].locator("[data-figure=log_likelihood]").count() == 0, "a bound is no likelihood"
        assert figure(panels[name], "log_likelihood_bound") < 0
    stages = panels["joint"].locator("[data-stage]")
    assert [each.get_attribute("data-stage") for each in stages.all()] == ["first RBM", "second RBM", "joint"]
    assert [each.get_attribute("data-done") for each in stages.all()] == ["1.00"] * 3
    # eight units of 8 x 8 pixels in three columns, and none in the restricted machine
    assert pixels(panels["joint"].locator("canvas[data-layer=filters-2]")).shape == (28, 28)
    assert panels["rbm"].locator("canvas[data-layer=filters-2]").count() == 0
    assert violations(page) == []

    before = pixels(panels["joint"].locator("canvas[data-layer=filters]"))
    panels["joint"].get_by_label("Doubled inputs").uncheck()
    expect(panels["joint"]).to_contain_text("inputs not doubled")
    expect(panels["joint"]).to_have_attribute("data-phase", "finished")
    page.wait_for_function("() => location.hash.includes('doubled:false')")
    assert not np.array_equal(pixels(panels["joint"].locator("canvas[data-layer=filters]")), before)


GREY = "(count) => { const canvas = document.querySelector('canvas[data-layer=held]'); \
  const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height); \
  return data.filter((level, at) => at % 4 === 1 && level > 64 && level < 191).length === count; }"


def hidden_of(page: Page, count: int) -> NDArray[np.bool_]:
    """Where pixels are hidden, as soon as the server's own picture hides so many."""
    expect(page.get_by_text(f"{count} of 64 pixels")).to_be_visible()
    page.wait_for_function(GREY, arg=count)
    grey = pixels(page.locator("canvas[data-layer=held]"))
    found: NDArray[np.bool_] = (grey > 64) & (grey < 191)
    return found


def test_what_is_held_stays_and_what_is_painted_is_filled_in(visit: Callable[..., Page]) -> None:
    page = visit("boltzmann#room=clamping&p=model:rbm;epochs:20&p=model:ising&o=pace:~null")
    rbm, ising = (page.locator(f"article[data-model={name}]") for name in ("rbm", "ising"))
    expect(rbm).to_have_attribute("data-learning", "false")
    hidden = hidden_of(page, 32)
    assert hidden[4:].all()
    assert not hidden[:4].any()

    # one pixel more is hidden by the keyboard, and one stroke of a pointer hides a row
    ground = page.get_by_role("application", name="What is hidden")
    ground.focus()
    for key in ("ArrowUp", "Space"):
        page.keyboard.press(key)
    hidden_of(page, 33)
    box = ground.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 0.06 * box["width"], box["y"] + 0.19 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.94 * box["width"], box["y"] + 0.19 * box["height"], steps=12)
    page.mouse.up()
    hidden = hidden_of(page, 41)
    assert hidden[1].all()
    page.wait_for_function("() => location.hash.includes('held:')")

    page.get_by_role("button", name="Pause").click()
    truth = pixels(page.locator("canvas[data-layer=truth]")) > 127
    for each in (rbm, ising):
        expect(each).to_have_attribute("data-phase", "paused")
        sample = settled(each.locator("canvas[data-layer=sample]")) > 127
        assert np.array_equal(sample[~hidden], truth[~hidden]), "what is held stays"
        wrong = float((sample != truth)[hidden].mean())
        assert figure(each, "hidden_error_sample") == pytest.approx(wrong, abs=1e-6)

    page.get_by_role("radio", name="Random 50 %").click()
    hidden_of(page, 32)
    page.get_by_role("button", name="Complete the whole test set").click()
    over = page.locator("table").last
    row = over.locator("[data-row=RBM]")
    expect(row).to_be_visible()
    means = {
        name: float(over.locator(f"[data-row='{name}']").get_attribute("data-mean") or "nan")
        for name in ("Base rate", "Nearest training picture", "RBM", "Ising")
    }
    assert means["RBM"] < min(means["Base rate"], means["Ising"])
    assert means["Base rate"] == pytest.approx(0.21, abs=0.03)
    assert violations(page) == []


def settled(canvas: Locator) -> NDArray[np.int64]:
    """As it is when the last frames of a run that was paused have come."""
    canvas.page.evaluate("() => new Promise((done) => setTimeout(done, 400))")
    return pixels(canvas)
