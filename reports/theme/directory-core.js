/* The directory in the browser: unpacked, searched and ranked. No page is touched here, so that the same
   code runs in tests beside diagnose/directory_ranking.py, whose numbers it must give. */
(function () {
  "use strict";

  /* A number is one or more characters, the last of them from the first half of the alphabet. */
  const ALPHABET = "!#$%&'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";
  const LAST = 46;
  const MORE = ALPHABET.length - LAST;
  const MICRO = 1e6;
  const DAY = 86400000;

  const digit = new Int8Array(128).fill(-1);
  for (let place = 0; place < ALPHABET.length; place++) digit[ALPHABET.charCodeAt(place)] = place;

  function numbers(text) {
    const found = [];
    let value = 0;
    let begun = false;
    for (let at = 0; at < text.length; at++) {
      const place = digit[text.charCodeAt(at)];
      if (place >= LAST) {
        value = value * MORE + (place - LAST) + 1;
        begun = true;
      } else {
        found.push(begun ? value * LAST + place : place);
        value = 0;
        begun = false;
      }
    }
    return found;
  }

  function column(text, count) {
    const cells = text.split(" ");
    return Array.from({ length: count }, (none, row) => numbers(cells[row]));
  }

  /* "Bocheński" and "bochenski" are the same word; ł has no accent to take away. */
  function fold(text) {
    return text.toLowerCase().replace(/ł/g, "l").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }

  function read(data) {
    const tokens = data.tokens.split(" ");
    const count = data.count;
    const columns = {};
    for (const name of Object.keys(data.columns)) columns[name] = column(data.columns[name], count);
    const first = (name) => columns[name].map((one) => (one.length ? one[0] : -1));
    const words = (name, joiner) => columns[name].map((one) => one.map((place) => tokens[place]).join(joiner));
    const names = words("name", " ");
    return {
      data: data,
      count: count,
      id: words("id", "-"),
      name: names,
      folded: names.map(fold),
      phone: words("phone", " "),
      type: first("type"),
      county: first("county"),
      commune: first("commune"),
      status: first("status"),
      checked: first("checked"),
      places: first("places"),
      placesOn: first("placesOn"),
      services: columns.services,
      groups: columns.groups,
      served: columns.others.map((others, unit) => [columns.county[unit][0], ...others]),
      ties: columns.ties || null,
      answered: columns.answered ? columns.answered.map((one) => one.length > 0) : null,
      paged: columns.paged ? columns.paged.map((one) => one.length > 0) : null,
      distances: data.distances.split(" ").map(numbers),
      today: Date.parse(data.day) / DAY,
      days: data.dates.map((one) => Date.parse(one[0]) / DAY),
      lists: {
        types: data.types.map((one) => fold(one[1])),
        counties: data.counties.map((one) => fold(one[1])),
        communes: data.communes.map(fold),
        services: data.services.map((one) => fold(one[1])),
        groups: data.groups.map((one) => fold(one[1])),
      },
    };
  }

  /* Texts of units without a page, from the script that is loaded when one of them is opened. */
  function details(data, count) {
    const tokens = data.tokens.split(" ");
    const found = {};
    for (const name of Object.keys(data.columns)) {
      found[name] = column(data.columns[name], count).map((one) => one.map((place) => tokens[place]).join(" "));
    }
    return found;
  }

  function age(directory, date) {
    return date < 0 ? NaN : directory.today - directory.days[date];
  }

  /* Which entries of a list hold a word, or null: looked up once for the list, not once for each unit. */
  function holding(list, word) {
    const found = list.map((text) => text.includes(word));
    return found.includes(true) ? found : null;
  }

  function find(directory, wanted) {
    const words = fold(wanted.text || "").split(/\s+/).filter(Boolean);
    const lists = directory.lists;
    const held = words.map((word) => ({
      word: word,
      type: holding(lists.types, word),
      county: holding(lists.counties, word),
      commune: holding(lists.communes, word),
      services: holding(lists.services, word),
      groups: holding(lists.groups, word),
    }));
    const active = directory.data.active;
    const chosen = (value) => value === undefined || value === null || value < 0;
    const byName = [];
    const others = [];
    for (let unit = 0; unit < directory.count; unit++) {
      if (!chosen(wanted.type) && directory.type[unit] !== wanted.type) continue;
      if (!chosen(wanted.county) && !directory.served[unit].includes(wanted.county)) continue;
      if (!chosen(wanted.service) && !directory.services[unit].includes(wanted.service)) continue;
      if (!chosen(wanted.group) && !directory.groups[unit].includes(wanted.group)) continue;
      if (wanted.active && directory.status[unit] !== active) continue;
      let inName = true;
      let found = true;
      for (const one of held) {
        if (directory.folded[unit].includes(one.word)) continue;
        inName = false;
        found =
          (one.type && one.type[directory.type[unit]]) ||
          (one.county && one.county[directory.county[unit]]) ||
          (one.commune && one.commune[directory.commune[unit]]) ||
          (one.services && directory.services[unit].some((place) => one.services[place])) ||
          (one.groups && directory.groups[unit].some((place) => one.groups[place]));
        if (!found) break;
      }
      if (found) (inName ? byName : others).push(unit);
    }
    return byName.concat(others);
  }

  function share(offered, asked) {
    if (!asked.length) return 0;
    return asked.filter((one) => offered.includes(one)).length / asked.length;
  }

  function commonParts(directory, unit, question) {
    const rules = directory.data.rules;
    const km = directory.distances[question.county][directory.county[unit]];
    const serves = directory.served[unit].includes(question.county);
    const old = age(directory, directory.checked[unit]);
    const left = (rules.stale_days - old) / (rules.stale_days - rules.fresh_days);
    let group = share(directory.groups[unit], question.groups);
    if (question.groups.length && directory.groups[unit].includes(directory.data.everyone)) {
      group = Math.max(group, rules.open_to_all);
    }
    return {
      service: share(directory.services[unit], question.services),
      group: group,
      distance: serves ? 1 : Math.max(0, 1 - km / rules.distance_km),
      status: directory.data.statuses[directory.status[unit]][2],
      freshness: Number.isNaN(left) ? 0 : Math.min(Math.max(left, 0), 1),
      km: km,
      serves: serves,
    };
  }

  function knowsPlaces(directory, unit) {
    const fresh = age(directory, directory.placesOn[unit]) <= directory.data.rules.fresh_days;
    return directory.places[unit] >= 0 && fresh;
  }

  function ranked(directory, candidates, weights, question) {
    const asked = { service: question.services.length > 0, group: question.groups.length > 0 };
    const counted = Object.keys(weights).filter((part) => asked[part] !== false);
    let total = 0;
    for (const part of counted) total += weights[part];
    const found = [];
    for (const one of candidates) {
      const parts = one.parts;
      if (!(parts.status > 0)) continue;
      if ((asked.service || asked.group) && !(parts.service + parts.group > 0)) continue;
      let sum = 0;
      for (const part of counted) sum += parts[part] * weights[part];
      one.score = Math.floor(((100 * sum) / total) * MICRO + 0.5) / MICRO;
      found.push(one);
    }
    return found.sort((one, other) => other.score - one.score || one.unit - other.unit);
  }

  function refer(directory, question) {
    const candidates = [];
    for (let unit = 0; unit < directory.count; unit++) {
      const parts = commonParts(directory, unit, question);
      const free = directory.places[unit] > 0 ? 1 : 0;
      parts.places = knowsPlaces(directory, unit) ? free : directory.data.rules.unknown_places;
      candidates.push({ unit: unit, parts: parts });
    }
    return ranked(directory, candidates, directory.data.rules.referral, question);
  }

  const sectorOf = (directory, unit) => directory.data.types[directory.type[unit]][2];

  function partners(directory, question, asker) {
    const candidates = [];
    for (let unit = 0; unit < directory.count; unit++) {
      if (unit === asker.unit) continue;
      const parts = commonParts(directory, unit, question);
      const theirs = directory.services[unit];
      const lacking = theirs.filter((one) => !asker.services.includes(one));
      parts.complement = theirs.length ? lacking.length / theirs.length : 0;
      parts.sector = sectorOf(directory, unit) === asker.sector ? 0 : 1;
      candidates.push({ unit: unit, parts: parts, lacking: lacking, tie: tie(directory, asker.unit, unit) });
    }
    return ranked(directory, candidates, directory.data.rules.partnership, question);
  }

  /* As PartnerTies.between: new only when both answered; nothing is said of someone who is no unit. */
  function tie(directory, one, other) {
    if (directory.ties === null || one < 0) return null;
    if (directory.ties[one].includes(other)) return "tied";
    return directory.answered[one] && directory.answered[other] ? "newPartner" : "tieNotKnown";
  }

  function fill(template, values) {
    return template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
  }

  function named(list, places) {
    return places.map((place) => list[place][2]).join(", ");
  }

  /* Why a unit stands where it stands: the texts and their order are those of pages/directory/reasons.py. */
  function explain(directory, result, question) {
    const data = directory.data;
    const unit = result.unit;
    const parts = result.parts;
    const said = [];
    const say = (reason, values) => said.push(fill(data.reasons[reason], values || {}));
    if (question.services.length) {
      say(parts.service === 1 ? "service" : parts.service ? "someServices" : "noService");
    }
    if (question.groups.length) {
      const meant = question.groups.some((one) => directory.groups[unit].includes(one));
      say(meant ? "group" : parts.group ? "everyone" : "noGroup");
    }
    if (result.lacking) {
      if (result.lacking.length) say("lacking", { services: named(data.services, result.lacking) });
      else say("nothingLacking");
      if (parts.sector) say("otherSector");
      if (result.tie) say(result.tie, { year: data.tiesYear });
    }
    if (directory.county[unit] === question.county) say("here");
    else say(parts.serves ? "serves" : "near", { km: parts.km });
    if (!result.lacking) {
      if (knowsPlaces(directory, unit)) {
        const when = data.dates[directory.placesOn[unit]][2];
        say(directory.places[unit] ? "places" : "noPlaces", { n: directory.places[unit], when: when });
      } else {
        say("unknownPlaces");
      }
    }
    return said.concat(state(directory, unit)).join("; ");
  }

  function isStale(directory, unit) {
    return !(age(directory, directory.checked[unit]) <= directory.data.rules.fresh_days);
  }

  function state(directory, unit) {
    const data = directory.data;
    const said = [];
    if (directory.status[unit] !== data.active) {
      const status = data.statuses[directory.status[unit]][1].toLowerCase();
      said.push(fill(data.reasons.status, { status: status }));
    }
    if (isStale(directory, unit)) {
      const checked = directory.checked[unit];
      said.push(checked < 0 ? data.reasons.never : fill(data.reasons.stale, { when: data.dates[checked][1] }));
    }
    return said;
  }

  globalThis.PesDirectory = { read, find, refer, partners, explain, sectorOf, state, isStale, fill, fold, numbers, details };
})();
