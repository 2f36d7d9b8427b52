/* SPDX-License-Identifier: Apache-2.0 */
/** An open dashboard: its tiles, each with the run of its cell, and what is not saved yet. */
import {get, put} from "../api.js";
import {draw} from "../draw.js";
import {requestRun, Run} from "../notes/run.js";
import {attempt, say} from "../shell/toast.js";
import {fit, settle, step} from "./grid.js";

const SAVE_MS = 600;
let last = 0;

/** Two tiles are the same one when they show the same cell in the same way. */
const sameTile = (a, b) => a.note === b.note && a.cell === b.cell && (a.view?.kind ?? "table") === (b.view?.kind ?? "table");
const kept = ({note, cell, view, x, y, w, h}) => ({note, cell, view, x, y, w, h});

export class Board {
  /** @type {"saved" | "changed" | "saving" | "failed" | "conflict"} */
  saved = "saved";
  notes = new Map();
  #timer = 0;
  #saving = Promise.resolve();

  constructor(dashboard, readOnly = false) {
    this.dashboard = dashboard;
    this.readOnly = readOnly;
    this.tiles = (dashboard.tiles ?? []).map((tile) => this.#tile(tile));
    settle(this.tiles);
  }

  get id() { return this.dashboard.id; }
  get path() { return `dashboards/${encodeURIComponent(this.id)}`; }
  noteIds() { return [...new Set(this.tiles.map((tile) => tile.note))]; }

  /** Two tiles may show one cell, so each has a run of its own. */
  #tile(data) {
    return {...data, ...fit(data), key: ++last, title: data.cellTitle ?? "", run: new Run(data.cellTitle || "a tile"), lost: false};
  }

  /** As somebody else has changed it; tiles that stay keep their runs. */
  replace(dashboard) {
    const before = this.tiles;
    this.dashboard = dashboard;
    this.tiles = (dashboard.tiles ?? []).map((data) => {
      const same = before.find((tile) => sameTile(tile, data));
      if (!same) return this.#tile(data);
      before.splice(before.indexOf(same), 1);
      return Object.assign(same, data, fit(data), {title: data.cellTitle ?? ""});
    });
    before.forEach((tile) => tile.run.destroy());
    settle(this.tiles);
    draw();
  }

  /** Reads the notes for their titles and texts, then how their cells run. */
  async load() {
    await Promise.all(this.noteIds().map(async (id) => {
      const note = await get(`notes/${encodeURIComponent(id)}`).catch(() => null);
      this.notes.set(id, note);
      for (const tile of this.tiles.filter((one) => one.note === id)) {
        const cell = note?.cells.find((one) => one.id === tile.cell);
        tile.lost = !cell;
        tile.title = cell?.title || note?.title || tile.title;
        tile.run.label = tile.title;
      }
    }));
    await this.catchUp();
  }

  async catchUp() {
    await Promise.all(this.noteIds().filter((id) => this.notes.get(id)).map(async (id) => {
      const runs = await get(`notes/${encodeURIComponent(id)}/runs`).catch(() => []);
      for (const snapshot of runs ?? []) this.take({...snapshot, note: id, type: "snapshot"});
    }));
    draw();
  }

  take(message) {
    let changed = false;
    for (const tile of this.tiles) {
      if (tile.cell === message.cell && (!message.note || message.note === tile.note)) changed = tile.run.take(message) || changed;
    }
    if (changed) draw();
  }

  cellOf(tile) {
    return this.notes.get(tile.note)?.cells.find((cell) => cell.id === tile.cell);
  }

  async start(tile) {
    const cell = this.cellOf(tile);
    if (cell) await attempt(() => requestRun(tile.note, cell));
  }

  async startAll() {
    const started = new Set();
    for (const tile of this.tiles) {
      const id = `${tile.note} ${tile.cell}`;
      if (tile.run.isMoving || started.has(id)) continue;
      started.add(id);
      await this.start(tile);
    }
  }

  rename(title) {
    this.dashboard.title = title || "Untitled";
    this.#soon();
  }

  show(tile, kind) {
    tile.view = {...tile.view, kind};
    this.#soon();
  }

  step(tile, by) {
    step(this.tiles, tile, by);
    this.#soon();
  }

  /** Where tiles stand now, to come back to while one is dragged. */
  places() {
    return this.tiles.map(({x, y, w, h}) => ({x, y, w, h}));
  }

  /** @param {any[]} before places when the drag began @param {any} tile @param {{x: number, y: number, w: number, h: number}} place */
  drag(before, tile, place) {
    this.tiles.forEach((one, i) => Object.assign(one, before[i]));
    Object.assign(tile, fit(place));
    settle(this.tiles, tile);
    this.#soon();
  }

  remove(tile) {
    tile.run.destroy();
    this.tiles = this.tiles.filter((one) => one !== tile);
    settle(this.tiles);
    this.#soon();
  }

  restore(tile) {
    this.tiles.push(this.#tile(tile));
    settle(this.tiles);
    this.#soon();
    this.load();
  }

  #soon() {
    clearTimeout(this.#timer);
    // what somebody else saved is not written over unless the person says so
    if (this.saved !== "conflict") {
      this.saved = "changed";
      this.#timer = setTimeout(() => this.save(), SAVE_MS);
    }
    draw();
  }

  /** Saves what is not saved, one change after the other. */
  save() {
    clearTimeout(this.#timer);
    if (this.readOnly || this.saved === "saved" || this.saved === "conflict") return this.#saving;
    this.#saving = this.#saving.then(() => this.#put());
    return this.#saving;
  }

  async #put() {
    if (this.saved === "saved" || this.saved === "conflict") return;
    this.saved = "saving";
    const {title, revision} = this.dashboard;
    try {
      const answer = await put(this.path, {title, revision, tiles: this.tiles.map(kept)});
      this.dashboard.revision = answer.revision;
      if (this.saved === "saving") this.saved = "saved";
    } catch (failure) {
      this.saved = failure.status === 409 ? "conflict" : "failed";
      if (failure.status !== 409 && failure.status !== 401) say(failure.message, {remedy: failure.remedy, bad: true});
    }
    draw();
  }

  /** After a conflict: ours is saved, with the tiles that only theirs has when {@code both}. */
  async keep(both) {
    const theirs = await attempt(() => get(this.path));
    if (!theirs) return;
    this.dashboard.revision = theirs.revision;
    this.saved = "changed";
    if (both) {
      const more = theirs.tiles.filter((tile) => !this.tiles.some((mine) => sameTile(mine, tile)));
      const below = this.tiles.reduce((lowest, tile) => Math.max(lowest, tile.y + tile.h), 0);
      this.tiles.push(...more.map((tile) => this.#tile({...tile, y: below + tile.y})));
      settle(this.tiles);
      if (more.length) this.load();
    }
    await this.save();
  }

  /** What is not settled when the page is left loses nothing: both stay. */
  close() {
    if (this.saved === "conflict") this.keep(true);
    else this.save();
    this.tiles.forEach((tile) => tile.run.destroy());
  }
}
