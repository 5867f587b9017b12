/* What a page gains from JavaScript. Without it everything still works: links lead, forms are sent, menus open. */
"use strict";

const search = document.getElementById("search");
const suggestions = document.getElementById("suggestions");

function isTyping(element) {
  return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
}

/* The bar key leads to the search of persons. */
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && search && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)) {
    event.preventDefault();
    search.focus();
    search.select();
  }
});

/* Arrows move among neighbours: rows of a list, and what the search suggests. */
function move(event, links) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const at = links.indexOf(event.target);
  const next = links[at + step];
  if (next) {
    event.preventDefault();
    next.focus();
  } else if (at === 0 && links[0].closest("#suggestions")) {
    event.preventDefault();
    search.focus();
  }
}
for (const table of document.querySelectorAll("[data-rows]")) {
  table.addEventListener("keydown", (event) => move(event, [...table.querySelectorAll("tbody th a")]));
}
if (search && suggestions) {
  search.addEventListener("keydown", (event) => {
    const first = suggestions.querySelector("a");
    if (event.key === "ArrowDown" && first) {
      event.preventDefault();
      first.focus();
    }
  });
  suggestions.addEventListener("keydown", (event) => move(event, [...suggestions.querySelectorAll("a")]));
  const said = document.getElementById("suggestions-said");
  suggestions.addEventListener("htmx:afterSwap", () => {
    said.textContent = suggestions.querySelector("[data-said]")?.dataset.said ?? "";
  });
  const shell = search.closest(".s-search");
  shell.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      suggestions.replaceChildren();
      search.focus();
    }
  });
  shell.addEventListener("focusout", (event) => {
    if (!shell.contains(event.relatedTarget)) setTimeout(() => !shell.contains(document.activeElement) && suggestions.replaceChildren(), 150);
  });
}

/* On a narrow page the links beside this one run off sideways: begin from here. */
const here = document.querySelector(".s-links [aria-current]");
if (here) here.closest(".s-chips").scrollLeft = here.offsetLeft - here.closest(".s-chips").offsetLeft - 16;

/* Menus close by Escape, by a click elsewhere, and when focus leaves them. */
for (const menu of document.querySelectorAll("[data-menu]")) {
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
}

/* What went wrong is the first thing read. */
document.querySelector("[data-errors]:not([data-still] *)")?.focus();

/* A form is sent once, and says that it is busy. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  form.querySelector("button[type=submit]")?.setAttribute("aria-busy", "true");
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-sent]")) {
    delete form.dataset.sent;
    form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
  }
});

/* On paper nothing is folded away. */
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("details:not([open], [data-menu])")) {
    folded.open = true;
    folded.dataset.folded = "yes";
  }
});
addEventListener("afterprint", () => {
  for (const folded of document.querySelectorAll("details[data-folded]")) folded.open = false;
});

/* A day is said in full while it is typed. */
for (const box of document.querySelectorAll("[data-day]")) {
  const echo = document.getElementById(`${box.id}_echo`);
  let waiting;
  const ask = async () => {
    const answer = await fetch(`${box.dataset.day}?g=${encodeURIComponent(box.value)}`);
    if (!answer.ok) return;
    const { said, wrong } = await answer.json();
    echo.textContent = said;
    echo.classList.toggle("s-echo--wrong", wrong);
  };
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 500);
  });
}

/* What is typed is kept on the server until it is recorded. */
for (const form of document.querySelectorAll("[data-draft]")) {
  let waiting;
  const keep = () => {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
    fetch(form.dataset.draft, { method: "POST", body, headers: { "X-Form": location.pathname + location.search, "X-CSRFToken": body.get("csrfmiddlewaretoken") } });
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, 2000);
  });
  form.addEventListener("submit", () => clearTimeout(waiting));
}

/* Recovery codes, and whatever else says so, can be printed with a button. */
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

/* A screen that nobody is before is covered; moving about says that somebody is. The other windows of the same person count too. */
const { idle, lock, presence } = document.body.dataset;
if (idle) {
  const limit = idle * 1000;
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  let told = Date.now();
  const last = () => Math.max(told, Number(localStorage.getItem("seen") || 0));
  const here = () => {
    const now = Date.now();
    if (now - last() > limit) return;
    localStorage.setItem("seen", now);
    if (now - told > Math.min(120_000, limit / 3)) {
      told = now;
      fetch(presence, { method: "POST", headers: { "X-CSRFToken": token }, redirect: "manual" });
    }
  };
  localStorage.setItem("seen", told);
  for (const sign of ["keydown", "pointerdown", "pointermove", "scroll"]) addEventListener(sign, here, { passive: true });
  const watch = setInterval(() => {
    if (Date.now() - last() <= limit) return;
    clearInterval(watch);
    const where = encodeURIComponent(location.pathname + location.search);
    location.assign(`${lock}?next=${where}`);
  }, Math.min(5_000, limit / 4));
}
