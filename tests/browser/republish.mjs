/* An old learner and a new package: node tests/browser/republish.mjs <folder of version 1> <folder of version 2>.
   Plays half of version 1, and all of it; resumes version 2 with what the LMS kept. Says what came of it. */
import { courseOf, playModule, playTest } from "./answering.mjs";
import { open } from "./harness.mjs";

const [first, second] = process.argv.slice(2);
const one = await open(first);
const two = await open(second);
const start = (frame) => frame.locator(".title-page .primary").click();

/* What an LMS gives back. */
function resume({ cmi }) {
  const { lesson_status, lesson_location, score } = cmi.core;
  const known = score.raw === "" ? {} : { score: { raw: score.raw } };
  return { mastery: 80, suspend: cmi.suspend_data, cmi: { core: { lesson_status, lesson_location, entry: "resume", ...known } } };
}

async function modulesOf(frame) {
  return frame.locator(".module-list > li:not(.test-row)").evaluateAll((rows) => rows.map((row) => [row.dataset.unit, row.classList.contains("status-done")]));
}

try {
  /* Half of version 1: the first two modules. Then version 2. */
  const half = await one.launch({ mastery: 80 });
  const course = await courseOf(half.frame);
  await start(half.frame);
  for (const module of course.modules.slice(0, 2)) await playModule(half.frame, module);
  const left = await one.leave(half);
  const back = await two.launch(resume(left));
  await back.frame.locator(".bar-title").click();
  const modules = await modulesOf(back.frame);
  await back.frame.locator(`li[data-unit="${course.modules[0].id}"] .row-button`).click();
  const notes = await back.frame.locator("form.item").evaluateAll((forms) => forms.map((form) => [form.id, (form.querySelector(".note-line") || {}).textContent || ""]));
  const now = await courseOf(back.frame);
  const middle = await two.leave(back);

  /* Played again as it is now, it is passed in version 2, and both versions are on record. */
  const on = await two.launch(resume(middle));
  for (const module of now.modules) {
    await on.frame.locator(".bar-title").click();
    if ((await modulesOf(on.frame)).find(([id]) => id === module.id)[1]) continue;
    await on.frame.locator(`li[data-unit="${module.id}"] .row-button`).click();
    await playModule(on.frame, module);
  }
  await on.frame.locator(".bar-title").click();
  await on.frame.locator(".test-row button").click();
  await playTest(on.frame);
  const finished = await two.leave(on);

  /* All of version 1, passed; then a look at version 2. */
  const whole = await one.launch({ mastery: 80 });
  await start(whole.frame);
  for (const module of course.modules) await playModule(whole.frame, module);
  await playTest(whole.frame);
  const passed = await one.leave(whole);
  const look = await two.launch(resume(passed));
  await look.frame.locator(".bar-title").click();
  const lookModules = await modulesOf(look.frame);
  await look.frame.evaluate(() => {
    const strings = window.coursegenCourse.strings;
    [...document.querySelectorAll("button")].find((each) => each.textContent === strings.certificate).click();
  });
  const certificate = await look.frame.locator(".certificate").textContent();
  const after = await two.leave(look);
  console.log(JSON.stringify({ modules, notes, left, middle, finished, passed, after, lookModules, certificate, seen: [one.seen, two.seen] }));
} finally {
  await one.close();
  await two.close();
}
