/* A SCO for each module and for the test: node tests/browser/parts.mjs <folder> <page of a module> <page of the test>.
   Plays both under SCORM 1.2, and says what the LMS then holds, as JSON. */
import { courseOf, playModule, playTest } from "./answering.mjs";
import { open } from "./harness.mjs";

const [folder, modulePage, testPage] = process.argv.slice(2);
const world = await open(folder);
try {
  const module = await world.launch({ entry: `/package/${modulePage}` });
  const own = await courseOf(module.frame);
  await module.frame.locator(".title-page .primary").click();
  await playModule(module.frame, own.modules[0]);
  const moduleText = await module.frame.locator("main").textContent();
  const left = await world.leave(module);
  const { suspend_data: suspend, core } = left.cmi;
  const back = await world.launch({ entry: `/package/${modulePage}`, suspend, core: { lesson_status: core.lesson_status, entry: "resume" } });
  const again = await world.leave(back);

  const test = await world.launch({ entry: `/package/${testPage}`, mastery: 80 });
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
