// What the modules share: htmx with safe settings, and a voice for screen
// readers.
import htmx from "../vendor/htmx.org/htmx.esm.js";

export { htmx };

// Sets htmx up for the strict content security policy. It must run before the
// page is ready, which a deferred script does.
export function configure() {
  Object.assign(htmx.config, {
    allowEval: false,
    allowScriptTags: false,
    includeIndicatorStyles: false,
    selfRequestsOnly: true,
    // Drafts must not lie in the browser's storage after logging out.
    historyCacheSize: 0,
    refreshOnHistoryMiss: true,
    historyRestoreAsHxRequest: false,
    timeout: 20000,
    responseHandling: [
      { code: "204", swap: false },
      { code: "[23]..", swap: true },
      // a conflict and a refused text carry an answer to show
      { code: "409|422", swap: true, error: true },
      { code: "[45]..", swap: false, error: true },
    ],
  });
}

// Calls start with every part of the page: the body at first, later each part
// that an answer from the server puts in.
export function whenAdded(start) {
  htmx.onLoad((part) => start(part === document.body ? document : part.parentNode ?? part));
}

let voice;
let said = "";

// Says a text to screen readers, once. An element that is itself replaced is
// often not read, so the voice stays outside of what the server sends.
export function announce(text) {
  if (!voice) {
    voice = document.createElement("div");
    voice.className = "ds-sr-only";
    voice.setAttribute("role", "status");
    document.body.append(voice);
  }
  if (text && text !== said) {
    said = text;
    voice.textContent = text;
  }
}

// Scripts that only some pages have speak through the same voice.
document.addEventListener("announce", ({ detail }) => announce(detail));
