/* A page that an LMS launches for one part of the course: what the player is told is cut down to a module, which is
   completed by viewing it, or to the final test, which is passed. Slots and marks stay those of the course. */
(function () {
  "use strict";
  const { part } = document.documentElement.dataset;
  const course = window.coursegenCourse;
  if (!part) return;
  const module = course.modules.find((each) => each.id === part);
  const goals = (ids) => Object.fromEntries(ids.map((id) => [id, course.objectives[id]]));
  course.part = part;
  if (module) {
    const { title, minutes } = module;
    Object.assign(course, {
      title, minutes, modules: [module], assessment: null, completion: "viewed", objectives: goals(module.objectives),
    });
    return;
  }
  const items = course.modules.flatMap((each) => each.items.filter((item) => item.pool === "assessment"));
  Object.assign(course, {
    title: course.assessment.title, minutes: items.length, modules: [], objectives: {}, bank: items,
    completion: "passed",
  });
})();
