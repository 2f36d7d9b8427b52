/* SPDX-License-Identifier: Apache-2.0 */
/** The open note: its cells, their runs, what is not saved yet, and what can be taken back. */
import {get, post, put} from "../api.js";
import {draw} from "../draw.js";
import {attempt, say} from "../shell/toast.js";
import {formsOf, parametersOf} from "./forms.js";
import {magicOf} from "./magic.js";
import {mergeCells} from "./merge.js";
import {Past} from "./past.js";
import {requestRun, Run} from "./run.js";

const SAVE_MS = 700;
const copy = (value) => structuredClone(value);
const newId = () => `c${Date.now().toString(36)}${Math.floor(Math.random() * 1296).toString(36)}`;

export class Book {
  selected = "";
  saved = "saved";
  focusWanted = "";
  #past = new Past();
  /** As the server has it, as far as we know. */
  #base;
  #timer = 0;
  #saving = Promise.resolve();
  runs = new Map();

  constructor(note) {
    this.note = note;
    this.#base = copy(note);
    this.selected = note.cells[0]?.id ?? "";
  }

  static async open(id) {
    return new Book(await get(`notes/${encodeURIComponent(id)}`));
  }

  get id() { return this.note.id; }
  get cells() { return this.note.cells; }
  cell(id) { return this.cells.find((cell) => cell.id === id); }
  index(id) { return this.cells.findIndex((cell) => cell.id === id); }
  path(rest) { return `notes/${encodeURIComponent(this.id)}/${rest}`; }

  run(id) {
    let run = this.runs.get(id);
    if (!run) this.runs.set(id, run = new Run(this.cell(id)?.title || `cell ${this.index(id) + 1}`));
    return run;
  }

  /** Asks for the runs as they are, after the event stream stands. */
  async catchUp() {
    const runs = await attempt(() => get(this.path("runs")));
    for (const snapshot of runs ?? []) this.take({...snapshot, type: "snapshot"});
    draw();
  }

  take(message) {
    if (!message.cell || this.index(message.cell) < 0) return;
    if (this.run(message.cell).take(message)) draw();
  }

  change(id, change) {
    Object.assign(this.cell(id), change);
    this.#soon();
    draw();
  }

  /** A value of a parameter; one of the whole note gets it in every cell that has it. */
  choose(id, form, value) {
    const cells = form.shared ? this.cells.filter((cell) => formsOf(cell.text).some(({name}) => name === form.name)) : [this.cell(id)];
    for (const cell of cells) this.change(cell.id, {parameters: {...cell.parameters, [form.name]: value}});
  }

  rename(title) {
    this.note.title = title;
    this.#soon();
    draw();
  }

  /** Typing: saved soon, not drawn, not to be undone here (the editor does). */
  type(id, text) {
    const cell = this.cell(id);
    if (!cell || cell.text === text) return;
    const forms = formsOf(cell.text).length || formsOf(text).length;
    cell.text = text;
    this.#soon();
    if (forms || this.saved !== "changed") draw();
    this.saved = "changed";
  }

  /** Lets everybody who may come in see and change it, or takes that back. */
  share(shared) {
    this.note.shared = shared;
    this.#soon();
    draw();
  }

  insert(at, kind = "sql", text = "") {
    this.#past.remember(this.cells);
    const cell = {id: newId(), kind, magic: magicOf[kind] ?? "", text};
    this.cells.splice(at, 0, cell);
    this.select(cell.id, true);
    this.#soon();
    return cell;
  }

  remove(id) {
    const at = this.index(id);
    if (at < 0) return;
    this.#past.remember(this.cells);
    if (this.run(id).isMoving) this.stop(id);
    this.cells.splice(at, 1);
    this.select((this.cells[at] ?? this.cells[at - 1])?.id ?? "");
    this.#soon();
    say("Cell deleted.", {action: {label: "Undo", run: () => this.undo()}});
  }

  move(id, by) {
    const at = this.index(id);
    const to = at + by;
    if (at < 0 || to < 0 || to >= this.cells.length) return;
    this.#past.remember(this.cells);
    this.cells.splice(to, 0, ...this.cells.splice(at, 1));
    this.#soon();
    draw();
  }

  undo() {
    const before = this.#past.back(this.cells);
    if (!before) return say("Nothing to undo.");
    this.note.cells = before;
    if (!this.cell(this.selected)) this.selected = this.cells[0]?.id ?? "";
    this.#soon();
    draw();
  }

  select(id, edit = false) {
    this.selected = id;
    this.focusWanted = edit ? id : "";
    draw();
  }

