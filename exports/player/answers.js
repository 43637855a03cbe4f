/* The answers of a test in a few characters of the saved state, so that its review shows them after a resume too.
   What is chosen is kept as its place in the list, what is typed with all but letters and digits escaped. The room it
   may take is told in src/coursegen/export/suspend.py. */
(function () {
  "use strict";
  const coursegen = window.coursegen;
  const LONGEST_TEXT = 32;
  const MOST_VALUES = 36;
  const places = (list) => list.map((each, index) => index);

  /* The values that each part of an answer to `item` may have, in their order; null where it is typed. `any` says
     that an answer is some of the values of the one list there is. */
  const shapes = {
    single_choice: (item) => ({ any: true, parts: [places(item.options)] }),
    multiple_choice: (item) => ({ any: true, parts: [places(item.options)] }),
    true_false: () => ({ any: true, parts: [[0, 1]] }),
    ordering: (item) => ({ parts: item.steps.map(() => places(item.steps)) }),
    matching(item) {
      const rights = item.pairs.map((pair, index) => "p" + index).concat((item.extra || []).map((text, index) => "x" + index));
      return { parts: item.pairs.map(() => rights) };
    },
    categorise: (item) => ({ parts: item.entries.map(() => item.categories.map((each) => each.id)) }),
    cloze: (item) => ({ parts: item.gaps.map((gap) => (gap.options && gap.options.length ? gap.options : null)) }),
    numeric: () => ({ parts: [null] }),
    short_answer: () => ({ parts: [null] }),
  };

  const escaped = (text) => Array.from(text, (letter) =>
    (letter === " " ? "+" : /[A-Za-z0-9_-]/.test(letter) ? letter : "~" + letter.codePointAt(0).toString(36) + "~")).join("");

  const unescaped = (text) => text.replace(/\+|~([0-9a-z]{1,4})~/g, (whole, code) =>
    (code ? String.fromCodePoint(Math.min(parseInt(code, 36), 0x10ffff)) : " "));

  const typed = (shape) => shape.parts.includes(null);

  /* `answer` to `item` as text of [A-Za-z0-9_~+,-]; "" where it is too long or has too many values. */
  coursegen.keepAnswer = function (item, answer) {
    const shape = shapes[item.type](item);
    if (shape.parts.some((list) => list && list.length > MOST_VALUES)) return "";
    const parts = answer.map((value, index) => {
      const list = shape.parts[shape.any ? 0 : index];
      return list ? list.indexOf(value).toString(36) : escaped(value);
    });
    return parts.some((part) => part.length > LONGEST_TEXT) ? "" : parts.join(typed(shape) ? "," : "");
  };

  /* The answer to `item` that `text` keeps; null for any other text. */
  coursegen.recallAnswer = function (item, text) {
    if (!text) return null;
    const shape = shapes[item.type](item);
    const parts = typed(shape) ? text.split(",") : Array.from(text);
    if (shape.any ? new Set(parts).size !== parts.length : parts.length !== shape.parts.length) return null;
    const answer = parts.map((part, index) => {
      const list = shape.parts[shape.any ? 0 : index];
      if (!list) return unescaped(part);
      return /^[0-9a-z]$/.test(part) ? list[parseInt(part, 36)] : undefined;
    });
    return answer.some((value) => value === undefined) ? null : answer;
  };
})();
