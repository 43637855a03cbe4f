/* The first page: what the course is, what one learns, its modules and how far the learner is. */
(function () {
  "use strict";
  const coursegen = window.coursegen;
  const { h, t, button } = coursegen;
  const course = window.coursegenCourse;
  const MOST_GOALS = 8;
  const FIRST_GOALS = 6;

  function moduleRow(module, number, learner) {
    const letter = learner.get(module);
    const status = letter === "d" ? "done" : letter === "v" ? "in_progress" : "not_started";
    return h("li", { class: "module-row status-" + status }, h("button", {
      type: "button", onclick: () => learner.go(module.id),
    }, h("span", { class: "module-number", "aria-hidden": "true" }, status === "done" ? "✓" : String(number)),
    h("span", { class: "module-text" }, h("span", { class: "module-title" }, module.title),
      h("span", { class: "module-meta" }, t("minutes", { n: coursegen.number(Math.max(1, Math.round(module.minutes))) }),
        " · ", t(status)))));
  }

  function testRow(test, learner) {
    const locked = learner.testLocked();
    const state = locked ? t("assessment_locked")
      : test.best() !== null ? t(test.passed() ? "status_passed" : "status_failed") + " · " +
        t("assessment_done", { score: coursegen.number(test.best()) })
        : t(test.underWay() ? "in_progress" : "not_started");
    const done = test.passed();
    return h("li", { class: "module-row test-row" + (done ? " status-done" : "") }, h("button", {
      type: "button", onclick: () => learner.go(coursegen.TEST),
    }, h("span", { class: "module-number", "aria-hidden": "true" }, done ? "✓" : "?"),
    h("span", { class: "module-text" }, h("span", { class: "module-title" }, test.assessment.title),
      h("span", { class: "module-meta" }, state))));
  }

  /* A long list of goals would push the modules out of sight. */
  function goalList(goals) {
    const list = (some) => h("ul", {}, some.map((goal) => h("li", { html: goal })));
    if (goals.length <= MOST_GOALS) return list(goals);
    const rest = goals.slice(FIRST_GOALS);
    return [list(goals.slice(0, FIRST_GOALS)),
      h("details", { class: "more" }, h("summary", {}, t("more", { n: rest.length })), list(rest))];
  }

  function about() {
    return h("footer", { class: "about" },
      course.sources.length > 0 && h("p", { class: "eyebrow" }, t("about_sources")),
      course.sources.length > 0 && h("ul", {}, course.sources.map((source) =>
        h("li", {}, source.document, source.edition && ", " + source.edition))),
      h("p", {}, t("version", { version: course.version }), course.stamp && " · " + course.stamp));
  }

  coursegen.overviewView = function (learner) {
    const goals = Object.values(course.objectives);
    const started = course.modules.some((module) => learner.get(module));
    const next = learner.nextPlace();
    const nextTitle = next === coursegen.TEST ? course.assessment.title
      : next && course.modules.find((module) => module.id === next).title;
    return {
      title: "",
      nodes: [
        h("header", { class: "page-head title-page" },
          h("p", { class: "eyebrow" }, t("course")),
          h("h1", {}, course.title),
          h("p", { class: "meta" }, coursegen.about(course.minutes), " · ", t("version", { version: course.version })),
          learner.complete() && h("p", { class: "complete" }, t("completed")),
          h("div", { class: "actions" }, next && button(
            started ? t("continue_with", { title: nextTitle }) : t("start"), () => learner.go(next)))),
        goals.length > 0 && h("section", { class: "goals" }, h("h2", {}, t("what_you_learn")),
          goalList(goals)),
        h("section", { class: "contents" }, h("h2", {}, t("modules")), h("ol", { class: "module-list" },
          course.modules.map((module, index) => moduleRow(module, index + 1, learner)),
          learner.test && testRow(learner.test, learner))),
        about(),
      ],
    };
  };
})();
