/* Menu, contents, tabs and wide tables. Without this file everything is shown in full. */
(function () {
  "use strict";

  function foldMenu() {
    const header = document.querySelector(".site-header");
    const button = document.querySelector(".menu-button");
    if (!button) return;
    button.hidden = false;
    header.classList.add("has-menu");
    button.addEventListener("click", function () {
      const open = header.classList.toggle("menu-open");
      button.setAttribute("aria-expanded", String(open));
    });
    header.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !header.classList.contains("menu-open")) return;
      header.classList.remove("menu-open");
      button.setAttribute("aria-expanded", "false");
      button.focus();
    });
  }

  /* A name that unfolds closes again when attention goes elsewhere; on a phone it stays. */
  function closeSubmenus() {
    const submenus = Array.from(document.querySelectorAll("details.submenu"));
    const bar = window.matchMedia("(min-width: 48rem)");
    function closeAll(except) {
      for (const one of submenus) if (one !== except) one.open = false;
    }
    document.addEventListener("click", function (event) {
      if (bar.matches) closeAll(event.target.closest("details.submenu"));
    });
    for (const one of submenus) {
      one.addEventListener("keydown", function (event) {
        if (event.key !== "Escape" || !one.open) return;
        event.stopPropagation();
        one.open = false;
        one.querySelector("summary").focus();
      });
      one.addEventListener("focusout", function (event) {
        if (bar.matches && event.relatedTarget && !one.contains(event.relatedTarget)) one.open = false;
      });
    }
  }

  function openContents() {
    const details = document.querySelector(".contents details");
    if (!details) return;
    const beside = window.matchMedia("(min-width: 70rem)");
    const summary = details.querySelector("summary");
    function follow() {
      details.open = beside.matches;
      // Beside the text the contents are always open, so there is nothing to press.
      if (beside.matches) summary.setAttribute("tabindex", "-1");
      else summary.removeAttribute("tabindex");
    }
    follow();
    beside.addEventListener("change", follow);
  }

  function makeTabs(tabset, number) {
    const panes = Array.from(tabset.querySelectorAll(":scope > .tab-pane"));
    const list = document.createElement("div");
    list.className = "tab-list";
    list.setAttribute("role", "tablist");
    const tabs = panes.map(function (pane, index) {
      const tab = document.createElement("button");
      tab.type = "button";
      tab.id = "tab-" + number + "-" + index;
      tab.textContent = pane.querySelector(".tab-title").textContent;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", pane.id);
      pane.setAttribute("role", "tabpanel");
      pane.setAttribute("aria-labelledby", tab.id);
      list.append(tab);
      return tab;
    });
    function choose(chosen, focus) {
      tabs.forEach(function (tab, index) {
        const on = index === chosen;
        tab.setAttribute("aria-selected", String(on));
        tab.tabIndex = on ? 0 : -1;
        panes[index].classList.toggle("is-hidden", !on);
      });
      if (focus) tabs[chosen].focus();
      markWideBoxes();
    }
    list.addEventListener("click", function (event) {
      const index = tabs.indexOf(event.target.closest("button"));
      if (index >= 0) choose(index, false);
    });
    list.addEventListener("keydown", function (event) {
      const now = tabs.indexOf(document.activeElement);
      const to = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      choose((to + tabs.length) % tabs.length, true);
    });
    function showTarget() {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      const index = target ? panes.findIndex((pane) => pane.contains(target)) : -1;
      if (index < 0) return;
      choose(index, false);
      target.scrollIntoView();
    }
    tabset.prepend(list);
    tabset.classList.add("has-tabs");
    choose(0, false);
    showTarget();
    window.addEventListener("hashchange", showTarget);
  }

  function markWideBoxes() {
    for (const box of document.querySelectorAll(".table-scroll, .formula, pre")) {
      const wide = box.scrollWidth > box.clientWidth + 1;
      box.classList.toggle("scrolls", wide);
      if (!wide) {
        for (const name of ["tabindex", "role", "aria-label", "aria-labelledby"]) box.removeAttribute(name);
        continue;
      }
      const table = box.querySelector("table[aria-labelledby]");
      box.tabIndex = 0;
      // Landmarks need names of their own; a table has one in its caption, a formula has none.
      box.setAttribute("role", table ? "region" : "group");
      if (table) box.setAttribute("aria-labelledby", table.getAttribute("aria-labelledby"));
      else box.setAttribute("aria-label", document.documentElement.dataset.scrollable);
    }
  }

  function openForPrint() {
    let opened = [];
    window.addEventListener("beforeprint", function () {
      opened = Array.from(document.querySelectorAll("main details:not([open])"));
      for (const details of opened) details.open = true;
    });
    window.addEventListener("afterprint", function () {
      for (const details of opened) details.open = false;
    });
  }

  foldMenu();
  closeSubmenus();
  openContents();
  document.querySelectorAll(".panel-tabset").forEach(makeTabs);
  markWideBoxes();
  openForPrint();
  window.addEventListener("resize", markWideBoxes);
  document.addEventListener("toggle", markWideBoxes, true);
})();
