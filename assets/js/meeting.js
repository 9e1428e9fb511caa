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

function atEnd(way) {
  const { scrollTop, scrollHeight, clientHeight } = document.documentElement;
  return way === "previous" ? scrollTop <= 0 : scrollTop + clientHeight >= scrollHeight - 1;
}
