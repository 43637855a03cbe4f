/* Plays an unzipped package as learners and LMSs do, and says what happened, as JSON on standard output:
   node tests/browser/play.mjs <folder> [play ...]. Each play is one situation; the tests hold them against
   what was promised. */
import { pathToFileURL } from "node:url";
import { join, resolve } from "node:path";
import { answer, courseOf, playModule, playTest } from "./answering.mjs";
import { open } from "./harness.mjs";

const [folder, ...names] = process.argv.slice(2);
const AT_ONCE = 4;
const world = await open(folder);
const place = (frame) => frame.locator("main").getAttribute("data-place");
const start = (frame) => frame.locator(".title-page .primary").click();
const close = (launched) => launched.page.context().close();

/* The CMI as an LMS gives it back at the next launch. */
function kept(cmi, changes = {}) {
  const core = { ...cmi.core, entry: "resume" };
  for (const name of ["session_time", "total_time", "exit"]) delete core[name];
  return { suspend_data: cmi.suspend_data, core: { ...core, ...changes } };
}

async function relaunch(state, given = {}) {
  const { suspend_data: suspend, core } = kept(state.cmi);
  const score = core.score && core.score.raw !== "" ? { raw: core.score.raw } : undefined;
  return world.launch({
    mastery: 80, suspend, ...given,
    cmi: { core: { lesson_status: core.lesson_status, lesson_location: core.lesson_location, entry: "resume", score } },
  });
}

async function throughModules(frame, both = false) {
  const course = await courseOf(frame);
  await start(frame);
  const modules = [];
  for (const module of course.modules) modules.push(await playModule(frame, module, both));
  return modules;
}

/* The LMS's data of a learner who has done every module and not yet the test: `through` has it on its way. */
let tellModulesDone = null;
const modulesDone = new Promise((tell) => { tellModulesDone = tell; });
const atTheTest = async (given = {}) => relaunch(await modulesDone, given);

