/* The certificate: who passed which version of the course, when and with what; to be printed or kept as PDF. */
(function () {
  "use strict";
  const coursegen = window.coursegen;
  const { h, t, button } = coursegen;
  const course = window.coursegenCourse;
  coursegen.CERTIFICATE = "_certificate";

  /* "Last, First" as LMSs give it, turned round; any other name as it stands. */
  function nameOf(learner) {
    const parts = learner.name.split(",").map((part) => part.trim());
    return parts.length === 2 && parts[0] && parts[1] ? parts[1] + " " + parts[0] : learner.name;
  }

  function facts(learner) {
    const { passed, passedOn } = learner.state.data;
    const test = learner.test;
    const line = (label, value) => value && h("div", {}, h("dt", {}, t(label)), h("dd", {}, value));
    return h("dl", { class: "facts" },
      passedOn ? line("certificate_date", coursegen.date(passedOn))
        : line("certificate_printed", coursegen.date(coursegen.today())),
      test && test.best() !== null && line("certificate_score", coursegen.number(test.best()) + " %"),
      line("certificate_version", passed || course.version));
  }

  coursegen.extras[coursegen.CERTIFICATE] = {
    label: "certificate",
    shown: (learner) => learner.achieved(),
    view(learner) {
      const name = nameOf(learner);
      return {
        title: t("certificate"),
        nodes: [
          h("article", { class: "certificate" },
            coursegen.logo((course.theme || {}).logo_alt || ""),
            h("p", { class: "eyebrow" }, t("certificate")),
            h("p", { class: "holder" + (name ? "" : " nameless") }, name || h("span", { class: "unseen" }, t("certificate_nameless"))),
            h("p", {}, t("certificate_says")),
            h("h1", {}, course.title),
            facts(learner),
            course.sources.length > 0 && h("div", { class: "rests" }, h("p", {}, t("about_sources")),
              h("ul", {}, course.sources.map((source) => h("li", {}, source.document, source.edition && ", " + source.edition))))),
          h("footer", { class: "page-foot" }, h("div", { class: "actions" },
            button(t("print"), () => window.print()),
            button(t("back_to_overview"), () => learner.go(coursegen.OVERVIEW), "quiet"))),
        ],
      };
    },
  };
})();
