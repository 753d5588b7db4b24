/* Search over the pages of one language. The index is a script, so it loads from a folder too. */
(function () {
  "use strict";

  const form = document.querySelector(".site-search");
  if (!form) return;
  const input = form.querySelector("input");
  const list = form.querySelector("ul");
  const status = form.querySelector("[role=status]");
  const page = document.documentElement.dataset;
  const LIMIT = 8;
  let index = null;
  let active = -1;

  /* "Bocheński" and "bochenski" are the same word; ł has no accent to take away. */
  function fold(text) {
    return text.toLowerCase().replace(/ł/g, "l").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }

  function load() {
    if (index !== null) return;
    index = [];
    const script = document.createElement("script");
    script.src = form.dataset.index;
    script.addEventListener("load", function () {
      index = window.pesSearchIndex.map(function (entry) {
        return {
          entry: entry,
          title: fold(entry.title),
          headings: entry.headings.map((heading) => fold(heading[1])),
          text: fold(entry.text),
        };
      });
      if (input.value) show();
    });
    document.head.append(script);
  }

  /* A word counts most in a title, then in a heading, then in the text; more where a word begins, most
     where it is all there is. Of titles that hold it, it counts more in a shorter one: the page of a county
     comes before the pages about something in that county. */
  function strength(text, word) {
    const at = text.indexOf(word);
    if (at < 0) return 0;
    if (text === word) return 3;
    const starts = at === 0 || (" " + text).includes(" " + word);
    return starts ? 2 : 1;
  }

  function find(query) {
    const words = fold(query).split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    const found = [];
    for (const candidate of index) {
      let score = 0;
      let anchor = null;
      const everyWord = words.every(function (word) {
        const inTitle =
          strength(candidate.title, word) * (100 + (100 * word.length) / (candidate.title.length || 1));
        let inHeading = 0;
        candidate.headings.forEach(function (heading, number) {
          const here = strength(heading, word) * 10;
          if (here > inHeading) {
            inHeading = here;
            if (!inTitle && anchor === null) anchor = number;
          }
        });
        const inText = strength(candidate.text, word);
        score += inTitle + inHeading + inText;
        return inTitle || inHeading || inText;
      });
      if (everyWord) found.push({ page: candidate, score: score, anchor: anchor, word: words[0] });
    }
    found.sort((one, other) => other.score - one.score || one.page.title.localeCompare(other.page.title));
    return found;
  }

  /* Folding keeps the length of Polish letters, so a place in the folded text is one in the text. */
  function excerpt(result) {
    const entry = result.page.entry;
    if (result.anchor !== null) return entry.headings[result.anchor][1];
    const at = result.page.text.indexOf(result.word);
    if (at < 0) return "";
    const from = at < 40 ? 0 : entry.text.lastIndexOf(" ", at - 30) + 1;
    const piece = entry.text.slice(from, at + 60);
    return (from ? "… " : "") + piece.slice(0, Math.max(piece.lastIndexOf(" "), 20)) + " …";
  }

  function option(result, number) {
    const item = document.createElement("li");
    item.id = "site-search-result-" + number;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const anchor = result.anchor === null ? "" : "#" + result.page.entry.headings[result.anchor][0];
    item.dataset.url = page.root + result.page.entry.url + anchor;
    for (const [name, text] of [["result-title", result.page.entry.title], ["result-text", excerpt(result)]]) {
      const part = document.createElement("span");
      part.className = name;
      part.textContent = text;
      item.append(part);
    }
    return item;
  }

  function show() {
    const query = input.value.trim();
    if (!index || !index.length || !query) return close();
    const found = find(query);
    list.replaceChildren(...found.slice(0, LIMIT).map(option));
    active = -1;
    input.removeAttribute("aria-activedescendant");
    status.textContent = found.length ? page.results.replace("{count}", found.length) : page.noResults;
    if (!found.length) {
      const none = document.createElement("li");
      none.className = "no-results";
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      none.textContent = page.noResults;
      list.append(none);
    }
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  }

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function move(to) {
    const options = Array.from(list.querySelectorAll("[data-url]"));
    if (!options.length) return;
    active = (to + options.length) % options.length;
    options.forEach((item, number) => item.setAttribute("aria-selected", String(number === active)));
    options[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[active].id);
  }

  function open(item) {
    if (item) location.href = item.dataset.url;
  }

  form.hidden = false;
  input.addEventListener("focus", load);
  input.addEventListener("input", function () {
    load();
    show();
  });
  input.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      close();
    } else if (!list.hidden && event.key === "ArrowDown") {
      event.preventDefault();
      move(active + 1);
    } else if (!list.hidden && event.key === "ArrowUp") {
      event.preventDefault();
      move(active < 0 ? -1 : active - 1);
    }
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    open(list.querySelectorAll("[data-url]")[Math.max(active, 0)]);
  });
  list.addEventListener("click", (event) => open(event.target.closest("[data-url]")));
  document.addEventListener("click", function (event) {
    if (!form.contains(event.target)) close();
  });
  input.addEventListener("blur", function () {
    setTimeout(function () {
      if (!form.contains(document.activeElement) && !list.matches(":hover")) close();
    }, 150);
  });
})();
