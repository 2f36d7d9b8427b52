/* SPDX-License-Identifier: Apache-2.0 */
/** Light or dark: as the system says, until the person chooses. */
const dark = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set();

const chosen = () => localStorage.getItem("crosscurrent.theme");
export const theme = () => chosen() ?? (dark.matches ? "dark" : "light");

function apply() {
  document.documentElement.dataset.theme = theme();
  listeners.forEach((listener) => listener());
}

export function startTheme() {
  dark.addEventListener("change", apply);
  apply();
}

export function toggleTheme() {
  localStorage.setItem("crosscurrent.theme", theme() === "dark" ? "light" : "dark");
  apply();
}

/** @param {() => void} listener @returns {() => void} ends it */
export function onTheme(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A colour of the theme by the name of its variable. */
export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
