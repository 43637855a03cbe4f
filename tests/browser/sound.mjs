/* A clip without a picture: node tests/browser/sound.mjs <web page folder>. How high it stands, and whether it plays with
   its captions, as JSON. */
import { courseOf } from "./answering.mjs";
import { open } from "./harness.mjs";

const world = await open(process.argv[2]);
try {
  const page = await world.page();
  await page.goto(`${world.origin}/package/index.html`);
  const { modules } = await courseOf(page);
  const at = modules.findIndex((module) => module.blocks.some((block) => block.type === "clip"));
  await page.locator(".module-list .row-button").nth(at).click();
  const video = page.locator(".block-clip video");
  await video.evaluate((node) => new Promise((done) => {
    if (node.readyState >= 1) done();
    else node.addEventListener("loadedmetadata", done, { once: true });
  }));
  await page.waitForTimeout(100);
  const box = await video.boundingBox();
  await video.evaluate((node) => {
    node.muted = true;
    return node.play();
  });
  await page.waitForFunction(() => document.querySelector(".block-clip video").currentTime > 0.2);
  const captions = await video.evaluate((node) => Array.from(node.textTracks[0].activeCues || [], (cue) => cue.text));
  console.log(JSON.stringify({ height: box.height, width: box.width, captions, seen: world.seen }));
} finally {
  await world.close();
}
