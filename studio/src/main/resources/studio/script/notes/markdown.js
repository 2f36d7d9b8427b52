/* SPDX-License-Identifier: Apache-2.0 */
/** Markdown as elements. What a note brings from elsewhere is not trusted: nothing in it runs. */
import {marked} from "marked";
import DOMPurify from "dompurify";

const rules = {
  USE_PROFILES: {html: true}, FORBID_TAGS: ["style", "form", "input", "iframe"], FORBID_ATTR: ["style"], RETURN_DOM_FRAGMENT: true,
};

/** @param {string} text @returns {DocumentFragment} */
export function markdown(text) {
  const content = DOMPurify.sanitize(marked.parse(text, {async: false}), rules);
  content.querySelectorAll("a[href]").forEach((link) => {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  });
  // A picture from elsewhere would tell its host that the note is read.
  content.querySelectorAll("img").forEach((image) => {
    if (!image.getAttribute("src")?.startsWith("data:")) image.replaceWith(image.alt || "picture left out");
  });
  return content;
}
