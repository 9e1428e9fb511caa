// Puts the things of a form in order by dragging, and by their own buttons
// without a reload: [data-sort] is a row, [data-sort-item] a thing in it,
// [data-sort-handle] what it is dragged by, button[data-move="-1"] and
// button[data-move="1"] move it a step. The order is that of the form's fields;
// the form is told that it has changed, and saves itself. A row says what is
// read out with data-sort-said, where {place} and {count} are filled in.
import Sortable from "../vendor/sortablejs/sortable.core.esm.js";

const calm = matchMedia("(prefers-reduced-motion: reduce)");

for (const row of document.querySelectorAll("[data-sort]")) {
  settle(row);
  new Sortable(row, {
    draggable: ">[data-sort-item]",
    handle: "[data-sort-handle]",
    animation: calm.matches ? 0 : 150,
    ghostClass: "is-dragged",
    forceFallback: true, // the browsers' own dragging differs, and fingers have none
    onEnd: ({ oldIndex, newIndex, item }) => {
      if (oldIndex !== newIndex) moved(row, item);
    },
  });
}
for (const handle of document.querySelectorAll("[data-sort-handle]")) handle.hidden = false;

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-move]");
  const item = button?.closest("[data-sort-item]");
  if (!item || event.defaultPrevented) return;
  event.preventDefault();
  const row = item.parentElement;
  const items = itemsOf(row);
  const step = Number(button.dataset.move);
  const neighbour = items[items.indexOf(item) + step];
  if (!neighbour) return;
  row.insertBefore(item, step < 0 ? neighbour : neighbour.nextElementSibling);
  moved(row, item);
  // At the end of the row the pressed button is gone: the other one takes over.
  const other = buttonsOf(item).find((candidate) => !candidate.hidden);
  (button.hidden ? other : button)?.focus();
  item.scrollIntoView({ block: "nearest" });
});

function moved(row, item) {
  settle(row);
  const items = itemsOf(row);
  const text = row.dataset.sortSaid?.replace("{place}", items.indexOf(item) + 1).replace("{count}", items.length);
  if (text) document.dispatchEvent(new CustomEvent("announce", { detail: text }));
  item.dispatchEvent(new Event("input", { bubbles: true }));
  item.dispatchEvent(new Event("change", { bubbles: true }));
}

// The first cannot go up, nor the last down; a row of one needs no handle.
function settle(row) {
  const items = itemsOf(row);
  items.forEach((item, place) => {
    for (const button of buttonsOf(item)) button.hidden = button.dataset.move === "-1" ? place === 0 : place === items.length - 1;
  });
}

function itemsOf(row) {
  return [...row.children].filter((child) => child.hasAttribute("data-sort-item"));
}

// The thing's own buttons, not those of things inside it.
function buttonsOf(item) {
  return [...item.querySelectorAll("button[data-move]")].filter((button) => button.closest("[data-sort-item]") === item);
}
