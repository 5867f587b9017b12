"""Somebody who uses the pages with a keyboard alone, in a real browser, and looks at every one they come to."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const labels = e.labels ? Array.from(e.labels).map(l => l.innerText).join(' ') : '';
  const part = e.closest('section[aria-labelledby]');
  const group = (e.closest('fieldset')?.querySelector('legend') || part && document.getElementById(part.getAttribute('aria-labelledby')))?.innerText || '';
  const own = ['A', 'BUTTON', 'SUMMARY'].includes(e.tagName) ? e.textContent : '';
  const value = e.tagName === 'INPUT' && e.type === 'submit' ? e.value : '';
  // The ring may be around the row or the form that the element stands for.
  const ringed = [e, e.closest('tr'), e.closest('form')].filter(Boolean).map(each => getComputedStyle(each));
  return {
    tag: e.tagName,
    words: [e.getAttribute('aria-label') || '', labels, own, value].join(' ').replace(/\\s+/g, ' ').trim(),
    group: group.replace(/\\s+/g, ' ').trim(),
    ring: ringed.some(style => style.outlineStyle !== 'none' && style.outlineWidth !== '0px' || style.boxShadow !== 'none'),
  };
}"""

WRITTEN = re.compile(r'(?<=>)[^<]*[^<\s][^<]*(?=<)|(?<=value=")[^"]+|\d+')
"""What a page says, where it says anything, and the numbers of its records: the rules ask that there are words, not which."""

AXE = Axe().axe_script
"""The rules of accessibility."""

VIOLATIONS = """() => axe.run(document, {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], resultTypes: ["violations"], preload: {assets: ["media"]},
}).then(({violations}) => ({violations}))"""
"""
What breaks them on this page, and nothing of what holds. Style sheets are not fetched for it: the one rule that reads them is experimental,
and those are not asked.
"""

CHECKED: set[int] = set()
"""How the pages were built that were found good, in a window of that width: what is built alike is not checked again."""

MOST_STEPS = 160
"""A page where the next thing to do is further than this is not usable by keyboard."""


