// On a narrow screen the menu scrolls sideways. It begins where one is.
export function startNav() {
  const current = document.querySelector(".nav [aria-current]");
  const menu = current?.closest("ul");
  if (!menu || menu.scrollWidth <= menu.clientWidth) return;
  const place = current.getBoundingClientRect();
  const around = menu.getBoundingClientRect();
  menu.scrollLeft += place.left - around.left - (around.width - place.width) / 2;
}
