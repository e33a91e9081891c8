"""Size and speed with many events. The limits are far above what a quiet machine measures, and the quickest try counts:
what else the machine does meanwhile makes some tries slower, and none faster."""

import time

import pytest

from geoevents.maps import save_map

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BRUSH = """
const done = arguments[0];
const strip = document.querySelector(".strip");
const box = strip.getBoundingClientRect();
const send = (type, part) => strip.dispatchEvent(new PointerEvent(type,
  { bubbles: true, clientX: box.left + box.width * part, clientY: box.top + 20, button: 0, pointerId: 1 }));
strip.setPointerCapture = () => {};
const times = [];
send("pointerdown", 0.2);
const step = () => {
  if (times.length === 20) {
    send("pointerup", 0.6);
    done(times.sort((a, b) => a - b)[10]);
    return;
  }
  const start = performance.now();
  send("pointermove", 0.25 + times.length * 0.015);
  requestAnimationFrame(() => {
    const channel = new MessageChannel(); // its message comes after the frame is painted
    channel.port1.onmessage = () => { times.push(performance.now() - start); step(); };
    channel.port2.postMessage(0);
  });
};
requestAnimationFrame(step);
"""


def within(limit, measure, tries=8):
    """Whether one of so many tries keeps to the limit."""
    return any(measure() <= limit for _ in range(tries))


@pytest.mark.parametrize(
    ("events", "write_s", "size_mb", "ready_ms", "brush_ms"), [(10_000, 1, 4, 1_500, 60), (100_000, 5, 35, 2_500, 60)]
)
def test_many_events(browser, many_readings, tmp_path, events, write_s, size_mb, ready_ms, brush_ms):
    readings = many_readings(events)
    start = time.process_time()
    path = save_map(readings, tmp_path / "map.html")
    assert time.process_time() - start <= write_s
    assert path.stat().st_size <= size_mb * 1e6

    def ready():
        browser.open(path)
        return int(browser.run("return document.documentElement.dataset.ready"))

    assert within(ready_ms, ready, tries=4)
    browser.until("return document.querySelector('.line-text').textContent.length > 5")
    assert within(brush_ms, lambda: browser.driver.execute_async_script(BRUSH))
    assert 0 < browser.shown() < events
    assert browser.errors() == []
