/** What somebody can do on the page when an edit is refused, or why nothing can be done there. */
export const editHints = {
  addElsewhere: "add it below the block before this one, or below the one after it",
  addOutside: "add it below the block that holds this one",
  addedOtherwise: "add it below another block",
  besideOthers: "change its words instead: a condition or another block shares its lines and would go with it",
  changeColumns: "take the last change back, and change one column at a time",
  changeWords: "change its words instead",
  faultyMarks: "a brace or a quotation mark in it is faulty: the list of problems leads there",
  listedTwice: "only the source can tell which of the two is meant: take one of them out there",
  moveAround: "add its words below another block, and delete it here",
  newChart: "add a new chart of the same query below it: that one can be changed in all",
  oddName: "give the column a plain name in its query, by AS",
  otherValue: "choose another value",
  printed: "click a text, a chart or a table: this place prints none of them",
  setsForOthers: "change its words instead: other blocks print a value that is set in it",
} as const;

/** The same for a chart, by the code of what is refused. */
export const chartHints: Readonly<Record<string, string>> = {
  "bars-begin-at-zero": "draw it as a line or as points, which may begin elsewhere",
  "chart-too-free": editHints.newChart,
  "colours-of-group": "take the column away from the colours first",
  "labels-meet": "draw it as a line, or take the column away from the colours",
  "no-axis": "say it in the title of the chart",
  "no-categories": "choose another column first",
  "no-numbers": "choose another column first",
  "note-on-intervals": "add a line or a range instead",
  "note-on-parts": "draw it as a line, or take the column away from the colours",
  "notes-of-column": "take these notes away first",
};
