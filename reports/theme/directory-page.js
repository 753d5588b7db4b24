/* The forms of the directory: a search, and where to send or with whom to work. Without this file the page
   shows its lists. Everything a reader chose stands in the address, so that it can be sent on. */
(function () {
  "use strict";

  const place = document.querySelector(".unit-finder");
  const core = globalThis.PesDirectory;
  if (!place || !core || !window.pesDirectory) return;
  const directory = core.read(window.pesDirectory);
  const data = directory.data;
  const words = data.words;
  const referral = place.id === "referral";
  const BATCH = 20;
  const SHORT_BATCH = 10;
  const fields = {};
  let shown = [];
  let question = null;

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
    }
    element.append(...children.filter((one) => one !== null && one !== undefined));
    return element;
  }

  function field(name, label, control) {
    control.id = "unit-" + name;
    fields[name] = control;
    return make("div", { class: "field" }, make("label", { for: control.id }, label), control);
  }

  function options(control, first, entries) {
    const chosen = control.value;
    control.replaceChildren(make("option", { value: "" }, first));
    for (const [value, text] of entries) control.append(make("option", { value: value }, text));
    control.value = chosen;
    if (control.selectedIndex < 0) control.value = "";
  }

  function select(name, label, first, entries) {
    const control = make("select");
    options(control, first, entries);
    return field(name, label, control);
  }

  function purposes() {
    const group = make("fieldset", { class: "field purposes" }, make("legend", null, words.purpose));
    for (const [value, text] of [["send", words.send], ["partner", words.partner]]) {
      const id = "unit-purpose-" + value;
      const control = make("input", { type: "radio", name: "purpose", id: id, value: value });
      control.checked = value === "send";
      group.append(make("div", null, control, make("label", { for: id }, text)));
    }
    fields.purpose = group;
    return group;
  }

  const purpose = () => fields.purpose.querySelector(":checked").value;
  const at = (list, id) => list.findIndex((one) => one[0] === id);

  const form = make("form", {
    class: "unit-search",
    role: "search",
    "aria-label": referral ? words.referralForm : words.searchForm,
  });
  const status = make("p", { role: "status", class: "unit-count" });
  const list = make("ol", { class: "unit-results" });
  const more = make("button", { type: "button", class: "unit-more", hidden: "" }, words.more);

  function build() {
    const area = select("service", words.service, words.all, data.services);
    const group = select("group", words.group, words.all, data.groups);
    if (referral) {
      form.append(
        purposes(),
        select("county", words.inCounty, words.chooseCounty, data.counties),
        area,
        group,
        select("asker", words.asker, words.someone, []),
      );
      fields.asker.parentElement.hidden = true;
    } else {
      const text = make("input", { type: "search", autocomplete: "off", spellcheck: "false" });
      const active = make("input", { type: "checkbox" });
      const activeOnly = field("active", words.activeOnly, active);
      activeOnly.classList.add("check");
      form.append(
        field("text", words.text, text),
        select("type", words.type, words.all, data.types),
        select("county", words.county, words.all, data.counties),
        area,
        group,
        activeOnly,
        make("button", { type: "reset" }, words.clear),
      );
    }
    place.replaceChildren(form, status, list, more);
    for (const one of document.querySelectorAll(".unit-list")) one.hidden = true;
  }

  /* Organisations of the county, and for one that is not there its sector. */
  function offerAskers() {
    const county = at(data.counties, fields.county.value);
    const entries = data.sectors.map((one) => one.slice());
    for (let unit = 0; unit < directory.count; unit++) {
      if (directory.county[unit] === county) entries.push([directory.id[unit], directory.name[unit]]);
    }
    const wanted = fields.asker.dataset.wanted;
    options(fields.asker, words.someone, entries);
    if (wanted) fields.asker.value = wanted;
    delete fields.asker.dataset.wanted;
  }

  function asker() {
    const unit = directory.id.indexOf(fields.asker.value);
    if (unit >= 0) {
      return { unit: unit, sector: core.sectorOf(directory, unit), services: directory.services[unit] };
    }
    return { unit: -1, sector: at(data.sectors, fields.asker.value || "pes"), services: [] };
  }

  function search() {
    const found = core.find(directory, {
      text: fields.text.value,
      type: at(data.types, fields.type.value),
      county: at(data.counties, fields.county.value),
      service: at(data.services, fields.service.value),
      group: at(data.groups, fields.group.value),
      active: fields.active.checked,
    });
    question = null;
    return found;
  }

  function rank() {
    const county = at(data.counties, fields.county.value);
    if (county < 0) return null;
    const chosen = (name, entries) => [at(entries, fields[name].value)].filter((one) => one >= 0);
    question = {
      county: county,
      services: chosen("service", data.services),
      groups: chosen("group", data.groups),
    };
    if (purpose() === "send") return core.refer(directory, question);
    return core.partners(directory, question, asker());
  }

  /* As present/vcard.py writes it: the international form, the extension apart. */
  function dial(phone) {
    const parts = phone.split(" wew. ");
    const full = parts[0].startsWith("+") ? parts[0] : "+48 " + parts[0];
    return "tel:" + full.replace(/[^+\d]/g, "-") + (parts[1] ? ";ext=" + parts[1] : "");
  }

  function phoneLinks(unit) {
    const links = [];
    for (const phone of directory.phone[unit].split(", ").filter(Boolean)) {
      if (links.length) links.push(", ");
      links.push(make("a", { href: dial(phone) }, phone));
    }
    return links;
  }

  function listed(template, entries, places) {
    if (!places.length) return null;
    const names = places.map((one) => entries[one][2]).join(", ");
    return make("p", { class: "unit-offer" }, core.fill(template, { list: names }));
  }

  /* Contacts of units that have no page lie in a script of their own, fetched once somebody asks for one. */
  let loading = null;
  function contacts() {
    loading =
      loading ||
      new Promise(function (resolve) {
        const script = make("script", { src: "index.details.js" });
        script.addEventListener("load", function () {
          const data = window.pesDirectoryDetails;
          resolve(data ? core.details(data, directory.count) : null);
        });
        script.addEventListener("error", () => resolve(null));
        document.head.append(script);
      });
    return loading;
  }

  function contactLink(name, text) {
    if (name === "email") return make("a", { href: "mailto:" + text }, text);
    if (name === "site" && /^https?:\/\//.test(text)) {
      return make("a", { href: text }, text.replace(/^https?:\/\//, "").replace(/\/$/, ""));
    }
    return make("span", { lang: data.language === "pl" ? null : "pl" }, text);
  }

  function opened(unit, known) {
    if (known === null) return [make("p", null, words.noFile)];
    const list = make("dl");
    for (const name of ["address", "email", "site", "person", "answers"]) {
      const texts = known[name][unit] ? (name === "email" ? known[name][unit].split(", ") : [known[name][unit]]) : [];
      if (texts.length) list.append(make("dt", null, words[name]));
      for (const text of texts) list.append(make("dd", null, contactLink(name, text)));
    }
    if (directory.places[unit] >= 0 && directory.placesOn[unit] >= 0) {
      const when = data.dates[directory.placesOn[unit]][2];
      list.append(make("dt", null, words.freePlaces), make("dd", null, directory.places[unit] + " (" + when + ")"));
    }
    return [list.children.length ? list : make("p", null, words.noDetails)];
  }

  function details(unit) {
    const box = make("details", { class: "unit-details" }, make("summary", null, words.details));
    box.addEventListener("toggle", function () {
      if (!box.open || box.dataset.filled) return;
      box.dataset.filled = "1";
      contacts().then((known) => box.append(...opened(unit, known)));
    });
    return box;
  }

  /* A result of the search is a unit; one of a ranking says what it earned as well. */
  function card(result) {
    const unit = question ? result.unit : result;
    const foreign = data.language === "pl" ? null : "pl";
    const paged = directory.paged === null || directory.paged[unit];
    const name = paged
      ? make("a", { href: directory.id[unit] + ".html", lang: foreign }, directory.name[unit])
      : make("span", { lang: foreign }, directory.name[unit]);
    const facts = [
      data.types[directory.type[unit]][1],
      data.counties[directory.county[unit]][1],
      data.communes[directory.commune[unit]],
    ];
    const item = make("li", { tabindex: "-1" }, make("h3", null, name));
    item.append(make("p", { class: "unit-facts" }, facts.filter(Boolean).join(" · ")));
    if (question) {
      const reasons = core.explain(directory, result, question);
      item.append(make("p", { class: "unit-why" }, core.fill(words.because, { reasons: reasons })));
    }
    for (const part of [
      listed(words.services, data.services, directory.services[unit]),
      listed(words.groups, data.groups, directory.groups[unit]),
    ]) {
      if (part) item.append(part);
    }
    const contact = make("p", { class: "unit-contact" });
    const phones = phoneLinks(unit);
    if (phones.length) contact.append(words.phone + ": ", ...phones);
    const notes = question ? [] : core.state(directory, unit);
    if (!core.isStale(directory, unit)) {
      notes.push(core.fill(words.checked, { when: data.dates[directory.checked[unit]][1] }));
    }
    if (notes.length) contact.append((phones.length ? " · " : "") + notes.join(" · "));
    if (contact.childNodes.length) item.append(contact);
    if (!paged) item.append(details(unit));
    return item;
  }

  function showMore(focus) {
    const from = list.children.length;
    const batch = shown.slice(from, from + (referral && !from ? SHORT_BATCH : BATCH));
    list.append(...batch.map(card));
    more.hidden = list.children.length >= shown.length;
    const first = focus && list.children[from];
    if (first) (first.querySelector("h3 a") || first).focus();
  }

  function remember() {
    const chosen = new URLSearchParams();
    for (const [name, control] of Object.entries(fields)) {
      const value = name === "purpose" ? purpose() : name === "active" ? control.checked && "1" : control.value;
      if (value && value !== "send") chosen.set(name, value);
    }
    const text = chosen.toString();
    if (text !== location.hash.slice(1)) history.replaceState(null, "", text ? "#" + text : location.pathname);
  }

  function recall() {
    const chosen = new URLSearchParams(location.hash.slice(1));
    for (const [name, control] of Object.entries(fields)) {
      const value = chosen.get(name) || "";
      if (name === "purpose") {
        control.querySelector(value === "partner" ? "[value=partner]" : "[value=send]").checked = true;
      } else if (name === "active") {
        control.checked = value === "1";
      } else if (name === "asker") {
        control.dataset.wanted = value;
      } else {
        control.value = value;
        if (control.tagName === "SELECT" && control.selectedIndex < 0) control.value = "";
      }
    }
    const unit = referral ? directory.id.indexOf(fields.asker.dataset.wanted) : -1;
    if (unit >= 0 && !fields.county.value) fields.county.value = data.counties[directory.county[unit]][0];
  }

  function show() {
    if (referral) {
      const partner = purpose() === "partner";
      fields.asker.parentElement.hidden = !partner;
      if (partner) offerAskers();
    }
    const found = referral ? rank() : search();
    shown = found || [];
    list.replaceChildren();
    showMore(false);
    if (found === null) status.textContent = words.chooseCounty;
    else if (!found.length) status.textContent = words.nothing;
    else status.textContent = core.fill(referral ? words.ranked : words.found, { count: found.length });
  }

  function renew() {
    show();
    remember();
  }

  build();
  recall();
  show();
  form.addEventListener("input", renew);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(renew));
  more.addEventListener("click", () => showMore(true));
  window.addEventListener("hashchange", function () {
    recall();
    show();
  });
})();