  #soon() {
    clearTimeout(this.#timer);
    this.saved = "changed";
    this.#timer = setTimeout(() => this.save(), SAVE_MS);
  }

  save() {
    clearTimeout(this.#timer);
    if (this.saved === "saved") return this.#saving;
    this.#saving = this.#saving.then(() => this.#put());
    return this.#saving;
  }

  async #put() {
    const {title, shared, cells, revision} = this.note;
    const sent = copy(this.note);
    this.saved = "saving";
    try {
      const answer = await put(`notes/${encodeURIComponent(this.id)}`, {title, shared, cells, revision});
      this.note.revision = answer.revision;
      this.#base = sent;
      if (this.saved === "saving") this.saved = "saved";
    } catch (failure) {
      if (failure.status === 409) await this.#meet();
      else this.saved = "failed";
      if (failure.status !== 409 && failure.status !== 401) say(failure.message, {remedy: failure.remedy, bad: true});
    }
    draw();
  }

  /** Somebody else saved first: changes of different cells are put together, the person decides about the rest. */
  async #meet() {
    const theirs = await get(`notes/${encodeURIComponent(this.id)}`).catch(() => null);
    const title = theirs && (theirs.title === this.#base.title || theirs.title === this.note.title);
    const merged = theirs && mergeCells(this.#base.cells, this.cells, theirs.cells, newId);
    if (!title || merged.both) {
      this.saved = "conflict";
      return;
    }
    this.#adopt(theirs, merged.cells, this.note.title === this.#base.title ? theirs.title : this.note.title);
    say("Somebody else changed other cells of this note; both changes stand.");
  }

  #adopt(theirs, cells, title) {
    this.#base = copy(theirs);
    this.note = {...theirs, title, cells: copy(cells)};
    if (!this.cell(this.selected)) this.selected = this.cells[0]?.id ?? "";
    this.#soon();
  }

  /** After a conflict: a cell that both changed stands twice, ours below theirs. */
  async keepBoth() {
    const theirs = await attempt(() => get(`notes/${encodeURIComponent(this.id)}`));
    if (!theirs) return;
    this.#adopt(theirs, mergeCells(this.#base.cells, this.cells, theirs.cells, newId).cells, theirs.title);
    await this.save();
  }

  /** After a conflict: our cells win over what somebody else saved. */
  async overwrite() {
    const theirs = await attempt(() => get(`notes/${encodeURIComponent(this.id)}`));
    if (!theirs) return;
    this.note.revision = theirs.revision;
    this.saved = "changed";
    await this.save();
  }

  async start(id) {
    const cell = this.cell(id);
    if (!cell || cell.kind === "markdown" || cell.kind === "foreign") return true;
    await this.save();
    const run = this.run(id);
    try {
      const started = await requestRun(this.id, cell);
      if (run.id !== started.run) {
        run.begin(started.run);
        run.about = {startedAt: new Date().toISOString()};
      }
    } catch (failure) {
      run.state = "failed";
      run.about = {...failure, message: failure.message, remedy: failure.remedy, line: failure.line, column: failure.column};
    }
    draw();
    return run.state !== "failed";
  }

  async startAll() {
    await this.save();
    // passwords are never saved, so what was typed goes along
    const parameters = Object.fromEntries(this.cells.map((cell) => [cell.id, parametersOf(cell)]));
    await attempt(() => post(this.path("run-all"), {parameters}));
  }

  async startRange(from, to) {
    for (const cell of this.cells.slice(from, to).filter(({enabled}) => enabled !== false)) if (!(await this.start(cell.id))) return;
  }

  async stop(id) {
    const run = this.run(id);
    if (!run.isMoving) return;
    run.state = "stopping";
    draw();
    await attempt(() => post(`runs/${encodeURIComponent(run.id)}/stop`));
  }

  stopAll = () => Promise.all(this.cells.map((cell) => this.stop(cell.id)));

  clear(id) {
    const run = this.run(id);
    if (run.isMoving) return say("Stop the cell first.");
    run.begin("");
    run.state = "idle";
    draw();
  }

  /** Saves what an earlier attempt could not: the server was away, or the login had ended. */
  retry() {
    if (this.saved === "failed") this.save();
  }

  /** @returns {Promise<boolean>} whether everything is saved; a conflict is for the person to settle */
  async close() {
    if (this.saved === "changed" || this.saved === "failed") this.save();
    await this.#saving;
    return this.saved === "saved";
  }

  destroy() {
    for (const run of this.runs.values()) run.destroy();
  }
}
