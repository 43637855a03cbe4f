/* Pictures of every view, light at each width, dark and in forced colours at the last:
   node tests/browser/screenshots.mjs <unzipped package> <folder> [width ...]; 390, 768 and 1280 unless said. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { answer, courseOf, playModule, playTest } from "./answering.mjs";
import { open } from "./harness.mjs";

const [folder, target, ...given] = process.argv.slice(2);
const widths = given.length ? given.map(Number) : [390, 768, 1280];
mkdirSync(target, { recursive: true });
const world = await open(folder);

async function views(width, look) {
  const options = look === "forced" ? { forcedColors: "active" } : { colorScheme: look };
  const launched = await world.launch({}, { viewport: { width, height: 900 }, ...options });
  const { page, frame } = launched;
  const course = await courseOf(frame);
  let number = 0;
  const shoot = async (name) => {
    const height = await frame.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width, height: Math.min(Math.max(height, 700), 12000) });
    number += 1;
    await page.screenshot({ path: join(target, `${width}${look === "light" ? "" : `-${look}`}-${String(number).padStart(2, "0")}-${name}.png`) });
    await page.setViewportSize({ width, height: 900 });
  };
  await shoot("title");
  await frame.locator(".title-page .primary").click();
  await shoot("module-new");
  const first = course.modules[0];
  await frame.locator("details.source summary").first().click();
  if (first.scenario) {
    await frame.locator(".choice-button").first().click();
    await shoot("module-scenario");
  }
  const [item, second] = first.items.filter((each) => each.pool === "practice");
  if (item) {
    await answer(frame, item, false);
    await shoot("module-wrong");
  }
  if (second) {
    await frame.locator(`form[id="${item.id}"] .actions .primary`).click();
    await answer(frame, second, true);
    await shoot("module-half-done");
  }
  await frame.locator(".search-button").click();
  await frame.locator("#_query").fill(first.title.split(" ").pop());
  await shoot("search");
  await frame.locator(".bar-title").click();
  for (const module of course.modules) {
    if (module !== first) await shoot(`before-${module.id.slice(0, 10)}`);
    await frame.locator(`.row-button`).nth(course.modules.indexOf(module)).click();
    await playModule(frame, module, false).catch(async (error) => {
      await shoot("failed");
      throw error;
    });
    await frame.locator(".bar-title").click();
    await frame.locator(`.row-button`).nth(course.modules.indexOf(module)).click();
    await shoot(`module-${module.id.slice(0, 10)}`);
    await frame.locator(".bar-title").click();
  }
  await shoot("overview-all-done");
  await frame.locator(".test-row button").click();
  await shoot("test-intro");
  await frame.locator(".page-foot .actions .primary").click();
  await shoot("test-question");
  await frame.locator(".bar-title").click();
  await frame.locator(".test-row button").click();
  const outcome = await (async () => {
    const all = new Map(course.modules.flatMap((module) => module.items).map((item) => [item.id, item]));
    let count = 0;
    while (await frame.locator("main form.item").count()) {
      const id = await frame.locator("main form.item").getAttribute("id");
      await answer(frame, all.get(id), count % 2 === 0);
      count += 1;
      await frame.waitForFunction((before) => (document.querySelector("main form.item") || {}).id !== before, id);
    }
    return count;
  })();
  await shoot(`result-failed-of-${outcome}`);
  await playTest(frame);
  await shoot("result-passed");
  await frame.locator(".bar-title").click();
  await shoot("overview-passed");
  const beside = frame.locator(".beside button");
  for (let index = 1; index < await beside.count(); index += 1) {
    await beside.nth(index).click();
    await shoot(["glossary", "certificate", "print"].slice(-(await frame.evaluate(() => Object.keys(window.coursegen.extras).length - 1)))[index - 1] || `beside-${index}`);
    await frame.locator(".bar-title").click();
  }
  await page.context().close();
}

try {
  for (const width of widths) await views(width, "light");
  await views(widths[widths.length - 1], "dark");
  await views(widths[widths.length - 1], "forced");
  console.log(JSON.stringify(world.seen, null, 1));
} finally {
  await world.close();
}