@dataclass
class Keyboard:
    """One person at work: `reach` moves the focus as they would, `look` checks the page they came to."""

    page: Page
    base: str
    has_scripts: bool = True
    """Whether the browser runs JavaScript; the rules of accessibility are checked by a script of their own."""

    def open(self, path: str) -> None:
        """Type an address."""
        self.page.goto(self.base + path)
        self.look()

    def look(self) -> None:
        """Check the page: one h1, one main, a title, and no violation of the accessibility rules."""
        assert self.page.locator("h1").count() == 1, f"{self.page.url} has {self.page.locator('h1').count()} h1"
        assert self.page.locator("main").count() == 1, self.page.url
        assert self.page.title().strip(), self.page.url
        if self.has_scripts:
            self._check_rules()

    def _check_rules(self) -> None:
        page = WRITTEN.sub("0", self.page.locator("body").inner_html())
        seen = hash((page, self.page.viewport_size["width"] if self.page.viewport_size else 0))
        if seen in CHECKED:
            return
        self.page.evaluate(AXE)
        results = AxeResults(self.page.evaluate(VIOLATIONS))
        assert results.violations_count == 0, f"{self.page.url}\n{results.generate_report()}"
        CHECKED.add(seen)

    def reach(self, words: str, *, tag: str = "", within: str = "") -> None:
        """
        Press Tab until the focus is on what says `words`, as it is read out.

        `tag` narrows it to some elements, `within` to a group or a part of the page of that name.
        """
        passed: list[str] = []
        for _ in range(MOST_STEPS):
            self.page.keyboard.press("Tab")
            focused = self.page.evaluate(FOCUSED)
            if focused is None:
                continue
            passed.append(focused["words"])
            matches = words.lower() in focused["words"].lower() and within.lower() in focused["group"].lower()
            if matches and (not tag or focused["tag"].lower() in tag.split()):
                assert focused["ring"], f"the focus on {words!r} cannot be seen at {self.page.url}"
                return
        message = f"{words!r} cannot be reached by keyboard at {self.page.url}; passed {list(dict.fromkeys(passed))}"
        raise AssertionError(message)

    def press(self, words: str, *, within: str = "") -> None:
        """Reach a link or a button, press it, and look at the page it leads to."""
        self.reach(words, tag="a button", within=within)
        self.send()

    def unfold(self, words: str) -> None:
        """Reach a menu or a disclosure and open it, staying on the page."""
        self.reach(words, tag="summary")
        self.page.keyboard.press("Enter")

    def type(self, label: str, text: str) -> None:
        """Reach a field and type in it, over what it holds."""
        self.reach(label, tag="input textarea")
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def choose(self, label: str, option: str) -> None:
        """Reach a list and pick an option by typing how it begins."""
        self.reach(label, tag="select")
        self.page.keyboard.type(option)
        chosen = self.page.evaluate("document.activeElement.selectedOptions[0].text")
        assert chosen.startswith(option), f"{chosen!r} instead of {option!r} at {self.page.url}"

    def tick(self, words: str, *, within: str = "") -> None:
        """Reach a box or a radio button and tick it."""
        self.reach(words, tag="input", within=within)
        self.page.keyboard.press("Space")

    def pick(self, words: str, *, within: str) -> None:
        """Reach a group of radio buttons and move with the arrows to the one that says `words`."""
        self.reach("", tag="input", within=within)
        for _ in range(40):
            focused = self.page.evaluate(FOCUSED)
            if words.lower() in focused["words"].lower():
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
        message = f"no {words!r} in {within!r} at {self.page.url}"
        raise AssertionError(message)

    def key(self, name: str) -> None:
        """Press one key, as it is called on the keyboard."""
        self.page.keyboard.press(name)

    def write(self, text: str) -> None:
        """Type where the focus is."""
        self.page.keyboard.type(text)

    def waits_for(self, selector: str) -> None:
        """Wait until the page shows what it fetches by itself."""
        self.page.wait_for_selector(selector)

    def send(self, key: str = "Enter") -> None:
        """Press Enter where the focus is, and look at the page it leads to."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        self.look()

    def reads(self, words: str, *, within: str = "main") -> None:
        """Check that the page says `words`."""
        text = " ".join(self.page.locator(within).inner_text().split())
        assert words.lower() in text.lower(), f"{words!r} is not at {self.page.url}:\n{text}"

    def lacks(self, words: str, *, within: str = "main") -> None:
        """Check that the page does not say `words`."""
        assert words.lower() not in self.page.locator(within).inner_text().lower(), f"{words!r} is at {self.page.url}"

    def is_headed(self, words: str) -> None:
        """Check the page's own name."""
        heading = self.page.locator("h1").inner_text()
        assert words in heading, f"{heading!r} instead of {words!r} at {self.page.url}:\n{self.page.locator('main').inner_text()}"

    def holds_focus(self, words: str) -> bool:
        """Tell whether the focus is on what says `words`."""
        focused = self.page.evaluate(FOCUSED)
        return focused is not None and words.lower() in focused["words"].lower()

    def fits(self) -> None:
        """Check that nothing is to be scrolled sideways."""
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{self.page.url} is {wide} pixels too wide"

    @contextmanager
    def prints(self) -> Iterator[None]:
        """See the page as it is printed."""
        self.page.emulate_media(media="print")
        yield
        self.page.emulate_media(media="screen")

    def shows(self, selector: str) -> bool:
        """Tell whether any of some elements is to be seen."""
        return any(each.is_visible() for each in self.page.locator(selector).all())

    def find(self, words: str) -> None:
        """Go to the first person whom the search of every page suggests for `words`."""
        self.key("/")
        self.write(words)
        self.waits_for("#suggestions a")
        self.key("ArrowDown")
        self.send()

    def sign_in(self, username: str, password: str) -> None:
        """Come in through the front door, after whoever was here has left."""
        self.sign_out()
        self.open("/accesso/login/")
        self.type("Nome utente", username)
        self.type("Password", password)
        self.send()

    def sign_out(self) -> None:
        """Leave the browser to whoever comes next."""
        self.page.context.clear_cookies()
