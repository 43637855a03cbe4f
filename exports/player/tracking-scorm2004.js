/* SCORM 2004, 3rd and 4th edition, in the words of its run-time environment (IEEE 1484.11.1). */
(function () {
  "use strict";
  const coursegen = window.coursegen;
  const course = window.coursegenCourse;
  const PLACE_LIMIT = 1000;
  const ID_LIMIT = 4000;
  const TEXT_LIMIT = 250;

  function span(milliseconds) {
    const hundredths = Math.max(0, Math.round(milliseconds / 10));
    const seconds = Math.floor(hundredths / 100);
    const rest = (hundredths % 6000) / 100;
    return "PT" + Math.floor(seconds / 3600) + "H" + (Math.floor(seconds / 60) % 60) + "M" + rest + "S";
  }

  /* UTC with hundredths, as IEEE 1484.11.1 counts. */
  const now = () => new Date().toISOString().slice(0, 22) + "Z";
  const share = (points) => String(Number((points / 100).toFixed(4)));
  const RESULTS = { correct: "correct", wrong: "incorrect", neutral: "neutral" };
  const id = (name) => ("urn:coursegen:" + course.id + ":" + name).slice(0, ID_LIMIT);

  const dialect = {
    api: "API_1484_11",
    verbs: {
      initialize: "Initialize", finish: "Terminate", get: "GetValue", set: "SetValue", commit: "Commit",
      error: "GetLastError",
    },
    elements: { state: "cmi.suspend_data", place: "cmi.location", time: "cmi.session_time", name: "cmi.learner_name" },
    placeLimit: PLACE_LIMIT,
    /* Score before status: an LMS that derives the status from the score then finds both agree. */
    order: [
      "cmi.score.scaled", "cmi.score.raw", "cmi.score.min", "cmi.score.max", "cmi.success_status",
      "cmi.completion_status", "cmi.suspend_data", "cmi.location", "cmi.exit",
    ],
    isReview(get) {
      const mode = get("cmi.mode");
      return mode === "review" || mode === "browse" || get("cmi.credit") === "no-credit";
    },
    status(get) {
      const success = get("cmi.success_status");
      const completion = get("cmi.completion_status");
      if (success === "passed") return "passed";
      if (completion === "completed") return "completed";
      return success === "failed" ? "failed" : completion === "incomplete" ? "incomplete" : "";
    },
    best(get) {
      const raw = parseFloat(get("cmi.score.raw"));
      return Number.isFinite(raw) ? raw : parseFloat(get("cmi.score.scaled")) * 100;
    },
    ofStatus(word) {
      if (word === "passed") return { "cmi.completion_status": "completed", "cmi.success_status": "passed" };
      if (word === "failed") return { "cmi.success_status": "failed" };
      return { "cmi.completion_status": word };
    },
    ofScore: (points) => ({
      "cmi.score.scaled": share(points), "cmi.score.raw": String(points), "cmi.score.min": "0",
      "cmi.score.max": "100",
    }),
    ofExit: (settled) => ({ "cmi.exit": settled && course.exit !== "suspend" ? "normal" : "suspend" }),
    span,
    id,
    version: (told) => [
      ["type", "fill-in"], ["timestamp", now()], ["learner_response", told], ["result", "neutral"],
    ],
    interaction: (record) => [
      ["type", record.type],
      ["objectives.0.id", record.objective ? id(record.objective) : ""],
      ["timestamp", now()],
      ...coursegen.correctPatterns(record).map((pattern, index) => ["correct_responses." + index + ".pattern", pattern]),
      ["weighting", "1"],
      ["learner_response", coursegen.responsePattern(record)],
      ["result", RESULTS[record.result]],
      ["latency", span(record.seconds * 1000)],
      ["description", (record.text || "").slice(0, TEXT_LIMIT)],
    ],
    /* The LMS closes the course itself; what is not over is taken up again. */
    leaving: (set, settled) => set("adl.nav.request", settled ? (course.part ? "continue" : "exitAll") : "suspendAll"),
  };

  coursegen.adapters.scorm2004 = (onProblem) => coursegen.scormTracking(dialect, onProblem);
  coursegen.connect = coursegen.adapters.scorm2004;
})();
