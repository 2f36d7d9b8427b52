/* SPDX-License-Identifier: Apache-2.0 */
/** The keys that work everywhere; a page hears the others through its {@code key} method. */
import {go} from "../route.js";
import {showHelp} from "./help.js";
import {showPalette} from "./palette.js";
import {places} from "./places.js";

/** @param {() => {key?: (event: KeyboardEvent) => boolean}} page the page shown */
export function bindKeys(page) {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const typing = event.target.closest?.("input, textarea, select, .cm-editor");
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.code === "KeyK") showPalette();
    else if (event.key === "?" && !typing) showHelp();
    else if (event.altKey && !event.ctrlKey && /^Digit[1-5]$/.test(event.code)) go(places[event.code.slice(5) - 1].id);
    else if (!page()?.key?.(event)) return;
    event.preventDefault();
  });
}
