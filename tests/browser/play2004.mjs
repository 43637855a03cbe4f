/* Plays an unzipped SCORM 2004 package as learners and LMSs do, and says what happened, as JSON on standard
   output: node tests/browser/play2004.mjs <folder>. What only the player decides is played in play.mjs. */
import { answer, courseOf, playModule, playTest } from "./answering.mjs";
import { open } from "./harness.mjs";

const world = await open(process.argv[2], "lms2004.html");
const place = (frame) => frame.locator("main").getAttribute("data-place");
const start = (frame) => frame.locator(".title-page .primary").click();

/* The data model as an LMS gives it back to a learner whose attempt was suspended. */
async function relaunch({ cmi }, more = {}) {
  const { suspend_data, location, completion_status, success_status, score } = cmi;
  const known = score.raw === "" ? {} : { score: { raw: score.raw, scaled: score.scaled } };
  return world.launch({ measure: 0.8, cmi: { entry: "resume", suspend_data, location, completion_status, success_status, ...known, ...more } });
}

const plays = {};

/* From launch to passed: each practice item wrong first, then right; left in the middle of the test. */
async function through() {
  const launched = await world.launch({ measure: 0.8 });
  const { frame } = launched;
  const course = await courseOf(frame);
  await start(frame);
  for (const module of course.modules) await playModule(frame, module, true);
  const atTest = await place(frame);
  const left = await world.leave(launched);
  plays.modules = { atTest, ...left };

  const again = await relaunch(left);
  plays.resumed = { place: await place(again.frame) };
  const failed = await playTest(again.frame, (number) => number > 1);
  await again.frame.waitForTimeout(1700);
  plays.failed = { score: failed.score, ...(await again.state()) };
  const passed = await playTest(again.frame);
  const after = await world.leave(again);
  plays.passed = { asked: passed.asked, ...after };

  const look = await relaunch(after);
  await look.frame.locator(".bar-title").click();
  await look.frame.locator(".row-button").first().click();
  plays.look = await world.leave(look);
}

async function short() {
  plays.left_at_once = await world.leave(await world.launch({ measure: 0.8 }));
  const review = await world.launch({ cmi: { mode: "review" } });
  await start(review.frame);
  plays.review = await world.leave(review);
  const refused = await world.launch({ refuse: ["SetValue cmi.interactions", "SetValue cmi.objectives", "GetValue cmi.interactions", "GetValue cmi.objectives"] });
  const course = await courseOf(refused.frame);
  await start(refused.frame);
  await answer(refused.frame, course.modules[0].items.find((item) => item.pool === "practice"), true);
  await refused.frame.locator(".bar .button").click();
  plays.refused = await refused.state();
  await refused.page.context().close();
}

try {
  await Promise.all([through(), short()]);
  console.log(JSON.stringify({ ...plays, seen: world.seen }));
} finally {
  await world.close();
}
