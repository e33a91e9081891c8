"""axe-core finds nothing serious, in either language, theme and width."""

import pytest

from geoevents.maps import save_map

pytestmark = pytest.mark.browser

RUN = """
const done = arguments[0];
axe.run({ resultTypes: ["violations"] }).then((result) => done(result.violations
  .filter((one) => one.impact === "serious" || one.impact === "critical")
  .map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" | ").slice(0, 600)}`)));
"""


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize(
    ("language", "state"),
    [
        ("ar", ""),
        ("en", "theme=dark"),
        ("ar", "v=source&theme=dark"),
        ("en", "v=source"),
        ("ar", "v=timeline"),
        ("en", "v=filters"),
    ],
)
def test_nothing_serious(browser, pages, axe, language, state, width):
    browser.size(width)
    browser.open(pages[language][0], f"{state}&e=event-2")
    browser.run("document.querySelectorAll('details').forEach((d) => (d.open = !d.classList.contains('menu')))")
    browser.settle()
    browser.run(axe)
    assert browser.driver.execute_async_script(RUN) == []


def test_nothing_serious_without_events(browser, axe, tmp_path):
    browser.open(save_map([], tmp_path / "none.html", language="en"))
    browser.run(axe)
    assert browser.driver.execute_async_script(RUN) == []
