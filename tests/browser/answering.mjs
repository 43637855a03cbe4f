/* Plays a course as a learner does, by what is on the page; the keys are read from the course's own data. */

export const courseOf = (frame) => frame.evaluate(() => window.coursegenCourse);

const option = (form, index) => form.locator(".option").nth(index);

async function choose(form, indexes) {
  for (const box of await form.locator("input[type=checkbox]:checked").all()) await box.uncheck();
  for (const index of indexes) await option(form, index).click();
}

async function order(form, wanted) {
  const position = async (text) => {
    const texts = await form.locator(".order-text").allTextContents();
    return texts.indexOf(text);
  };
  for (let place = 0; place < wanted.length; place += 1) {
    for (let at = await position(wanted[place]); at > place; at -= 1) {
      await form.locator(".order li").nth(at).locator("button").first().click();
    }
  }
}

const plainOf = (frame, html) => frame.evaluate((text) => window.coursegen.words(text), html);

/* Fills in `item` in its form, right or wrong, and gives the answer. */
export async function answer(frame, item, right) {
  const form = frame.locator(`form[id="${item.id}"]`);
  const fields = form.locator(".field");
  const selects = form.locator("select");
  if (item.type === "single_choice") {
    await choose(form, [item.options.findIndex((each) => Boolean(each.correct) === right)]);
  } else if (item.type === "multiple_choice") {
    await choose(form, item.options.flatMap((each, index) => (Boolean(each.correct) === right ? [index] : [])));
  } else if (item.type === "true_false") {
    await option(form, item.answer === right ? 0 : 1).click();
  } else if (item.type === "cloze") {
    for (let index = 0; index < item.gaps.length; index += 1) {
      const gap = item.gaps[index];
      if (gap.options) {
        await fields.nth(index).selectOption(right ? gap.accept[0] : gap.options.find((each) => !gap.accept.includes(each)));
      } else {
        await fields.nth(index).fill(right ? `  ${gap.accept[0].toUpperCase()} ` : "something else");
      }
    }
  } else if (item.type === "numeric") {
    await fields.first().fill(right ? `${item.answer},0` : String(item.answer + item.tolerance + 1));
  } else if (item.type === "short_answer") {
    await fields.first().fill(right ? item.accept[0].toUpperCase() : "something else");
  } else if (item.type === "matching") {
    const rights = item.pairs.map((pair) => pair.right);
    for (let index = 0; index < rights.length; index += 1) {
      await selects.nth(index).selectOption({ label: rights[right ? index : (index + 1) % rights.length] });
    }
  } else if (item.type === "categorise") {
    for (let index = 0; index < item.entries.length; index += 1) {
      const own = item.categories.findIndex((each) => each.id === item.entries[index].category);
      const chosen = right ? own : (own + 1) % item.categories.length;
      await selects.nth(index).selectOption({ label: item.categories[chosen].text });
    }
  } else if (item.type === "ordering") {
    const texts = [];
    for (const step of item.steps) texts.push(await plainOf(frame, step.text));
    await order(form, right ? texts : texts.slice().reverse());
  } else {
    throw new Error(`no way to answer ${item.type}`);
  }
  await form.locator("button[type=submit]").click();
  return form;
}

/* One practice item: wrong, then the right answer shown, then again, right. What the page said. */
export async function practise(frame, item, both) {
  const said = { id: item.id, type: item.type };
  if (both) {
    const form = await answer(frame, item, false);
    said.wrong = await form.locator(".verdict").getAttribute("class");
    said.wrongFeedback = (await form.locator(".feedback .reason").allTextContents()).join(" ");
    await form.locator("button.quiet").click();
    said.solution = await form.locator(".solution").textContent();
    await form.locator("button.secondary").click();
  }
  const form = await answer(frame, item, true);
  said.right = await form.locator(".verdict").getAttribute("class");
  said.rightFeedback = (await form.locator(".feedback .reason").allTextContents()).join(" ");
  said.sources = await form.locator(".feedback details.source").count();
  return said;
}

/* The scenario by the best path: at each scene the choice from which the best ending is nearest. */
export async function playScenario(frame, scenario, grade = "best") {
  const scenes = new Map(scenario.scenes.map((each) => [each.id, each]));
  const goal = scenario.endings.filter((each) => each.grade === grade).map((each) => each.id);
  const path = (id, seen) => {
    if (goal.includes(id)) return [];
    if (!scenes.has(id) || seen.includes(id)) return null;
    for (const [index, choice] of scenes.get(id).choices.entries()) {
      const rest = path(choice.to, [...seen, id]);
      if (rest) return [index, ...rest];
    }
    return null;
  };
  const section = frame.locator(`section.scenario[id="${scenario.id}"]`);
  for (const index of path(scenario.start, [])) {
    await section.locator(".choice-button").nth(index).click();
    const next = section.locator(".consequence > .button");
    if (await next.count()) await next.last().click();
  }
  return section.locator(".ending").getAttribute("class");
}

/* Everything on the page of `module`, then the button that finishes it. */
export async function playModule(frame, module, both = false) {
  const said = { id: module.id, kinds: [], items: [] };
  for (const block of module.blocks) {
    const node = frame.locator(`[id="${block.id}"]`).first();
    said.kinds.push([block.type, await node.isVisible()]);
    if (block.type === "flashcards") {
      for (const card of await node.locator(".card-front").all()) await card.click();
      said.cards = await node.locator(".card-back:visible").count();
    }
    if (block.type === "reveal") await node.locator("button").first().click();
    if (block.type === "attestation") {
      said.tickedBefore = await node.locator("input").isChecked();
      await node.locator("input").check();
    }
  }
  if (module.scenario) said.ending = await playScenario(frame, module.scenario);
  const items = module.items.filter((item) => item.pool === "practice");
  for (const [index, item] of items.entries()) {
    said.items.push(await practise(frame, item, both));
    if (index + 1 < items.length) await frame.locator(`form[id="${item.id}"] .actions .primary`).click();
  }
  await frame.locator(".page-foot .actions .primary").click();
  return said;
}

/* The whole test; `right(number)` says whether question `number`, from 0, is answered rightly. */
export async function playTest(frame, right = () => true) {
  const course = await courseOf(frame);
  const items = new Map([...course.modules.flatMap((module) => module.items), ...(course.bank || [])].map((item) => [item.id, item]));
  const asked = [];
  if (!await frame.locator("main form.item").count()) await frame.locator(".page-foot .actions .primary").click();
  while (await frame.locator("main form.item").count()) {
    const id = await frame.locator("main form.item").getAttribute("id");
    await answer(frame, items.get(id), right(asked.length));
    asked.push(id);
    await frame.waitForFunction((before) => {
      const form = document.querySelector("main form.item");
      return !form || form.id !== before;
    }, id);
  }
  return { asked, objectives: asked.map((id) => items.get(id).objective), score: await frame.locator(".score").textContent() };
}
