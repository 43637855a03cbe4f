/* Starts the course, keeps the learner's state and shows one view at a time. */
window.coursegen.whenTracked(function (tracker, kept) {
  "use strict";
  const coursegen = window.coursegen;
  const { h, t, OVERVIEW, TEST } = coursegen;
  const course = window.coursegenCourse;

  const message = h("p", { class: "message", role: "status" });
  const main = h("main", { id: "_content", tabindex: "-1" });
  const meter = h("progress", { max: String(course.modules.length || 1), value: "0", "aria-label": t("progress") });
  const count = h("span", { class: "count" });
  const barInner = h("div", { class: "bar-inner" },
    h("button", { type: "button", class: "bar-title", onclick: () => learner.go(OVERVIEW) },
      coursegen.logo(""), h("span", { class: "bar-name" }, course.title)),
    count,
    h("button", { type: "button", class: "search-button", onclick: () => learner.go(coursegen.SEARCH) },
      h("span", { class: "search-icon", "aria-hidden": "true" }), h("span", { class: "label" }, t("search"))));
  const bar = h("header", { class: "bar" }, barInner, meter);

  function showProblem(problem) {
    message.textContent = problem ? t(problem) : "";
    message.hidden = !problem;
  }

  tracker.onProblem = showProblem;
  if (Number.isFinite(kept.mastery)) course.mastery = kept.mastery * 100;
  if (tracker.closes !== false) barInner.append(coursegen.button(t("exit"), leave, "quiet small"));
  const state = coursegen.openState(kept.saved, course);
  showProblem(tracker.problem);

  const learner = {
    state,
    /* Called after each change of the state while a page that wants to know is shown. */
    watch: null,
    /* The learner's name as the LMS gives it, "Last, First" or as it stands; "" where none is known. */
    name: (kept.name || "").trim(),
    note: tracker.note ? t(tracker.note) : "",
    get: (unit) => state.get(unit),
    changed: (unit) => state.changed(unit),
    set(unit, letter) {
      state.set(unit, letter);
      learner.changedState();
    },
    changedState() {
      tracker.save(state.text());
      showProgress();
      if (learner.watch) learner.watch();
    },
    report(unit, record) {
      if (course.tracking !== "answers") return;
      const text = unit.stem ? coursegen.words(unit.stem) : "";
      tracker.answered(Object.assign({ id: unit.id, objective: unit.objective, text }, record));
    },
    visit(module) {
      if (!learner.get(module)) learner.set(module, "v");
    },
    attest(block, ticked) {
      learner.set(block, ticked ? "t" : "");
      learner.report({ id: block.id + "-v" + block.version.replace(/[^A-Za-z0-9_-]+/g, "-") }, {
        type: "true-false", response: ticked, correct: true, result: "neutral", seconds: 0,
        text: coursegen.words(block.text),
      });
    },
    practised(item, right, report) {
      learner.set(item, right ? "r" : "w");
      learner.report(item, Object.assign(report, { result: right ? "correct" : "wrong" }));
    },
    tested(item, right, report) {
      learner.practised(item, right, report);
      if (!learner.test.next()) {
        learner.test.end();
        learner.changedState();
        learner.settle();
      }
    },
    finishModule(module) {
      learner.set(module, "d");
      learner.settle();
      coursegen.announce(t("done"));
      learner.go(learner.nextPlace() || OVERVIEW);
    },
    allDone: () => course.modules.every((module) => learner.get(module) === "d"),
    /* Whether passing the test stands for the modules: who knows it all may take the test at once. */
    testsOut: () => Boolean(learner.test) && course.assessment.test_out && course.completion === "viewed_and_passed",
    testLocked: () => course.completion === "viewed_and_passed" && !course.assessment.test_out &&
      !learner.test.underWay() && learner.test.best() === null && !learner.allDone(),
    complete() {
      if (!learner.test || course.completion === "viewed") return learner.allDone();
      return learner.test.passed() && (course.completion === "passed" || learner.testsOut() || learner.allDone());
    },
    /* Whether the learner has completed this version or an earlier one: that stays. */
    achieved: () => Boolean(state.data.passed) || learner.complete(),
    /* Whether the attempt is over: complete, or failed with no further try. */
    over: () => learner.complete() || Boolean(learner.test) && course.completion !== "viewed" &&
      learner.test.finished() && !learner.test.passed() && learner.test.attemptsLeft() === 0,
    /* Where to go on: the first module that is not done, then the test, then nowhere. */
    nextPlace() {
      if (learner.complete()) return null;
      const open = course.modules.find((module) => learner.get(module) !== "d");
      if (open) return open.id;
      return learner.test && !learner.test.passed() && (learner.test.underWay() || learner.test.attemptsLeft() > 0)
        ? TEST : null;
    },
    /* Tells the LMS what the course's completion rule makes of the state. */
    settle() {
      const test = learner.test;
      const scored = test && test.best() !== null;
      if (scored && course.tracking !== "none") tracker.score(test.best());
      const complete = learner.complete();
      if (complete && !state.data.passed) {
        Object.assign(state.data, { passed: course.version, passedOn: coursegen.today() });
        tracker.save(state.text());
      }
      if (complete) tracker.status(test && course.completion !== "viewed" ? "passed" : "completed");
      else if (scored && !test.passed() && course.completion !== "viewed") tracker.status("failed");
      tracker.settled(learner.over());
      tracker.commit();
    },
    go(place) {
      if (place !== main.dataset.place) remember("pushState", place);
      show(place);
    },
  };
  learner.test = coursegen.testOf(learner);

  /* A module of which a part changed is not done any more; a test whose open questions all went is over. */
  for (const module of course.modules) {
    const parts = [...module.blocks, ...module.items, module.scenario].filter((part) => part && part.mark);
    if (learner.get(module) === "d" && parts.some(learner.changed)) state.set(module, "v");
  }
  if (learner.test && learner.test.underWay() && !learner.test.next()) learner.test.end();

  function showProgress() {
    const done = course.modules.filter((module) => learner.get(module) === "d").length;
    meter.value = done;
    count.textContent = course.modules.length ? t("modules_done", { n: done, total: course.modules.length }) : "";
  }

  function viewOf(place) {
    if (place === TEST && learner.test) return coursegen.testView(learner);
    const extra = coursegen.extras[place];
    if (extra && extra.shown(learner)) return extra.view(learner);
    const module = course.modules.find((each) => each.id === place);
    return module ? coursegen.moduleView(module, learner) : coursegen.overviewView(learner);
  }

  function show(place, atStart) {
    learner.watch = null;
    const view = viewOf(place);
    main.replaceChildren(...view.nodes.flat(3).filter(Boolean));
    main.dataset.place = place;
    learner.watch = view.refresh || null;
    if (!atStart && !coursegen.extras[place]) tracker.place(place);
    document.title = view.title ? view.title + " · " + course.title : course.title;
    window.scrollTo(0, 0);
    if (atStart) return;
    const head = view.focus || main.querySelector("h1");
    if (!view.focus) head.setAttribute("tabindex", "-1");
    head.focus({ preventScroll: true });
  }

  /* The browser's way back leads through the course, not out of it. */
  function remember(how, place) {
    try {
      window.history[how]({ coursegen: place }, "");
    } catch (error) { /* a page without a history of its own */ }
  }
  window.addEventListener("popstate", (event) => {
    const place = event.state && event.state.coursegen;
    if (place && !bar.hidden) show(place);
  });

  function leave() {
    const saved = tracker.finish();
    main.replaceChildren(h("header", { class: "page-head" }, h("h1", { tabindex: "-1" }, course.title),
      h("p", {}, t(saved ? "closed" : "closed_unsaved"))));
    main.dataset.place = "_closed";
    bar.hidden = true;
    showProblem("");
    main.querySelector("h1").focus();
    try {
      if (window.top.opener) window.top.close();
    } catch (error) { /* another origin: the learner closes it */ }
  }

  document.getElementById("_app").append(
    h("a", { class: "skip", href: "#_content" }, t("skip")), bar,
    h("div", { class: "messages" }, message), main,
    h("div", { id: "_live", class: "unseen", "aria-live": "polite" }));
  showProgress();

  const stamp = course.version + (course.stamp ? " " + course.stamp : "");
  const known = kept.location === TEST ? learner.test && !learner.testLocked()
    : course.modules.some((module) => module.id === kept.location);
  if (course.tracking !== "none") tracker.stamp(stamp, course.tracking === "answers" && (state.isNew || state.crossed));
  tracker.settled(learner.over());
  tracker.save(state.text());
  remember("replaceState", known ? kept.location : OVERVIEW);
  show(known ? kept.location : OVERVIEW, true);
});
