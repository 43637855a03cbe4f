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

  /* What is still to do in `module`, as { id, text }. */
  function toDo(module, learner) {
    const open = [];
    for (const block of module.blocks) {
      if (block.type === "attestation" && learner.get(block) !== "t") {
        open.push({ id: block.id, text: t("to_do_attestation") });
      }
    }
    if (module.scenario && !learner.get(module.scenario)) {
      open.push({ id: module.scenario.id, text: t("to_do_scenario") });
    }
    practiceOf(module).forEach((item, index) => {
      if (!learner.get(item)) open.push({ id: item.id, text: t("to_do_item", { n: index + 1 }) });
    });
    return open;
  }

  function noteOn(item, learner) {
    if (learner.changed(item)) return t("changed");
    const letter = learner.get(item);
    return letter && t(letter === "r" ? "earlier_right" : "earlier_wrong");
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
        heading: t("question_of", { n: shown, total: items.length }),
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
    const open = h("div", { class: "to-do", role: "status" });

    const scenario = module.scenario && coursegen.scenarioNode(module.scenario, (letter, grade) => {
      const earlier = learner.get(module.scenario);
      if (!earlier || GRADES[letter] > GRADES[earlier]) learner.set(module.scenario, letter);
      learner.report(module.scenario, {
        type: "performance", response: grade, correct: "best", result: RESULTS[letter], seconds: 0,
      });
    });

    const finish = button(t("finish_module"), () => {
      const left = toDo(module, learner);
      if (left.length) {
        open.replaceChildren(h("p", {}, t("to_do")), h("ul", {}, left.map((each) =>
          h("li", {}, h("button", { type: "button", class: "link", onclick: () => reach(each.id) }, each.text)))));
        return;
      }
      learner.finishModule(module);
    });

    function reach(id) {
      const node = document.getElementById(id) || document.querySelector(".practice form:last-of-type");
      if (node) coursegen.moveTo(node);
    }

    const done = learner.get(module) === "d";
    const onward = following
      ? button(t("next_module"), () => learner.go(following.id))
      : button(course.assessment ? t("go_to_assessment") : t("back_to_overview"),
        () => learner.go(course.assessment ? coursegen.TEST : coursegen.OVERVIEW));
    return {
      title: module.title,
      nodes: [
        h("header", { class: "page-head" },
          h("p", { class: "eyebrow" }, t("module_of", { n: number + 1, total: course.modules.length })),
          h("h1", {}, module.title),
          h("p", { class: "meta" }, coursegen.about(module.minutes)),
          module.image && h("img", { class: "banner", src: module.image, alt: "" }),
          h("div", { class: "goals" }, h("p", { class: "eyebrow" }, t("what_you_learn")),
            h("ul", {}, module.objectives.map((id) => h("li", { "data-unit": id, html: course.objectives[id] || "" }))))),
        module.blocks.map((block) => coursegen.blockNode(block, learner)),
        scenario,
        practice(module, learner),
        h("footer", { class: "page-foot" }, open, h("div", { class: "actions" },
          done ? onward : finish,
          button(t("back_to_overview"), () => learner.go(coursegen.OVERVIEW), "quiet"))),
      ],
    };
  };
})();
