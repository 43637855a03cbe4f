/* What `coursegen preview` adds to a page: it loads itself again when the course changed on disk, keeps the
   learner's place over that, and shows on request the id of every unit with its file and line. In the player it
   is the tracking adapter; on the page that tells of a problem it only waits for the mend. */
(function () {
  "use strict";
  const EVERY = 1000;
  const KEPT = "coursegen-preview-";
  const course = window.coursegenCourse;
  const coursegen = window.coursegen;
  let known = null;

  const recall = (name) => window.sessionStorage.getItem(KEPT + name) || "";
  const keep = (name, value) => window.sessionStorage.setItem(KEPT + name, value);

  /* The number of the build that is served; another one than at first means that this page is old. */
  async function look() {
    try {
      const answer = await window.fetch("preview/revision", { cache: "no-store" });
      const revision = await answer.text();
      if (known !== null && revision !== known) window.location.reload();
      known = revision;
      document.documentElement.classList.remove("preview-gone");
    } catch (error) {
      document.documentElement.classList.add("preview-gone");
    }
    window.setTimeout(look, EVERY);
  }
  look();

  if (!course) return;
  const { units, strings, behind } = course.preview;
  const { h } = coursegen;

  coursegen.connect = function () {
    const none = coursegen.adapters.none("");
    return Object.assign(none, {
      closes: false,
      start: (opened) => opened({ saved: recall("state"), location: recall("place"), name: "", score: null, status: "" }),
      save: (text) => keep("state", text),
      place: (name) => keep("place", name),
    });
  };

  function label(node, id) {
    if (!units[id] || node.querySelector(":scope > .unit-id")) return;
    const text = h("span", { class: "unit-id" }, h("code", {}, id), " ", units[id]);
    if (/^(LI|LABEL)$/.test(node.tagName)) node.append(text);
    else node.prepend(text);
  }

  function labelAll() {
    const main = document.getElementById("_content");
    main.querySelectorAll("[id]").forEach((node) => label(node, node.id));
    main.querySelectorAll("[data-unit]").forEach((node) => label(node, node.dataset.unit));
    const head = main.querySelector(".page-head");
    if (head) label(head, main.dataset.place);
  }

  document.addEventListener("DOMContentLoaded", () => {
    const root = document.documentElement;
    document.head.append(h("link", { rel: "stylesheet", href: "player/preview.css" }));
    const shown = () => recall("ids") === "1";
    const toggle = coursegen.button(strings.show_ids, () => {
      keep("ids", shown() ? "" : "1");
      show();
    }, "quiet small");
    function show() {
      root.classList.toggle("shows-ids", shown());
      toggle.setAttribute("aria-pressed", String(shown()));
    }
    const again = coursegen.button(strings.start_again, () => {
      keep("state", "");
      keep("place", "");
      window.location.reload();
    }, "quiet small");
    document.querySelector(".bar-inner").append(toggle, again);
    document.querySelector(".messages").append(behind ? h("p", { class: "message behind", role: "status" }, strings.old) : "",
      h("p", { class: "message gone", role: "status" }, strings.gone));
    show();
    labelAll();
    new MutationObserver(labelAll).observe(document.getElementById("_content"), { childList: true, subtree: true });
  });
})();
