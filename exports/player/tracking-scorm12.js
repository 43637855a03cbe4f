/* SCORM 1.2 in the words of its run-time environment (ADL, 2001). */
(function () {
  "use strict";
  const coursegen = window.coursegen;
  const TEXT_LIMIT = 255;
  const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
  const PLACES = "123456789abcdefghijklmnopqrstuvwxyz0";
  const two = (value) => String(value).padStart(2, "0");
  const letter = (index) => LETTERS[index] || "z";

  function span(milliseconds) {
    const hundredths = Math.max(0, Math.round(milliseconds / 10));
    const seconds = Math.floor(hundredths / 100);
    const hours = Math.min(Math.floor(seconds / 3600), 9999);
    return String(hours).padStart(4, "0") + ":" + two(Math.floor(seconds / 60) % 60) + ":" +
      two(seconds % 60) + "." + two(hundredths % 100);
  }

  function clock() {
    const now = new Date();
    return two(now.getHours()) + ":" + two(now.getMinutes()) + ":" + two(now.getSeconds());
  }

  const plainNumber = (value) => (Number.isFinite(value) ? String(value) : "0");
  const RESPONSES = {
    choice: (value) => value.map(letter).join(","),
    sequencing: (value) => value.map(letter).join(","),
    matching: (value) => value.map(([source, target]) => PLACES[source] + "." + letter(target)).join(","),
    "true-false": (value) => (value ? "t" : "f"),
    numeric: plainNumber,
    "fill-in": (value) => value.join("; "),
    performance: (value) => value,
  };
  const KEYS = Object.assign({}, RESPONSES, {
    numeric: ([value]) => plainNumber(value),
    "fill-in": (value) => value.map((accepted) => accepted[0]).join("; "),
  });

  const dialect = {
    api: "API",
    verbs: {
      initialize: "LMSInitialize", finish: "LMSFinish", get: "LMSGetValue", set: "LMSSetValue",
      commit: "LMSCommit", error: "LMSGetLastError",
    },
    elements: {
      state: "cmi.suspend_data", place: "cmi.core.lesson_location", time: "cmi.core.session_time",
      name: "cmi.core.student_name",
    },
    placeLimit: TEXT_LIMIT,
    /* Score before status: an LMS that derives the status from the score then finds both agree. */
    order: [
      "cmi.core.score.raw", "cmi.core.score.min", "cmi.core.score.max", "cmi.core.lesson_status",
      "cmi.suspend_data", "cmi.core.lesson_location", "cmi.core.exit",
    ],
    isReview(get) {
      const mode = get("cmi.core.lesson_mode");
      return mode === "review" || mode === "browse" || get("cmi.core.credit") === "no-credit";
    },
    status: (get) => get("cmi.core.lesson_status"),
    best: (get) => parseFloat(get("cmi.core.score.raw")),
    ofStatus: (word) => ({ "cmi.core.lesson_status": word }),
    ofScore: (points) => ({
      "cmi.core.score.raw": String(points), "cmi.core.score.min": "0", "cmi.core.score.max": "100",
    }),
    ofExit: (settled) => ({ "cmi.core.exit": settled ? "" : "suspend" }),
    span,
    id: (name) => name.slice(0, TEXT_LIMIT),
    version: (told) => [
      ["time", clock()], ["type", "fill-in"], ["student_response", told], ["result", "neutral"],
    ],
    interaction: (record) => [
      ["objectives.0.id", record.objective || ""],
      ["time", clock()],
      ["type", record.type],
      ["correct_responses.0.pattern", KEYS[record.type](record.correct).slice(0, TEXT_LIMIT)],
      ["weighting", "1"],
      ["student_response", RESPONSES[record.type](record.response).slice(0, TEXT_LIMIT)],
      ["result", record.result],
      ["latency", span(record.seconds * 1000)],
    ],
    leaving: null,
  };

  coursegen.adapters.scorm12 = (onProblem) => coursegen.scormTracking(dialect, onProblem);
  coursegen.connect = coursegen.adapters.scorm12;
})();
