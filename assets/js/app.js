// The whole script of the pages. Every page works without it.
import "../vendor/designsystemet-web/field/field.js";
import "../vendor/designsystemet-web/error-summary/error-summary.js";

import { startAutosave } from "./autosave.js";
import { startCopy } from "./copy.js";
import { startFilters } from "./filters.js";
import { startMeeting } from "./meeting.js";
import { startLive } from "./live.js";
import { startNav } from "./nav.js";
import { configure, whenAdded } from "./page.js";
import { startPrint } from "./print.js";

configure();
startCopy();
startPrint();
startMeeting();
startNav();
whenAdded((part) => {
  for (const element of part.querySelectorAll("[data-js][hidden]")) element.hidden = false;
  for (const form of part.querySelectorAll("form[data-autosave]")) startAutosave(form);
  for (const form of part.querySelectorAll("form[data-auto-submit]")) startFilters(form);
  for (const line of part.querySelectorAll("[data-live-from]")) startLive(line);
});
