/* The ten kinds of block: block -> node. */
(function () {
  "use strict";
  const coursegen = window.coursegen;
  const { h, t, sources } = coursegen;
  const SHORT_CELL = 12;

  function frame(block, ...content) {
    return h(block.title ? "section" : "div", { class: "block block-" + block.type, id: block.id },
      block.title && h("h2", {}, block.title), content, sources(block.cites));
  }

  function prose(html) {
    return h("div", { class: "prose", html });
  }

  /* A code or a number is not broken at its hyphen. */
  const cellNode = (cell) =>
    h("td", { class: coursegen.words(cell).length <= SHORT_CELL ? "short" : null, html: cell });

  /* Captions from their file, or from the course's data where a browser takes no file: a page opened by a double
     click may read none, and none reads SubRip. */
  function caption(video, block) {
    const { language } = window.coursegenCourse;
    if (window.location.protocol !== "file:" && /\.vtt$/i.test(block.captions)) {
      video.append(h("track", {
        kind: "captions", src: block.captions, srclang: language, label: t("clip_transcript"), default: true,
      }));
      return;
    }
    const track = video.addTextTrack("captions", t("clip_transcript"), language);
    track.mode = "showing";
    block.cues.forEach(([start, end, words]) => track.addCue(new window.VTTCue(start, end, words)));
  }

  const kinds = {
    text: (block) => frame(block, prose(block.text)),

    callout(block) {
      const label = t("callout_" + block.style);
      const titled = block.title && block.title.toLowerCase() !== label.toLowerCase();
      return h("aside", { class: "block block-callout callout-" + block.style, id: block.id, "aria-label": label },
        h("p", { class: "eyebrow" }, label), titled && h("h2", {}, block.title),
        prose(block.text), sources(block.cites));
    },

    steps: (block) => frame(block, block.intro && h("p", { html: block.intro }),
      h("ol", { class: "steps" }, block.steps.map((step) => h("li", {}, h("div", { html: step }))))),

    table(block) {
      const head = block.columns.map((column) => h("th", { scope: "col", html: column }));
      const rows = block.rows.map((row) => h("tr", {}, row.map(cellNode)));
      return frame(block,
        h("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": block.title || t("table") },
          h("table", {}, h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows))),
        block.note && h("p", { class: "note", html: block.note }));
    },

    flashcards(block) {
      const card = (each, number) => {
        const back = h("div", { class: "card-back", id: block.id + "-" + number, hidden: true },
          h("div", { html: each.back }), sources(each.cites));
        const action = h("span", { class: "card-action" }, t("card_turn"));
        const front = h("button", {
          type: "button", class: "card-front", "aria-expanded": "false", "aria-controls": back.id,
          onclick() {
            const open = back.hidden;
            back.hidden = !open;
            front.setAttribute("aria-expanded", String(open));
            action.textContent = t(open ? "card_back" : "card_turn");
          },
        }, h("span", { class: "card-word", html: each.front }), action);
        return h("li", { class: "card" }, front, back);
      };
      return frame(block, h("ul", { class: "cards" }, block.cards.map(card)));
    },

    reveal(block) {
      const answer = h("div", { class: "reveal-answer", id: block.id + "-answer", hidden: true },
        prose(block.text), sources(block.cites));
      const toggle = h("button", {
        type: "button", class: "button secondary", "aria-expanded": "false", "aria-controls": answer.id,
        onclick() {
          answer.hidden = !answer.hidden;
          toggle.setAttribute("aria-expanded", String(!answer.hidden));
          toggle.textContent = t(answer.hidden ? "reveal_show" : "reveal_hide");
        },
      }, t("reveal_show"));
      return h("div", { class: "block block-reveal", id: block.id },
        h("p", { class: "reveal-prompt", html: block.prompt }), toggle, answer);
    },

    figure: (block) => frame(block, h("figure", { class: "picture" },
      h("img", { src: block.image, alt: block.alt || "", loading: "lazy" }),
      block.caption && h("figcaption", { html: block.caption }))),

    clip(block) {
      const video = coursegen.recording(block, block.title || t("clip"), { preload: "metadata" });
      if (block.captions) caption(video, block);
      return frame(block, video, block.transcript && h("details", { class: "transcript" },
        h("summary", {}, t("clip_transcript")), h("p", {}, block.transcript)));
    },

    attestation(block, learner) {
      const box = h("input", {
        type: "checkbox", id: block.id + "-tick",
        onchange: () => learner.attest(block, box.checked),
      });
      box.checked = learner.get(block) === "t";
      return h("div", { class: "block block-attestation", id: block.id },
        h("p", { class: "eyebrow" }, t("attestation")),
        learner.changed(block) && h("p", { class: "changed" }, t("changed")),
        prose(block.text),
        h("label", { class: "tick", for: box.id }, box, h("span", {}, t("tick_to_declare"))),
        sources(block.cites));
    },

    summary: (block) => h("section", { class: "block block-summary", id: block.id },
      h("h2", {}, block.title || t("summary")),
      h("ul", {}, block.points.map((point) => h("li", { html: point }))), sources(block.cites)),
  };

  /* `learner` offers get(unit), changed(unit) and attest(block, ticked). */
  coursegen.blockNode = (block, learner) => kinds[block.type](block, learner);
})();
