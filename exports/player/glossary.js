/* The words of the course: every term that one of its cards explains, in order of the alphabet. */
(function () {
  "use strict";
  const coursegen = window.coursegen;
  const { h, t, button, words } = coursegen;
  const course = window.coursegenCourse;
  const PLACE = "_glossary";

  /* A card that asks something is a question, no term. */
  const isTerm = (card) => !words(card.front).endsWith("?");

  let terms = null;
  coursegen.terms = function () {
    if (terms) return terms;
    const found = new Map();
    for (const module of course.modules) {
      for (const block of module.blocks.filter((each) => each.type === "flashcards")) {
        for (const card of block.cards.filter(isTerm)) {
          const name = words(card.front);
          if (!found.has(name.toLowerCase())) {
            found.set(name.toLowerCase(), { name, module, block, meaning: card.back, cites: card.cites || block.cites });
          }
        }
      }
    }
    const inOrder = new Intl.Collator(course.language);
    terms = [...found.values()].sort((one, other) => inOrder.compare(one.name, other.name));
    return terms;
  };

  coursegen.extras[PLACE] = {
    label: "glossary",
    shown: () => coursegen.terms().length > 0,
    view: (learner) => ({
      title: t("glossary"),
      nodes: [
        h("header", { class: "page-head" }, h("h1", {}, t("glossary")), h("p", { class: "meta" }, t("glossary_intro"))),
        h("dl", { class: "terms" }, coursegen.terms().map((term) => h("div", { class: "term" },
          h("dt", {}, term.name),
          h("dd", {}, h("div", { class: "prose", html: term.meaning }), coursegen.sources(term.cites),
            h("button", { type: "button", class: "link", onclick: () => learner.go(term.module.id) },
              t("in_module", { title: term.module.title })))))),
        h("footer", { class: "page-foot" }, h("div", { class: "actions" },
          button(t("back_to_overview"), () => learner.go(coursegen.OVERVIEW), "quiet"))),
      ],
    }),
  };
})();
