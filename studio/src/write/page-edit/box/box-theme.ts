import { EditorView } from "@codemirror/view";

/** The look of a text box, by the tokens of the studio; they reach through the shadow root. */
export const boxTheme = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--paper)", fontSize: "0.9375rem" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "-1px" },
  ".cm-scroller": { fontFamily: "var(--sans)", lineHeight: "1.5", maxHeight: "40vh", overflow: "auto" },
  ".cm-content": { padding: "8px", caretColor: "var(--accent)" },
  ".cm-line": { padding: "0" },
  ".cm-cursor": { borderLeftColor: "var(--accent)", borderLeftWidth: "2px" },
  ".cm-is-bold": { fontWeight: "700" },
  ".cm-is-italic": { fontStyle: "italic" },
  ".cm-is-strike": { textDecoration: "line-through" },
  ".cm-is-link": { textDecoration: "underline", textUnderlineOffset: "2px" },
  ".cm-chip": {
    display: "inline-block",
    maxWidth: "100%",
    padding: "0 0.35em",
    border: "1px solid var(--rule)",
    borderRadius: "4px",
    fontFamily: "var(--mono)",
    fontSize: "0.8125rem",
    overflowWrap: "anywhere",
    cursor: "pointer",
  },
  ".cm-is-shown": { fontFamily: "inherit", fontSize: "inherit", backgroundColor: "var(--desk)" },
});
