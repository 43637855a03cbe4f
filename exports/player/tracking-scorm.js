/* Tracking by a SCORM run-time: what its versions share. LMSs differ most in what they refuse: an objective or
   interaction that is refused ends only the reporting of such; a status or a state that is refused is told to
   the learner. A version is a dialect:

   api, verbs          names of the API object and of its functions: initialize, finish, get, set, commit, error
   elements            names of the elements state, place, time and name (of the learner)
   placeLimit          characters of a place
   order               elements in the order in which they are sent
   isReview(get)       whether nothing may be written
   status(get)         "", incomplete, failed, completed or passed;  best(get): points, or NaN
   ofStatus(word), ofScore(points), ofExit(settled)    element -> value
   span(milliseconds)  a length of time
   id(name)            an identifier as the version wants it
   version(told)       the fields after the id of the interaction that tells the course version
   interaction(record) the fields after the id, in order: [[name, value]]; an empty value is not sent
   leaving(set, settled)   what is said when the learner closes the course, or null */
(function () {
  "use strict";
  const coursegen = (window.coursegen = window.coursegen || {});
  const COMMIT_AFTER = 1500;
  const RETRY_AFTER = 3000;
  const KEEP_ALIVE = 4 * 60 * 1000;
  const { RANK } = coursegen;

  function above(start, name, first) {
    let place = start;
    for (let hops = 0; place && hops < 20; hops += 1) {
      try {
        if (place[name] && place[name][first] !== undefined) return place[name];
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

  coursegen.scormTracking = function (dialect, onProblem) {
    const { verbs, elements } = dialect;
    const find = (place) => above(place, dialect.api, verbs.initialize);
    const api = find(window) || find(opener(window)) || find(opener(window.top));
    if (!api) return coursegen.adapters.none();
    const call = (verb, ...values) => {
      try {
        return String(api[verbs[verb]](...values));
      } catch (error) {
        return "false";
      }
    };
    if (call("initialize", "") !== "true") return coursegen.adapters.none();

    const get = (element) => {
      const value = call("get", element);
      return call("error") === "0" ? value : "";
    };
    const set = (element, value) => call("set", element, String(value)) === "true";
    const readOnly = dialect.isReview(get);
    const began = performance.now();
    const sent = {};
    const wanted = {};
    let current = dialect.status(get);
    if (RANK[current] === undefined) current = "";
    let best = dialect.best(get);
    let interactions = null;
    let finished = false;
    let retried = false;
    let timer = 0;
    let over = false;

    const adapter = { readOnly, problem: readOnly ? "not_tracked" : "", note: "", closes: true };

    function report(problem) {
      if (adapter.problem !== problem) {
        adapter.problem = problem;
        onProblem(problem);
      }
    }

    function want(values) {
      if (readOnly || finished) return;
      const changed = Object.keys(values).filter((element) => wanted[element] !== values[element]);
      if (!changed.length) return;
      Object.assign(wanted, values);
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
      for (const element of dialect.order) {
        if (sent[element] === wanted[element]) continue;
        if (set(element, wanted[element])) sent[element] = wanted[element];
        else kept = false;
      }
      set(elements.time, dialect.span(performance.now() - began));
      kept = call("commit", "") === "true" && kept;
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
    function interaction(id, fields) {
      if (readOnly || finished || interactions === -1) return;
      if (interactions === null) interactions = nextIndex("interactions");
      if (interactions === -1) return;
      const base = "cmi.interactions." + interactions + ".";
      if (!set(base + "id", dialect.id(id))) {
        interactions = -1;
        return;
      }
      for (const [name, value] of fields) if (value !== "") set(base + name, value);
      interactions += 1;
    }

    function end(byLearner) {
      if (finished) return !adapter.problem;
      const kept = flush();
      if (byLearner && !readOnly && dialect.leaving) dialect.leaving(set, over);
      finished = true;
      return call("finish", "") === "true" && kept && !readOnly;
    }

    return Object.assign(adapter, {
      start(opened) {
        window.addEventListener("pagehide", () => end(false));
        window.addEventListener("pageshow", (event) => {
          if (event.persisted && finished) window.location.reload();
        });
        if (!readOnly) {
          if (RANK[current] === 0) {
            current = "incomplete";
            want(dialect.ofStatus(current));
          }
          document.addEventListener("visibilitychange", () => {
            if (document.visibilityState === "hidden") flush();
          });
          window.setInterval(flush, KEEP_ALIVE);
        }
        opened({
          saved: get(elements.state), location: get(elements.place), name: get(elements.name),
          score: Number.isFinite(best) ? best : null, status: current,
        });
      },
      save: (text) => want({ [elements.state]: text }),
      place: (name) => want({ [elements.place]: name.slice(0, dialect.placeLimit) }),
      stamp(version, first) {
        if (readOnly || finished) return;
        const index = nextIndex("objectives");
        const id = dialect.id("version-" + version.replace(/[^A-Za-z0-9_-]+/g, "-"));
        const last = index > 0 ? get("cmi.objectives." + (index - 1) + ".id") : "";
        if (index >= 0 && last !== id) set("cmi.objectives." + index + ".id", id);
        if (first) interaction("course-version", dialect.version(version));
      },
      answered(record) {
        interaction(record.id, dialect.interaction(record));
        if (!readOnly && !finished) soon(COMMIT_AFTER);
      },
      score(points) {
        if (Number.isFinite(best) && best >= points) return;
        best = points;
        want(dialect.ofScore(points));
      },
      status(word) {
        if (RANK[word] <= RANK[current]) return;
        current = word;
        want(dialect.ofStatus(word));
      },
      settled(flag) {
        over = flag;
        want(dialect.ofExit(flag));
      },
      commit: flush,
      finish: () => end(true),
    });
  };
})();
