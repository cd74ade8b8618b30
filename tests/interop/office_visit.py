"""A visit of the office page in Chromium, for everything that is tried there."""

import os
import subprocess

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"wide": (1440, 900), "middle": (900, 900), "small": (400, 800)}


class Served:
    """The program, serving a folder."""

    def __init__(self, binary, folder, environment=None):
        environment = {**os.environ, "XDG_CONFIG_HOME": str(folder / "settings"), **(environment or {})}
        self.process = subprocess.Popen(
            [binary, "open", str(folder), "--no-browser"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
        )
        self.entry = self.process.stdout.readline().strip()
        self.address = self.entry.split("/?")[0]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(timeout=30)


class Visit:
    """A browser of somebody who has opened the page."""

    def __init__(self, browser, served, scheme="light", size="wide", bypass=False):
        width, height = SIZES[size]
        self.browser = browser
        self.context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            locale="en-GB",
            accept_downloads=True,
            # Only axe, which is put into the page, needs it.
            bypass_csp=bypass,
        )
        self.page = self.context.new_page()
        self.told = []
        self.page.on("console", lambda said: said.type in ("error", "warning") and self.told.append(said.text))
        self.page.on("pageerror", lambda error: self.told.append(str(error)))
        self.served = served
        self.page.goto(served.entry)

    def go(self, path):
        self.page.goto(self.served.address + path)
        self.page.wait_for_load_state("networkidle")
        return self.page

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()


def names(page):
    """The ids of the partners in the list."""
    links = page.locator("table.partners .name").all()
    return [link.get_attribute("href").rsplit("/", 1)[-1] for link in links]


def tab_to(page, selector):
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"no key leads to {selector}")
