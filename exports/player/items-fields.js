/* Items that are answered in fields: cloze, numeric, short answer, matching, categorise, ordering. All work
   by keyboard and by tap; nothing is dragged. The contract of a type is told in items.js. */
(function () {
  "use strict";
  const coursegen = window.coursegen;
  const { h, t, words, setMark, judged } = coursegen;
  const language = window.coursegenCourse.language;
  const SHORT = 28;
  const LONG = 60;

  /* Without case, accents, outer white space and a final full stop: how typed answers are compared. */
  coursegen.plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
    .replace(/[\u2018\u2019]/g, "'").replace(/\s+/g, " ").trim().replace(/\s*\.$/, "");
  const accepts = (accepted, text) => accepted.some((each) => coursegen.plain(each) === coursegen.plain(text));

  /* A number as people write it: "1,5", "1.5", "1 000", "1.000,5". NaN where it is none. */
  coursegen.readNumber = function (text) {
    const plain = text.replace(/[\s\u00a0\u202f']/g, "").replace(/\u2212/g, "-");
    const decimal = /^en\b/.test(language) ? "." : ",";
    const group = decimal === "." ? "," : ".";
    const grouped = new RegExp("^-?\\d{1,3}(\\" + group + "\\d{3})+(\\" + decimal + "\\d+)?$");
    const written = grouped.test(plain) ? plain.split(group).join("") : plain;
    const value = written.replace(",", ".");
    return /^-?(\d+(\.\d*)?|\.\d+)$/.test(value) ? parseFloat(value) : NaN;
  };

  function textInput(label, width) {
    return h("input", {
      type: "text", class: "field " + (width || ""), "aria-label": label, autocomplete: "off",
      autocapitalize: "off", spellcheck: "false",
    });
  }

  function select(label, options, id) {
    return h("select", { class: "field", "aria-label": id ? null : label, id },
      h("option", { value: "" }, t("choose")),
      options.map((option) => h("option", { value: option.value }, option.text)));
  }

  /* A closed list cuts long texts off: what was chosen then stands below it in full. */
  function spelledOut(input) {
    const line = h("span", { class: "chosen", "aria-hidden": "true" });
    input.addEventListener("change", () => {
      const text = input.value ? input.selectedOptions[0].text : "";
      line.textContent = text.length > SHORT ? text : "";
      line.classList.toggle("very-long", text.length > LONG);
    });
    return line;
  }

  /* Several fields that each want their own answer. `right(index, value)` judges one of them. */
  function fields(inputs, boxes, right) {
    return {
      read() {
        const values = inputs.map((input) => input.value.trim());
        return values.every(Boolean) ? values : null;
      },
      judge: (answer) => answer.every((value, index) => right(index, value)),
      mark: (answer) => boxes.forEach((box, index) => setMark(box,
        answer === null ? "" : right(index, answer[index]) ? "right" : "wrong")),
      lock: (flag) => inputs.forEach((input) => { input.disabled = flag; }),
      clear: () => {},
    };
  }

  /* One row a thing, with a list to choose from beside it: matching and categorise. `authored` is the order
     that reports count in, `choices` the order shown. */
  function rowsOfLists(item, things, authored, choices, keyOf) {
    const inputs = things.map((thing, index) => select("", choices, item.id + "-" + index));
    const boxes = inputs.map((input) => h("span", { class: "choice" }, input, spelledOut(input)));
    const wide = choices.some((each) => each.text.length > SHORT) ? " wide" : "";
    const node = h("div", { class: "pairs" + wide, role: "group", "aria-labelledby": item.id + "-stem" },
      things.map((thing, index) => h("div", { class: "pair", "data-unit": thing.id },
        h("label", { for: inputs[index].id, html: thing.label }), boxes[index])));
    const name = (value) => (choices.find((each) => each.value === value) || { text: "" }).text;
    const told = (values) => values.map((value, index) =>
      words(things[index].label) + ": " + name(value)).join("; ");
    const pairs = (values) => values.map((value, index) => [index, authored.findIndex((each) => each.value === value)]);
    const keys = things.map((thing, index) => keyOf(index));
    return Object.assign(fields(inputs, boxes, (index, value) => value === keys[index]), {
      node,
      words: told,
      solution: () => told(keys),
      report: (answer) => ({
        type: "matching", response: pairs(answer), correct: pairs(keys),
        choices: things.map((thing) => ({ id: thing.id, text: words(thing.label) })),
        targets: authored.map((each) => ({ id: each.id, text: each.text })),
      }),
    });
  }

  function withFeedback(item, control) {
    const feedback = judged(item);
    return Object.assign(control, { feedback: (answer) => feedback(control.judge(answer)) });
  }

  Object.assign(coursegen.itemTypes, {
    cloze(item) {
      const node = h("div", { class: "prose cloze", html: item.text });
      const inputs = item.gaps.map((gap, index) => {
        const label = t("gap", { n: index + 1 });
        return gap.options && gap.options.length
          ? select(label, gap.options.map((option) => ({ value: option, text: option })))
          : textInput(label, "short");
      });
      const boxes = inputs.map((input) => h("span", { class: "gap" }, input));
      const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
      const texts = [];
      while (walker.nextNode()) texts.push(walker.currentNode);
      for (const text of texts) {
        const parts = text.data.split(/\{\{([a-z0-9-]+)\}\}/);
        if (parts.length === 1) continue;
        text.replaceWith(...parts.map((part, index) => {
          const gap = index % 2 ? item.gaps.findIndex((each) => each.id === part) : -1;
          return gap < 0 ? part : boxes[gap];
        }));
      }
      /* The text with what stands in each gap, set apart. */
      const told = (values) => words(item.text).replace(/\{\{([a-z0-9-]+)\}\}/g, (whole, id) => {
        const gap = item.gaps.findIndex((each) => each.id === id);
        return gap < 0 ? whole : "[" + values[gap] + "]";
      });
      const keys = item.gaps.map((gap) => gap.accept[0]);
      return withFeedback(item, Object.assign(
        fields(inputs, boxes, (index, value) => accepts(item.gaps[index].accept, value)), {
          node,
          words: told,
          solution: () => told(keys),
          report: (answer) => ({ type: "fill-in", response: answer, correct: item.gaps.map((gap) => gap.accept) }),
        }));
    },

    numeric(item) {
      const unit = item.unit || "";
      const input = textInput(t("your_answer") + (unit ? ", " + unit : ""), "short");
      input.setAttribute("inputmode", "decimal");
      const box = h("span", { class: "gap" }, input);
      const node = h("p", { class: "number" }, box, unit && h("span", { class: "unit" }, unit));
      const right = (index, value) =>
        Math.abs(coursegen.readNumber(value) - item.answer) <= (item.tolerance || 0) + 1e-9;
      const group = fields([input], [box], right);
      const told = (values) => values[0] + (unit ? " " + unit : "");
      return withFeedback(item, Object.assign(group, {
        node,
        hint: t("decimal_hint"),
        read: () => (Number.isFinite(coursegen.readNumber(input.value)) ? [input.value.trim()] : null),
        words: told,
        solution: () => told([coursegen.number(item.answer)]),
        report: (answer) => ({
          type: "numeric", response: coursegen.readNumber(answer[0]), correct: [item.answer, item.tolerance || 0],
        }),
      }));
    },

    short_answer(item) {
      const input = textInput(t("your_answer"));
      const box = h("span", { class: "gap wide" }, input);
      return withFeedback(item, Object.assign(
        fields([input], [box], (index, value) => accepts(item.accept, value)), {
          node: h("p", {}, box),
          words: (answer) => answer[0],
          solution: () => item.accept[0],
          report: (answer) => ({ type: "fill-in", response: answer, correct: [item.accept] }),
        }));
    },

    matching(item) {
      const rights = item.pairs.map((pair, index) => ({ id: pair.id, value: "p" + index, text: pair.right }))
        .concat((item.extra || []).map((text, index) => ({ id: "extra-" + (index + 1), value: "x" + index, text })));
      const things = item.pairs.map((pair) => ({ id: pair.id, label: pair.left }));
      return withFeedback(item,
        rowsOfLists(item, things, rights, coursegen.shuffled(rights, item.id), (index) => "p" + index));
    },

    categorise(item) {
      const choices = item.categories.map((category) => ({
        id: category.id, value: category.id, text: category.text,
      }));
      const things = item.entries.map((entry) => ({ id: entry.id, label: entry.text }));
      return withFeedback(item, rowsOfLists(item, things, choices, choices, (index) => item.entries[index].category));
    },

    ordering(item) {
      const total = item.steps.length;
      const right = item.steps.map((step, index) => index);
      let order = coursegen.shuffled(right, item.id);
      if (order.join() === right.join()) order = order.slice(1).concat(order[0]);
      let locked = false;

      const move = (step, by) => {
        const from = order.indexOf(step);
        const to = from + by;
        if (locked || to < 0 || to >= total) return;
        order.splice(to, 0, order.splice(from, 1)[0]);
        place();
        const buttons = lines[step].querySelectorAll("button");
        buttons[by < 0 ? 0 : 1].focus();
        coursegen.announce(t("moved", { text: words(item.steps[step].text), n: to + 1, total }));
      };
      const mover = (step, by) => h("button", {
        type: "button", class: "move",
        "aria-label": t(by < 0 ? "move_up" : "move_down", { text: words(item.steps[step].text) }),
        onclick: () => move(step, by),
      }, h("span", { "aria-hidden": "true" }, by < 0 ? "↑" : "↓"));
      const lines = item.steps.map((step, index) => h("li", { "data-unit": step.id },
        h("span", { class: "order-text", html: step.text }),
        h("span", { class: "movers" }, mover(index, -1), mover(index, 1))));
      const node = h("ol", { class: "order", "aria-labelledby": item.id + "-stem" });
      function place() {
        order.forEach((step, position) => {
          node.append(lines[step]);
          const [up, down] = lines[step].querySelectorAll("button");
          up.setAttribute("aria-disabled", String(locked || position === 0));
          down.setAttribute("aria-disabled", String(locked || position === total - 1));
        });
      }
      place();
      const told = (steps) => steps.map((step, index) =>
        (index + 1) + ". " + words(item.steps[step].text)).join("; ");
      return withFeedback(item, {
        node,
        hint: t("order_hint"),
        read: () => order.slice(),
        judge: (answer) => answer.join() === right.join(),
        mark: (answer) => lines.forEach((line, step) => setMark(line,
          answer === null ? "" : answer.indexOf(step) === step ? "right" : "wrong")),
        lock(flag) {
          locked = flag;
          place();
        },
        clear: () => {},
        words: told,
        solution: () => told(right),
        report: (answer) => ({
          type: "sequencing", response: answer, correct: right, choices: coursegen.listed(item.steps, "text"),
        }),
      });
    },
  });
})();
