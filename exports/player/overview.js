/* The first page: what the course is, what one learns, its modules and how far the learner is. */
(function () {
  "use strict";
  const coursegen = window.coursegen;
  const { h, t, button } = coursegen;
  const course = window.coursegenCourse;
  const MOST_GOALS = 8;

  const goalList = (ids) => h("ul", {}, ids.map((id) =>
    h("li", { "data-unit": id, html: course.objectives[id] || "" })));

  /* The goals of one module, folded: many goals in one list would push the modules out of sight. */
  function foldedGoals(module) {
    const count = module.objectives.length;
    const list = h("div", { class: "row-goals", id: "_goals-" + module.id, hidden: true }, goalList(module.objectives));
    const toggle = h("button", {
      type: "button", class: "goal-toggle", "aria-expanded": "false", "aria-controls": list.id,
      onclick() {
        list.hidden = !list.hidden;
        toggle.setAttribute("aria-expanded", String(!list.hidden));
      },
    }, h("span", {}, count === 1 ? t("goals_count_one") : t("goals_count", { n: count })),
    h("span", { class: "unseen" }, ": " + module.title));
    return [toggle, list];
  }

  function moduleRow(module, number, learner, folded) {
    const letter = learner.get(module);
    const status = letter === "d" ? "done" : letter === "v" ? "in_progress" : "not_started";
    const changed = coursegen.hasChanged(module, learner);
    return h("li", { class: "module-row status-" + status, "data-unit": module.id }, h("button", {
      type: "button", class: "row-button", onclick: () => learner.go(module.id),
    }, h("span", { class: "module-number", "aria-hidden": "true" }, status === "done" ? "✓" : String(number)),
    h("span", { class: "module-text" }, h("span", { class: "module-title" }, module.title),
      h("span", { class: "module-meta" }, t("minutes", { n: coursegen.number(Math.max(1, Math.round(module.minutes))) }),
        " · ", t(status)),
      changed && h("span", { class: "changed" }, t("changed_since")))), folded && module.objectives.length > 0 && foldedGoals(module));
  }

  function testRow(test, learner) {
    const locked = learner.testLocked();
    const state = locked ? t("assessment_locked")
      : test.best() !== null ? t(test.passed() ? "status_passed" : "status_failed") + " · " +
        t("assessment_done", { score: coursegen.number(test.best()) })
        : t(test.underWay() ? "in_progress" : "not_started");
    const done = test.passed();
    return h("li", { class: "module-row test-row" + (done ? " status-done" : ""), "data-unit": test.assessment.id }, h("button", {
      type: "button", class: "row-button", onclick: () => learner.go(coursegen.TEST),
    }, h("span", { class: "module-number", "aria-hidden": "true" }, done ? "✓" : "?"),
    h("span", { class: "module-text" }, h("span", { class: "module-title" }, test.assessment.title),
      h("span", { class: "module-meta" }, state))));
  }

  function about() {
    return h("footer", { class: "about" },
      course.sources.length > 0 && h("h2", {}, t("about_sources")),
      course.sources.length > 0 && h("ul", {}, course.sources.map((source) =>
        h("li", {}, source.document, source.edition && ", " + source.edition))),
      h("p", {}, t("course_version", { version: course.version })));
  }

  /* The pages beside the course that this learner can open now. */
  function beside(learner) {
    const open = Object.entries(coursegen.extras).filter(([, extra]) => extra.shown(learner));
    return h("nav", { class: "beside", "aria-label": t("beside") }, h("ul", {}, open.map(([place, extra]) =>
      h("li", {}, button(t(extra.label), () => learner.go(place), "secondary small")))));
  }

  /* What the learner does next, as buttons: go on; the certificate; the test for who knows it all. */
  function nextSteps(learner) {
    const started = course.modules.some((module) => learner.get(module));
    const next = learner.nextPlace();
    const nextTitle = next === coursegen.TEST ? course.assessment.title
      : next && course.modules.find((module) => module.id === next).title;
    const go = (place) => () => learner.go(place);
    const complete = learner.complete();
    const testOut = learner.testsOut() && !complete && next !== coursegen.TEST && learner.test.attemptsLeft() > 0;
    return [
      h("div", { class: "actions" },
        next && button(started ? t("continue_with", { title: nextTitle }) : t("start"), go(next)),
        complete && button(t("certificate_show"), go(coursegen.CERTIFICATE)),
        testOut && button(t("test_out"), go(coursegen.TEST), "secondary")),
      testOut && h("p", { class: "visit" }, t("test_out_hint")),
    ];
  }

  coursegen.overviewView = function (learner) {
    const goals = Object.keys(course.objectives);
    const folded = goals.length > MOST_GOALS;
    const modules = course.modules.length;
    return {
      title: "",
      nodes: [
        h("header", { class: "page-head title-page" },
          coursegen.logo((course.theme || {}).logo_alt || ""),
          h("h1", {}, course.title),
          h("p", { class: "meta" }, coursegen.about(course.minutes), modules > 0 && " · ",
            modules > 0 && t(modules === 1 ? "modules_count_one" : "modules_count", { n: modules })),
          learner.complete() && h("p", { class: "complete" }, t("completed")),
          nextSteps(learner),
          learner.note && h("p", { class: "visit" }, learner.note)),
        goals.length > 0 && !folded && h("section", { class: "goals" }, h("h2", {}, t("what_you_learn")),
          goalList(goals)),
        h("section", { class: "contents" }, h("h2", {}, t("modules")), h("ol", { class: "module-list" },
          course.modules.map((module, index) => moduleRow(module, index + 1, learner, folded)),
          learner.test && testRow(learner.test, learner))),
        beside(learner),
        about(),
      ],
    };
  };
})();
