/* The pages beside the modules, and what a page must bear: node tests/browser/views.mjs <unzipped package> <themed
   package> [name of one play]. Search, glossary, print view, certificate, a test taken first, the browser's way back, a source that
   is played, a house style, narrow screens with large text, the first view on a slow machine; JSON. */
import { answer, courseOf, playModule, playTest } from "./answering.mjs";
import { open } from "./harness.mjs";

const [folder, themed] = process.argv.slice(2);
const NARROW = { width: 320, height: 640 };
const SLOWER = 4;
const RUNS = 3;
const world = await open(folder);
const place = (frame) => frame.locator("main").getAttribute("data-place");
const beside = (frame, label) => frame.locator(".beside button", { hasText: label }).click();
const overview = (frame) => frame.locator(".bar-title").click();
const close = (launched) => launched.page.context().close();

/* Only the last module and its part of the test, for plays that are about something else. */
function short(more = {}) {
  return (course) => {
    course.modules = course.modules.slice(-1);
    const bank = course.modules[0].items.filter((item) => item.pool === "assessment").map((item) => item.id);
    Object.assign(course.assessment, { draw: bank.length, bank }, more.assessment);
    Object.assign(course, more.course);
  };
}

async function search() {
  const launched = await world.launch();
  const { frame } = launched;
  await frame.locator(".search-button").click();
  const focused = await frame.evaluate(() => document.activeElement.id);
  const look = async (words) => {
    await frame.locator("#_query").fill(words);
    return {
      count: await frame.locator("main [role=status]").textContent(),
      marks: await frame.locator("mark").allTextContents(),
    };
  };
  const { course, items } = await frame.evaluate(() => ({
    course: window.coursegenCourse,
    items: window.coursegenCourse.modules.flatMap((module) => module.items).map((item) => window.coursegen.words(item.stem)),
  }));
  const two = await look("HOURS  notice");
  const accents = await look("Sèrvice désk");
  const inside = await look("vic");
  const none = await look("zebra");
  const questions = [];
  for (const stem of items) questions.push((await look(stem)).count);
  await look("passphrase");
  const text = await frame.locator(".found-button").first().innerText();
  await frame.locator(".found-button").first().click();
  const at = await place(frame);
  const reached = await frame.evaluate(() => document.activeElement.id);
  await close(launched);
  return { focused, two, accents, inside, none, questions, text, at, reached, modules: course.modules.map((each) => each.id) };
}

async function glossaryAndPrint() {
  const launched = await world.launch();
  const { page, frame } = launched;
  const { strings } = await courseOf(frame);
  await beside(frame, strings.glossary);
  const terms = await frame.locator("dt").allTextContents();
  await frame.locator(".term .link").first().click();
  const ledTo = await place(frame);
  await overview(frame);
  await beside(frame, strings.print_course);
  const chapters = await frame.locator(".chapter").count();
  const hidden = await frame.locator(".print-view :is(.card-back, .reveal-answer, .source):not(:visible)").count();
  const quotes = await frame.locator(".print-view blockquote:visible").count();
  const questions = await frame.locator(".print-view form").count();
  const asked = await frame.evaluate(() => new Promise((printed) => {
    window.print = () => printed(true);
    document.querySelector(".actions .primary").click();
  }));
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const onPaper = await frame.evaluate(() => ({
    bar: window.getComputedStyle(document.querySelector(".bar")).display,
    ground: window.getComputedStyle(document.body).backgroundColor,
    ink: window.getComputedStyle(document.body).color,
  }));
  await close(launched);
  return { terms, ledTo, chapters, hidden, quotes, questions, asked, onPaper };
}

/* The test first: passed without a module; then the certificate, for the name that the LMS knows. */
async function testOut() {
  const launched = await world.launch({ mastery: 80 }, {}, short({ assessment: { test_out: true, attempts: 2 } }));
  const { frame } = launched;
  const { strings } = await courseOf(frame);
  const offered = await frame.locator(".title-page .secondary").textContent();
  const early = await frame.locator(".beside button", { hasText: strings.certificate }).count();
  await frame.locator(".title-page .secondary").click();
  await playTest(frame, () => false);
  const failedOnce = await frame.locator(".results").innerText();
  await playTest(frame);
  const buttons = await frame.locator(".page-foot button").allTextContents();
  await frame.locator(".page-foot .primary").click();
  const certificate = await frame.locator(".certificate").innerText();
  await overview(frame);
  const primary = await frame.locator(".title-page .primary").allTextContents();
  const state = await world.leave(launched);
  return { offered, early, failedOnce, buttons, certificate, primary, status: state.cmi.core.lesson_status, errors: state.errors };
}

