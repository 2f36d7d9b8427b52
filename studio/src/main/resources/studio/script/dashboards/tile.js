/* SPDX-License-Identifier: Apache-2.0 */
/** One tile: its result, and while arranging the ways to move, size and remove it. */
import {html, nothing} from "lit-html";
import {styleMap} from "lit-html/directives/style-map.js";
import {draw} from "../draw.js";
import {outputView} from "../notes/output.js";
import {icons} from "../shell/icons.js";
import {say} from "../shell/toast.js";
import {COLUMNS} from "./grid.js";

const ROW = 88;
/** One tile below the other: nothing to drag to. */
const narrow = matchMedia("(max-width: 900px)");
const kinds = [
  ["table", "Table or value"], ["bar", "Bar"], ["line", "Line"], ["area", "Area"], ["pie", "Pie"], ["scatter", "Scatter"],
  ["changes", "Changes"],
];
const arrows = {ArrowLeft: ["x", -1], ArrowRight: ["x", 1], ArrowUp: ["y", -1], ArrowDown: ["y", 1]};
const ends = {stopped: "Stopped", lost: "Lost", failed: "Failed", done: "Done"};

/** Arrows move, with Shift they resize. */
function press(event, board, tile) {
  const arrow = arrows[event.key];
  if (!arrow || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  const [axis, by] = arrow;
  board.step(tile, event.shiftKey ? {[axis === "x" ? "w" : "h"]: by} : {[axis]: by});
}

function drag(event, board, tile, sizing) {
  if (event.button !== 0 || narrow.matches || event.target.closest("button, a, select")) return;
  event.preventDefault();
  const element = event.currentTarget.closest(".tile");
  const column = element.parentElement.clientWidth / COLUMNS;
  const before = board.places();
  const start = {...before[board.tiles.indexOf(tile)]};
  element.classList.add("moving");
  const move = (moved) => {
    const x = (moved.clientX - event.clientX) / column;
    const y = (moved.clientY - event.clientY) / ROW;
    board.drag(before, tile, sizing ? {...start, w: start.w + x, h: start.h + y} : {...start, x: start.x + x, y: start.y + y});
  };
  const end = () => {
    element.classList.remove("moving");
    removeEventListener("pointermove", move);
  };
  addEventListener("pointermove", move);
  addEventListener("pointerup", end, {once: true});
}

function remove(board, tile) {
  board.remove(tile);
  say("Tile removed.", {action: {label: "Undo", run: () => board.restore(tile)}});
}

const steps = [
  ["Move", [["left", {x: -1}, "←"], ["up", {y: -1}, "↑"], ["down", {y: 1}, "↓"], ["right", {x: 1}, "→"]]],
  ["Size", [["narrower", {w: -1}, "⇥⇤"], ["wider", {w: 1}, "⇤⇥"], ["lower", {h: -1}, "−"], ["taller", {h: 1}, "+"]]],
];

const stepsView = (board, tile, [name, buttons]) => html`
  <div class="row keep" role="group" aria-label="${name} ${tile.title}"><span class="quiet small">${name}</span>
    ${buttons.map(([how, by, sign]) => html`
      <button class="button icon" aria-label="${name} ${tile.title} ${how}" title=${how} @click=${() => board.step(tile, by)}>${sign}</button>`)}</div>`;

const toolsView = (board, tile) => html`
  <div class="tile-tools">
    ${steps.map((group) => stepsView(board, tile, group))}
    <label class="row keep"><span class="quiet small">Show</span>
      <select class="select" @change=${(event) => board.show(tile, event.target.value)}>${kinds.map(([kind, label]) => html`
        <option value=${kind} ?selected=${(tile.view?.kind ?? "table") === kind}>${label}</option>`)}</select></label>
  </div>`;

function contentView(board, tile) {
  const {run} = tile;
  if (tile.lost) return html`<p class="quiet tile-empty">Its cell is gone.</p>`;
  const idle = !run.isMoving && !run.hasRows && !run.texts.length && run.state !== "failed" && run.state !== "lost";
  if (idle) {
    return html`<div class="tile-empty"><p class="quiet">It does not run.</p>
      ${board.readOnly ? nothing : html`<button class="button" @click=${() => board.start(tile)}>${icons.run}Run</button>`}</div>`;
  }
  return outputView({cell: {id: tile.cell, view: tile.view}, run, onView: () => {}, readOnly: true});
}

/** What can be done with a tile at rest: run it again, see its cell. */
function actionsView(board, tile, ended) {
  const address = `#/notes/${encodeURIComponent(tile.note)}?cell=${encodeURIComponent(tile.cell)}`;
  const again = () => { board.start(tile); draw(); };
  return html`
    ${ended && board.cellOf(tile) ? html`
      <button class="button bare icon" aria-label="Run ${tile.title}" title="Run again" @click=${again}>${icons.run}</button>` : nothing}
    <a class="button bare icon tile-link" href=${address} aria-label="Open the cell of ${tile.title}" title="Open its cell">${icons.notes}</a>`;
}

const removeView = (board, tile) => html`
  <button class="button bare icon" aria-label="Remove ${tile.title}" title="Remove" @click=${() => remove(board, tile)}>${icons.trash}</button>`;

/** @param {import("./board.js").Board} board @param {any} tile @param {boolean} arranging */
export function tileView(board, tile, arranging) {
  const ended = ends[tile.run.state];
  const bad = tile.run.state === "failed" || tile.run.state === "lost";
  const {x, y, w, h} = tile;
  const place = styleMap({"--x": x + 1, "--y": y + 1, "--w": w, "--h": h, order: y * COLUMNS + x});
  const how = `${tile.title}, column ${x + 1}, ${w} wide, ${h} high. Arrows move it, with Shift they resize it.`;
  return html`
    <section class="tile ${arranging ? "arranging" : ""}" style=${place} aria-label=${tile.title || "Tile"}>
      <header class="tile-head" tabindex=${arranging ? "0" : nothing} role=${arranging ? "group" : nothing} aria-label=${arranging ? how : nothing}
        @keydown=${(event) => { if (arranging && event.target === event.currentTarget) press(event, board, tile); }}
        @pointerdown=${(event) => { if (arranging) drag(event, board, tile, false); }}>
        <h2 class="ellipsis" title=${tile.title}>${tile.title || "Untitled"}</h2>
        ${ended ? html`<span class="tag ${bad ? "bad" : ""}">${ended}</span>` : nothing}
        <span class="grow"></span>
        ${board.readOnly ? nothing : arranging ? removeView(board, tile) : actionsView(board, tile, ended)}
      </header>
      <div class="tile-body" ?inert=${arranging}>${contentView(board, tile)}</div>
      ${arranging ? html`
        ${toolsView(board, tile)}
        <span class="tile-grip" aria-hidden="true" @pointerdown=${(event) => drag(event, board, tile, true)}></span>` : nothing}
    </section>`;
}
