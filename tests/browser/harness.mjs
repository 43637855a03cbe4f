/* What the browser programs share: a server on this machine for one unzipped package, a Chromium, a launch. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, extname, join, normalize, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const HERE = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
  ".png": "image/png", ".svg": "image/svg+xml", ".woff2": "font/woff2", ".mp4": "video/mp4", ".mp3": "audio/mpeg", ".vtt": "text/vtt; charset=utf-8", ".xml": "text/xml; charset=utf-8",
};
/* No inline script, no eval, nothing from elsewhere: a package that needs any of it fails here. */
const POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'";
export const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-default-apps", "--mute-audio",
];

export function chromiumPath() {
  const names = [process.env.COURSEGEN_CHROMIUM, "chromium", "chromium-browser", "google-chrome"].filter(Boolean);
  for (const name of names) {
    if (name.includes("/") && existsSync(name)) return name;
    for (const folder of (process.env.PATH || "").split(delimiter)) {
      if (existsSync(join(folder, name))) return join(folder, name);
    }
  }
  throw new Error("no Chromium found: install it, or set COURSEGEN_CHROMIUM to its path");
}

async function answer(folder, path) {
  if (/^\/lms\w*\.html$/.test(path)) return [await readFile(join(HERE, path.slice(1))), ".html", false];
  if (path === "/scorm-again.js") return [await readFile(require.resolve("scorm-again/scorm12/min")), ".js", false];
  if (path === "/scorm-again-2004.js") return [await readFile(require.resolve("scorm-again/scorm2004/min")), ".js", false];
  if (path === "/blank.html") return [Buffer.from("<!DOCTYPE html><title>gone</title>"), ".html", false];
  const inside = normalize(decodeURIComponent(path.replace(/^\/package\//, "")));
  if (!path.startsWith("/package/") || inside.startsWith("..")) throw new Error("no such file");
  return [await readFile(join(folder, inside)), extname(inside), true];
}

/* A server for the package in `folder`, a browser, and what both saw; `lms` is the page that launches. */
export async function open(folder, lms = "lms.html") {
  const root = resolve(folder);
  const missing = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    answer(root, path).then(([body, kind, guarded]) => {
      const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range || "");
      const headers = { "Content-Type": TYPES[kind] || "application/octet-stream", "Accept-Ranges": "bytes", "Cache-Control": "no-store" };
      if (guarded) headers["Content-Security-Policy"] = POLICY;
      if (range) {
        const last = Math.min(range[2] ? Number(range[2]) : body.length - 1, body.length - 1);
        headers["Content-Range"] = `bytes ${range[1]}-${last}/${body.length}`;
        response.writeHead(206, headers);
        response.end(body.subarray(Number(range[1]), last + 1));
      } else {
        response.writeHead(200, headers);
        response.end(body);
      }
    }).catch(() => {
      missing.push(path);
      response.writeHead(404);
      response.end();
    });
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const profile = mkdtempSync(join(tmpdir(), "coursegen-browser-"));
  const browser = await chromium.launch({
    executablePath: chromiumPath(), headless: true, args: FLAGS, env: { ...process.env, HOME: profile },
  });
  const seen = { outside: [], console: [], missing };

  function watch(page) {
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(origin) && !/^(data|blob|file|about):/.test(url)) seen.outside.push(url);
    });
    page.on("console", (entry) => {
      if (entry.type() === "error" || entry.type() === "warning") seen.console.push(entry.text());
    });
    page.on("pageerror", (error) => seen.console.push(String(error)));
    page.setDefaultTimeout(20000);
  }

  return {
    origin, seen, browser,
    async page(options) {
      const context = await browser.newContext({ reducedMotion: "reduce", ...options });
      const page = await context.newPage();
      watch(page);
      return page;
    },
    /* Launches the package under the API of scorm-again; `given` is told in lms.html, and `change` alters the
       course's data on its way to the page, for what the fixture course does not say. */
    async launch(given = {}, options = {}, change = null) {
      const page = await this.page(options);
      if (change) {
        await page.route("**/course.js", async (route) => {
          const script = await (await route.fetch()).text();
          const course = JSON.parse(script.slice(script.indexOf("=") + 1).replace(/;\s*$/, ""));
          change(course);
          await route.fulfill({ contentType: "text/javascript", body: `window.coursegenCourse = ${JSON.stringify(course)};` });
        });
      }
      await page.goto(`${origin}/${lms}#${encodeURIComponent(JSON.stringify(given))}`);
      const frame = page.frame({ url: /\/package\// }) || await page.waitForEvent("framenavigated", (each) => /\/package\//.test(each.url()));
      await frame.waitForSelector("main h1");
      return { page, frame, state: () => page.evaluate(() => window.lmsState()) };
    },
    /* Leaves as a learner does who closes the LMS's frame; then what the LMS holds. */
    async leave(launched) {
      await launched.page.evaluate((url) => {
        const frame = document.getElementById("sco");
        return new Promise((gone) => {
          frame.addEventListener("load", gone, { once: true });
          frame.src = url;
        });
      }, `${origin}/blank.html`);
      const state = await launched.state();
      await launched.page.context().close();
      return state;
    },
    async close() {
      await browser.close();
      server.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
