/* The few things every view needs: building nodes, words, announcing, shuffling. No view knows another. */
(function () {
  "use strict";
  const coursegen = (window.coursegen = window.coursegen || {});
  const course = window.coursegenCourse;
  const SLACK = 0.25; // seconds that a browser may be beside the moment it was asked for

  /* Places that are no module. No id of a course begins with an underscore, and none of these can be one. */
  coursegen.OVERVIEW = "_overview";
  coursegen.TEST = "_test";

  /* Pages beside the course, by place: { label, shown(learner), view(learner) }, in the order of their scripts. */
  coursegen.extras = {};

  /* A node. `html` is HTML that the exporter rendered; names that begin with "on" are listeners; children
     that are null or false are left out. */
  coursegen.h = function (tag, properties, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(properties || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name === "html") node.innerHTML = value;
      else if (typeof value === "function") node.addEventListener(name.slice(2), value);
      else node.setAttribute(name, value === true ? "" : String(value));
    }
    const present = (child) => child !== null && child !== undefined && child !== false;
    node.append(...children.flat(3).filter(present));
    return node;
  };
  const h = coursegen.h;

  /* The interface string `key` with {name} replaced by values[name]. */
  coursegen.t = function (key, values) {
    const text = course.strings[key] === undefined ? key : course.strings[key];
    return text.replace(/\{(\w+)\}/g, (whole, name) =>
      values && values[name] !== undefined ? values[name] : whole);
  };
  const t = coursegen.t;

  /* Making a format is slow, so there is one; a small whole number is written alike everywhere. */
  let format = null;
  coursegen.number = function (value) {
    if (Number.isInteger(value) && value >= 0 && value < 1000) return String(value);
    try {
      format = format || new Intl.NumberFormat(course.language, { maximumFractionDigits: 2 });
      return format.format(value);
    } catch (error) {
      return String(value);
    }
  };

  /* An ISO 8601 date as people write it. */
  coursegen.date = function (iso) {
    const [year, month, day] = iso.split("-").map(Number);
    return t("date", { day, month: t("months").split(",")[month - 1], year });
  };

  coursegen.about = function (minutes) {
    const whole = Math.max(1, Math.round(minutes));
    return whole === 1 ? t("about_minutes_one") : t("about_minutes", { n: whole });
  };

  coursegen.button = function (label, listener, kind) {
    return h("button", { type: "button", class: "button " + (kind || "primary"), onclick: listener }, label);
  };

  /* The logo of the course's theme, told as `alt`; null where there is none. */
  coursegen.logo = function (alt) {
    const theme = course.theme || {};
    if (!theme.logo) return null;
    const picture = (src, kind) => h("img", { class: "logo " + kind, src, alt });
    return theme.logo_dark
      ? h("span", {}, picture(theme.logo, "on-light"), picture(theme.logo_dark, "on-dark"))
      : picture(theme.logo, "on-plate");
  };

  /* Said by screen readers without moving the focus. The delay lets them notice a repeated sentence. */
  coursegen.announce = function (text) {
    const live = document.getElementById("_live");
    if (!live) return;
    live.textContent = "";
    window.setTimeout(() => { live.textContent = text; }, 60);
  };

  /* Moves the reader to `node`: keyboard focus, and the page scrolled so that it is seen. */
  coursegen.moveTo = function (node) {
    if (!node.hasAttribute("tabindex")) node.setAttribute("tabindex", "-1");
    node.focus({ preventScroll: true });
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    node.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
  };

  coursegen.words = (html) => h("div", { html }).textContent.replace(/\s+/g, " ").trim();

  const samePlace = (one, other) => one.document === other.document && one.edition === other.edition &&
    one.heading === other.heading;

  /* Quotes that stand under one heading, with where that is told once: page or timecode beside each quote where
     there are several, the document with its edition, and the way down to the heading. */
  function quoted(cites) {
    const [first] = cites;
    const line = (text, kind) => text && h("span", { class: kind }, text);
    const several = cites.length > 1;
    return h("figure", { class: "quote" },
      cites.map((cite) => h("blockquote", {}, h("span", { class: "words" }, cite.quote), several && cite.place && line(cite.place, "at"))),
      cites.filter((cite) => cite.media).map(spoken),
      first.document && h("figcaption", {}, h("cite", {}, first.document),
        line([first.heading, !several && first.place].filter(Boolean).join(", "), "place"),
        line(first.edition, "edition")));
  }

  /* A video of `part` = { media, start, end } that stays within its bounds: what stands before them is there only
     because a recording can be cut at some frames alone. Near the end it begins anew, as after the end of a file. */
  coursegen.recording = function (part, label, more) {
    const start = part.start || 0;
    const end = part.end || Infinity;
    const video = h("video", Object.assign({
      src: part.media + "#t=" + start + (part.end ? "," + part.end : ""), controls: true, playsinline: true,
      "aria-label": label,
      /* A recording without a picture needs room for its captions and controls only. */
      onloadedmetadata: () => video.classList.toggle("sound", !video.videoWidth),
      ontimeupdate() {
        if (video.currentTime >= end && !video.paused) video.pause();
      },
      onseeking() {
        if (video.currentTime < start - SLACK) video.currentTime = start;
        else if (video.currentTime > end + SLACK) video.currentTime = end;
      },
      onplay() {
        if (video.currentTime >= end - SLACK || video.currentTime < start - SLACK) video.currentTime = start;
      },
    }, more));
    return video;
  };

  /* The part of a recording where a quote is spoken, played on request with the quote as its caption. */
  function spoken(cite) {
    const box = h("div", { class: "recording" });
    const play = h("button", {
      type: "button", class: "button secondary small",
      onclick() {
        const video = coursegen.recording(cite, t("clip"));
        const end = cite.end === undefined ? cite.start + 30 : cite.end;
        const track = video.addTextTrack("captions", t("clip_transcript"), course.language);
        track.mode = "showing";
        track.addCue(new window.VTTCue(cite.start, end, cite.quote));
        play.replaceWith(video);
        video.focus();
        const started = video.play();
        if (started) started.catch(() => {});
      },
    }, t("play_source", { place: cite.place }));
    box.append(play);
    return box;
  }

  /* The quotes a text rests on, one click away. */
  coursegen.sources = function (cites, open) {
    if (!cites || !cites.length) return null;
    const label = cites.length === 1 ? t("source") : t("sources", { n: cites.length });
    const groups = [];
    for (const number of cites) {
      const cite = course.citations[number];
      const last = groups[groups.length - 1];
      if (last && samePlace(last[0], cite)) last.push(cite);
      else groups.push([cite]);
    }
    const details = h("details", { class: "source" }, h("summary", {}, label), groups.map(quoted));
    if (open) details.open = true;
    return details;
  };

  /* FNV-1a: text to a 32-bit number. */
  coursegen.hash = function (text) {
    let value = 0x811c9dc5;
    for (let index = 0; index < text.length; index += 1) {
      value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
    }
    return value >>> 0;
  };

  /* A shuffled copy of `list` that depends on nothing but `seed` (mulberry32, Fisher-Yates). */
  coursegen.shuffled = function (list, seed) {
    let state = coursegen.hash(String(seed));
    const next = () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
    const result = list.slice();
    for (let last = result.length - 1; last > 0; last -= 1) {
      const other = Math.floor(next() * (last + 1));
      [result[last], result[other]] = [result[other], result[last]];
    }
    return result;
  };
})();