/* The last attempt is used: the right answers are told. */
async function lastAttempt() {
  const launched = await world.launch({}, {}, short({ assessment: { attempts: 1 }, course: { completion: "passed" } }));
  const { frame } = launched;
  await frame.locator(".test-row button").click();
  await playTest(frame, () => false);
  const text = await frame.locator(".results").innerText();
  await close(launched);
  return text;
}

async function wayBack() {
  const page = await world.page();
  await page.goto(`${world.origin}/package/index.html`);
  const places = [await place(page)];
  await page.locator(".title-page .primary").click();
  places.push(await place(page));
  await page.locator(".search-button").click();
  places.push(await place(page));
  await page.goBack();
  places.push(await place(page));
  await page.goBack();
  places.push(await place(page));
  await page.context().close();
  return places;
}

/* A quote from a recording is played where it is spoken, with the quote as its caption. */
async function playedSource() {
  const launched = await world.launch();
  const { frame } = launched;
  const course = await courseOf(frame);
  const spoken = course.citations.findIndex((cite) => cite.media);
  const index = course.modules.findIndex((module) => module.blocks.some((block) => (block.cites || []).includes(spoken)));
  const block = course.modules[index].blocks.find((each) => (each.cites || []).includes(spoken));
  await frame.locator(".row-button").nth(index).click();
  const section = frame.locator(`[id="${block.id}"]`);
  await section.locator("details.source summary").click();
  const label = await section.locator(".recording button").first().textContent();
  await section.locator(".recording button").first().click();
  const video = section.locator(".recording video");
  const cue = await video.evaluate((node) => node.textTracks[0].cues[0].text);
  const src = await video.getAttribute("src");
  await close(launched);
  return { label, cue, src, quote: course.citations[spoken].quote };
}

async function sidewaysAndSmall(frame) {
  return frame.evaluate(() => {
    const root = document.documentElement;
    const visible = [...document.querySelectorAll("button, input, select, summary, a[href], video")]
      .filter((node) => node.getClientRects().length && !node.closest(".prose") && node.className !== "skip");
    const size = (node) => (node.matches(".option input, .tick input") ? node.closest("label") : node).getBoundingClientRect();
    return {
      sideways: root.scrollWidth - root.clientWidth,
      small: visible.filter((node) => size(node).width < 24 || size(node).height < 24).map((node) => node.outerHTML.slice(0, 120)),
    };
  });
}

/* Every view at 320 px with text at 200 %: nothing scrolls sideways, no control is under 24 px. */
async function narrow() {
  const launched = await world.launch({}, { viewport: NARROW });
  const { frame } = launched;
  const course = await courseOf(frame);
  await frame.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
  const found = {};
  const look = async (name) => {
    const { sideways, small } = await sidewaysAndSmall(frame);
    if (sideways > 0 || small.length) found[name] = { sideways, small };
    looked.push(name);
  };
  const looked = [];
  await look("title");
  for (const [index, module] of course.modules.entries()) {
    await frame.locator(".row-button").nth(index).click();
    await frame.evaluate(() => {
      document.querySelectorAll("details").forEach((each) => { each.open = true; });
      document.querySelectorAll(".card-front, .block-reveal > button").forEach((each) => each.click());
    });
    const [first] = module.items.filter((item) => item.pool === "practice");
    await answer(frame, first, false);
    await look(module.id);
    await overview(frame);
  }
  for (const extra of ["_search", "_glossary", "_print"]) {
    await beside(frame, course.strings[{ _search: "search", _glossary: "glossary", _print: "print_course" }[extra]]);
    if (extra === "_search") await frame.locator("#_query").fill("device");
    await look(extra);
    await overview(frame);
  }
  await close(launched);
  return { looked, found };
}

