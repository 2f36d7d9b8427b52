/* SPDX-License-Identifier: Apache-2.0 */
/** The keys that work everywhere; a page hears the others through its {@code key} method. */
import {showHelp, showPalette} from "./dialog.js";
import {go} from "../route.js";

export const shortcuts = [
  ["Everywhere", [["Ctrl K", "Go to anything"], ["?", "This sheet"], ["Alt 1…5", "Pipelines, notes, topics, jobs, dashboards"]]],
  ["In a cell", [
    ["Shift Enter", "Run, go to the next cell"], ["Ctrl Enter", "Run, stay"], ["Alt Enter", "Run, insert a cell below"],
    ["Ctrl Space", "Complete"], ["Ctrl /", "Comment"], ["Ctrl Alt C", "Stop the cell"], ["Esc", "Leave the editor"],
  ]],
  ["Cells", [
    ["Ctrl Alt A", "Insert above"], ["Ctrl Alt B", "Insert below"], ["Ctrl Alt K", "Move up"], ["Ctrl Alt J", "Move down"],
    ["Ctrl Alt D", "Delete"], ["Ctrl Alt Z", "Undo the last change of cells"], ["Ctrl Alt L", "Clear the result"],
    ["Ctrl Shift ↑", "Run all above"], ["Ctrl Shift ↓", "Run this and all below"],
    ["↑ ↓", "Choose a cell"], ["Enter", "Edit it"],
  ]],
];

const places = ["pipelines", "notes", "topics", "jobs", "dashboards"];

/** @param {() => {key?: (event: KeyboardEvent) => boolean}} page the page shown */
export function bindKeys(page) {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const typing = event.target.closest?.("input, textarea, select, .cm-editor");
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.code === "KeyK") showPalette();
    else if (event.key === "?" && !typing) showHelp();
    else if (event.altKey && !event.ctrlKey && /^Digit[1-5]$/.test(event.code)) go(places[event.code.slice(5) - 1]);
    else if (!page()?.key?.(event)) return;
    event.preventDefault();
  });
}
