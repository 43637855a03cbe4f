/* Opens every page of an unzipped package whose texts are attacks, answers its questions, without a policy that
   would stop a script: node tests/browser/attacks.mjs <folder> [page]. Says what ran, what was asked from elsewhere and
   what stands in the pages, as JSON. */
import { pathToFileURL } from "node:url";
import { join, resolve } from "node:path";
import { open } from "./harness.mjs";

const [folder, page_ = "index.html"] = process.argv.slice(2);
const world = await open(folder);
const found = { attacked: [], nodes: [], links: [], dialogs: 0, places: [], asked: [] };

const inPage = () => ({
  attacked: window.attacked === undefined ? null : window.attacked,
  nodes: [...document.querySelectorAll("main script, main iframe, main object, main embed, main base, main meta, main link, main style, main svg, main math, main body")].map((node) => node.outerHTML.slice(0, 80))
    .concat([...document.querySelectorAll("main *")].filter((node) => [...node.attributes].some((each) => /^on/.test(each.name) || /^\s*(javascript|vbscript):/i.test(each.value))).map((node) => node.outerHTML.slice(0, 80))),
  links: [...document.querySelectorAll("main a[href]")].map((node) => node.protocol).filter((each) => !["http:", "https:", "mailto:"].includes(each)),
});

try {
  const page = await world.page({ bypassCSP: true });
  page.setDefaultTimeout(3000);
  page.on("dialog", (dialog) => {
    found.dialogs += 1;
    dialog.dismiss();
  });
  page.on("request", (request) => { if (/attacker/.test(request.url())) found.asked.push(request.url()); });
  await page.goto(pathToFileURL(join(resolve(folder), page_)).href);
  await page.waitForSelector("main h1");
  const look = async (place) => {
    await page.waitForTimeout(60);
    for (const part of await page.locator("main details:not([open]) summary").all()) await part.click({ timeout: 250 }).catch(() => {});
    const { attacked, nodes, links } = await page.evaluate(inPage);
    if (attacked !== null) found.attacked.push(place);
    found.nodes.push(...nodes);
    found.links.push(...links);
    found.places.push(place);
  };
  await look("overview");
  const count = await page.locator(".module-list > li:not(.test-row)").count();
  for (let number = 0; number < count; number += 1) {
    await page.locator(".row-button").nth(number).click();
    await look(`module ${number}`);
    for (let step = 0; step < 3 && await page.locator(".choice-button").count(); step += 1) {
      await page.locator(".choice-button").first().click();
      const next = page.locator(".consequence > .button");
      if (await next.count()) await next.last().click();
    }
    for (const card of await page.locator(".card-front").all()) await card.click();
    for (const reveal of await page.locator(".block-reveal button").all()) await reveal.click({ timeout: 250 }).catch(() => {});
    for (let item = 0; item < 8; item += 1) {
      const form = page.locator("form.item").nth(item);
      if (!(await form.count())) break;
      for (const select of await form.locator("select").all()) await select.selectOption({ index: 1 });
      for (const field of await form.locator("input[type=text]").all()) await field.fill("12");
      if (await form.locator("input[type=radio], input[type=checkbox]").count()) await form.locator(".option").first().click();
      await form.locator("button[type=submit]").click();
      for (const button of await form.locator(".actions .quiet").all()) await button.click({ timeout: 250 }).catch(() => {});
      await page.waitForTimeout(30);
      const next = form.locator(".actions .primary");
      if (await next.count()) await next.first().click();
    }
    await look(`module ${number}, answered`);
    await page.locator(".bar-title").click();
  }
  for (const extra of await page.locator(".beside button").all()) {
    await extra.click();
    await look("beside");
    await page.locator(".bar-title").click();
  }
  await page.context().close();
  console.log(JSON.stringify({ ...found, errors: world.seen.console.filter((each) => !/ERR_FILE_NOT_FOUND|Failed to load/.test(each)) }));
} finally {
  await world.close();
}
