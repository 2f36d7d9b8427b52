/* SPDX-License-Identifier: Apache-2.0 */
/** One row in the words of its cell: HTML without anything that runs, links or loads, and {0} for the first column. */
import DOMPurify from "dompurify";

const rules = {
  ALLOWED_TAGS: [
    "b", "big", "br", "code", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "i", "li", "ol", "p", "small", "span", "strong", "sub",
    "sup", "table", "tbody", "td", "th", "thead", "tr", "u", "ul",
  ],
  ALLOWED_ATTR: [], RETURN_DOM_FRAGMENT: true,
};

/**
 * Values come in as text once the markup stands, so that nothing in them is markup.
 * @param {string} template @param {(string | null)[]} values @returns {DocumentFragment}
 */
export function written(template, values) {
  const content = DOMPurify.sanitize(template, rules);
  const texts = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    node.data = node.data.replace(/\{(\d+)\}/g, (whole, at) => (Number(at) < values.length ? values[at] ?? "null" : whole));
  }
  return content;
}
