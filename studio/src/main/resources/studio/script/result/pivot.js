/* SPDX-License-Identifier: Apache-2.0 */
/** Rows to series, as Zeppelin's pivot does: keys along the x axis, a series for each group and value. */

import {isNumber} from "./rows.js";

const joiner = (cells, at) => at.map((i) => cells[i] ?? "null").join(".");

/** The first number that stands for something, other than a column, for the other axis of a scatter chart. */
export function numberBeside(columns, other) {
  const numbers = columns.filter((column) => isNumber(column) && column.name !== other);
  return (numbers.find((column) => !column.key) ?? numbers[0])?.name ?? other;
}

/** What a chart of these columns shows when nothing is chosen: the first column against the first number. */
export function defaults(columns) {
  const key = columns.find((column) => !isNumber(column)) ?? columns[0];
  const value = columns.find((column) => isNumber(column) && column !== key && !column.key)
    ?? columns.find((column) => isNumber(column) && column !== key) ?? columns[1] ?? columns[0];
  return {keys: key ? [key.name] : [], groups: [], values: value ? [{column: value.name, aggregate: "sum"}] : []};
}

class Measure {
  constructor(aggregate) {
    this.aggregate = aggregate;
    this.count = 0;
    this.sum = 0;
    this.least = Infinity;
    this.most = -Infinity;
  }

  add(cell) {
    this.count++;
    const number = cell === null ? NaN : Number(cell);
    if (Number.isNaN(number)) return;
    this.sum += number;
    this.least = Math.min(this.least, number);
    this.most = Math.max(this.most, number);
  }

  value() {
    switch (this.aggregate) {
      case "count": return this.count;
      case "avg": return this.sum / this.count;
      case "min": return this.least === Infinity ? null : this.least;
      case "max": return this.most === -Infinity ? null : this.most;
      default: return this.sum;
    }
  }
}

/** What a chart remembers between two drawings: where each label and each series stood. */
export const memory = () => ({labels: new Map(), series: new Map()});

/** Keeps names where they stood before, new ones behind, so that nothing jumps when a row goes and comes again. */
function settled(names, places) {
  for (const name of names) if (!places.has(name)) places.set(name, places.size);
  return names.sort((a, b) => places.get(a) - places.get(b));
}

/** Numbers and times stand in their order, everything else where it came. */
function ordered(labels, column, places) {
  if (isNumber(column)) return labels.sort((a, b) => Number(a) - Number(b));
  if (/^(DATE|TIME)/i.test(column?.type ?? "")) return labels.sort();
  return settled(labels, places);
}

/**
 * @param {{name: string, type?: string}[]} columns
 * @param {Iterable<{cells: (string|null)[], gone?: number}>} rows
 * @param {{keys: string[], groups: string[], values: {column: string, aggregate: string}[]}} choice names that no column has are left out
 * @param {{zero?: boolean, past?: ReturnType<typeof memory>}} [how] zero: a missing point is 0, else a gap; past: where things stood
 * @returns {{labels: string[], series: {name: string, data: (number|null)[]}[]}}
 */
export function pivot(columns, rows, choice, {zero = false, past = memory()} = {}) {
  const index = new Map(columns.map((column, i) => [column.name, i]));
  const at = (names) => names.map((name) => index.get(name)).filter((i) => i !== undefined);
  const keys = at(choice.keys ?? []);
  const groups = at(choice.groups ?? []);
  const values = (choice.values ?? []).filter((value) => index.has(value.column));
  const labels = new Set();
  const series = new Map();
  for (const {cells, gone} of rows) {
    if (gone) continue;
    const label = joiner(cells, keys);
    labels.add(label);
    const group = joiner(cells, groups);
    for (const {column, aggregate} of values) {
      const base = values.length > 1 || !group ? `${column}(${aggregate})` : "";
      const name = [base, group].filter(Boolean).join(".");
      let points = series.get(name);
      if (!points) series.set(name, points = new Map());
      let measure = points.get(label);
      if (!measure) points.set(label, measure = new Measure(aggregate));
      measure.add(cells[index.get(column)]);
    }
  }
  const x = ordered([...labels], keys.length === 1 ? columns[keys[0]] : undefined, past.labels);
  const names = settled([...series.keys()], past.series);
  const valueAt = (name, label) => series.get(name).get(label)?.value() ?? (zero ? 0 : null);
  return {labels: x, series: names.map((name) => ({name, data: x.map((label) => valueAt(name, label))}))};
}

/** Points of a scatter chart: no aggregation. First key is x, first value is y, groups are series. */
export function scatter(columns, rows, choice) {
  const index = new Map(columns.map((column, i) => [column.name, i]));
  const x = index.get(choice.keys?.[0]);
  const y = index.get(choice.values?.[0]?.column);
  const groups = (choice.groups ?? []).map((name) => index.get(name)).filter((i) => i !== undefined);
  const series = new Map();
  for (const {cells, gone} of rows) {
    if (gone || x === undefined || y === undefined) continue;
    const point = {x: Number(cells[x]), y: Number(cells[y])};
    if (Number.isNaN(point.x) || Number.isNaN(point.y)) continue;
    const name = joiner(cells, groups) || choice.values[0].column;
    if (!series.has(name)) series.set(name, []);
    series.get(name).push(point);
  }
  return [...series].map(([name, data]) => ({name, data}));
}
