/* The whole course on one page, to print or to keep as PDF: what is taught, all of it open; no questions. */
(function () {
  "use strict";
  const coursegen = window.coursegen;
  const { h, t, button } = coursegen;
  const course = window.coursegenCourse;

  /* On paper nothing is ticked and nothing has changed. */
  const reader = { get: () => "", changed: () => false, attest() {} };

  const strip = (node, selector) => node.querySelectorAll(selector).forEach((each) => each.remove());

  function block(each) {
    const node = coursegen.blockNode(each, reader);
    node.querySelectorAll(".card-back, .reveal-answer").forEach((part) => { part.hidden = false; });
    node.querySelectorAll("details").forEach((part) => { part.open = true; });
    node.querySelectorAll(".card-front").forEach((front) => front.replaceWith(h("p", { class: "card-word" }, front.querySelector(".card-word").textContent)));
    strip(node, "video, button, .tick");
    return node;
  }

  function chapter(module, index) {
    return h("section", { class: "chapter" },
      h("p", { class: "eyebrow" }, t("module_of", { n: index + 1, total: course.modules.length })),
      h("h2", { class: "chapter-title" }, module.title),
      h("ul", { class: "chapter-goals" }, module.objectives.map((id) => h("li", { html: course.objectives[id] || "" }))),
      module.blocks.map(block));
  }

  coursegen.extras._print = {
    label: "print_course",
    shown: () => true,
    view: (learner) => ({
      title: t("print_course"),
      nodes: [
        h("header", { class: "page-head" }, coursegen.logo((course.theme || {}).logo_alt || ""), h("h1", {}, course.title),
          h("p", { class: "meta" }, t("course_version", { version: course.version })),
          h("div", { class: "actions" }, button(t("print"), () => window.print()),
            button(t("back_to_overview"), () => learner.go(coursegen.OVERVIEW), "quiet"))),
        h("div", { class: "print-view" }, course.modules.map(chapter)),
        course.sources.length > 0 && h("footer", { class: "about" }, h("h2", {}, t("about_sources")),
          h("ul", {}, course.sources.map((source) => h("li", {}, source.document, source.edition && ", " + source.edition)))),
      ],
    }),
  };
})();
