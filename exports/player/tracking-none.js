/* Tracking without a learning system, and what every tracking adapter offers the player:

   start(opened)      calls opened({ saved, location, name, score, status, mastery }) once, with what was kept
                      and the learner's name as the LMS gives it (empty where nothing was), and the mastery
                      score, 0..1, where the LMS says another than the course: at once, or when the record store has answered
   readOnly           true when nothing may be written (review, browse, no credit)
   problem            key of an interface string to show, or ""
   note               key of an interface string for the title page, or ""
   closes             whether the learner leaves by a button of the player
   save(text)         the state as text; sent with the next commit
   place(name)        where the learner is; sent with the next commit
   stamp(version, first)   the course version, where reports show it; `first` also as an interaction
   answered(record)   one answer, see below
   score(points)      0..100; the best one stands
   status(word)       passed, failed or completed; never a step down
   settled(flag)      true when the attempt is over and need not be resumed
   commit()           send now
   finish()           the learner leaves: send and close, once -> whether it was kept

   The player calls coursegen.whenTracked(play): play(tracker, kept) runs when `kept` is there. It sets
   tracker.onProblem to hear of another `problem`.

   A record says what was answered, and knows no standard; each adapter writes it as its standard wants:
   { id, objective, type, result, seconds, text, response, correct, choices, targets }
   result    correct, wrong or neutral
   text      the question in plain words;  choices, targets: lists of { id, text }
   type      what `response` and `correct` are:
     choice, sequencing   numbers of `choices`
     matching             pairs [number of a choice, number of a target]
     true-false           true or false
     numeric              a number; correct: [number, tolerance]
     fill-in              texts; correct: for each the list of texts that are accepted
     performance          a word
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
      start: (opened) => opened({ saved: "", location: "", name: "", score: null, status: "" }),
      save() {}, place() {}, stamp() {}, answered() {}, score() {}, status() {}, settled() {}, commit() {},
      finish: () => false,
    };
  };
  coursegen.connect = coursegen.adapters.none;

  coursegen.whenTracked = function (play) {
    const tracker = coursegen.connect((problem) => {
      if (tracker.onProblem) tracker.onProblem(problem);
    });
    tracker.start((kept) => play(tracker, kept));
  };

  /* How far a status goes; no adapter goes back. */
  coursegen.RANK = { "": 0, incomplete: 1, failed: 2, completed: 3, passed: 4 };
})();
