/* Items with options. An item type is a function item -> control:

   node            what the learner acts on
   read()          the answer as data, or null while something is missing
   judge(answer)   whether it is right
   mark(answer)    show in `node` what is right and wrong; mark(null) takes that away
   lock(flag)      no more changes
   feedback(answer) -> [{ label, html, cites }]
   words(answer)   the answer in words;  solution() the right answer in words
   report(answer)  { type, response, correct, choices, targets } of a record (see tracking-none.js)
*/
(function () {
  "use strict";
  const coursegen = window.coursegen;
  const { h, t, words } = coursegen;
  const MARKS = { right: "✓", wrong: "✗" };

  /* A mark of colour, sign and words, so that no one of them is needed alone. */
  coursegen.setMark = function (node, kind) {
    node.classList.remove("is-right", "is-wrong");
    node.querySelectorAll(":scope > .mark").forEach((old) => old.remove());
    if (!kind) return;
    node.classList.add("is-" + kind);
    node.append(h("span", { class: "mark" }, h("span", { "aria-hidden": "true" }, MARKS[kind]),
      h("span", { class: "unseen" }, t("option_" + kind))));
  };
  /* Parts of an item that have an id and a text, as a record lists them. */
  coursegen.listed = (parts, field) => parts.map((part) => ({ id: part.id, text: words(part[field]) }));

  /* Radio buttons or checkboxes as wide rows. */
  function rows(item, kind, options) {
    const inputs = options.map((option, index) => h("input", {
      type: kind, name: item.id, id: item.id + "-" + index, value: String(index),
    }));
    const labels = options.map((option, index) => h("label", { class: "option", for: inputs[index].id, "data-unit": option.id },
      inputs[index], h("span", { class: "option-text", html: option.text })));
    const node = h("div", {
      class: "options", role: kind === "radio" ? "radiogroup" : "group", "aria-labelledby": item.id + "-stem",
    }, labels);
    return {
      node,
      chosen: () => inputs.flatMap((input, index) => (input.checked ? [index] : [])),
      mark(right, answer) {
        labels.forEach((label, index) => {
          const shown = answer !== null && (answer.includes(index) || answer === "all");
          coursegen.setMark(label, shown ? (right[index] ? "right" : "wrong") : "");
        });
      },
      solve: (right) => labels.forEach((label, index) => {
        if (right[index]) coursegen.setMark(label, "right");
      }),
      lock: (flag) => inputs.forEach((input) => { input.disabled = flag; }),
      clear: () => inputs.forEach((input) => { input.checked = false; }),
    };
  }

  function choice(item, kind) {
    const right = item.options.map((option) => Boolean(option.correct));
    const keys = right.flatMap((each, index) => (each ? [index] : []));
    const list = rows(item, kind, item.options);
    const told = (indexes) => indexes.map((index) => words(item.options[index].text)).join("; ");
    return {
      node: list.node,
      hint: t(kind === "radio" ? "choose_one" : "choose_all"),
      read: () => (list.chosen().length ? list.chosen() : null),
      judge: (answer) => answer.join() === keys.join(),
      mark: (answer) => list.mark(right, answer),
      showSolution: () => list.solve(right),
      lock: list.lock,
      clear: list.clear,
      feedback: (answer) => answer.map((index) => ({
        label: kind === "checkbox" ? item.options[index].text : "",
        html: item.options[index].feedback, cites: item.options[index].cites,
      })),
      words: told,
      solution: () => told(keys),
      solutionFeedback: () => keys.map((index) => ({
        label: "", html: item.options[index].feedback, cites: item.options[index].cites,
      })),
      report: (answer) => ({
        type: "choice", response: answer, correct: keys, choices: coursegen.listed(item.options, "text"),
      }),
    };
  }

  /* Feedback of the types that have one text for right and one for wrong. */
  coursegen.judged = (item) => (right) => [{
    label: "", html: right ? item.feedback_right : item.feedback_wrong, cites: item.cites,
  }];

  coursegen.itemTypes = {
    single_choice: (item) => choice(item, "radio"),
    multiple_choice: (item) => choice(item, "checkbox"),

    true_false(item) {
      const list = rows(item, "radio", [{ text: t("statement_true") }, { text: t("statement_false") }]);
      const right = [item.answer, !item.answer];
      const judged = coursegen.judged(item);
      const name = (value) => t(value ? "statement_true" : "statement_false");
      return {
        node: list.node,
        read: () => (list.chosen().length ? list.chosen() : null),
        judge: (answer) => right[answer[0]],
        mark: (answer) => list.mark(right, answer),
        showSolution: () => list.solve(right),
        lock: list.lock,
        clear: list.clear,
        feedback: (answer) => judged(right[answer[0]]),
        words: (answer) => name(answer[0] === 0),
        solution: () => name(item.answer),
        report: (answer) => ({ type: "true-false", response: answer[0] === 0, correct: item.answer }),
      };
    },
  };
})();
