/* The final test: what it asks, one question at a time, and the result with the reasons. */
(function () {
  "use strict";
  const coursegen = window.coursegen;
  const { h, t, button } = coursegen;
  const course = window.coursegenCourse;

  const items = new Map();
  /* What was answered while this page is open, by slot; also what is too long to be kept. */
  const answers = new Map();
  [...course.modules, { items: course.bank || [] }].forEach((module) => module.items.forEach((item) => {
    items.set(item.slot, { item, module });
  }));

  /* The bank, the attempt under way and its result, over the saved state. */
  coursegen.testOf = function (learner) {
    const assessment = course.assessment;
    const data = learner.state.data;
    if (!assessment) return null;
    const bank = [...items.values()].map((each) => each.item).filter((item) => item.pool === "assessment");
    const drawn = () => data.drawn.map((slot) => items.get(slot).item);
    const points = (right, total) => Math.round((right / total) * 10000) / 100;
    return {
      assessment,
      drawn,
      best: () => (data.best === null ? null : data.best / 100),
      passed: () => data.best !== null && data.best / 100 >= course.mastery,
      underWay: () => data.phase === "u",
      finished: () => data.phase === "f",
      attemptsLeft: () => (assessment.attempts ? Math.max(0, assessment.attempts - data.attempts) : Infinity),
      begin() {
        for (const item of bank) learner.state.set(item, "");
        answers.clear();
        data.answers = {};
        data.attempts += 1;
        data.seed = 1 + Math.floor(Math.random() * 2147483646);
        data.drawn = coursegen.drawItems(bank, assessment.draw, data.seed);
        data.phase = "u";
        learner.changedState();
      },
      next: () => drawn().find((item) => !learner.get(item)),
      right: () => drawn().filter((item) => learner.get(item) === "r").length,
      score() {
        return points(drawn().filter((item) => learner.get(item) === "r").length, drawn().length);
      },
      end() {
        data.phase = "f";
        const hundredths = Math.round(points(this.right(), drawn().length) * 100);
        if (data.best === null || hundredths > data.best) data.best = hundredths;
      },
    };
  };

  /* The learner's own day, as ISO 8601. */
  function today() {
    const now = new Date();
    const two = (value) => String(value).padStart(2, "0");
    return [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
  }
  coursegen.today = today;

  function conditions(test) {
    const { draw } = test.assessment;
    const mastery = coursegen.number(course.mastery);
    const left = test.attemptsLeft();
    return [
      h("p", {}, t(draw === 1 ? "assessment_intro_one" : "assessment_intro", { n: draw, mastery })),
      h("p", {}, left === Infinity ? t("attempts_unlimited") : t("attempts_left", { n: left })),
    ];
  }

  function intro(test, learner) {
    const locked = learner.testLocked();
    return [
      h("header", { class: "page-head" }, h("h1", {}, test.assessment.title)),
      h("div", { class: "block" }, conditions(test), locked && h("p", { class: "nudge" }, t("assessment_locked"))),
      h("footer", { class: "page-foot" }, h("div", { class: "actions" },
        !locked && test.attemptsLeft() > 0 && button(t("open_assessment"), () => {
          test.begin();
          learner.go(coursegen.TEST);
        }),
        button(t("back_to_overview"), () => learner.go(coursegen.OVERVIEW), "quiet"))),
    ];
  }

  function question(test, learner) {
    const drawn = test.drawn();
    const item = test.next();
    const number = drawn.indexOf(item) + 1;
    return [
      h("header", { class: "page-head" }, h("p", { class: "eyebrow" }, test.assessment.title),
        h("h1", { class: "small" }, t("question_of", { n: number, total: drawn.length })),
        h("progress", { max: drawn.length, value: number - 1, "aria-label": t("progress") })),
      coursegen.testQuestion(item, {
        onAnswered(answered, right, report, given) {
          if (course.recall && course.tracking === "answers") learner.state.data.answers[item.slot] = coursegen.keepAnswer(item, given);
          answers.set(item.slot, given);
          learner.tested(answered, right, report);
          learner.go(coursegen.TEST);
        },
      }),
    ];
  }

  function result(test, learner) {
    const reviewed = (item, right) => {
      const given = answers.get(item.slot) || coursegen.recallAnswer(item, learner.state.data.answers[item.slot]);
      return given ? coursegen.reviewOf(item, given, right) : null;
    };
    const drawn = test.drawn();
    const passed = test.score() >= course.mastery;
    const again = !passed && test.attemptsLeft() > 0;
    const isRight = (item) => learner.get(item) === "r";
    const solution = (item) => h("p", {}, t("right_answer", { answer: coursegen.itemTypes[item.type](item).solution() }));
    const line = (item) => {
      const right = isRight(item);
      const { module } = items.get(item.slot);
      const told = reviewed(item, right);
      return h("li", {}, coursegen.verdictNode(right),
        h("div", { class: "prose stem", html: item.stem }),
        told,
        !again && !right && solution(item),
        !again && !right && item.rationale && h("p", { html: item.rationale }),
        !told && coursegen.sources(item.cites),
        !right && module.id && h("button", { type: "button", class: "link", onclick: () => learner.go(module.id) },
          t("read_again", { title: module.title })));
    };
    const had = drawn.filter(isRight);
    const missed = drawn.filter((item) => !isRight(item));
    return [
      h("header", { class: "page-head" }, h("p", { class: "eyebrow" }, test.assessment.title),
        h("h1", {}, t(passed ? "passed_title" : "failed_title")),
        h("p", { class: "score " + (passed ? "is-right" : "is-wrong") }, coursegen.number(test.score()) + " %"),
        h("p", { class: "meta" }, t("score_of", { n: test.right(), total: drawn.length }), " · ",
          t("pass_mark", { mastery: coursegen.number(course.mastery) })),
        passed && learner.complete() && h("p", {}, t("completed"))),
      h("section", { class: "results" }, h("h2", {}, t("results_answers")),
        missed.length > 0 && h("ol", {}, missed.map(line)),
        had.length > 0 && h("details", { class: "fold" }, h("summary", {}, t("results_right", { n: had.length })),
          h("ol", {}, had.map(line)))),
      h("footer", { class: "page-foot" },
        again && Number.isFinite(test.attemptsLeft()) && h("p", {}, t("attempts_left", { n: test.attemptsLeft() })),
        h("div", { class: "actions" },
          learner.complete() && button(t("certificate_show"), () => learner.go(coursegen.CERTIFICATE)),
          again && button(t("try_test_again"), () => {
            test.begin();
            learner.go(coursegen.TEST);
          }),
          button(t("back_to_overview"), () => learner.go(coursegen.OVERVIEW), again || learner.complete() ? "quiet" : "primary"))),
    ];
  }

  coursegen.testView = function (learner) {
    const test = learner.test;
    const part = test.underWay() && test.next() ? question : test.finished() ? result : intro;
    return { title: test.assessment.title, nodes: part(test, learner) };
  };
})();
