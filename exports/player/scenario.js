/* A branching exercise, told as a story that grows down the page: scene, choice, consequence, next scene. */
(function () {
  "use strict";
  const coursegen = window.coursegen;
  const { h, t, button, sources, moveTo } = coursegen;
  const LETTERS = { best: "b", acceptable: "a", poor: "p" };

  /* `note` stands beside the label; `onEnding(letter, grade)` is told of each ending that is reached. */
  coursegen.scenarioNode = function (scenario, note, onEnding) {
    const scenes = new Map(scenario.scenes.map((each) => [each.id, each]));
    const endings = new Map(scenario.endings.map((each) => [each.id, each]));
    const story = h("div", { class: "story" });

    function showScene(scene) {
      const text = h("div", { class: "prose", html: scene.text });
      const choices = h("ul", { class: "choices" });
      const node = h("div", { class: "scene", "data-unit": scene.id }, text, sources(scene.cites), choices);
      choices.append(...scene.choices.map((choice) => h("li", { "data-unit": choice.id }, h("button", {
        type: "button", class: "choice-button", onclick: () => take(choice, choices),
      }, h("span", { html: choice.text })))));
      story.append(node);
      return text;
    }

    function take(choice, choices) {
      const taken = h("p", { class: "taken" }, h("span", { html: choice.text }));
      choices.replaceWith(taken);
      const step = h("div", { class: "consequence" },
        choice.consequence && h("div", { class: "prose", html: choice.consequence }), sources(choice.cites));
      if (choice.consequence || choice.cites) {
        const next = button(t("scenario_continue"), () => {
          next.remove();
          moveTo(show(choice.to));
        }, "primary");
        step.append(next);
        story.append(step);
        moveTo(taken);
      } else {
        moveTo(show(choice.to));
      }
    }

    function showEnding(ending) {
      const head = h("h3", {}, t("ending_" + ending.grade));
      story.append(h("div", { class: "ending ending-" + ending.grade, "data-unit": ending.id },
        h("p", { class: "eyebrow" }, t("scenario_ending")), head,
        h("div", { class: "prose", html: ending.debrief }), sources(ending.cites),
        button(t("scenario_again"), () => {
          story.replaceChildren();
          moveTo(showScene(scenes.get(scenario.start)));
        }, "secondary")));
      onEnding(LETTERS[ending.grade], ending.grade);
      return head;
    }

    const show = (id) => (scenes.has(id) ? showScene(scenes.get(id)) : showEnding(endings.get(id)));
    showScene(scenes.get(scenario.start));
    return h("section", { class: "scenario", id: scenario.id },
      h("p", { class: "eyebrow" }, [t("scenario"), note].filter(Boolean).join(" · ")), h("h2", {}, scenario.title), story);
  };
})();
