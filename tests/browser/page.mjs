/* A web page of a course, and the preview of one, as a learner and an author meet them; JSON on standard output:
   node tests/browser/page.mjs <html folder> <Dutch html folder> <address of a preview> <module file it shows>. */
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { answer, courseOf, playModule, playTest } from "./answering.mjs";
import { open } from "./harness.mjs";

const [folder, dutch, address, file] = process.argv.slice(2);
const place = (page) => page.locator("main").getAttribute("data-place");
const start = (page) => page.locator(".title-page .primary").click();

async function titlePage(page) {
  return {
    note: await page.locator(".visit").textContent(),
    warning: await page.locator(".message").isVisible(),
    barButtons: await page.locator(".bar button").count(),
  };
}

/* The course's data altered on its way to the page. */
async function altered(page, change) {
  await page.route("**/course.js", async (route) => {
    const script = await (await route.fetch()).text();
    const course = JSON.parse(script.slice(script.indexOf("=") + 1).replace(/;\s*$/, ""));
    change(course);
    await route.fulfill({ contentType: "text/javascript", body: `window.coursegenCourse = ${JSON.stringify(course)};` });
  });
}

/* Over http from the title page to the result and back: the last module, and its part of the test. */
async function overHttp(world) {
  const page = await world.page();
  await altered(page, (course) => {
    course.modules = course.modules.slice(-1);
    const bank = course.modules[0].items.filter((item) => item.pool === "assessment").map((item) => item.id);
    Object.assign(course.assessment, { draw: bank.length, bank });
  });
  await page.goto(`${world.origin}/package/index.html`);
  const title = await titlePage(page);
  await start(page);
  for (const module of (await courseOf(page)).modules) await playModule(page, module);
  const { score } = await playTest(page);
  await page.locator(".bar-title").click();
  const done = await page.locator(".status-done").count();
  const complete = await page.locator(".complete").count();
  await page.context().close();
  return { ...title, score, done, complete };
}

/* By a double click: the first module. */
async function asFile(world, at) {
  const page = await world.page();
  await page.goto(pathToFileURL(join(resolve(at), "index.html")).href);
  const title = await titlePage(page);
  const language = await page.locator("html").getAttribute("lang");
  await start(page);
  const [first] = (await courseOf(page)).modules;
  await playModule(page, first);
  const after = await place(page);
  const cues = await page.locator("video").evaluate((video) => Array.from(video.textTracks[0].cues, (cue) => cue.text));
  await page.context().close();
  return { ...title, language, after, cues };
}

/* A course with more goals than a title page bears: they fold under their modules. */
async function manyGoals(world) {
  const page = await world.page();
  await altered(page, (course) => {
    for (let n = 0; n < 9; n += 1) {
      course.objectives[`goal-${n}`] = `Goal ${n}`;
      course.modules[0].objectives.push(`goal-${n}`);
    }
  });
  await page.goto(`${world.origin}/package/index.html`);
  const toggle = page.locator(".goal-toggle").first();
  const before = await page.locator(".row-goals:visible li").count();
  const label = await toggle.textContent();
  await toggle.click();
  const after = await page.locator(".row-goals:visible li").count();
  await page.context().close();
  return { label, before, after };
}

/* An author looks at ids, edits, breaks and mends a file, and stays where they were. */
async function previewed(world) {
  const page = await world.page();
  const elsewhere = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith("data:")) elsewhere.push(request.url());
  });
  await page.goto(address);
  const hidden = await page.locator(".unit-id:visible").count();
  await page.locator(".bar button[aria-pressed]").click();
  const onTitle = await page.locator(".unit-id:visible").count();
  await start(page);
  const [first] = (await courseOf(page)).modules;
  const ids = await page.locator(".unit-id:visible").allTextContents();
  const [item] = first.items;
  await answer(page, item, true);
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replace(first.title, "A new title"));
  await page.locator("h1", { hasText: "A new title" }).waitFor();
  const kept = await page.locator(`form[id="${item.id}"] .note-line`).textContent();
  await writeFile(file, text.replace("minutes:", "minuts:"));
  await page.locator(".problem").waitFor();
  const problem = await page.locator(".problem").innerText();
  await writeFile(file, text);
  await page.locator(`main[data-place="${first.id}"]`).waitFor();
  const still = await page.locator(".unit-id:visible").count();
  await page.context().close();
  return { hidden, onTitle, ids, kept, problem, still, elsewhere };
}

const world = await open(folder);
try {
  const [http, english, nl, goals] = await Promise.all([
    overHttp(world), asFile(world, folder), asFile(world, dutch), manyGoals(world),
  ]);
  const seen = JSON.parse(JSON.stringify(world.seen));
  console.log(JSON.stringify({ http, english, nl, goals, seen, preview: await previewed(world), console: world.seen.console }));
} finally {
  await world.close();
}
