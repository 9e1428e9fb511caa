// Filters a list as the choices change:
// form[data-auto-submit][data-target="#list"]. The answer may be the whole page
// or the list alone; only the element named by data-target is taken from it.
import { announce, htmx } from "./page.js";

export function startFilters(form) {
  const target = form.dataset.target;
  if (!target || form.hasAttribute("hx-get")) return;
  const settings = {
    "hx-get": form.getAttribute("action"),
    "hx-target": target,
    "hx-select": target,
    "hx-swap": "outerHTML",
    "hx-trigger": "submit, change, input changed delay:300ms",
    "hx-push-url": "true",
    // the newest choice wins
    "hx-sync": "this:replace",
  };
  for (const [name, value] of Object.entries(settings)) form.setAttribute(name, value);

  // Empty choices stay out of the address, so that it is the same as the one
  // that the unfiltered list has.
  form.addEventListener("htmx:configRequest", ({ detail }) => {
    for (const [name, value] of [...detail.formData.entries()]) {
      if (value === "") detail.formData.delete(name);
    }
  });
  form.addEventListener("htmx:afterRequest", () => {
    announce(document.querySelector(`${target} [data-announce]`)?.textContent.trim());
  });
  htmx.process(form);
}
