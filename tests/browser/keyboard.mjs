/* A whole course by keyboard alone, from launch to the certificate: Tab, arrows, space, Enter and letters; the
   mouse is never used: node tests/browser/keyboard.mjs <unzipped package>. What was reached, as JSON. */
import { courseOf } from "./answering.mjs";
import { open } from "./harness.mjs";

const MOST_TABS = 150;
const world = await open(process.argv[2]);
const { page, frame } = await world.launch({ mastery: 80 });
const course = await courseOf(frame);
const { strings } = course;
const press = (key) => page.keyboard.press(key);
const plain = (html) => frame.evaluate((text) => window.coursegen.words(text), html);
let tabs = 0;
const unseen = [];

/* Where the focus is, and whether one can see that it is there. */
const active = () => frame.evaluate(() => {
  const node = document.activeElement;
  const box = (node.closest(".option") || node).getBoundingClientRect();
  const style = window.getComputedStyle(node.closest(".option") || node);
  return {
    tag: node.tagName, type: node.type || "", id: node.id, name: node.getAttribute("aria-label") || "",
    text: (node.textContent || "").replace(/\s+/g, " ").trim(), form: node.form ? node.form.id : "",
    parent: (node.parentElement || {}).className || "", className: node.className || "",
    seen: node === document.body || ((node.tagName === "VIDEO" || style.outlineStyle !== "none") && box.bottom > 0 && box.top < window.innerHeight),
  };
});

async function tabTo(wanted, what) {
  for (let step = 0; step < MOST_TABS; step += 1) {
    await press("Tab");
    tabs += 1;
    const here = await active();
    if (!here.seen) unseen.push(`${here.tag} ${here.className} ${here.text.slice(0, 40)}`);
    if (wanted(here)) return here;
  }
  throw new Error(`Tab did not reach ${what}`);
}

const button = (text) => [(here) => here.tag === "BUTTON" && here.text === text, text];
async function activate(text) {
  await tabTo(...button(text));
  await press("Enter");
}

async function pick(wanted) {
  const shown = () => frame.evaluate(() => document.activeElement.value);
  for (let step = 0; (await shown()) !== wanted && step < 30; step += 1) await press("ArrowDown");
  if ((await shown()) !== wanted) throw new Error(`the list does not offer ${wanted}`);
}

const valueOf = (text) => frame.evaluate((label) =>
  [...document.activeElement.options].find((each) => each.text === label).value, text);

async function fieldsOf(item, fill) {
  for (let index = 0; index < fill.length; index += 1) {
    const field = await tabTo((here) => /INPUT|SELECT/.test(here.tag) && here.form === item.id, `a field of ${item.id}`);
    if (field.tag === "SELECT") await pick(await valueOf(fill[index]));
    else await page.keyboard.type(fill[index]);
  }
}

const answers = {
  async single_choice(item) {
    await tabTo((here) => here.type === "radio" && here.form === item.id, "the options");
    const key = item.options.findIndex((each) => each.correct);
    await press("Space");
    for (let down = 0; down < key; down += 1) await press("ArrowDown");
  },
  async true_false(item) {
    await tabTo((here) => here.type === "radio" && here.form === item.id, "the options");
    await press("Space");
    if (!item.answer) await press("ArrowDown");
  },
  async multiple_choice(item) {
    for (const [index, option] of item.options.entries()) {
      if (!option.correct) continue;
      await tabTo((here) => here.id === `${item.id}-${index}`, `option ${index}`);
      await press("Space");
    }
  },
  cloze: (item) => fieldsOf(item, item.gaps.map((gap) => gap.accept[0])),
  numeric: (item) => fieldsOf(item, [String(item.answer)]),
  short_answer: (item) => fieldsOf(item, [item.accept[0]]),
  matching: (item) => fieldsOf(item, item.pairs.map((pair) => pair.right)),
  categorise: (item) => fieldsOf(item, item.entries.map((entry) =>
    item.categories.find((each) => each.id === entry.category).text)),
  async ordering(item) {
    for (const [wanted, step] of item.steps.entries()) {
      const text = await plain(step.text);
      const up = strings.move_up.replace("{text}", text);
      for (;;) {
        const shown = await frame.locator(`form[id="${item.id}"] .order-text`).allTextContents();
        if (shown.indexOf(text) <= wanted) break;
        if ((await active()).name !== up) await tabTo((here) => here.name === up, up);
        await press("Enter");
      }
    }
  },
};

async function scenario(story) {
  const scenes = new Map(story.scenes.map((each) => [each.id, each]));
  for (let at = story.start; scenes.has(at);) {
    const [choice] = scenes.get(at).choices;
    await activate(await plain(choice.text));
    if (choice.consequence || choice.cites) await activate(strings.scenario_continue);
    at = choice.to;
  }
}

async function through(module) {
  for (const block of module.blocks) {
    if (block.type === "flashcards") {
      for (let card = 0; card < block.cards.length; card += 1) {
        await tabTo((here) => here.className === "card-front", "a card");
        await press("Enter");
      }
    }
    if (block.type === "reveal") await activate(strings.reveal_show);
    if (block.type === "attestation") {
      await tabTo((here) => here.id === `${block.id}-tick`, "the declaration");
      await press("Space");
    }
  }
  if (module.scenario) await scenario(module.scenario);
  const items = module.items.filter((item) => item.pool === "practice");
  const verdicts = [];
  for (const [index, item] of items.entries()) {
    await answers[item.type](item);
    await activate(strings.check_answer);
    verdicts.push((await active()).className);
    if (index + 1 < items.length) await activate(strings.next_question);
  }
  await activate(strings.finish_module);
  return verdicts;
}

try {
  await frame.locator("body").press("Tab");
  const skip = await active();
  await activate(strings.start);
  const verdicts = [];
  for (const module of course.modules) verdicts.push(...await through(module));
  const items = new Map(course.modules.flatMap((module) => module.items).map((item) => [item.id, item]));
  await activate(strings.open_assessment);
  const types = [];
  while (await frame.locator("main form.item").count()) {
    const item = items.get(await frame.locator("main form.item").getAttribute("id"));
    types.push(item.type);
    await answers[item.type](item);
    await activate(strings.submit_answer);
  }
  const score = await frame.locator(".score").textContent();
  await activate(strings.certificate_show);
  const certificate = await frame.locator(".certificate").innerText();
  await page.keyboard.down("Shift");
  await tabTo((here) => here.className === "search-button", "search");
  await page.keyboard.up("Shift");
  await press("Enter");
  await page.keyboard.type(course.modules[0].title.split(" ").pop());
  await tabTo((here) => here.className === "found-button", "a place found");
  await press("Enter");
  const found = await frame.locator("main").getAttribute("data-place");
  const { cmi } = await page.evaluate(() => window.lmsState());
  console.log(JSON.stringify({ skip: skip.text, verdicts, types, score, certificate, found, status: cmi.core.lesson_status, tabs, unseen }));
} finally {
  await world.close();
}
