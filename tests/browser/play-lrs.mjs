/* Plays a package against the launcher and record store of tests/fakes, and says what happened, as JSON:
   node tests/browser/play-lrs.mjs <origin> <cmi5|xapi>. The server remembers what came in. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { answer, courseOf, playModule, playTest } from "./answering.mjs";
import { chromiumPath, FLAGS } from "./harness.mjs";

const [origin, kind] = process.argv.slice(2);
const profile = mkdtempSync(join(tmpdir(), "coursegen-browser-"));
const browser = await chromium.launch({ executablePath: chromiumPath(), headless: true, args: FLAGS, env: { ...process.env, HOME: profile } });
const seen = { outside: [], console: [] };
const ask = async (path) => (await fetch(origin + path)).text();
const uuid = (digit) => `00000000-0000-4000-8000-00000000000${digit}`;

async function launch(registration, mode = "Normal", unit = "index.html") {
  const { url } = JSON.parse(await ask(`/test/launch?registration=${uuid(registration)}&mode=${mode}&unit=${unit}${unit === "index.html" || /test/.test(unit) ? "&mastery=0.8" : ""}`));
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(20000);
  page.on("request", (request) => { if (!request.url().startsWith(origin) && !/^data:/.test(request.url())) seen.outside.push(request.url()); });
  page.on("console", (entry) => { if (["error", "warning"].includes(entry.type()) && !/status of (404|503)/.test(entry.text())) seen.console.push(entry.text()); });
  page.on("pageerror", (error) => seen.console.push(String(error)));
  await page.goto(url);
  await page.waitForSelector("main h1");
  return page;
}

/* Leaves by the player's own button; cmi5 then goes where the LMS said. */
async function exit(page) {
  await page.locator(".bar .button.quiet").last().click();
  if (kind === "cmi5") await page.waitForURL("**/return");
  else await page.waitForFunction(() => document.querySelector("main").dataset.place === "_closed");
  await page.waitForTimeout(300);
  await page.context().close();
}

/* Leaves as a learner does who goes elsewhere. */
async function away(page) {
  await page.goto(`${origin}/return`);
  await page.waitForTimeout(400);
  await page.context().close();
}

const start = (page) => page.locator(".title-page .primary").click();
const said = {};

try {
  /* Session 1: all modules, every practice item wrong first; left by going away. */
  const first = await launch(1);
  const course = await courseOf(first);
  await start(first);
  for (const module of course.modules) await playModule(first, module, true);
  said.atTest = await first.locator("main").getAttribute("data-place");
  await away(first);

  /* Session 2: resumed at the test; failed, then passed; left by the button. */
  const second = await launch(1);
  said.resumed = await second.locator("main").getAttribute("data-place");
  await playTest(second, (number) => number > 1);
  await second.waitForTimeout(1700);
  await playTest(second);
  await exit(second);

  /* Session 3: a look back; nothing is told twice. */
  const third = await launch(1);
  said.complete = await third.locator(".complete").count();
  await third.locator(".bar-title").click();
  said.complete = await third.locator(".complete").count();
  await exit(third);

  /* Session 4: opened and left at once, another registration. */
  await away(await launch(2));

  /* Session 5: the store is out of order for a while; the learner is told, and nothing is lost. */
  const fifth = await launch(3);
  await start(fifth);
  await ask("/test/fail?times=6");
  await answer(fifth, course.modules[0].items.find((item) => item.pool === "practice"), true);
  await fifth.waitForFunction(() => !document.querySelector(".message").hidden);
  said.message = await fifth.locator(".message").textContent();
  await ask("/test/fail?times=0");
  await fifth.waitForFunction(() => document.querySelector(".message").hidden, null, { timeout: 30000 });
  await exit(fifth);

  if (kind === "cmi5") {
    /* Sessions 6 and 7: Browse and Review write nothing. */
    for (const mode of ["Browse", "Review"]) {
      const page = await launch(1, mode);
      said[mode] = await page.locator(".message").textContent();
      await exit(page);
    }
    /* Sessions 8 and 9, where the package has them: two AUs of one registration, a module and the test. */
    const parts = JSON.parse(await ask("/test/parts"));
    for (const unit of parts) {
      const page = await launch(5, "Normal", unit);
      const own = await courseOf(page);
      if (own.modules.length) {
        await start(page);
        await playModule(page, own.modules[0]);
      } else {
        await page.locator(".test-row button").click();
        await playTest(page);
      }
      await page.waitForTimeout(1700);
      await exit(page);
    }
    /* The address of a launch serves once: opened again, the course says that nothing is kept. */
    const again = await launch(4);
    await again.reload();
    await again.waitForSelector("main h1");
    said.reloaded = await again.locator(".message").textContent();
    await again.context().close();
  }
  console.log(JSON.stringify({ said, seen }));
} finally {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
}
