/* Search in what the course teaches. Questions are left out: a search must give no answer away. */
(function () {
  "use strict";
  const coursegen = window.coursegen;
  const { h, t, button, words } = coursegen;
  const course = window.coursegenCourse;
  const MOST = 30;
  const SHORT = 4;
  const BEFORE = 50;
  const AROUND = 170;
  coursegen.SEARCH = "_search";

  /* Letters without case and accents, one for one, so that places in it are places in the text. */
  const folded = (letters) => letters.map((each) => each.normalize("NFD")[0].toLowerCase());

  const list = (texts) => (texts || []).map(words).join(" ");
  const textOf = {
    text: (block) => words(block.text),
    callout: (block) => words(block.text),
    steps: (block) => [words(block.intro || ""), list(block.steps)].join(" "),
    table: (block) => [list(block.columns), ...block.rows.map(list), words(block.note || "")].join(" "),
    flashcards: (block) => block.cards.map((card) => words(card.front) + ": " + words(card.back)).join(" "),
    reveal: (block) => [words(block.prompt), words(block.text)].join(" "),
    figure: (block) => [words(block.caption || ""), block.alt || ""].join(" "),
    clip: (block) => block.transcript || "",
    attestation: (block) => words(block.text),
    summary: (block) => list(block.points),
  };

  let entries = null;
  function index() {
    if (entries) return entries;
    entries = [];
    for (const module of course.modules) {
      const goals = list(module.objectives.map((id) => course.objectives[id] || ""));
      const parts = [{ at: "", title: "", text: goals }, ...module.blocks.map((block) => ({
        at: block.id, title: block.title || "", text: textOf[block.type](block),
      }))];
      for (const part of parts) {
        const letters = Array.from(part.text);
        const head = Array.from(part.at ? part.title : module.title);
        entries.push({ module, at: part.at, title: part.title, letters, plain: folded(letters).join("\u0000"), head: folded(head).join("\u0000") });
      }
    }
    return entries;
  }

  /* Letters are joined by a mark, so that every place in the text has one place here. */
  const needle = (word) => folded(Array.from(word)).join("\u0000");

  /* Where `needle` stands in `plain`; one of a few letters only where a word begins, for it is within half of them. */
  function placeOf(needle, plain) {
    const short = needle.length / 2 < SHORT;
    let at = plain.indexOf(needle);
    while (short && at > 0 && /[\p{L}\p{N}]/u.test(plain[at - 2])) at = plain.indexOf(needle, at + 1);
    return at;
  }

  function find(query) {
    const wanted = query.trim().split(/\s+/).filter(Boolean);
    if (!wanted.length) return [];
    const needles = wanted.map(needle);
    return index().filter((entry) => needles.every((each) => placeOf(each, entry.plain) >= 0 || placeOf(each, entry.head) >= 0))
      .map((entry) => ({ entry, marks: needles.flatMap((each) => {
        const at = placeOf(each, entry.plain);
        return at < 0 ? [] : [[at / 2, at / 2 + (each.length + 1) / 2]];
      }) }));
  }

  /* The words around the first mark, with the marks shown. */
  function excerpt(letters, marks) {
    const sorted = marks.slice().sort((one, other) => one[0] - other[0]);
    const first = sorted.length ? sorted[0][0] : 0;
    let from = Math.max(0, first - BEFORE);
    while (from > 0 && from < first && letters[from - 1] !== " ") from += 1;
    let to = Math.min(letters.length, from + AROUND);
    while (to < letters.length && to > first && letters[to] !== " ") to -= 1;
    const nodes = [from > 0 ? "… " : ""];
    let at = from;
    for (const [start, end] of sorted) {
      if (start < at || end > to) continue;
      nodes.push(letters.slice(at, start).join(""), h("mark", {}, letters.slice(start, end).join("")));
      at = end;
    }
    nodes.push(letters.slice(at, to).join(""), to < letters.length ? " …" : "");
    return nodes;
  }

  let last = "";
  function view(learner) {
    const field = h("input", { type: "search", class: "field", id: "_query", autocomplete: "off", spellcheck: "false" });
    field.value = last;
    const count = h("p", { class: "meta", role: "status" });
    const results = h("ol", { class: "found" });
    const reach = (entry) => () => {
      learner.go(entry.module.id);
      const node = entry.at && document.getElementById(entry.at);
      if (node) coursegen.moveTo(node);
    };
    const line = ({ entry, marks }) => h("li", {}, h("button", { type: "button", class: "found-button", onclick: reach(entry) },
      h("span", { class: "found-module" }, entry.module.title),
      entry.title && h("span", { class: "found-title" }, entry.title),
      h("span", { class: "found-text" }, excerpt(entry.letters, marks))));
    function look() {
      last = field.value;
      const found = find(field.value);
      const shown = found.slice(0, MOST);
      results.replaceChildren(...shown.map(line));
      count.textContent = !field.value.trim() ? "" : !found.length ? t("search_none")
        : t(found.length === 1 ? "search_found_one" : "search_found", { n: found.length });
    }
    field.addEventListener("input", look);
    look();
    return {
      title: t("search"),
      focus: field,
      nodes: [
        h("header", { class: "page-head" }, h("h1", {}, t("search_title"))),
        h("form", { role: "search", onsubmit: (event) => event.preventDefault() },
          h("label", { class: "search-label", for: field.id }, t("search_label")), field),
        count, results,
        h("footer", { class: "page-foot" }, h("div", { class: "actions" },
          button(t("back_to_overview"), () => learner.go(coursegen.OVERVIEW), "quiet"))),
      ],
    };
  }

  coursegen.extras[coursegen.SEARCH] = { label: "search", shown: () => true, view };
})();
