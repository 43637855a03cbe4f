/* The saved state without a browser: node tests/browser/state.mjs <unzipped package>. Opens states that are cut
   off, foreign or noise, writes the longest one, and says what came of it, as JSON. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

const folder = process.argv[2];
const window = {};
const context = vm.createContext({ window });
const player = (name) => join(import.meta.dirname, "../../exports/player", name);
for (const path of [join(folder, "course.js"), ...["dom.js", "state.js", "answers.js"].map(player)]) {
  vm.runInContext(readFileSync(path, "utf8"), context);
}
const course = window.coursegenCourse;
/* The longest answer that is kept of each type: all of a list, or as much as is kept of a text. */
window.longestAnswer = (item) => {
  const typed = "x".repeat(32);
  const most = {
    single_choice: () => [0], multiple_choice: () => item.options.map((each, index) => index), true_false: () => [1],
    ordering: () => item.steps.map((each, index) => index), matching: () => item.pairs.map(() => "p0"),
    categorise: () => item.entries.map((each) => each.category),
    cloze: () => item.gaps.map((gap) => (gap.options ? gap.options[0] : typed)), numeric: () => [typed], short_answer: () => [typed],
  };
  const given = most[item.type]();
  const text = window.coursegen.keepAnswer(item, given);
  const back = window.coursegen.recallAnswer(item, text);
  if (String(back) !== String(given)) throw new Error(`${item.type}: ${given} came back as ${back}`);
  return text;
};
const { openState, drawItems, shuffled } = window.coursegen;
const items = course.modules.flatMap((module) => module.items);
const units = course.modules.flatMap((module) => [
  module, ...module.blocks.filter((block) => block.mark), ...(module.scenario ? [module.scenario] : []), ...module.items,
]);

const full = openState("", course);
for (const unit of units) full.set(unit, "d");
Object.assign(full.data, {
  first: "999.999.999", passed: "999.999.999", passedOn: "2099-12-31", attempts: 46655, best: 10000, phase: "u", seed: 78364164095,
  drawn: course.assessment ? course.assessment.bank.map((id) => items.find((item) => item.id === id).slot) : [],
});
const short = full.text();
for (const item of items.filter((each) => each.pool === "assessment")) full.data.answers[item.slot] = window.longestAnswer(item);
const longest = full.text();

const again = openState(longest, course);
const noise = ["", "1", "1;", ";;;;;;;;", "2;1.0.0;;;;;;;d00", "null", "{\"a\":1}", "1;1.0.0;;;;u;;;", "\u0000\ufffd",
  "1;1.0.0;;zzzzzzzz;zzzz;x;!;a.b.c;d0", "1;a>b>c;x;-1;-1;u;-1;zzzz.zzzz;z~~-??", null, undefined, 42,
  "x".repeat(5000), ...Array.from({ length: longest.length }, (each, cut) => longest.slice(0, cut))];
const opened = noise.map((text) => {
  const state = openState(text, course);
  units.forEach((unit) => state.get(unit));
  return openState(state.text(), course).text() === state.text();
});

const changed = openState(longest, course);
const other = Object.assign({}, items[0], { mark: "~~" });
const bank = items.filter((item) => item.pool === "assessment");
const draws = Array.from({ length: 200 }, (each, seed) => drawItems(bank, Math.min(4, bank.length), seed + 1));
const objectiveOf = new Map(bank.map((item) => [item.slot, item.objective]));

console.log(JSON.stringify({
  longest: longest.length,
  withoutAnswers: short.length,
  typed: ["Zoë; 3,5 ~ +1", "", "密码", "x".repeat(40)].map((text) => {
    const item = { type: "short_answer" };
    const kept = window.coursegen.keepAnswer(item, [text]);
    return [/^[A-Za-z0-9_~+,-]*$/.test(kept), window.coursegen.recallAnswer(item, kept)];
  }),
  spoilt: ["9", "00", "-", "0,1", "zz"].map((text) => window.coursegen.recallAnswer(items.find((each) => each.type === "single_choice"), text)),
  roundTrip: again.text() === longest,
  passing: [again.data.passed, again.data.passedOn],
  kept: units.every((unit) => again.get(unit) === "d"),
  opened: opened.every(Boolean),
  tried: opened.length,
  changedKey: [changed.get(other), changed.changed(other), changed.get(items[0])],
  olderCourse: openState("1;0.9.0;;;;;;;d" + course.modules[0].mark, course).crossed,
  distinctDraws: new Set(draws.map(String)).size,
  drawRepeats: draws.some((draw) => new Set(draw).size !== draw.length),
  fewestObjectives: Math.min(...draws.map((draw) => new Set(draw.map((slot) => objectiveOf.get(slot))).size)),
  sameSeedSameDraw: String(drawItems(bank, 4, 7)) === String(drawItems(bank, 4, 7)),
  shuffleKeepsAll: shuffled([1, 2, 3, 4, 5], "seed").sort().join() === "1,2,3,4,5",
}));
