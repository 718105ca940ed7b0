/**
 * The codes of warnings, each with its meaning and what to do about it. `docs/warnings.md` and the template's schema
 * are generated from them.
 *
 * - `report`: about a rendered report; a template's `warnings:` may ignore it or let it fail the report.
 * - `check`: only from `broadsheet check`.
 * - `dataset`: about a dataset when it is stored.
 * - `store`: from the lifecycle of a stored report.
 */
export const warningCodes = {
  "alike-colours": {
    of: "report",
    means:
      "Two colours of the theme that mean different things (accent, good, bad, above, below) look alike to some readers, or in grey print.",
    remedy: "Leave one of them out of the theme, so that it is chosen to suit the others, or choose another.",
  },
  "broken-check": {
    of: "report",
    means: "A dataset breaks a check of the template's datasets whose severity is warning.",
    remedy: "Correct the data that the message names, or change the check in template.yaml.",
  },
  "chart-warning": {
    of: "report",
    means: "Vega reported a problem in a chart, or part of a chart could not be drawn.",
    remedy: "Read the message: it names the chart and the part of its spec.",
  },
  "empty-contents": {
    of: "report",
    means: "A table of contents or list prints nothing, because the report has nothing to list.",
    remedy: "Add headings or captions, or remove the directive.",
  },
  "empty-query": {
    of: "report",
    means: "A query returns no rows, or a chart has none to draw.",
    remedy: "Check the query and the parameters against the dataset.",
  },
  "empty-report": {
    of: "report",
    means: "The report has no text: its pages are blank.",
    remedy: "Write a title and a paragraph in report.md.",
  },
  "lineage-left-out": {
    of: "report",
    means:
      "The file that says where the numbers of the report come from would be larger than 16 MiB, and is not in the PDF.",
    remedy: "Print fewer numbers in one report, or leave `lineage` out of template.yaml.",
  },
  "loose-line": {
    of: "report",
    means:
      "The spaces of a justified line are wider than the limit: twice their width between words, a quarter of an em between Chinese characters.",
    remedy: "Use shorter words, soft hyphens or a wider column, or set `theme: { align: left }`.",
  },
  "low-contrast": {
    of: "report",
    means: "A colour of the theme contrasts too little with the colour behind it (WCAG 2.2).",
    remedy: "Choose a darker or a lighter colour; the message gives the contrast needed.",
  },
  "missing-alt": {
    of: "report",
    means: "A chart has no alternative text; one was composed from its axes and data.",
    remedy: 'Say what the chart shows: `::chart{alt="..."}`.',
  },
  "missing-face": {
    of: "report",
    means: "A theme's own family has no bold or italic font; such text is set in another font of the family.",
    remedy: "Name a font for it in `theme.fonts`, or do without bold or italic text.",
  },
  "missing-glyph": {
    of: "report",
    means: "No shipped font has a character; a visible replacement is printed.",
    remedy: "Use another character, or correct the data.",
  },
  "noise-as-news": {
    of: "report",
    means:
      "The words around a chart say that its series rose or fell, but it did not by more than it usually varies: its last value is not beyond the limit on that side (XmR, individual values and moving ranges).",
    remedy: "Say what the value is, or judge a longer time.",
  },
  "not-finite": {
    of: "report",
    means: "A query returned infinite or undefined numbers or infinite dates; they are shown as missing.",
    remedy: "Guard the division: `x / nullif(y, 0)`.",
  },
  overflow: {
    of: "report",
    means:
      "Something is wider or taller than its space and was broken, cut, made smaller or, as a table, divided into parts; numbers stay whole.",
    remedy: "Use a shorter text, a wider column or a soft hyphen.",
  },
  "overlapping-labels": {
    of: "report",
    means: "Labels of a chart overlap and could not be moved apart.",
    remedy: "Label fewer marks, or make the chart larger.",
  },
  "repeated-colours": {
    of: "report",
    means: "A chart has more categories than the theme has colours that stay distinct; some share one.",
    remedy:
      "Draw the chart that the message names, group the smallest categories, or colour only what the title is about.",
  },
  "rounded-decimals": {
    of: "report",
    means:
      "A query interpolates between decimals of more than 15 digits (`median`, `quantile_cont`); the column is calculated with 15.",
    remedy: "Convert the values where they are interpolated: `median(amount::DOUBLE)`.",
  },
  "scaled-figure": {
    of: "report",
    means: "A figure is larger than its space and was made smaller.",
    remedy: "Give the figure a smaller size, or more room.",
  },
  "scattered-group": {
    of: "report",
    means: "The rows of a group are not next to each other: the table prints the group more than once.",
    remedy: "Sort the query by the group's column first.",
  },
  "short-page": {
    of: "report",
    means: "A page is less than two thirds full, and no chapter ends on it.",
    remedy: "Make the block after it smaller, let it break, or move text.",
  },
  "stale-data": {
    of: "report",
    means: "When the report was requested, no new data had come to a dataset for longer than the template allows.",
    remedy: "Store newer data, or change `freshness` in template.yaml.",
  },
  "unmatched-regions": {
    of: "report",
    means: "Values of the data match no region of the map; they are not drawn.",
    remedy: "Write them as the map does, or select only values on the map in the query.",
  },
  "unreadable-column": {
    of: "report",
    means: "A chart draws a column of text as numbers or dates, but none of its values is a number or date.",
    remedy: "Convert the column in the query, or declare it nominal.",
  },
  "unresolved-reference": {
    of: "report",
    means: "A link or reference leads nowhere.",
    remedy: "Give the target an id, or correct the link.",
  },
  "unsafe-link": {
    of: "report",
    means:
      "A link's address comes from the data and has a scheme that is not allowed; the words are printed without the link.",
    remedy: "Correct the data: http, https and mailto are allowed.",
  },
  "unsupported-mathematics": {
    of: "report",
    means: "The text has mathematics, which is printed as written.",
    remedy:
      "Set `math: true` in template.yaml, or write the formula with characters, `:sup[..]` and `:sub[..]`; write `\\$\\$` to print the signs.",
  },
  "unworded-rule": {
    of: "report",
    means: "A legend prints the name of a column as the query has it, since a rule has no words.",
    remedy: "Put words behind the rule: `bad if margin < 0 as 'at a loss'`.",
  },
  "invalid-value": {
    of: "check",
    means: "A chart's spec has a value that its language does not allow there.",
    remedy: "Use one of the values that the message lists.",
  },
  "missing-message": {
    of: "check",
    means: "A message is missing in one of the template's languages.",
    remedy: "Add it to the language's file in messages/.",
  },
  "missing-property": {
    of: "check",
    means: "A chart's spec lacks a property that its language requires.",
    remedy: "Add the property.",
  },
  "not-rendered": {
    of: "check",
    means:
      "Charts and pages were not checked: a dataset has no sample, and nothing that fits and has up to 5,000,000 cells is stored under the name that it takes by default.",
    remedy: "Give the dataset a `file` in template.yaml.",
  },
  "overrides-theme": {
    of: "check",
    means: "A file or message of the template stands in place of one that its shared theme has too.",
    remedy: "Delete the template's own, unless it differs on purpose.",
  },
  "unknown-property": {
    of: "check",
    means: "A chart's spec has a property that its language does not know.",
    remedy: "Correct the name; the message proposes one.",
  },
  "unread-brand": {
    of: "check",
    means: "A brand.yml says something that has no meaning on paper, or that Broadsheet does not read or cannot use.",
    remedy: "Nothing, or say it in theme.yaml, which can build on the brand.yml.",
  },
  "unused-chart": {
    of: "check",
    means: "No text draws a chart.",
    remedy: "Draw it with `::chart`, or remove its file.",
  },
  "unused-footnote": { of: "check", means: "Nothing refers to a footnote.", remedy: "Refer to it, or remove it." },
  "unused-geometry": {
    of: "check",
    means: "No chart draws the shapes of a file.",
    remedy: "Draw them, or remove the file.",
  },
  "unused-message": { of: "check", means: "No text uses a message.", remedy: "Use it, or remove it." },
  "unused-query": {
    of: "check",
    means: "No text or chart uses a query.",
    remedy: "Use its result, or remove its file.",
  },
  "dataset-warning": {
    of: "dataset",
    means:
      "A dataset was stored, but something in it may be unintended: no rows, another delimiter, a column that is nearly of one type.",
    remedy: "Read the message; correct the file and store it again.",
  },
  "made-by-another-engine": {
    of: "store",
    means: "Two versions of Broadsheet rendered the report during an update; the bytes of the first are kept.",
    remedy: "Nothing, or request the report again.",
  },
  "not-deterministic": {
    of: "store",
    means: "A second render gave different bytes; the first are kept.",
    remedy: "Report it as a fault of Broadsheet, with the request.",
  },
} as const satisfies Readonly<
  Record<
    string,
    { readonly of: "report" | "check" | "dataset" | "store"; readonly means: string; readonly remedy: string }
  >
>;

export type WarningCode = keyof typeof warningCodes;
