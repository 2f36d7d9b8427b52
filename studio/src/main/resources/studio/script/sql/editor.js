/* SPDX-License-Identifier: Apache-2.0 */
/** The editor of a cell: CodeMirror with our tokens, completion and problems. */
import {EditorState} from "@codemirror/state";
import {EditorView, keymap, drawSelection, highlightActiveLine, lineNumbers, placeholder, highlightSpecialChars} from "@codemirror/view";
import {defaultKeymap, history, historyKeymap, indentWithTab, toggleComment} from "@codemirror/commands";
import {autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, startCompletion} from "@codemirror/autocomplete";
import {StreamLanguage, HighlightStyle, syntaxHighlighting, bracketMatching, indentUnit} from "@codemirror/language";
import {lintGutter, setDiagnostics} from "@codemirror/lint";
import {highlightSelectionMatches, searchKeymap} from "@codemirror/search";
import {tags} from "@lezer/highlight";
import * as commandTokens from "./commands.js";
import {complete} from "./completion.js";
import {startState, token} from "./tokens.js";

const sql = StreamLanguage.define({
  name: "flink-sql",
  startState,
  token,
  tokenTable: {special: tags.special(tags.variableName), function: tags.function(tags.variableName)},
  languageData: {commentTokens: {line: "--", block: {open: "/*", close: "*/"}}, closeBrackets: {brackets: ["(", "[", "'", "`", "\""]}},
});

const commands = StreamLanguage.define({
  name: "aws-commands",
  startState: commandTokens.startState,
  token: commandTokens.token,
  tokenTable: {function: tags.function(tags.variableName)},
  languageData: {commentTokens: {line: "#"}, closeBrackets: {brackets: ["(", "[", "{", "'", "\""]}},
});

const colours = HighlightStyle.define([
  {tag: tags.keyword, color: "var(--code-keyword)", fontWeight: "560"},
  {tag: tags.string, color: "var(--code-string)"},
  {tag: tags.number, color: "var(--code-number)"},
  {tag: tags.comment, color: "var(--code-comment)", fontStyle: "italic"},
  {tag: tags.meta, color: "var(--code-template)"},
  {tag: tags.macroName, color: "var(--code-template)", fontWeight: "560"},
  {tag: tags.typeName, color: "var(--code-number)"},
  {tag: tags.function(tags.variableName), color: "var(--code-name)"},
  {tag: tags.special(tags.variableName), color: "var(--code-name)"},
]);

const look = EditorView.theme({
  "&": {fontSize: "13px", backgroundColor: "transparent", color: "var(--ink)"},
  "&.cm-focused": {outline: "none"},
  ".cm-scroller": {fontFamily: "var(--mono)", lineHeight: "1.6", maxHeight: "70vh", overflow: "auto"},
  ".cm-content": {padding: "10px 0", caretColor: "var(--ink)"},
  ".cm-cursor": {borderLeftColor: "var(--ink)"},
  ".cm-gutters": {backgroundColor: "transparent", border: "none", color: "var(--ink-3)", paddingLeft: "4px"},
  ".cm-activeLine": {backgroundColor: "transparent"},
  "&.cm-focused .cm-activeLine": {backgroundColor: "color-mix(in srgb, var(--accent) 6%, transparent)"},
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 24%, transparent)",
  },
  ".cm-placeholder": {color: "var(--ink-3)"},
  ".cm-tooltip": {
    backgroundColor: "var(--raised)", border: "1px solid var(--line-strong)", borderRadius: "8px", boxShadow: "var(--shadow-high)",
    overflow: "hidden",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {fontFamily: "var(--mono)", maxHeight: "16em"},
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": {padding: "3px 10px"},
  ".cm-tooltip-autocomplete ul li[aria-selected]": {backgroundColor: "var(--accent-soft)", color: "var(--accent-strong)"},
  ".cm-completionDetail": {color: "var(--ink-2)", fontStyle: "normal", marginLeft: "1.2em"},
  ".cm-diagnostic": {padding: "6px 10px"},
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {backgroundColor: "var(--accent-soft)"},
  ".cm-panels": {backgroundColor: "var(--raised)", color: "var(--ink)"},
});

/** What each language adds to an editor. @param {() => string} note */
const extensionsOf = {
  sql: (note) => [
    sql, lineNumbers(), lintGutter(), autocompletion({override: [complete(note)], icons: false}), closeBrackets(), bracketMatching(),
  ],
  commands: () => [commands, closeBrackets(), bracketMatching()],
  plain: () => [],
};

/**
 * @param {{text: string, language: "sql" | "commands" | "plain", label: string, hint: string, note: () => string, keys: object[],
 *   onChange: (text: string) => void, onFocus: () => void}} options
 */
export function createEditor({text, language, label, hint, note, keys, onChange, onFocus}) {
  const view = new EditorView({
    state: EditorState.create({
      doc: text,
      extensions: [
        keymap.of([...keys, {key: "Mod-/", run: toggleComment}, {key: "Ctrl-Space", run: startCompletion}]),
        extensionsOf[language](note),
        highlightSpecialChars(), history(), drawSelection(), highlightActiveLine(), highlightSelectionMatches(), indentUnit.of("  "),
        syntaxHighlighting(colours), look, placeholder(hint), EditorView.lineWrapping,
        // Tab indents here, so nobody comes in by Tab and is caught: Enter on the cell goes in, Escape out
        EditorView.contentAttributes.of({"aria-label": label, spellcheck: "false", tabindex: "-1"}),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, ...searchKeymap, indentWithTab]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
          if (update.focusChanged && update.view.hasFocus) onFocus();
        }),
      ],
    }),
  });
  const sizes = new ResizeObserver(() => reach(view.scrollDOM));
  sizes.observe(view.contentDOM);
  return {
    view,
    element: view.dom,
    focus: () => view.focus(),
    text: () => view.state.doc.toString(),
    replace(next) {
      if (next !== this.text()) view.dispatch({changes: {from: 0, to: view.state.doc.length, insert: next}});
    },
    insert(piece) {
      view.dispatch(view.state.replaceSelection(piece));
      view.focus();
    },
    /** @param {{line: number, column: number, endLine?: number, endColumn?: number, message: string}[]} problems 1-based, end included */
    mark(problems) {
      view.dispatch(setDiagnostics(view.state, problems.map((problem) => span(view.state.doc, problem))));
    },
    destroy() {
      sizes.disconnect();
      view.destroy();
    },
  };
}

/** A text too long for its cell is scrolled by keys, too, without going into it. */
function reach(scroller) {
  scroller.tabIndex = scroller.scrollHeight > scroller.clientHeight + 1 ? 0 : -1;
}

/** Where a problem stands; without an end, the word at its start. */
function span(doc, {line, column, endLine, endColumn, message}) {
  const at = (l, c) => {
    const found = doc.line(Math.min(Math.max(l, 1), doc.lines));
    return Math.min(found.from + Math.max(c - 1, 0), found.to);
  };
  const from = at(line, column);
  let to = endLine ? at(endLine, endColumn + 1) : from;
  if (to <= from) to = from + (doc.sliceString(from, Math.min(from + 80, doc.length)).match(/^(?:\w+|\S)/)?.[0].length ?? 0);
  return {from: to > from ? from : Math.max(0, from - 1), to: Math.max(to, from), severity: "error", message};
}
