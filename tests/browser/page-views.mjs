/* A single page on disk under axe-core, light and dark, narrow and wide: node tests/browser/page-views.mjs <page>
   [folder for pictures]. What it finds, as JSON: { views, found: [{ view, rule, impact, nodes }], passed: [rule] }. */
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { chromiumPath, FLAGS } from "./harness.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [file, pictures] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
const found = [];
const passed = new Set();
let views = 0;
if (pictures) mkdirSync(pictures, { recursive: true });

for (const colorScheme of ["light", "dark"]) {
  for (const width of [390, 768, 1280]) {
    const view = `${colorScheme} ${width}`;
    const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(pathToFileURL(resolve(file)).href);
    await page.evaluate(() => document.querySelectorAll("details").forEach((each) => { each.open = true; }));
    await page.evaluate(axe);
    const { violations, passes } = await page.evaluate(() => window.axe.run(document, {
      runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    }));
    views += 1;
    passes.forEach((each) => passed.add(each.id));
    for (const each of violations) {
      found.push({ view, rule: each.id, impact: each.impact, nodes: each.nodes.slice(0, 3).map((node) => `${node.target}: ${node.failureSummary}`) });
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    if (wide) found.push({ view, rule: "page-scrolls-sideways", impact: "serious", nodes: [] });
    if (asked.length > 1) found.push({ view, rule: "asks-for-more", impact: "serious", nodes: asked.slice(1) });
    if (pictures) await page.screenshot({ path: join(pictures, `${view.replace(" ", "-")}.png`), fullPage: true });
    await page.close();
  }
}
await browser.close();
process.stdout.write(JSON.stringify({ views, found, passed: [...passed] }));