/* What is not to be seen where the reader's system sets the colours: words without contrast, a control without an
   edge, a line below its words or words that stand apart; a focus without a ring; a state told by a colour alone. */
async function unseenIn(frame) {
  return frame.evaluate(() => {
    const found = [];
    const css = (node, pseudo) => window.getComputedStyle(node, pseudo);
    const rgb = (text) => (text.match(/[\d.]+/g) || []).map(Number);
    const light = (color) => {
      const [r, g, b] = rgb(color).map((each) => (each / 255 <= 0.04045 ? each / 255 / 12.92 : ((each / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (one, other) => {
      const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
      return (high + 0.05) / (low + 0.05);
    };
    const ground = (node) => {
      for (let at = node; at; at = at.parentElement) {
        const color = rgb(css(at).backgroundColor);
        if (color.length < 4 || color[3] > 0.5) return css(at).backgroundColor;
      }
      return css(document.documentElement, null).colorScheme === "dark" ? "rgb(0,0,0)" : "rgb(255,255,255)";
    };
    const edged = (node) => {
      const style = css(node);
      return parseFloat(style.borderTopWidth) >= 1 && style.borderTopStyle !== "none" && contrast(style.borderTopColor, ground(node.parentElement)) >= 3;
    };
    const tell = (node, what) => found.push(what + ": " + node.outerHTML.slice(0, 100));
    const shown = (node) => node.checkVisibility({ visibilityProperty: true }) && node.getClientRects().length && !node.closest(".unseen");
    for (const node of document.querySelectorAll("main *, .bar *")) {
      const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
      if (own && shown(node) && !node.closest("[aria-disabled=true], :disabled, .unseen") && contrast(css(node).color, ground(node)) < 4.5) tell(node, "words");
    }
    for (const node of document.querySelectorAll(".button, .field, .option, .choice-button, .move, .card, .order li, .table-scroll, .tick input, .goal-toggle")) {
      if (!shown(node) || node.matches(".tick input, .goal-toggle")) continue;
      if (!edged(node)) tell(node, "edge");
    }
    for (const node of document.querySelectorAll(".option.is-right, .option.is-wrong, .order li.is-right, .order li.is-wrong, .gap.is-right, .gap.is-wrong")) {
      if (shown(node) && !node.querySelector(":scope > .mark")) tell(node, "state");
    }
    for (const node of document.querySelectorAll(".option:has(:checked)")) {
      const other = node.parentElement.querySelector(".option:not(:has(:checked))");
      if (other && css(node).borderTopWidth === css(other).borderTopWidth) tell(node, "chosen");
    }
    for (const node of document.querySelectorAll("main button, main input, main select, main summary, .bar button")) {
      if (!shown(node) || node.disabled) continue;
      node.focus({ preventScroll: true, focusVisible: true });
      const ring = css(node.closest(".option") || node);
      if (ring.outlineStyle === "none" || parseFloat(ring.outlineWidth) < 2) tell(node, "focus");
    }
    return found;
  });
}

/* The colours of the two ends of the first progress bar, as the reader's screen shows them. */
async function endsOfProgress(launched) {
  const picture = await launched.frame.locator("progress").first().screenshot();
  return launched.page.evaluate(async (data) => {
    const image = new Image();
    image.src = "data:image/png;base64," + data;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    pen.drawImage(image, 0, 0);
    const at = (x) => Array.from(pen.getImageData(x, Math.floor(image.height / 2), 1, 1).data.slice(0, 3)).join();
    return [at(3), at(image.width - 4)];
  }, picture.toString("base64"));
}

/* Every view where the system sets the colours, as Windows does in high contrast. */
async function forcedColors() {
  const launched = await world.launch({ mastery: 80 }, { forcedColors: "active" });
  const { frame } = launched;
  const course = await courseOf(frame);
  const found = {};
  const looked = [];
  const progress = [];
  const look = async (name) => {
    looked.push(name);
    const unseen = await unseenIn(frame);
    if (unseen.length) found[name] = unseen;
  };
  await look("title");
  for (const [index, module] of course.modules.entries()) {
    await frame.locator(".row-button").nth(index).click();
    await frame.evaluate(() => {
      document.querySelectorAll("details").forEach((each) => { each.open = true; });
      document.querySelectorAll(".card-front, .block-reveal > button").forEach((each) => each.click());
    });
    const items = module.items.filter((item) => item.pool === "practice");
    await look(`${module.id} new`);
    await answer(frame, items[0], false);
    await look(`${module.id} wrong`);
    await overview(frame);
    await frame.locator(".row-button").nth(index).click();
    await playModule(frame, module, true);
    await overview(frame);
    await frame.locator(".row-button").nth(index).click();
    await look(`${module.id} done`);
    await overview(frame);
    if (index === 0) progress.push(...await endsOfProgress(launched));
  }
  await look("done");
  await frame.locator(".test-row button").click();
  await look("test");
  await frame.locator(".page-foot .primary").click();
  await frame.locator(".option").first().click().catch(() => {});
  await look("question");
  await playTest(frame, (number) => number % 2 === 0);
  await look("result");
  await overview(frame);
  for (const extra of ["search", "glossary", "print_course"]) {
    await beside(frame, course.strings[extra]);
    if (extra === "search") await frame.locator("#_query").fill("device");
    await look(extra);
    await overview(frame);
  }
  await close(launched);
  return { looked, found, progress };
}

/* The house style: logo, colours and fonts asked from the package, and used. */
async function houseStyle() {
  const other = await open(themed);
  try {
    const { page, frame } = await other.launch();
    await frame.evaluate(() => document.fonts.ready);
    const told = await frame.evaluate(() => {
      const css = (node, name) => window.getComputedStyle(node).getPropertyValue(name);
      return {
        logo: [...document.querySelectorAll(".title-page .logo")].filter((node) => node.naturalWidth > 0 && node.alt).length,
        button: css(document.querySelector(".title-page .primary"), "background-color"),
        link: css(document.querySelector(".beside button"), "color"),
        family: css(document.querySelector("h1"), "font-family").split(",")[0],
        fonts: [...document.fonts].filter((font) => font.status !== "unloaded").length,
      };
    });
    await page.emulateMedia({ colorScheme: "dark" });
    told.dark = await frame.evaluate(() => window.getComputedStyle(document.querySelector(".beside button")).color);
    return { ...told, seen: other.seen };
  } finally {
    await other.close();
  }
}

/* Milliseconds of work on the page's main thread until the first view stands, as a CPU four times slower would take;
   the least of some runs. Time by the clock would tell how busy this machine is. */
async function firstView() {
  const times = [];
  for (let run = 0; run < RUNS; run += 1) {
    const page = await world.page();
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    await page.goto(`${world.origin}/package/index.html`);
    await page.locator("main h1").waitFor();
    const { metrics } = await session.send("Performance.getMetrics");
    times.push(metrics.find((each) => each.name === "TaskDuration").value * 1000 * SLOWER);
    await page.context().close();
  }
  return Math.round(Math.min(...times));
}

async function changedMarks() {
  const first = await world.launch();
  const course = await courseOf(first.frame);
  await first.frame.locator(".title-page .primary").click();
  await playModule(first.frame, course.modules[0]);
  const { cmi } = await world.leave(first);
  const again = await world.launch({ suspend: cmi.suspend_data, core: { lesson_status: "incomplete", entry: "resume" } }, {}, (data) => {
    data.version = "1.1.0";
    data.modules[0].items.find((item) => item.pool === "practice").mark = "~~";
  });
  await overview(again.frame);
  const rows = await again.frame.locator(".module-row .changed").allTextContents();
  await again.frame.locator(".row-button").first().click();
  const head = await again.frame.locator(".page-head .changed").count();
  await close(again);
  return { rows, head };
}

try {
  const results = {};
  const plays = { search, glossaryAndPrint, testOut, lastAttempt, wayBack, playedSource, narrow, forcedColors, houseStyle, changedMarks, firstView };
  const wanted = process.argv[4] ? [process.argv[4]] : Object.keys(plays);
  for (const name of wanted) results[name] = await plays[name]();
  console.log(JSON.stringify({ ...results, seen: world.seen }));
} finally {
  await world.close();
}
