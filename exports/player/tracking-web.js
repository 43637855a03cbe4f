/* Tracking on a plain web page: there is no learning system, and none is missed. What the learner did lasts as
   long as the page stays open, which the title page says in `note`; there is nothing to close. */
(function () {
  "use strict";
  const coursegen = window.coursegen;
  coursegen.adapters.web = () => Object.assign(coursegen.adapters.none(""), { note: "this_visit", closes: false });
  coursegen.connect = coursegen.adapters.web;
})();
