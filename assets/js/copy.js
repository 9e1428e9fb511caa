// Copies a part of the page with its links, to be pasted into Word,
// PowerPoint or a mail: button[data-copy="#part"]; where several parts have that
// selector, all of them. data-copied and data-copy-failed are the texts shown
// beside the button afterwards.
import { announce } from "./page.js";

const blocks = "h1, h2, h3, h4, h5, h6, p, li, caption, tr";

export function startCopy() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (!button) return;
    const parts = [...document.querySelectorAll(button.dataset.copy)];
    const done = parts.length > 0 && (await copy(cleaned(parts)));
    tell(button, done ? button.dataset.copied : button.dataset.copyFailed);
  });
}

async function copy(part) {
  const html = part.innerHTML;
  const text = plainText(part);
  if (navigator.clipboard?.write && typeof ClipboardItem === "function") {
    try {
      await navigator.clipboard.write([
        new ClipboardItem({
          "text/html": new Blob([html], { type: "text/html" }),
          "text/plain": new Blob([text], { type: "text/plain" }),
        }),
      ]);
      return true;
    } catch {
      // not allowed here: the older way may be
    }
  }
  return copyByEvent(html, text);
}

// For Firefox before 127 and for addresses without https.
function copyByEvent(html, text) {
  let filled = false;
  const fill = (event) => {
    event.clipboardData.setData("text/html", html);
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
    filled = true;
  };
  document.addEventListener("copy", fill, { once: true });
  document.execCommand("copy");
  document.removeEventListener("copy", fill);
  return filled;
}

// A copy without the page's classes, with full addresses in the links. A single
// part gives what is in it, several give themselves.
function cleaned(parts) {
  const copied = document.createElement("div");
  if (parts.length === 1 && !parts[0].matches(blocks)) copied.append(...parts[0].cloneNode(true).childNodes);
  else copied.append(...parts.map((part) => part.cloneNode(true)));
  for (const element of copied.querySelectorAll("script, style, [hidden], .no-copy")) element.remove();
  for (const link of copied.querySelectorAll("a[href]")) {
    link.setAttribute("href", new URL(link.getAttribute("href"), location.href).href);
  }
  for (const element of copied.querySelectorAll("*")) {
    for (const name of element.getAttributeNames()) {
      if (!["href", "lang", "colspan", "rowspan", "scope"].includes(name)) element.removeAttribute(name);
    }
  }
  return copied;
}

// One paragraph a block, with the address of each link in brackets after it.
function plainText(part) {
  const copied = part.cloneNode(true);
  for (const link of copied.querySelectorAll("a[href]")) link.append(` (${link.getAttribute("href")})`);
  const lines = [...copied.querySelectorAll(blocks)]
    .filter((block) => !block.querySelector(blocks))
    .map((block) => block.textContent.replace(/\s+/g, " ").trim())
    .filter(Boolean);
  return lines.length > 0 ? lines.join("\n\n") : copied.textContent.trim();
}

function tell(button, text) {
  if (!text) return;
  let line = button.nextElementSibling;
  if (!line?.classList.contains("copied")) {
    line = document.createElement("span");
    line.className = "copied";
    button.after(line);
  }
  line.textContent = text;
  announce(text);
}
