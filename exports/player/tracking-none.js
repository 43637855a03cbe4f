/* Tracking without a learning system, and what every tracking adapter offers:

   start()            -> { saved, location, score, status }: what was kept, empty where nothing was
   readOnly           true when nothing may be written (review, browse, no credit)
   problem            key of an interface string to show, or ""
   note               key of an interface string for the title page, or ""
   closes             whether the learner leaves by a button of the player
   save(text)         the state as text; sent with the next commit
   place(name)        where the learner is; sent with the next commit
   stamp(version)     the course version, where reports show it
   answered(record)   { id, objective, type, response, correct, result, seconds }
   score(points)      0..100; the best one stands
   status(word)       passed, failed or completed; never a step down
   settled(flag)      true when the attempt is over and need not be resumed
   commit()           send now
   finish()           send and close, once -> whether it was kept
*/
(function () {
  "use strict";
  const coursegen = (window.coursegen = window.coursegen || {});
  coursegen.adapters = coursegen.adapters || {};

  coursegen.adapters.none = function (problem) {
    return {
      readOnly: false,
      problem: problem === undefined ? "no_lms" : problem,
      note: "",
      closes: true,
      start: () => ({ saved: "", location: "", score: null, status: "" }),
      save() {}, place() {}, stamp() {}, answered() {}, score() {}, status() {}, settled() {}, commit() {},
      finish: () => false,
    };
  };
  coursegen.connect = coursegen.adapters.none;
})();
