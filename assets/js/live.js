// Keeps a board up to date while it is looked at: [data-live-from="ADDRESS"].
//
// The server is asked now and then whether anything has changed since the
// version in data-live-tag; as long as nothing has, it answers with 304. Else
// every [data-live="KEY"] that differs is put in place of the one on the page,
// and data-said is read out of those whose data-state has changed. Neither the
// focus nor what is scrolled to moves.
import { announce } from "./page.js";

const every = 20000; // milliseconds between two questions
const mostSaid = 3; // changes read out in full

const started = new WeakSet();

export function startLive(line) {
  if (started.has(line)) return;
  started.add(line);
  const state = { tag: line.dataset.liveTag, timer: 0, paused: false, busy: false, over: false };
  const said = line.querySelector("[data-live-said]");

  function tell(text) {
    said.textContent = text;
    announce(text);
  }

  function later() {
    clearTimeout(state.timer);
    if (!state.paused && !state.over && line.isConnected) state.timer = setTimeout(read, every);
  }

  async function read() {
    clearTimeout(state.timer);
    if (state.busy || state.paused || state.over || document.visibilityState === "hidden") return;
    state.busy = true;
    try {
      const answer = await fetch(line.dataset.liveFrom + location.search, {
        headers: { "HX-Request": "true", "If-None-Match": state.tag },
        cache: "no-store",
      });
      if (answer.status === 200 && !answer.redirected) {
        const { text, whole, over } = renewAll(await answer.text(), line.dataset);
        state.tag = whole ? answer.headers.get("ETag") : "";
        state.over = over;
        if (text) tell(text);
      } else if (answer.redirected || (answer.status >= 400 && answer.status < 500)) {
        state.over = true;
        tell(line.dataset.liveLapsed);
      }
    } catch {
      // no connection: it is asked again
    } finally {
      state.busy = false;
      later();
    }
  }

  line.querySelector("[data-live-pause]").addEventListener("click", ({ currentTarget: button }) => {
    state.paused = !state.paused;
    button.setAttribute("aria-pressed", String(state.paused));
    if (state.paused) clearTimeout(state.timer);
    else read();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") read();
  });
  later();
}

// Puts in what has changed. whole is false when something was left as it was
// because the focus stands in it.
function renewAll(html, words) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  for (const marked of document.querySelectorAll("[data-fresh]")) marked.removeAttribute("data-fresh");
  const sentences = changes(document, fresh);
  const outcome = { changed: false, whole: true };
  const news = keyed(fresh);
  for (const [key, part] of keyed(document)) {
    if (news.has(key)) renew(part, news.get(key), outcome);
  }
  let text = sentences.slice(0, mostSaid).map((sentence) => sentence + ".").join(" ");
  if (sentences.length > mostSaid) text += " " + words.liveMore.replace("{n}", sentences.length - mostSaid);
  if (!text && outcome.changed) text = words.liveChanged;
  return { text, whole: outcome.whole, over: fresh.querySelector("[data-over]") !== null };
}

function changes(page, fresh) {
  const sentences = [];
  const news = new Map([...fresh.querySelectorAll("[data-live][data-state]")].map((part) => [part.dataset.live, part]));
  for (const part of page.querySelectorAll("[data-live][data-state]")) {
    const now = news.get(part.dataset.live);
    if (!now || now.dataset.state === part.dataset.state) continue;
    now.setAttribute("data-fresh", "");
    sentences.push(now.dataset.said);
  }
  return sentences;
}

// The outermost parts inside an element, by key.
function keyed(root) {
  const parts = [...root.querySelectorAll("[data-live]")].filter((part) => {
    const outer = part.parentElement?.closest("[data-live]");
    return !outer || !root.contains(outer) || outer === root;
  });
  return new Map(parts.map((part) => [part.dataset.live, part]));
}

function renew(before, after, outcome) {
  if (before.outerHTML === after.outerHTML) return;
  const [inner, news] = [keyed(before), keyed(after)];
  if (inner.size > 0 && shell(before) === shell(after)) {
    for (const [key, part] of inner) renew(part, news.get(key), outcome);
    return;
  }
  if (before.dataset.live === "rader") outcome.changed = true;
  replace(before, after, outcome);
}

// What an element is apart from the parts inside it that change by themselves.
function shell(element) {
  const copy = element.cloneNode(true);
  for (const part of keyed(copy).values()) {
    const place = document.createElement("i");
    place.setAttribute("data-live", part.dataset.live);
    part.replaceWith(place);
  }
  return copy.outerHTML;
}

function replace(before, after, outcome) {
  const put = document.importNode(after, true);
  const focused = before.contains(document.activeElement) ? document.activeElement : null;
  const next = focused && same(focused, before, put);
  if (focused && !next) {
    outcome.whole = false;
    return;
  }
  const places = [...before.querySelectorAll(".scroll")].map((box) => [box.scrollLeft, box.scrollTop]);
  before.replaceWith(put);
  put.querySelectorAll(".scroll").forEach((box, i) => {
    if (places[i]) [box.scrollLeft, box.scrollTop] = places[i];
  });
  next?.focus({ preventScroll: true });
}

// The element of the new part that stands where the focus is in the old one.
function same(focused, before, put) {
  if (focused === before) return null;
  const selector = focused.id ? `#${CSS.escape(focused.id)}` : focused.hasAttribute("href") ? `a[href="${CSS.escape(focused.getAttribute("href"))}"]` : focused.matches(".scroll") ? ".scroll" : null;
  if (!selector) return null;
  const nth = [...before.querySelectorAll(selector)].indexOf(focused);
  return put.querySelectorAll(selector)[nth] ?? null;
}
