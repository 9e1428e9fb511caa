// Pages through a meeting by keyboard: a[data-key-previous], a[data-key-next].
// A clicker sends Page Up and Page Down; they turn the page only where there is
// nothing more to scroll, so that reading on is never taken from anybody.
const ways = { ArrowLeft: "previous", PageUp: "previous", ArrowRight: "next", PageDown: "next" };

export function startMeeting() {
  document.addEventListener("keydown", (event) => {
    const way = ways[event.key];
    const modified = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
    if (!way || modified || event.defaultPrevented || writes(event.target)) return;
    if (event.key.startsWith("Page") && !atEnd(way)) return;
    const link = document.querySelector(`a[data-key-${way}]`);
    if (!link) return;
    event.preventDefault();
    link.click();
  });
}

// Tells whether the key belongs to what has the focus.
function writes(element) {
  return element.isContentEditable || element.closest?.("input, textarea, select, [role='group'][tabindex]");
}

// Tells whether all of the item above or below is in view. The footer under it
// is no reason to stay.
function atEnd(way) {
  if (way === "previous") return scrollY <= 0;
  const item = document.querySelector(".stage") ?? document.body;
  return item.getBoundingClientRect().bottom <= innerHeight + 1;
}
