/* One question on the page, for practice (checked at once, with feedback) or in a test (taken as given). */
(function () {
  "use strict";
  const coursegen = window.coursegen;
  const { h, t, button, sources } = coursegen;

  function feedbackNode(entries) {
    return entries.map((entry) => h("div", { class: "reason" },
      entry.label && h("p", { class: "reason-label", html: entry.label }),
      h("div", { class: "prose", html: entry.html }), sources(entry.cites)));
  }

  function verdict(right) {
    return h("p", { class: "verdict " + (right ? "is-right" : "is-wrong") },
      h("span", { class: "sign", "aria-hidden": "true" }, right ? "✓" : "✗"),
      t(right ? "answered_right" : "answered_wrong"));
  }

  function frame(item, heading, control) {
    const stem = h("div", { class: "stem prose", id: item.id + "-stem", html: item.stem });
    const hint = control.hint && h("p", { class: "hint" }, control.hint);
    return { stem, parts: [heading && h("p", { class: "eyebrow" }, heading), stem, hint, control.node] };
  }

  const seconds = (since) => (performance.now() - since) / 1000;

  /* A practice question. `options`: heading, note, onAnswered(item, right, report), next (a label) and
     onNext() for the button that goes on. */
  coursegen.practiceQuestion = function (item, options) {
    const control = coursegen.itemTypes[item.type](item);
    const { stem, parts } = frame(item, options.heading, control);
    const message = h("p", { class: "nudge", role: "alert" });
    const panel = h("div", { class: "feedback" });
    const actions = h("div", { class: "actions" });
    let began = performance.now();
    let wentOn = false;

    function ask() {
      control.lock(false);
      control.mark(null);
      panel.replaceChildren();
      panel.className = "feedback";
      actions.replaceChildren(h("button", { type: "submit", class: "button primary" }, t("check_answer")));
      began = performance.now();
    }

    function goOn() {
      if (!options.next || wentOn) return null;
      return button(options.next, (event) => {
        wentOn = true;
        event.target.remove();
        options.onNext();
      }, "primary");
    }

    function check() {
      const answer = control.read();
      message.textContent = answer === null ? t("answer_first") : "";
      if (answer === null) return;
      const right = control.judge(answer);
      control.lock(true);
      control.mark(answer);
      const head = verdict(right);
      panel.className = "feedback " + (right ? "is-right" : "is-wrong");
      panel.replaceChildren(head, ...feedbackNode(control.feedback(answer, right)));
      const again = right ? null : button(t("try_again"), () => {
        control.clear();
        ask();
        coursegen.moveTo(stem);
      }, "secondary");
      const show = right ? null : button(t("show_answer"), (event) => {
        event.target.remove();
        if (control.showSolution) control.showSolution();
        const solution = h("div", { class: "solution" },
          h("p", {}, t("right_answer", { answer: control.solution() })),
          control.solutionFeedback ? feedbackNode(control.solutionFeedback()) : null,
          item.rationale && h("p", { html: item.rationale }));
        panel.append(solution);
        coursegen.moveTo(solution);
      }, "quiet");
      actions.replaceChildren(...[goOn(), again, show].filter(Boolean));
      options.onAnswered(item, right, Object.assign(control.report(answer), { seconds: seconds(began) }));
      head.setAttribute("tabindex", "-1");
      head.focus({ preventScroll: true });
      panel.scrollIntoView({ block: "nearest" });
    }

    ask();
    return h("form", {
      class: "item", id: item.id, novalidate: true, "aria-labelledby": stem.id,
      onsubmit(event) {
        event.preventDefault();
        check();
      },
    }, parts.slice(0, 1), options.note && h("p", { class: "note-line" }, options.note), parts.slice(1),
    message, panel, actions);
  };

  /* What was answered to `item` and why it is right or wrong, told afterwards; null where `answer` was judged
     otherwise when it was given. */
  coursegen.reviewOf = function (item, answer, wasRight) {
    const control = coursegen.itemTypes[item.type](item);
    if (control.judge(answer) !== wasRight) return null;
    return [
      h("p", {}, h("strong", {}, t("you_chose") + ": "), control.words(answer)),
      ...feedbackNode(control.feedback(answer, wasRight)),
    ];
  };

  /* A test question: onAnswered(item, right, report, answer). */
  coursegen.testQuestion = function (item, options) {
    const control = coursegen.itemTypes[item.type](item);
    const { stem, parts } = frame(item, null, control);
    const message = h("p", { class: "nudge", role: "alert" });
    const began = performance.now();
    const form = h("form", {
      class: "item", id: item.id, novalidate: true, "aria-labelledby": stem.id,
      onsubmit(event) {
        event.preventDefault();
        const answer = control.read();
        if (answer === null) {
          message.textContent = t("answer_first");
          return;
        }
        const report = Object.assign(control.report(answer), { seconds: seconds(began) });
        options.onAnswered(item, control.judge(answer), report, answer);
      },
    }, parts, message, h("div", { class: "actions" },
      h("button", { type: "submit", class: "button primary" }, t("submit_answer"))));
    return form;
  };

  coursegen.verdictNode = verdict;
})();
