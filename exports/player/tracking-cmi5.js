/* cmi5 (Quartz): the launch as its section 8 to 10 say, and what it wants of the statements it defines. */
(function () {
  "use strict";
  const coursegen = window.coursegen;
  const course = window.coursegenCourse;
  const CMI5 = "https://w3id.org/xapi/cmi5/context/";
  const activity = (id) => ({ id, objectType: "Activity" });

  async function answer(promise) {
    const response = await promise;
    if (!response.ok) throw new Error(String(response.status));
    return response.json();
  }

  async function open() {
    const given = new URLSearchParams(window.location.search);
    if (!["endpoint", "fetch", "actor", "registration", "activityId"].every((name) => given.get(name))) return null;
    const endpoint = given.get("endpoint").replace(/\/?$/, "/");
    const token = await answer(window.fetch(given.get("fetch"), { method: "POST", credentials: "omit", cache: "no-store" }));
    if (!token["auth-token"]) return null;
    const session = {
      endpoint, auth: "Basic " + token["auth-token"], actor: JSON.parse(given.get("actor")),
      registration: given.get("registration"), activity: given.get("activityId"),
    };
    const get = (resource, query) => window.fetch(endpoint + resource + "?" + new URLSearchParams(query), {
      headers: { Authorization: session.auth, "X-Experience-API-Version": "1.0.3" }, credentials: "omit", cache: "no-store",
    });
    const agent = JSON.stringify(session.actor);
    const data = await answer(get("activities/state", {
      activityId: session.activity, agent, registration: session.registration, stateId: "LMS.LaunchData",
    }));
    /* Language and sound are the course's own; the standard wants the preferences asked for all the same. */
    await get("agents/profile", { agent, profileId: "cmi5LearnerPreferences" }).catch(() => {});
    return Object.assign(session, {
      template: data.contextTemplate || {}, mode: data.launchMode || "Normal", returnURL: data.returnURL || "",
      mastery: Number.isFinite(data.masteryScore) ? data.masteryScore : null,
    });
  }

  const dialect = {
    open,
    failsAtOnce: false,
    verbs: (word) => (word === "passed" && course.completion !== "passed" ? ["completed", "passed"] : [word]),
    result(verb) {
      if (verb === "completed") return { completion: true };
      return { success: verb === "passed" };
    },
    context(context, verb, session) {
      const activities = (context.contextActivities = context.contextActivities || {});
      if (!verb) {
        activities.parent = (activities.parent || []).concat(activity(session.activity));
        return;
      }
      const judged = ["passed", "failed", "completed"].includes(verb);
      activities.category = (activities.category || []).concat(activity(CMI5 + "categories/cmi5"),
        judged ? activity(CMI5 + "categories/moveon") : []);
      if (session.mastery !== null && (verb === "passed" || verb === "failed") && course.tracking !== "none") {
        context.extensions = { ...context.extensions, [CMI5 + "extensions/masteryscore"]: session.mastery };
      }
    },
  };

  coursegen.adapters.cmi5 = (onProblem) => coursegen.lrsTracking(dialect, onProblem);
  coursegen.connect = coursegen.adapters.cmi5;
})();
