/* SPDX-License-Identifier: Apache-2.0 */
/** Numbers and times as people read them. */
const whole = new Intl.NumberFormat("en-US", {maximumFractionDigits: 0});
const one = new Intl.NumberFormat("en-US", {maximumFractionDigits: 1});

export const count = (n) => (n === null || n === undefined ? "–" : whole.format(n));

export const plural = (n, word) => `${count(n)} ${word}${n === 1 ? "" : "s"}`;

/** Changes per second: exact when small, short when large. */
export function rate(n) {
  if (n === null || n === undefined) return "–";
  if (n >= 1e6) return `${one.format(n / 1e6)} M/s`;
  if (n >= 1e4) return `${one.format(n / 1e3)} k/s`;
  return `${n > 0 && n < 10 ? one.format(n) : whole.format(n)}/s`;
}

/** @param {number} seconds */
export function duration(seconds) {
  if (seconds === null || seconds === undefined) return "–";
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 60) return `${one.format(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
  return `${Math.floor(seconds / 86400)} d ${Math.floor((seconds % 86400) / 3600)} h`;
}

/** @param {string | number} from @param {string | number} [to] */
export function between(from, to) {
  return duration(Math.max(0, (to ? new Date(to) : new Date()) - new Date(from)) / 1000);
}

export function clock(time) {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? "–" : date.toLocaleTimeString("en-GB", {hour12: false});
}

/** A time in full, to the millisecond, with its zone. */
export function moment(time) {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return "–";
  const two = (n) => String(n).padStart(2, "0");
  const zone = date.toLocaleTimeString("en-GB", {timeZoneName: "short"}).split(" ").at(-1);
  const millis = String(date.getMilliseconds()).padStart(3, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${clock(date)}.${millis} ${zone}`;
}

export function day(time) {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return "–";
  const today = new Date().toDateString() === date.toDateString();
  return today ? clock(time) : date.toLocaleDateString("en-GB", {day: "numeric", month: "short", year: "numeric"});
}

export const percent = (part, total) => (total ? Math.min(100, Math.round((part / total) * 100)) : 0);
