// Saves a form while it is being written: form[data-autosave="ADDRESS"].
//
// One request at a time per form, so that the revision number sent is always
// the one last received. The form carries data-dirty until the server has
// answered for everything that was typed.
import { announce, htmx } from "./page.js";

const pause = 900; // milliseconds without typing before a save
const firstRetry = 2000; // milliseconds; doubles for every failure
const lastRetry = 60000;

const states = new Map(); // form to state
let leaving = false;

export function startAutosave(form) {
  if (states.has(form)) return;
  const state = { typed: 0, sent: 0, failures: 0, timer: 0, busy: false, stopped: false, shown: false, waiting: null };
  states.set(form, state);

  // A half-written draft is to be saved too; the server checks on submit.
  form.noValidate = true;

  form.addEventListener("input", () => {
    state.typed++;
    form.dataset.dirty = "";
    later(form, state, pause);
  });
  form.addEventListener("change", () => {
    if (state.typed > state.sent) later(form, state, 0);
  });
  form.addEventListener("submit", (event) => submit(event, form, state));
  form.addEventListener("htmx:beforeSwap", (event) => keepLoginOut(event, form));
  form.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt === form) answered(event.detail.xhr, form, state);
  });
  feedback(form)?.addEventListener("htmx:beforeSwap", (event) => keepLoginOut(event, form));
}

function later(form, state, milliseconds) {
  clearTimeout(state.timer);
  if (state.stopped) return;
  state.timer = setTimeout(() => send(form, state), milliseconds);
}

function send(form, state) {
  clearTimeout(state.timer);
  if (state.busy || state.stopped || !form.isConnected) return;
  state.busy = true;
  state.sent = state.typed;
  htmx
    .ajax("POST", form.dataset.autosave, { source: form, target: feedbackSelector(form), swap: "outerHTML" })
    .catch(() => {}); // a failure has been dealt with in answered
}

function answered(xhr, form, state) {
  state.busy = false;
  const ok = xhr.status >= 200 && xhr.status < 300 && !redirected(xhr, form);
  if (ok) {
    state.failures = 0;
    state.shown = false;
    if (state.typed === state.sent) delete form.dataset.dirty;
    else later(form, state, pause);
    announce(feedback(form)?.querySelector(".saved")?.textContent.trim());
  } else if (xhr.status === 409 || xhr.status === 422) {
    state.failures = 0;
    if (state.typed > state.sent) later(form, state, pause);
    if (!state.shown) feedback(form)?.scrollIntoView({ block: "nearest" }); // far below on a phone
    state.shown = true;
    announce(feedback(form)?.querySelector("h2, h3, .saved")?.textContent.trim());
  } else if (xhr.status === 401 || redirected(xhr, form)) {
    state.stopped = true;
    tell(form, form.dataset.lapsed);
  } else if (xhr.status >= 400 && xhr.status < 500 && xhr.status !== 408 && xhr.status !== 429) {
    state.stopped = true;
    tell(form, form.dataset.refused ?? form.dataset.lapsed);
  } else {
    tell(form, form.dataset.offline);
    later(form, state, Math.min(firstRetry * 2 ** state.failures, lastRetry));
    state.failures++;
  }
  resume(form, state);
}

// The button was pressed while a save was under way: two requests with the
// same revision would collide, so the button waits for the answer.
function submit(event, form, state) {
  clearTimeout(state.timer);
  if (!state.busy) {
    leaving = true;
    return;
  }
  event.preventDefault();
  state.waiting = { submitter: event.submitter };
}

function resume(form, state) {
  if (!state.waiting) return;
  const { submitter } = state.waiting;
  state.waiting = null;
  form.requestSubmit(submitter?.isConnected && submitter.form === form ? submitter : undefined);
}

// A lapsed session may answer with the login page; it must not be put into the
// form's feedback.
function keepLoginOut(event, form) {
  if (event.detail.requestConfig?.elt === form && redirected(event.detail.xhr, form)) event.detail.shouldSwap = false;
}

function redirected(xhr, form) {
  if (!xhr.responseURL) return false;
  const asked = new URL(form.dataset.autosave, location.href);
  return new URL(xhr.responseURL).pathname !== asked.pathname;
}

function feedbackSelector(form) {
  return form.dataset.feedback ?? "#lagret";
}

function feedback(form) {
  return document.querySelector(feedbackSelector(form));
}

// Shows a text from the form's own attributes where the saved line stands.
function tell(form, text) {
  const box = feedback(form);
  if (!box || !text) return;
  let line = box.querySelector(".saved");
  if (!line) {
    line = document.createElement("p");
    box.prepend(line);
  }
  line.className = "saved saved--failed";
  line.textContent = text;
  const short = document.querySelector("#lagret-kort");
  if (short) short.textContent = text;
  announce(text);
}

function saveAllNow() {
  for (const [form, state] of states) {
    if (form.isConnected && "dirty" in form.dataset) send(form, state);
  }
}

addEventListener("online", saveAllNow);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") saveAllNow();
});

addEventListener("beforeunload", (event) => {
  if (leaving) return;
  for (const form of states.keys()) {
    if (form.isConnected && "dirty" in form.dataset) event.preventDefault();
  }
});

// Back from the address the form was sent to: the warning counts again.
addEventListener("pageshow", () => {
  leaving = false;
});
