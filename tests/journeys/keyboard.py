"""Somebody who uses the pages with a keyboard alone, in a real browser, and looks at every one they come to."""

from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const labels = e.labels ? Array.from(e.labels).map(l => l.innerText).join(' ') : '';
  const group = e.closest('fieldset')?.querySelector('legend')?.innerText || '';
  const own = ['A', 'BUTTON', 'SUMMARY'].includes(e.tagName) ? e.innerText : '';
  const value = e.tagName === 'INPUT' && e.type === 'submit' ? e.value : '';
  const box = e.getBoundingClientRect();
  const style = getComputedStyle(e);
  return {
    tag: e.tagName, type: e.type || '', name: e.name || '', open: !!e.closest('details')?.open,
    words: [e.getAttribute('aria-label') || '', labels, own, value].join(' ').replace(/\\s+/g, ' ').trim(),
    group: group.replace(/\\s+/g, ' ').trim(),
    visible: box.width > 0 && box.height > 0,
    ring: style.outlineStyle !== 'none' && style.outlineWidth !== '0px' || style.boxShadow !== 'none',
  };
}"""

MOST_STEPS = 160
"""A page where the next thing to do is further than this is not usable by keyboard."""


@dataclass
class Keyboard:
    """One person at work: `reach` moves the focus as they would, `look` checks the page they came to."""

    page: Page
    base: str
    looked: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Type an address."""
        self.page.goto(self.base + path)
        self.look()

    def look(self) -> None:
        """Check the page: one h1, one main, a title, and no violation of the accessibility rules."""
        assert self.page.locator("h1").count() == 1, f"{self.page.url} has {self.page.locator('h1').count()} h1"
        assert self.page.locator("main").count() == 1, self.page.url
        assert self.page.title().strip(), self.page.url
        results = Axe().run(self.page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
        assert results.violations_count == 0, f"{self.page.url}\n{results.generate_report()}"
        self.looked.append(self.page.url)

    def reach(self, words: str, *, tag: str = "", within: str = "") -> None:
        """Press Tab until the focus is on what says `words` (in a group that says `within`), as it is read out; `tag` narrows it to some elements."""
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
        message = f"{words!r} cannot be reached by keyboard at {self.page.url}; passed {passed}"
        raise AssertionError(message)

    def press(self, words: str, *, tag: str = "", key: str = "Enter") -> None:
        """Reach a link or a button, press it, and look at where it leads."""
        self.reach(words, tag=tag)
        self.send(key)

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
        """Reach a list and pick an option by typing its words."""
        self.reach(label, tag="select")
        self.page.keyboard.type(option)

    def tick(self, words: str, *, within: str = "") -> None:
        """Reach a box or a radio button and tick it."""
        self.reach(words, tag="input", within=within)
        self.page.keyboard.press("Space")

    def pick(self, words: str, *, within: str) -> None:
        """Reach a group of radio buttons and move with the arrows to the one that says `words`."""
        self.reach("", within=within)
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

    def reads(self, words: str) -> None:
        """Check that the page says `words`."""
        text = self.page.locator("main").inner_text()
        assert words.lower() in text.lower(), f"{words!r} is not at {self.page.url}:\n{text}"

    def is_headed(self, words: str) -> None:
        """Check the page's own name."""
        heading = self.page.locator("h1").inner_text()
        assert words in heading, f"{heading!r} instead of {words!r} at {self.page.url}:\n{self.page.locator('main').inner_text()}"

    def sign_in(self, username: str, password: str) -> None:
        """Come in through the front door."""
        self.page.context.clear_cookies()
        self.open("/accesso/login/")
        self.type("Nome utente", username)
        self.type("Password", password)
        self.send()

    def picture(self, name: str) -> None:
        """Keep a picture of the page for the documentation, when a folder for them is given."""
        folder = Path("docs/screenshots")
        folder.mkdir(exist_ok=True)
        self.page.screenshot(path=folder / f"{name}.png", full_page=False)
