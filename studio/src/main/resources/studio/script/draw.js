/* SPDX-License-Identifier: Apache-2.0 */
/** Asks for one drawing of the page at the next frame, however often it is called before. */
let drawer = () => {};
let asked = false;

/** @param {() => void} listener draws everything */
export function drawWith(listener) {
  drawer = listener;
}

export function draw() {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => { asked = false; drawer(); });
}
