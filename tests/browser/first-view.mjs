/* How long the first view takes on a CPU slowed four times: node tests/browser/first-view.mjs <web page folder> [runs].
   Milliseconds from the navigation to the first paint that shows the title, by the clock, the least and the median of
   the runs; `work` is what the main thread did meanwhile without slowing, times four, which a busy machine
   does not change much. JSON on standard output. */
import { open } from "./harness.mjs";

const SLOWER = 4;
const [folder, runs = "7"] = process.argv.slice(2);
const world = await open(folder);

async function painted(slower) {
  const page = await world.page({ viewport: { width: 390, height: 844 } });
  const session = await page.context().newCDPSession(page);
  if (slower > 1) await session.send("Emulation.setCPUThrottlingRate", { rate: slower });
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.goto(`${world.origin}/package/index.html`);
  await page.locator("main h1").waitFor();
  const clock = await page.evaluate(() => new Promise((done) => {
    new PerformanceObserver((list) => done(list.getEntries().pop().startTime)).observe({ type: "largest-contentful-paint", buffered: true });
  }));
  const { metrics } = await session.send("Performance.getMetrics");
  await page.context().close();
  return { clock, work: metrics.find((each) => each.name === "TaskDuration").value * 1000 * SLOWER };
}

try {
  const clocks = [];
  const works = [];
  for (let run = 0; run < Number(runs); run += 1) {
    clocks.push((await painted(SLOWER)).clock);
    works.push((await painted(1)).work);
  }
  clocks.sort((one, other) => one - other);
  console.log(JSON.stringify({
    least: Math.round(clocks[0]), median: Math.round(clocks[Math.floor(clocks.length / 2)]), work: Math.round(Math.min(...works)),
  }));
} finally {
  await world.close();
}
