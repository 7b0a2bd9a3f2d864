"""Takes the README's picture of the real page: `make picture`. Trains both panels, then samples, in real Chromium."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from .served import chromium, server

PICTURE = Path(__file__).parent.parent / "docs" / "page.jpg"
PATIENCE = 120_000


def main() -> None:
    with server() as (url, _), chromium() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{url}/#t=preset.two-gaussians&p=score-matching&p=denoising-score-matching&s=langevin;init=uniform")
        train = page.get_by_role("button", name="Train", exact=True)
        expect(train).to_be_enabled(timeout=PATIENCE)
        train.click()
        for panel in page.locator("article").all():
            expect(panel).to_have_attribute("data-phase", "finished", timeout=PATIENCE)
        page.get_by_role("button", name="Sample", exact=True).click()
        page.wait_for_function(
            """() => [...document.querySelectorAll('canvas[data-stage]')]
                     .every((each) => Number(each.dataset.particlesStep) > 200)""",
            timeout=PATIENCE,
        )
        page.screenshot(path=PICTURE, type="jpeg", quality=82)
    print(f"wrote {PICTURE} ({PICTURE.stat().st_size // 1000} kB)")


if __name__ == "__main__":
    main()
