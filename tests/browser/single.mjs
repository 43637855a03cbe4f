/* Opens a page that is one file, by a double click, under its own policy: node tests/browser/single.mjs <folder>.
   Says what the page and its console tell, as JSON. */
import { pathToFileURL } from "node:url";
import { join, resolve } from "node:path";
import { answer, courseOf } from "./answering.mjs";
import { open } from "./harness.mjs";

const world = await open(process.argv[2]);
try {
  const page = await world.page();
  await page.goto(pathToFileURL(join(resolve(process.argv[2]), "index.html")).href);
  await page.locator(".title-page .primary").click();
  const course = await courseOf(page);
  await answer(page, course.modules[0].items.find((item) => item.pool === "practice"), true);
  const verdict = await page.locator(".verdict").first().getAttribute("class");
  await page.locator(".bar-title").click();
  const pictures = [];
  let videos = 0;
  for (let number = 0; number < course.modules.length; number += 1) {
    await page.locator(".module-list .row-button").nth(number).click();
    await page.waitForTimeout(150);
    pictures.push(...await page.locator("main img").evaluateAll((all) => all.map((each) => each.naturalWidth > 0)));
    videos += await page.locator("main video").evaluateAll((all) => all.filter((each) => /^data:/.test(each.currentSrc || each.src)).length);
    await page.locator(".bar-title").click();
  }
  const accent = await page.locator(".primary, .button").first().evaluate((node) => getComputedStyle(node).backgroundColor);
  console.log(JSON.stringify({ verdict, pictures, videos, accent, ...world.seen }));
} finally {
  await world.close();
}