const plays = {
  /* From launch through every module to the test; each practice item wrong first, then right. */
  async through() {
    const launched = await world.launch({ mastery: 80 });
    const { frame } = launched;
    const modules = await throughModules(frame, true);
    const atTest = await place(frame);
    await frame.waitForTimeout(1600);
    tellModulesDone(await launched.state());
    const test = await playTest(frame);
    const state = await world.leave(launched);
    return { modules, atTest, test, ...state };
  },

  async left_at_once() {
    const launched = await world.launch({ mastery: 80, masteryOverride: true });
    return world.leave(launched);
  },

  /* Module one done, the second open; the LMS is closed, and the learner comes back. */
  async resumed() {
    const first = await world.launch({ mastery: 80 });
    const course = await courseOf(first.frame);
    await start(first.frame);
    await playModule(first.frame, course.modules[0]);
    const before = await place(first.frame);
    const left = await world.leave(first);
    const second = await relaunch(left);
    const after = await place(second.frame);
    await second.frame.locator(".bar-title").click();
    const done = await second.frame.locator(".module-row.status-done").count();
    const state = await world.leave(second);
    return { before, after, done, left, ...state };
  },

  /* The test failed; again, and passed. Then a look at a page and a relaunch: passed it stays. */
  async failed_then_passed() {
    const launched = await atTheTest();
    const failed = await playTest(launched.frame, (number) => number > 1);
    await launched.frame.waitForTimeout(1700);
    const afterFailure = await launched.state();
    const passed = await playTest(launched.frame);
    const afterPassing = await world.leave(launched);
    const again = await relaunch(afterPassing);
    await again.frame.locator(".bar-title").click();
    await again.frame.locator(".row-button").first().click();
    const afterLook = await world.leave(again);
    return { failed, passed, afterFailure, afterPassing, afterLook };
  },

  /* The test is left in the middle and taken up again at the same question. */
  async test_resumed() {
    const launched = await atTheTest();
    const course = await courseOf(launched.frame);
    const items = new Map(course.modules.flatMap((module) => module.items).map((item) => [item.id, item]));
    await launched.frame.locator(".page-foot .actions .primary").click();
    const asked = async (frame) => frame.locator("main form.item").getAttribute("id");
    await answer(launched.frame, items.get(await asked(launched.frame)), true);
    await launched.frame.locator("h1.small").waitFor();
    const before = [await asked(launched.frame), await launched.frame.locator("h1").textContent()];
    const left = await world.leave(launched);
    const again = await relaunch(left);
    const after = [await asked(again.frame), await again.frame.locator("h1").textContent()];
    const state = await world.leave(again);
    return { before, after, ...state };
  },

  /* The test with two wrong answers, left at its result: the review of the answers, before and after. */
  async review_resumed() {
    const launched = await atTheTest();
    await playTest(launched.frame, (number) => number > 1);
    const told = (frame) => frame.locator(".results li").evaluateAll((all) => all.map((each) => each.textContent));
    const before = await told(launched.frame);
    const left = await world.leave(launched);
    const again = await relaunch(left);
    await again.frame.locator(".results").waitFor();
    const after = await told(again.frame);
    const state = await world.leave(again);
    return { before, after, suspend: left.cmi.suspend_data, ...state };
  },

  /* Module one by keyboard alone: Tab, arrows, space and Enter, as far as its first three questions. */
  async keyboard() {
    const launched = await world.launch({ mastery: 80 });
    const { page, frame } = launched;
    const course = await courseOf(frame);
    const active = () => frame.evaluate(() => {
      const node = document.activeElement;
      return { tag: node.tagName, text: (node.textContent || "").trim().slice(0, 80), type: node.type || "", id: node.id, label: node.getAttribute("aria-label") || "" };
    });
    const tabTo = async (test) => {
      for (let step = 0; step < 120; step += 1) {
        await page.keyboard.press("Tab");
        const here = await active();
        if (test(here)) return here;
      }
      throw new Error("Tab did not reach what was wanted");
    };
    await frame.locator("body").press("Tab");
    const skip = await active();
    const strings = course.strings;
    const button = (text) => (here) => here.tag === "BUTTON" && here.text === text;
    await tabTo(button(strings.start));
    await page.keyboard.press("Enter");
    const heading = await active();
    const module = course.modules[0];
    for (let choices = 0; choices < 2; choices += 1) {
      const scene = module.scenario.scenes[choices];
      const label = await frame.evaluate((html) => window.coursegen.words(html), scene.choices[0].text);
      await tabTo(button(label));
      await page.keyboard.press("Enter");
      await tabTo(button(strings.scenario_continue));
      await page.keyboard.press("Enter");
    }
    const ending = await active();
    const [single, multiple, ordering] = module.items.filter((item) => item.pool === "practice");
    await tabTo((here) => here.type === "radio");
    await page.keyboard.press("Space");
    for (let down = 0; down < single.options.findIndex((each) => each.correct); down += 1) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const verdict = await active();
    await tabTo(button(strings.next_question));
    await page.keyboard.press("Enter");
    for (const [index, option] of multiple.options.entries()) {
      if (!option.correct) continue;
      await tabTo((here) => here.id === `${multiple.id}-${index}`);
      await page.keyboard.press("Space");
    }
    await tabTo(button(strings.check_answer));
    await page.keyboard.press("Enter");
    const second = await active();
    await tabTo(button(strings.next_question));
    await page.keyboard.press("Enter");
    const texts = [];
    for (const step of ordering.steps) texts.push(await frame.evaluate((html) => window.coursegen.words(html), step.text));
    let said = "";
    for (const [wanted, text] of texts.entries()) {
      const up = strings.move_up.replace("{text}", text);
      for (;;) {
        const shown = await frame.locator(`form[id="${ordering.id}"] .order-text`).allTextContents();
        if (shown.indexOf(text) <= wanted) break;
        if ((await active()).label !== up) await tabTo((here) => here.label === up);
        await page.keyboard.press("Enter");
        await frame.waitForTimeout(90);
        said = await frame.locator("#_live").textContent();
      }
    }
    await tabTo(button(strings.check_answer));
    await page.keyboard.press("Enter");
    const third = await active();
    await tabTo(button(strings.finish_module));
    await page.keyboard.press("Enter");
    const next = await place(frame);
    const state = await world.leave(launched);
    return { skip, heading, ending, verdict, second, third, said, next, ...state };
  },

  /* A course asks for what is missing before a module counts as done. */
  async unfinished() {
    const launched = await world.launch({ mastery: 80 });
    const { frame } = launched;
    await start(frame);
    const before = await place(frame);
    const finish = await frame.locator(".page-foot .actions .primary").count();
    const open = await frame.locator(".to-do li button").count();
    const after = await place(frame);
    await frame.locator(".bar-title").click();
    await frame.locator(".test-row button").click();
    const canStart = await frame.locator(".page-foot .actions .primary").count();
    const state = await world.leave(launched);
    return { before, after, finish, open, canStart, ...state };
  },

  async review_mode() {
    const launched = await world.launch({ mastery: 80, core: { lesson_mode: "review" } });
    await start(launched.frame);
    const message = await launched.frame.locator(".message").textContent();
    return { message, ...(await world.leave(launched)) };
  },

  async no_credit() {
    const launched = await world.launch({ mastery: 80, core: { credit: "no-credit" } });
    await start(launched.frame);
    return world.leave(launched);
  },

  /* No API at all: over http, and opened as a file. */
  async no_lms() {
    const launched = await world.launch({ noApi: true });
    const message = await launched.frame.locator(".message").textContent();
    await start(launched.frame);
    const there = await place(launched.frame);
    await close(launched);
    const page = await world.page();
    await page.goto(pathToFileURL(join(resolve(folder), "index.html")).href);
    await page.locator(".title-page .primary").click();
    const asFile = await page.locator("main").getAttribute("data-place");
    await page.context().close();
    return { message, there, asFile };
  },

  /* The API stands in the window that opened the course. */
  async popup() {
    const page = await world.page();
    await page.goto(`${world.origin}/lms.html#${encodeURIComponent(JSON.stringify({ entry: "/blank.html", mastery: 80 }))}`);
    const opening = page.waitForEvent("popup");
    await page.evaluate((url) => { window.open(url, "course"); }, `${world.origin}/package/index.html`);
    const popup = await opening;
    await popup.locator(".title-page .primary").click();
    await popup.close({ runBeforeUnload: false });
    await page.waitForFunction(() => window.lmsState().calls.some(([name]) => name === "LMSFinish"));
    const state = await page.evaluate(() => window.lmsState());
    await page.context().close();
    return state;
  },

  /* An LMS that keeps nothing: the learner is told. */
  async not_saved() {
    const launched = await world.launch({ mastery: 80, refuse: ["LMSCommit"] });
    await start(launched.frame);
    await launched.frame.waitForFunction(() => !document.querySelector(".message").hidden, null, { timeout: 20000 });
    const message = await launched.frame.locator(".message").textContent();
    await close(launched);
    return { message };
  },

  /* An LMS that knows no objectives and no interactions: completion does not suffer. */
  async no_interactions() {
    const refuse = ["LMSSetValue cmi.interactions", "LMSSetValue cmi.objectives", "LMSGetValue cmi.interactions", "LMSGetValue cmi.objectives"];
    const launched = await atTheTest({ refuse });
    await playTest(launched.frame);
    return world.leave(launched);
  },

  /* Saved states of another format, or noise: the course opens all the same. state.mjs tries many more. */
  async damaged_state() {
    const found = [];
    for (const suspend of ["2;x", "1;9.9.9>x;;zz;zzzz;u;1;zz.0;????"]) {
      const launched = await world.launch({ suspend, core: { lesson_status: "incomplete", lesson_location: "gone-x1x1x" } });
      found.push(await launched.frame.locator("main h1").textContent());
      await close(launched);
    }
    return { found };
  },

  /* The same course by other rules, cut down to its last module. */
  async other_rules() {
    const cut = (changes) => (course) => {
      course.modules = course.modules.slice(-1);
      const bank = course.modules[0].items.filter((item) => item.pool === "assessment").map((item) => item.id);
      Object.assign(course.assessment, { draw: bank.length, bank });
      Object.assign(course, changes.course || {});
      if (changes.assessment) Object.assign(course.assessment, changes.assessment);
    };
    const toTheTest = async (frame) => frame.locator(".test-row button").click();
    const play = async (changes, act) => {
      const launched = await world.launch({ mastery: changes.mastery }, {}, cut(changes));
      await act(launched.frame, await courseOf(launched.frame));
      const buttons = await launched.frame.locator(".page-foot .actions button, .title-page .actions button").allTextContents();
      const { cmi, calls, errors, breaches } = await world.leave(launched);
      return { core: cmi.core, interactions: Object.keys(cmi.interactions).length, objectives: Object.keys(cmi.objectives).length, suspend: cmi.suspend_data, buttons, calls, errors, breaches };
    };
    const module = async (frame, course) => {
      await start(frame);
      await playModule(frame, course.modules[0]);
    };
    return {
      viewed: await play({ course: { completion: "viewed" } }, module),
      no_test: await play({ course: { assessment: null } }, module),
      passed: await play({ course: { completion: "passed", tracking: "result" } }, async (frame) => {
        await toTheTest(frame);
        await playTest(frame);
      }),
      untracked: await play({ course: { completion: "passed", tracking: "none" } }, async (frame) => {
        await toTheTest(frame);
        await playTest(frame);
      }),
      one_attempt: await play({ course: { completion: "passed" }, assessment: { attempts: 1 } }, async (frame) => {
        await toTheTest(frame);
        await playTest(frame, () => false);
      }),
    };
  },

  /* A new version of the course, in which the key of one question is another: that question, and its page,
     are to be done again; the rest stays done. */
  async new_version() {
    const launched = await (async () => {
      const { cmi } = await modulesDone;
      return world.launch({ suspend: cmi.suspend_data, core: { lesson_status: "incomplete", entry: "resume" } }, {}, (course) => {
        course.version = "1.1.0";
        course.modules[1].items[1].mark = "~~";
        course.modules[2].blocks.find((block) => block.type === "attestation").mark = "~~";
      });
    })();
    const { frame } = launched;
    const done = await frame.locator(".module-row").evaluateAll((rows) => rows.map((row) => row.classList.contains("status-done")));
    await frame.locator(".row-button").nth(1).click();
    const notes = await frame.locator(".note-line").allTextContents();
    await frame.locator(".bar-title").click();
    await frame.locator(".row-button").nth(2).click();
    const declaration = [await frame.locator(".block .changed").count(), await frame.locator(".tick input").isChecked()];
    const state = await world.leave(launched);
    return { done, notes, declaration, ...state };
  },

  /* Closed by its own button: finished once, also when the frame goes afterwards. */
  async closed() {
    const launched = await world.launch({ mastery: 80 });
    await start(launched.frame);
    await launched.frame.locator(".bar .button").click();
    const at = await place(launched.frame);
    const state = await world.leave(launched);
    return { at, ...state };
  },
};

const results = {};
const wanted = Object.keys(plays).filter((name) => name === "through" || !names.length || names.includes(name));
const waiting = wanted.slice();

async function playOn() {
  while (waiting.length) {
    const name = waiting.shift();
    const began = Date.now();
    try {
      results[name] = await plays[name]();
    } catch (error) {
      results[name] = { crashed: String(error && error.stack) };
      if (name === "through") tellModulesDone({ cmi: { core: {}, suspend_data: "" } });
    }
    results[name].milliseconds = Date.now() - began;
  }
}

try {
  await Promise.all(Array.from({ length: AT_ONCE }, playOn));
  console.log(JSON.stringify({ ...results, seen: world.seen }));
} finally {
  await world.close();
}
