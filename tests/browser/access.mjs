/* axe-core on every view, light and dark, narrow and wide: node tests/browser/access.mjs <unzipped package>.
   What it finds, as JSON: { views, found: [{ view, rule, impact, nodes }], passed: [rule] }. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { answer, courseOf, playModule, playTest } from "./answering.mjs";
import { open } from "./harness.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const world = await open(process.argv[2]);
const found = [];
const passed = new Set();
let views = 0;

async function look(frame, view) {
  await frame.evaluate(axe);
  const { violations, passes } = await frame.evaluate(() => window.axe.run(document, {
    runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
  }));
  views += 1;
  passes.forEach((each) => passed.add(each.id));
  for (const each of violations) {
    found.push({ view, rule: each.id, impact: each.impact, nodes: each.nodes.slice(0, 3).map((node) => `${node.target}: ${node.failureSummary}`) });
  }
  const wide = await frame.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  if (wide) found.push({ view, rule: "page-scrolls-sideways", impact: "serious", nodes: [] });
}

/* All that can be opened on a page, opened. */
async function unfold(frame) {
  await frame.evaluate(() => {
    document.querySelectorAll("details").forEach((each) => { each.open = true; });
    document.querySelectorAll(".card-front, .block-reveal > button").forEach((each) => each.click());
  });
}

async function tour(colorScheme, width) {
  const name = (view) => `${view} ${colorScheme} ${width}`;
  const { page, frame } = await world.launch({}, { colorScheme, viewport: { width, height: 800 } });
  const course = await courseOf(frame);
  await look(frame, name("title"));
  for (const [index, module] of course.modules.entries()) {
    await frame.locator(".row-button").nth(index).click();
    await unfold(frame);
    const [first] = module.items.filter((item) => item.pool === "practice");
    const form = await answer(frame, first, false);
    await form.locator("button.quiet").click();
    await look(frame, name(`${module.id} wrong and unfinished`));
    await frame.locator(".bar-title").click();
    await frame.locator(".row-button").nth(index).click();
    await playModule(frame, module);
    await frame.locator(".bar-title").click();
    await frame.locator(".row-button").nth(index).click();
    await unfold(frame);
    await look(frame, name(`${module.id} done`));
    await frame.locator(".bar-title").click();
  }
  await frame.locator(".test-row button").click();
  await look(frame, name("test"));
  await playTest(frame, (number) => number > 1);
  await unfold(frame);
  await look(frame, name("result"));
  await frame.locator(".page-foot .actions .primary").click();
  await look(frame, name("question"));
  await playTest(frame);
  await look(frame, name("passed"));
  await frame.locator(".bar-title").click();
  const extras = await frame.locator(".beside button").count();
  for (let index = 0; index < extras; index += 1) {
    await frame.locator(".beside button").nth(index).click();
    const query = frame.locator("#_query");
    if (await query.count()) await query.fill(course.modules[0].title.split(" ").pop());
    await unfold(frame);
    await look(frame, name(await frame.locator("h1").textContent()));
    await frame.locator(".bar-title").click();
  }
  await frame.locator(".bar .button").click();
  await look(frame, name("closed"));
  await page.context().close();
}

try {
  await Promise.all([tour("light", 1280), tour("dark", 360)]);
  console.log(JSON.stringify({ views, found, passed: [...passed].sort() }));
} finally {
  await world.close();
}
