/* The page of one module: blocks, then the scenario, then the practice questions one after another. */
(function () {
  "use strict";
  const coursegen = window.coursegen;
  const { h, t, button } = coursegen;
  const course = window.coursegenCourse;
  const GRADES = { b: 3, a: 2, p: 1 };
  const RESULTS = { b: "correct", a: "neutral", p: "wrong" };

  const practiceOf = (module) => module.items.filter((item) => item.pool === "practice");
  coursegen.practiceOf = practiceOf;

  /* What has to be done in `module`, each as { id, text, done }; `id` is where to go on. */
  function toDo(module, learner) {
    const list = [];
    for (const block of module.blocks) {
      if (block.type === "attestation") {
        list.push({ id: block.id, text: t("to_do_attestation"), done: learner.get(block) === "t" });
      }
    }
    if (module.scenario) {
      list.push({ id: module.scenario.id, text: t("to_do_scenario"), done: Boolean(learner.get(module.scenario)) });
    }
    const items = practiceOf(module);
    const open = items.filter((item) => !learner.get(item));
    if (items.length) {
      list.push({
        id: (open[0] || items[0]).id, done: !open.length,
        text: t(items.length === 1 ? "to_do_item" : "to_do_items", { n: items.length - open.length, total: items.length }),
      });
    }
    return list;
  }

  function noteOn(item, learner) {
    if (learner.changed(item)) return t("changed");
    const letter = learner.get(item);
    return letter && t(letter === "r" ? "earlier_right" : "earlier_wrong");
  }

  /* Whether something in `module` is another than the one the learner knew. */
  coursegen.hasChanged = (module, learner) =>
    [module, ...module.blocks, ...module.items.filter((item) => item.pool === "practice"), module.scenario]
      .some((part) => part && part.mark && learner.changed(part));

  function changedNote(module, learner) {
    return coursegen.hasChanged(module, learner) && h("p", { class: "changed" }, t("changed_module"));
  }

  function practice(module, learner) {
    const items = practiceOf(module);
    if (!items.length) return null;
    const list = h("div", { class: "items" });
    let shown = 0;
    function showNext() {
      const item = items[shown];
      shown += 1;
      const more = shown < items.length;
      const node = coursegen.practiceQuestion(item, {
        heading: [t("question_of", { n: shown, total: items.length }), !module.objectives.includes(item.objective)
          && t("from_earlier")].filter(Boolean).join(" · "),
        note: noteOn(item, learner),
        onAnswered: learner.practised,
        next: more ? t("next_question") : "",
        onNext: () => {
          if (shown === items.indexOf(item) + 1) showNext();
          const following = items[items.indexOf(item) + 1];
          coursegen.moveTo(document.getElementById(following.id + "-stem"));
        },
      });
      list.append(node);
    }
    showNext();
    while (shown < items.length && learner.get(items[shown - 1])) showNext();
    return h("section", { class: "practice" }, h("h2", {}, t("practice")), list);
  }

  coursegen.moduleView = function (module, learner) {
    const number = course.modules.indexOf(module);
    const following = course.modules[number + 1];
    learner.visit(module);
    const open = h("div", { class: "to-do" });

    const played = module.scenario && learner.get(module.scenario) ? t("done") : "";
    const scenario = module.scenario && coursegen.scenarioNode(module.scenario, played, (letter, grade) => {
      const earlier = learner.get(module.scenario);
      if (!earlier || GRADES[letter] > GRADES[earlier]) learner.set(module.scenario, letter);
      learner.report(module.scenario, {
        type: "performance", response: grade, correct: "best", result: RESULTS[letter], seconds: 0,
      });
    });

    function reach(id) {
      const node = document.getElementById(id) || document.querySelector(".practice form:last-of-type");
      if (node) coursegen.moveTo(node);
    }

    const onward = following
      ? button(t("next_module", { title: following.title }), () => learner.go(following.id))
      : button(course.assessment ? t("go_to_assessment") : t("back_to_overview"),
        () => learner.go(course.assessment ? coursegen.TEST : coursegen.OVERVIEW));
    const finish = button(t("finish_module"), () => learner.finishModule(module));
    const overview = button(t("back_to_overview"), () => learner.go(coursegen.OVERVIEW), "quiet");
    const actions = h("div", { class: "actions" });

    /* The foot of the page: what is left to do, with the way there; then the button that finishes. */
    function showFoot() {
      const list = toDo(module, learner);
      const ready = list.every((each) => each.done);
      const done = learner.get(module) === "d";
      const line = (each) => h("li", { class: each.done ? "is-done" : null },
        each.done ? [h("span", {}, each.text), h("span", { class: "unseen" }, ": " + t("done"))]
          : h("button", { type: "button", class: "link", onclick: () => reach(each.id) }, each.text));
      open.replaceChildren(...(ready ? [] : [h("h2", {}, t("to_do")), h("ul", {}, list.map(line))]));
      const wanted = done ? onward : ready ? finish : null;
      if (actions.firstChild !== (wanted || overview)) actions.replaceChildren(...[wanted, overview].filter(Boolean));
    }
    showFoot();

    return {
      title: module.title,
      refresh: showFoot,
      nodes: [
        h("header", { class: "page-head" },
          h("p", { class: "eyebrow" }, t("module_of", { n: number + 1, total: course.modules.length })),
          h("h1", {}, module.title),
          h("p", { class: "meta" }, coursegen.about(module.minutes)),
          changedNote(module, learner),
          module.image && h("img", { class: "banner", src: module.image, alt: module.image_alt || "" }),
          h("div", { class: "goals" }, h("p", { class: "eyebrow" }, t("what_you_learn")),
            h("ul", {}, module.objectives.map((id) => h("li", { "data-unit": id, html: course.objectives[id] || "" }))))),
        module.blocks.map((block) => coursegen.blockNode(block, learner)),
        scenario,
        practice(module, learner),
        h("footer", { class: "page-foot" }, open, actions),
      ],
    };
  };
})();
