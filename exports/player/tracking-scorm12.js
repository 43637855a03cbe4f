/* Tracking by the SCORM 1.2 run-time. LMSs differ most in what they refuse: an objective or interaction that
   is refused ends only the reporting of such; a status or a state that is refused is told to the learner. */
(function () {
  "use strict";
  const coursegen = (window.coursegen = window.coursegen || {});
  const COMMIT_AFTER = 1500;
  const RETRY_AFTER = 3000;
  const KEEP_ALIVE = 4 * 60 * 1000;
  const RANK = { "": 0, incomplete: 1, failed: 2, completed: 3, passed: 4 };
  const TEXT_LIMIT = 255;
  /* Score before status: an LMS that derives the status from the score then finds both agree. */
  const ORDER = [
    "cmi.core.score.raw", "cmi.core.score.min", "cmi.core.score.max", "cmi.core.lesson_status",
    "cmi.suspend_data", "cmi.core.lesson_location", "cmi.core.exit",
  ];

  function above(start) {
    let place = start;
    for (let hops = 0; place && hops < 20; hops += 1) {
      try {
        if (place.API && place.API.LMSInitialize !== undefined) return place.API;
      } catch (error) { /* another origin: look further up */ }
      let parent = null;
      try {
        parent = place.parent;
      } catch (error) { /* out of reach */ }
      if (!parent || parent === place) return null;
      place = parent;
    }
    return null;
  }

  function opener(place) {
    try {
      return place.opener || null;
    } catch (error) {
      return null;
    }
  }

  const two = (value) => String(value).padStart(2, "0");

  function timespan(milliseconds) {
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

  coursegen.adapters.scorm12 = function (onProblem) {
    const api = above(window) || above(opener(window)) || above(opener(window.top));
    if (!api) return coursegen.adapters.none();
    const call = (name, ...values) => {
      try {
        return String(api[name](...values));
      } catch (error) {
        return "false";
      }
    };
    if (call("LMSInitialize", "") !== "true") return coursegen.adapters.none();

    const get = (element) => {
      const value = call("LMSGetValue", element);
      return call("LMSGetLastError") === "0" ? value : "";
    };
    const set = (element, value) => call("LMSSetValue", element, String(value)) === "true";
    const mode = get("cmi.core.lesson_mode");
    const readOnly = mode === "review" || mode === "browse" || get("cmi.core.credit") === "no-credit";
    const began = performance.now();
    const sent = {};
    const wanted = {};
    let current = get("cmi.core.lesson_status");
    if (RANK[current] === undefined) current = "";
    let best = parseFloat(get("cmi.core.score.raw"));
    let interactions = null;
    let finished = false;
    let retried = false;
    let timer = 0;

    const adapter = { readOnly, problem: readOnly ? "not_tracked" : "" };

    function report(problem) {
      if (adapter.problem !== problem) {
        adapter.problem = problem;
        onProblem(problem);
      }
    }

    function want(element, value) {
      if (readOnly || finished || wanted[element] === value) return;
      wanted[element] = value;
      soon(COMMIT_AFTER);
    }

    /* A commit that is on its way takes later changes along; a busy learner does not put it off. */
    function soon(delay) {
      if (!timer) timer = window.setTimeout(flush, delay);
    }

    /* Sends what changed. A refusal is tried once more, then told; later flushes go on trying. */
    function flush() {
      if (timer) window.clearTimeout(timer);
      timer = 0;
      if (readOnly || finished) return true;
      let kept = true;
      for (const element of ORDER) {
        if (sent[element] === wanted[element]) continue;
        if (set(element, wanted[element])) sent[element] = wanted[element];
        else kept = false;
      }
      set("cmi.core.session_time", timespan(performance.now() - began));
      kept = call("LMSCommit", "") === "true" && kept;
      if (kept) {
        retried = false;
        report("");
      } else if (!retried) {
        retried = true;
        soon(RETRY_AFTER);
      } else {
        report("not_saved");
      }
      return kept;
    }

    function nextIndex(family) {
      const count = parseInt(get("cmi." + family + "._count"), 10);
      return Number.isFinite(count) ? count : -1;
    }

    /* One interaction, id first. The LMS that refuses the id knows no interactions: no more are sent. */
    function interaction(fields) {
      if (readOnly || finished || interactions === -1) return;
      if (interactions === null) interactions = nextIndex("interactions");
      if (interactions === -1) return;
      const base = "cmi.interactions." + interactions + ".";
      if (!set(base + "id", fields.id)) {
        interactions = -1;
        return;
      }
      for (const [name, value] of fields.rest) if (value !== "") set(base + name, value);
      interactions += 1;
    }

    Object.assign(adapter, {
      start() {
        if (!readOnly) {
          if (RANK[current] === 0) {
            current = "incomplete";
            want("cmi.core.lesson_status", current);
          }
          window.addEventListener("pagehide", adapter.finish);
          window.addEventListener("pageshow", (event) => {
            if (event.persisted && finished) window.location.reload();
          });
          document.addEventListener("visibilitychange", () => {
            if (document.visibilityState === "hidden") flush();
          });
          window.setInterval(flush, KEEP_ALIVE);
        } else {
          window.addEventListener("pagehide", adapter.finish);
        }
        const saved = get("cmi.suspend_data");
        const location = get("cmi.core.lesson_location");
        return { saved, location, score: Number.isFinite(best) ? best : null, status: current };
      },
      save: (text) => want("cmi.suspend_data", text),
      place: (name) => want("cmi.core.lesson_location", name.slice(0, TEXT_LIMIT)),
      stamp(version, asInteraction) {
        if (readOnly || finished) return;
        const index = nextIndex("objectives");
        const token = "version-" + version.replace(/[^A-Za-z0-9_-]+/g, "-");
        const last = index > 0 ? get("cmi.objectives." + (index - 1) + ".id") : "";
        if (index >= 0 && last !== token) set("cmi.objectives." + index + ".id", token);
        if (asInteraction) {
          interaction({ id: "course-version", rest: [
            ["time", clock()], ["type", "fill-in"], ["student_response", version], ["result", "neutral"],
          ] });
        }
      },
      answered(record) {
        interaction({ id: record.id.slice(0, TEXT_LIMIT), rest: [
          ["objectives.0.id", record.objective || ""],
          ["time", clock()],
          ["type", record.type],
          ["correct_responses.0.pattern", record.correct.slice(0, TEXT_LIMIT)],
          ["weighting", "1"],
          ["student_response", record.response.slice(0, TEXT_LIMIT)],
          ["result", record.result],
          ["latency", timespan(record.seconds * 1000)],
        ] });
        if (!readOnly && !finished) soon(COMMIT_AFTER);
      },
      score(points) {
        if (Number.isFinite(best) && best >= points) return;
        best = points;
        want("cmi.core.score.raw", String(points));
        want("cmi.core.score.min", "0");
        want("cmi.core.score.max", "100");
      },
      status(word) {
        if (RANK[word] <= RANK[current]) return;
        current = word;
        want("cmi.core.lesson_status", word);
      },
      settled: (flag) => want("cmi.core.exit", flag ? "" : "suspend"),
      commit: flush,
      finish() {
        if (finished) return !adapter.problem;
        const kept = flush();
        finished = true;
        return call("LMSFinish", "") === "true" && kept && !readOnly;
      },
    });
    return adapter;
  };
  coursegen.connect = coursegen.adapters.scorm12;
})();
