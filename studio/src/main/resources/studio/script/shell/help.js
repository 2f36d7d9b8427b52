/* SPDX-License-Identifier: Apache-2.0 */
/** The sheet of keyboard shortcuts. */
import {html} from "lit-html";
import {showDialog} from "./dialog.js";

const shortcuts = [
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
  ["Topics", [["Space", "Pause, go on"]]],
  ["Arranging a dashboard", [["← ↑ ↓ →", "Move the tile"], ["Shift ← ↑ ↓ →", "Size it"], ["Esc", "Done"]]],
];

const lineView = ([key, what]) => html`
  <div><span>${what}</span><span>${key.split(" ").map((part) => html`<kbd>${part}</kbd> `)}</span></div>`;

export function showHelp() {
  showDialog({
    title: "Keyboard shortcuts",
    body: () => html`<div class="keys">${shortcuts.map(([group, keys]) => html`<h3>${group}</h3>${keys.map(lineView)}`)}</div>`,
  });
}
