/* The HTML of every view as it stands in the page, held against the standard by html-validate:
   node tests/browser/html.mjs <unzipped package> [folder for the pages]. What was found, as JSON. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { HtmlValidate } from "html-validate";
import { answer, courseOf, playModule, playTest } from "./answering.mjs";
import { open } from "./harness.mjs";

const [folder, target] = process.argv.slice(2);
const validate = new HtmlValidate({
  root: true,
  extends: ["html-validate:standard"],
  rules: {
    /* The browser writes the pages out in its own way; these rules are of spelling, not of meaning. */
    "attribute-boolean-style": "off",
    "no-trailing-whitespace": "off",
    "void-style": "off",
    "long-title": "off",
    /* Ids of a course are slugs that may begin with a digit, which HTML allows. */
    "valid-id": ["error", { relaxed: true }],
    /* axe-core judges these on the page itself, with its styles. */
    "prefer-native-element": "off",
    "text-content": "off",
  },
});
const world = await open(folder);
const found = [];
const looked = [];

async function hold(name, html) {
  looked.push(name);
  if (target) writeFileSync(join(target, `${name}.html`), html);
  const report = await validate.validateString(html);
  for (const { messages } of report.results) {
    for (const each of messages) found.push(`${name}: ${each.ruleId}: ${each.message} (${each.selector})`);
  }
}

const look = async (frame, name) => hold(name, `<!DOCTYPE html>\n${await frame.evaluate(() => document.documentElement.outerHTML)}`);

try {
  if (target) mkdirSync(target, { recursive: true });
  await hold("index", readFileSync(join(folder, "index.html"), "utf8"));
  const { frame } = await world.launch();
  const course = await courseOf(frame);
  await look(frame, "title");
  for (const [index, module] of course.modules.entries()) {
    await frame.locator(".row-button").nth(index).click();
    await answer(frame, module.items.find((item) => item.pool === "practice"), false);
    await look(frame, `module-${index}`);
    await frame.locator(".bar-title").click();
    await frame.locator(".row-button").nth(index).click();
    await playModule(frame, module);
    await frame.locator(".bar-title").click();
    await frame.locator(".row-button").nth(index).click();
    await look(frame, `module-${index}-done`);
    await frame.locator(".bar-title").click();
  }
  await frame.locator(".test-row button").click();
  await look(frame, "test");
  await frame.locator(".page-foot .actions .primary").click();
  await look(frame, "question");
  await playTest(frame, (number) => number % 2 === 0);
  await look(frame, "failed");
  await playTest(frame);
  await look(frame, "passed");
  await frame.locator(".bar-title").click();
  const extras = await frame.locator(".beside button").count();
  for (let index = 0; index < extras; index += 1) {
    await frame.locator(".beside button").nth(index).click();
    if (await frame.locator("#_query").count()) await frame.locator("#_query").fill("device");
    await look(frame, `beside-${index}`);
    await frame.locator(".bar-title").click();
  }
  console.log(JSON.stringify({ looked, found }));
} finally {
  await world.close();
}
