/* SPDX-License-Identifier: Apache-2.0 */
document.querySelector(".starting").textContent =
  "This browser is too old for Crosscurrent Studio. Use Chrome or Edge 89, Firefox 108, Safari 16.4, or newer.";
