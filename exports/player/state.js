/* The learner's saved state: text in, an object out, and back. The format is told in
   src/coursegen/export/suspend.py. Any text opens: what cannot be read is as if it had never been saved. */
(function () {
  "use strict";
  const coursegen = (window.coursegen = window.coursegen || {});
  const VERSION = /^\d{1,6}\.\d{1,6}\.\d{1,6}$/;
  const DAY = /^(\d{4})(\d\d)(\d\d)$/;

  function number(text, most) {
    const value = /^[0-9a-z]{1,8}$/.test(text || "") ? parseInt(text, 36) : 0;
    return value <= most ? value : 0;
  }

  function readUnits(text) {
    const units = [];
    let at = 0;
    while (at < text.length) {
      if (text[at] === "-") {
        units.push(null);
        at += 1;
      } else {
        const entry = text.slice(at, at + 3);
        if (!/^[a-z][0-9A-Za-z_~]{2}$/.test(entry)) break;
        units.push({ letter: entry[0], mark: entry.slice(1) });
        at += 3;
      }
    }
    return units;
  }

  /* By slot what was answered to the drawn items; that of the first `drawn` stands first. */
  function readAnswers(text, drawn) {
    const parts = text.split(".");
    return Object.fromEntries(drawn.map((slot, index) => [slot, /^[A-Za-z0-9_~+,-]+$/.test(parts[index] || "") ? parts[index] : ""]));
  }

  function read(saved, course) {
    const fresh = {
      first: course.version, last: "", passed: "", passedOn: "", attempts: 0, best: null, phase: "", seed: 0,
      drawn: [], answers: {}, units: [], isNew: true,
    };
    const fields = typeof saved === "string" ? saved.split(";") : [];
    if (fields[0] !== "1" || fields.length < 2) return fresh;
    const [passed, day] = (fields[2] || "").split("@");
    const versions = fields[1].split(">").filter((each) => VERSION.test(each));
    const drawn = (fields[7] || "").split(".").filter((each) => /^[0-9a-z]{1,4}$/.test(each)).map((each) => parseInt(each, 36));
    return {
      first: versions[0] || course.version,
      last: versions[versions.length - 1] || "",
      passed: VERSION.test(passed) ? passed : "",
      passedOn: VERSION.test(passed) && DAY.test(day || "") ? day.replace(DAY, "$1-$2-$3") : "",
      attempts: number(fields[3], 46655),
      best: fields[4] ? Math.min(number(fields[4], 10000), 10000) : null,
      phase: fields.length >= 9 && /^[uf]$/.test(fields[5]) ? fields[5] : "",
      seed: number(fields[6], 78364164095),
      drawn,
      answers: readAnswers(fields[9] || "", drawn),
      units: readUnits(fields[8] || ""),
      isNew: false,
    };
  }

  /* The state of `course` as `saved` tells it. `crossed` is true when it was saved by another version. In `data`,
     `passed` is the version at the moment of passing and `passedOn` the day (ISO 8601); they stay for ever. */
  coursegen.openState = function (saved, course) {
    const state = read(saved, course);
    const crossed = !state.isNew && state.last !== course.version;
    const bank = new Set();
    for (const module of [...course.modules, { items: course.bank || [] }]) {
      for (const item of module.items) if (item.pool === "assessment") bank.add(item.slot);
    }
    state.drawn = state.drawn.filter((slot, index, all) => bank.has(slot) && all.indexOf(slot) === index);
    if (!state.drawn.length) state.phase = "";
    /* Answers point into lists of the version they were given in. */
    if (crossed) state.answers = {};

    const entry = (unit) => state.units[unit.slot] || null;
    return {
      isNew: state.isNew,
      crossed,
      data: state,
      /* What the learner did with `unit` as it is now: a letter, or "". */
      get(unit) {
        const found = entry(unit);
        return found && found.mark === unit.mark ? found.letter : "";
      },
      /* Whether the learner did something with `unit` that no longer counts. */
      changed(unit) {
        const found = entry(unit);
        return Boolean(found) && found.mark !== unit.mark;
      },
      set(unit, letter) {
        while (state.units.length <= unit.slot) state.units.push(null);
        state.units[unit.slot] = letter ? { letter, mark: unit.mark } : null;
      },
      text() {
        const versions = state.first === course.version ? state.first : state.first + ">" + course.version;
        const passed = state.passed && state.passedOn ? state.passed + "@" + state.passedOn.replace(/-/g, "") : state.passed;
        const units = state.units.map((each) => (each ? each.letter + each.mark : "-")).join("");
        const answers = state.drawn.map((slot) => state.answers[slot] || "").join(".").replace(/\.+$/, "");
        return [
          "1", versions, passed, state.attempts.toString(36),
          state.best === null ? "" : state.best.toString(36), state.phase,
          state.seed ? state.seed.toString(36) : "",
          state.drawn.map((slot) => slot.toString(36)).join("."), units.replace(/-+$/, ""),
          ...(answers ? [answers] : []),
        ].join(";");
      },
    };
  };

  /* The slots of the items that an attempt asks: at least one an objective as far as `draw` reaches, in an
     order that depends on `seed` alone. */
  coursegen.drawItems = function (bank, draw, seed) {
    const shuffled = coursegen.shuffled(bank, seed);
    const chosen = [];
    const objectives = new Set();
    for (const item of shuffled) {
      if (chosen.length < draw && !objectives.has(item.objective)) {
        objectives.add(item.objective);
        chosen.push(item);
      }
    }
    for (const item of shuffled) {
      if (chosen.length < draw && !chosen.includes(item)) chosen.push(item);
    }
    return shuffled.filter((item) => chosen.includes(item)).map((item) => item.slot);
  };
})();
