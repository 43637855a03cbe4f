/* A clip that is a part of a recording, under the SCORM 1.2 run-time: node tests/browser/clips.mjs <folder>.
   What plays, what is heard of outside its bounds, the captions shown, and after a resume; JSON on standard output. */
import { courseOf } from "./answering.mjs";
import { open } from "./harness.mjs";

const world = await open(process.argv[2]);

/* The module with the clip, from the title page. */
async function toClip(launched) {
  const { modules } = await courseOf(launched.frame);
  const at = modules.findIndex((module) => module.blocks.some((block) => block.type === "clip"));
  await launched.frame.locator(".module-list .row-button").nth(at).click();
  return { module: modules[at].id, ...modules[at].blocks.find((block) => block.type === "clip") };
}

const state = (video) => video.evaluate((node) => ({
  at: node.currentTime, paused: node.paused, seconds: node.duration, error: node.error && node.error.message,
  size: [node.videoWidth, node.videoHeight],
  captions: Array.from(node.textTracks[0].activeCues || [], (cue) => cue.text), showing: node.textTracks[0].mode,
}));
const ready = (video) => video.evaluate((node) => new Promise((done) => {
  if (node.readyState >= 2) done();
  else node.addEventListener("loadeddata", done, { once: true });
}));
const sought = (video, second) => video.evaluate((node, to) => new Promise((done) => {
  const wait = () => window.setTimeout(done, 400); // a seek out of bounds is answered by another
  node.addEventListener("seeked", wait, { once: true });
  node.currentTime = to;
}), second);

async function playsWithinItsBounds(launched) {
  const clip = await toClip(launched);
  const video = launched.frame.locator(".block-clip video");
  await ready(video);
  const opened = await state(video);
  await sought(video, 0);
  const before = await state(video);
  await sought(video, clip.start + 1.5);
  const inside = await state(video);
  await video.evaluate((node, end) => {
    node.muted = true;
    node.currentTime = end - 2;
    return node.play();
  }, clip.end);
  await launched.frame.waitForFunction(() => document.querySelector(".block-clip video").paused);
  const ended = await state(video);
  await video.evaluate((node) => node.play());
  await launched.frame.waitForFunction(() => document.querySelector(".block-clip video").currentTime > 0.2);
  await video.evaluate((node) => node.pause());
  const again = await state(video);
  await launched.frame.locator(".transcript summary").click();
  const transcript = await launched.frame.locator(".transcript p").innerText();
  return { clip, opened, before, inside, ended, again, transcript };
}

/* "Play this passage" of the first quote that is spoken. */
async function playsAQuote(launched) {
  const frame = launched.frame;
  await frame.locator("details.source summary").evaluateAll((all) => all.forEach((each) => { each.parentNode.open = true; }));
  await frame.locator(".recording button").first().click();
  await frame.waitForFunction(() => {
    const node = document.querySelector(".recording video");
    return node && node.readyState >= 2;
  });
  return state(frame.locator(".recording video").first());
}

try {
  const launched = await world.launch();
  const played = await playsWithinItsBounds(launched);
  const quote = await playsAQuote(launched);
  const left = await world.leave(launched);
  const back = await world.launch({
    suspend: left.cmi.suspend_data,
    cmi: { core: { lesson_status: "incomplete", lesson_location: left.cmi.core.lesson_location, entry: "resume" } },
  });
  const video = back.frame.locator(".block-clip video");
  await ready(video);
  const resumed = { place: await back.frame.locator("main").getAttribute("data-place"), ...await state(video) };
  console.log(JSON.stringify({ ...played, quote, resumed, seen: world.seen }));
} finally {
  await world.close();
}
