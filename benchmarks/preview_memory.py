"""What the memory of a preview comes to after many saves: that of the press with its children, and that of the page.

    python benchmarks/preview_memory.py [SAVES]

Of the processes it is the proportional set size (Linux, proc_pid_smaps), as forks share what none of them has written
to; of the page what is left of its heap, and its elements, after the browser has collected what nobody needs.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import CDPSession, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from previews import NOTE, screen, started

#: It is measured after so many saves, each time.
_STEP = 20


def _tree(pid: int) -> list[int]:
    """A process, and all that it has begun."""
    children = [
        int(each) for task in Path(f"/proc/{pid}/task").iterdir() for each in (task / "children").read_text().split()
    ]
    return [pid, *(inner for child in children for inner in _tree(child))]


def _megabytes(pid: int) -> float:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8")
    except OSError:
        # It has just ended.
        return 0.0
    return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024


def _page(session: CDPSession) -> str:
    session.send("HeapProfiler.collectGarbage")
    metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    return f"{metrics['JSHeapUsedSize'] / 1e6:6.2f} MB, {metrics['Nodes']:5.0f} nodes"


def main(saves: int) -> None:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        facts = folder / "content" / "note" / "brief.yaml"
        facts.parent.mkdir(parents=True)
        facts.write_text(NOTE, "utf-8")
        preview = started(folder)
        flags = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
        with screen(browser, preview) as shown:
            session = shown.page.context.new_cdp_session(shown.page)
            session.send("Performance.enable")
            print("saves  processes       press   all    page")
            for number in range(saves + 1):
                words = f"The sentence of save {number}."
                facts.write_text(NOTE.replace("The first sentence.", words), "utf-8")
                shown.shows(words)
                if number % _STEP == 0:
                    preview.frame(until=lambda frame: frame["validation"]["state"] == "passed")
                    sizes = [_megabytes(pid) for pid in _tree(preview.process.pid)]
                    print(
                        f"{number:5}  {len(sizes):9}  {sizes[0]:7.1f} MB  {sum(sizes):7.1f} MB  {_page(session)}",
                        flush=True,
                    )
        browser.close()
        preview.end()


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 200)
