/* Tracking by a learning record store (xAPI 1.0.3): what xAPI and cmi5 share. Statements go in their order, in
   batches; one that the store refuses as bad never holds up the others. The saved state is one document. A
   launch is a dialect:

   open()              Promise of { endpoint, auth, actor, registration, activity, mode, mastery, returnURL,
                       template }, or of null where there is no launch
   verbs(word)         the verbs of a status: passed, completed, failed
   failsAtOnce         whether a failed test is told before the last attempt is used up
   result(verb)        what its result says beside score and duration
   context(context, verb, session)   adds to the context of a statement; `verb` is "" for an answer */
(function () {
  "use strict";
  const coursegen = (window.coursegen = window.coursegen || {});
  const course = window.coursegenCourse;
  const { RANK } = coursegen;
  const COMMIT_AFTER = 1500;
  const RETRY_AFTER = 3000;
  const KEEP_ALIVE = 4 * 60 * 1000;
  const BEACON = 60000;
  const NAME = "urn:coursegen:";
  const VERB = "http://adlnet.gov/expapi/verbs/";
  const KIND = "http://adlnet.gov/expapi/activities/";
  const DOCUMENT = "coursegen";

  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

  function uuidOf(bytes, version) {
    bytes[6] = (bytes[6] & 15) | (version << 4);
    bytes[8] = (bytes[8] & 63) | 128;
    return hex(bytes);
  }
  const uuid = () => uuidOf(window.crypto.getRandomValues(new Uint8Array(16)), 4);

  /* The same id for the same name: what may be told once in a registration is one statement, however often it
     is sent. FNV-1a, four times. */
  function uuidNamed(name) {
    const bytes = new Uint8Array(16);
    for (let part = 0; part < 4; part += 1) {
      let hash = (0x811c9dc5 + part * 0x9e3779b1) >>> 0;
      for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193) >>> 0;
      for (let byte = 0; byte < 4; byte += 1) bytes[part * 4 + byte] = (hash >>> (8 * byte)) & 255;
    }
    return uuidOf(bytes, 5);
  }

  const duration = (seconds) => "PT" + Math.max(0, Math.round(seconds * 100) / 100) + "S";
  const tongue = (text) => ({ [course.language]: text });

  /* The answer in `record` as an activity and a result. */
  function interaction(record) {
    const parts = (list) => list.map((each) => ({ id: each.id, description: tongue(each.text) }));
    const type = record.type === "performance" ? "other" : record.type;
    const definition = {
      type: KIND + "cmi.interaction", interactionType: type,
      correctResponsesPattern: type === "other" ? [record.correct] : coursegen.correctPatterns(record),
    };
    if (record.text) definition.description = tongue(record.text);
    if (type === "choice" || type === "sequencing") definition.choices = parts(record.choices);
    if (type === "matching") Object.assign(definition, { source: parts(record.choices), target: parts(record.targets) });
    const result = { response: type === "other" ? record.response : coursegen.responsePattern(record) };
    if (record.result !== "neutral") result.success = record.result === "correct";
    if (record.seconds) result.duration = duration(record.seconds);
    return { object: { id: NAME + course.id + ":" + record.id, objectType: "Activity", definition }, result };
  }

  /* The version of the course and the editions of its sources, where reports show them. */
  function stamps(verb) {
    if (course.tracking === "none") return {};
    const version = NAME + "extension:course-version";
    const found = { [version]: course.version + (course.stamp ? " " + course.stamp : "") };
    if (verb && course.sources.length) {
      found[NAME + "extension:sources"] = course.sources
        .map((source) => source.document + (source.edition ? ", " + source.edition : ""));
    }
    return found;
  }

  coursegen.lrsTracking = function (dialect, onProblem) {
    const began = performance.now();
    const kept = { state: "", place: "", status: "", score: null };
    const queue = [];
    let session = null;
    let document_ = "";
    let busy = false;
    let again = false;
    let retried = false;
    let finished = false;
    let over = false;
    let timer = 0;

    const adapter = { readOnly: false, problem: "", note: "", closes: true };

    function report(problem) {
      if (adapter.problem !== problem) {
        adapter.problem = problem;
        onProblem(problem);
      }
    }

    function request(method, resource, query, body) {
      const parameters = new URLSearchParams(query).toString();
      const text = body === undefined ? undefined : JSON.stringify(body);
      const headers = { Authorization: session.auth, "X-Experience-API-Version": "1.0.3" };
      if (text !== undefined) headers["Content-Type"] = "application/json";
      return window.fetch(session.endpoint + resource + (parameters ? "?" + parameters : ""), {
        method, headers, body: text, credentials: "omit", cache: "no-store",
        keepalive: text !== undefined && text.length < BEACON,
      });
    }

    const place = (stateId) => ({
      activityId: session.activity, agent: JSON.stringify(session.actor),
      ...(session.registration ? { registration: session.registration } : {}), stateId,
    });

    function statement(verb, parts, id) {
      const template = JSON.parse(JSON.stringify(session.template || {}));
      const context = { ...template, extensions: { ...stamps(verb), ...template.extensions } };
      if (session.registration) context.registration = session.registration;
      if (!Object.keys(context.extensions).length) delete context.extensions;
      dialect.context(context, verb, session);
      const made = {
        id: id || uuid(), actor: session.actor,
        verb: { id: VERB + (verb || "answered"), display: { en: verb || "answered" } },
        object: { id: session.activity, objectType: "Activity" },
        ...parts, context, timestamp: new Date().toISOString(),
      };
      return made;
    }

    const elapsed = () => (performance.now() - began) / 1000;

    function tell(verb) {
      const result = { ...dialect.result(verb), duration: duration(elapsed()) };
      if (kept.score !== null && (verb === "passed" || verb === "failed")) {
        result.score = { scaled: Number((kept.score / 100).toFixed(4)) };
        if (Number.isInteger(kept.score)) Object.assign(result.score, { raw: kept.score, min: 0, max: 100 });
      }
      const once = uuidNamed(JSON.stringify([session.actor, session.registration || uuid(), session.activity, verb]));
      queue.push(statement(verb, { result }, once));
    }

    /* Whether the store took `batch`. One that it refuses as bad, or holds already, is left out. */
    async function post(batch) {
      const answer = await request("POST", "statements", {}, batch);
      if (answer.ok) return true;
      if (answer.status < 400 || answer.status >= 500 || [401, 403, 404, 408, 429].includes(answer.status)) return false;
      if (batch.length === 1) return answer.status === 409 || batch[0].verb.id === VERB + "answered";
      let taken = true;
      for (const each of batch) taken = (await post([each])) && taken;
      return taken;
    }

    async function put() {
      const text = JSON.stringify(kept);
      if (adapter.readOnly || text === document_) return true;
      const answer = await request("PUT", "activities/state", place(DOCUMENT), kept);
      if (answer.ok) document_ = text;
      return answer.ok;
    }

    async function transmit() {
      const batch = queue.slice();
      const taken = !batch.length || (await post(batch));
      if (taken) queue.splice(0, batch.length);
      return (await put()) && taken;
    }

    /* A commit that is on its way takes later changes along; a busy learner does not put it off. */
    function soon(delay) {
      if (!timer) timer = window.setTimeout(flush, delay);
    }

    /* Sends what changed. A refusal is tried once more, then told; later flushes go on trying. */
    function flush() {
      if (timer) window.clearTimeout(timer);
      timer = 0;
      if (!session || finished) return;
      again = busy;
      if (busy) return;
      busy = true;
      transmit().catch(() => false).then((taken) => {
        busy = false;
        if (taken) {
          retried = false;
          report(adapter.readOnly ? "not_tracked" : "");
        } else {
          if (retried) report("not_saved");
          soon(RETRY_AFTER * (retried ? 4 : 1));
          retried = true;
        }
        if (again) soon(0);
      });
    }

    function want(changes) {
      if (adapter.readOnly || !session || finished) return;
      Object.assign(kept, changes);
      soon(COMMIT_AFTER);
    }

    /* Everything that the store has not confirmed goes in one last batch, and `terminated` is its last. */
    function end(byLearner) {
      if (finished || !session) return false;
      if (timer) window.clearTimeout(timer);
      queue.push(statement("terminated", { result: { duration: duration(elapsed()) } }));
      finished = true;
      const all = Promise.all([put(), post(queue.slice())]).catch(() => {});
      if (byLearner && session.returnURL) all.then(() => window.location.assign(session.returnURL));
      return !adapter.problem && !adapter.readOnly;
    }

    async function recall() {
      const answer = await request("GET", "activities/state", place(DOCUMENT));
      if (!answer.ok) return;
      const text = await answer.text();
      const found = JSON.parse(text);
      for (const name of ["state", "place", "status"]) if (typeof found[name] === "string") kept[name] = found[name];
      if (Number.isFinite(found.score)) kept.score = found.score;
      if (RANK[kept.status] === undefined) kept.status = "";
      document_ = text;
    }

    async function launch() {
      session = await dialect.open().catch(() => null);
      if (!session) {
        report("no_lms");
        return;
      }
      adapter.readOnly = session.mode !== "Normal";
      if (adapter.readOnly) report("not_tracked");
      await recall().catch(() => {});
      queue.push(statement("initialized", {}));
      flush();
      window.addEventListener("pagehide", () => end(false));
      window.addEventListener("pageshow", (event) => {
        if (event.persisted && finished) window.location.reload();
      });
      document.addEventListener("visibilitychange", () => {
        if (document.visibilityState === "hidden") flush();
      });
      window.setInterval(flush, KEEP_ALIVE);
    }

    return Object.assign(adapter, {
      start(opened) {
        launch().then(() => opened({
          saved: kept.state, location: kept.place, name: (session && session.actor.name) || "",
          score: kept.score, status: kept.status, mastery: session && session.mastery,
        }));
      },
      save: (text) => want({ state: text }),
      place: (name) => want({ place: name }),
      stamp() {},
      answered(record) {
        if (adapter.readOnly || !session || finished) return;
        queue.push(statement("", interaction(record)));
        soon(COMMIT_AFTER);
      },
      score(points) {
        if (kept.score === null || points > kept.score) want({ score: points });
      },
      status(word) {
        if (adapter.readOnly || !session || finished || RANK[word] <= RANK[kept.status]) return;
        want({ status: word });
        if (word !== "failed" || dialect.failsAtOnce) dialect.verbs(word).forEach(tell);
      },
      settled(flag) {
        const failed = flag && !over && kept.status === "failed" && !dialect.failsAtOnce;
        over = flag;
        if (failed && !adapter.readOnly && session && !finished) dialect.verbs("failed").forEach(tell);
      },
      commit: flush,
      finish: () => end(true),
    });
  };
})();
