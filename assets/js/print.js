// Opens the browser's print dialogue: button[data-print].
export function startPrint() {
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-print]")) print();
  });
}
