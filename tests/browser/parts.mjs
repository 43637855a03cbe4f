/* A SCO for each module and for the test: node tests/browser/parts.mjs <folder> <page of a module> <page of the test>
   [2004]. Plays both under SCORM 1.2 or 2004, and says what the LMS then holds, as JSON. */
import { courseOf, playModule, playTest } from "./answering.mjs";
import { open } from "./harness.mjs";

const [folder, modulePage, testPage, edition] = process.argv.slice(2);
const is2004 = edition === "2004";
const world = await open(folder, is2004 ? "lms2004.html" : "lms.html");

/* What the launch page is told of a SCO, and of one that is taken up again. */
const launchOf = (page, mastery) => (is2004 ? { entry: `/package/${page}`, measure: mastery && mastery / 100 }
  : { entry: `/package/${page}`, mastery });

function resumed(page, { cmi }) {
  if (!is2004) {
    return { ...launchOf(page), suspend: cmi.suspend_data, core: { lesson_status: cmi.core.lesson_status, entry: "resume" } };
  }
  const { suspend_data, location, completion_status, success_status } = cmi;
  return { ...launchOf(page), cmi: { entry: "resume", suspend_data, location, completion_status, success_status } };
}

try {
  const module = await world.launch(launchOf(modulePage));
  const own = await courseOf(module.frame);
  await module.frame.locator(".title-page .primary").click();
  await playModule(module.frame, own.modules[0]);
  const moduleText = await module.frame.locator("main").textContent();
  const left = await world.leave(module);
  const back = await world.launch(resumed(modulePage, left));
  const again = await world.leave(back);

  const test = await world.launch(launchOf(testPage, 80));
  const heading = await test.frame.locator("h1").textContent();
  await test.frame.locator(".test-row button").click();
  await playTest(test.frame, (number) => number > 1);
  await test.frame.waitForTimeout(1700);
  const failed = await test.state();
  await playTest(test.frame);
  const passed = await world.leave(test);
  console.log(JSON.stringify({ moduleText, left, again, heading, failed, passed, seen: world.seen }));
} finally {
  await world.close();
}
