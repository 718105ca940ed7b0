import { BroadsheetError } from "../../../../errors.ts";
import type { DataTable } from "../../../document/document.ts";
import { plainText } from "../../../document/plain-text.ts";
import { noteMark } from "../../../layout/table/table-notes.ts";
import { printedLabel } from "../../../layout/printed-label.ts";
import { divideRows } from "./divide-rows.ts";
import { captionRuns, deckLines, lineOf, placeAbove, placeBelow, sourceLines } from "./caption-lines.ts";
import type { PlannedSlide, TableShape } from "./planned-slide.ts";
import { type SlideContext } from "../slide-context.ts";
import type { SlideFrame } from "../slide-frame.ts";
import type { SlideLine } from "../text/slide-line.ts";
import { continuedRuns, type OpenSection, roomUnder, slideHead, type SlideHead } from "./slide-titles.ts";
import { markRun, run, runsOf } from "../text/slide-words.ts";
import { fitTable } from "./table-rows.ts";

/** Most columns of a table in PowerPoint. */
const mostColumns = 75;

/**
 * A table on as many slides as it needs: each has the headings, the first one the deck, and the last one notes and
 * source.
 *
 * @throws BroadsheetError `limit-exceeded` with code `table-too-wide` or `table-too-tall`
 */
export function planTable(
  context: SlideContext,
  frame: SlideFrame,
  section: OpenSection,
  table: DataTable,
  before: readonly SlideLine[],
): PlannedSlide[] {
  refuseWide(table);
  const caption = captionRuns(context, table, context.locale.words.table);
  const named = (again: boolean): SlideHead => {
    const runs = again ? continuedRuns(context, caption) : caption;
    const name = again ? "Caption again" : "Caption";
    return slideHead(context, frame, section, caption.length === 0 ? undefined : { name, runs });
  };
  const first = named(false);
  // Later slides have a longer title, and the same room for rows.
  const under = roomUnder(context, frame, continuedRuns(context, caption.length === 0 ? section.runs : caption));
  const room = under.height < first.room.height ? under : first.room;
  const deck = placeAbove(context, room, deckLines(context, table));
  const below = placeBelow(context, deck.room, [
    ...(table.notes ?? []).flatMap((note, index) =>
      lineOf("source", [markRun(noteMark(index)), ...run(" "), ...runsOf(context, note)]),
    ),
    ...sourceLines(context, table),
  ]);
  const fitted = fitTable(context, table, below.room);
  const parts = divideRows(fitted.headings, fitted.rows, below.room.height);
  if (parts === undefined) throw tooTall(table);
  const shape: Omit<TableShape, "rows" | "again"> = {
    kind: "table",
    alt: [printedLabel(context, table, context.locale.words.table), plainText(table.title)].filter(Boolean).join(": "),
    headings: fitted.headings.length,
    columns: fitted.columns,
    named: table.rows.some(({ cells }) => cells[0]?.header === true),
    striped: context.theme.tables === "stripes",
    size: fitted.size,
    box: below.room,
  };
  return parts.map((rows, index) => {
    const [again, last] = [index > 0, index === parts.length - 1];
    const head = again ? named(true) : first;
    return {
      layout: "content",
      before: again ? [] : before,
      after: last ? below.left : [],
      ...(head.chapter !== undefined && { chapter: head.chapter }),
      ids: again ? head.ids : [...head.ids, table.id],
      shapes: [
        ...head.shapes,
        ...(again ? [] : deck.shapes),
        { ...shape, again, rows: [...fitted.headings, ...rows] },
        ...(last ? below.shapes : []),
      ],
    };
  });
}

function refuseWide({ columns, title, id }: DataTable): void {
  if (columns.length <= mostColumns) return;
  throw new BroadsheetError("limit-exceeded", {
    code: "table-too-wide",
    message: `the table "${plainText(title) || id}" has more columns than a slide can have`,
    seen: columns.length,
    allowed: `at most ${mostColumns} columns`,
    hint: "take the report as a workbook or a web page",
  });
}

function tooTall({ title, id }: DataTable): BroadsheetError {
  return new BroadsheetError("limit-exceeded", {
    code: "table-too-tall",
    message: `the table "${plainText(title) || id}" has a row that no slide can hold, even in the smallest type`,
    hint: "take the report as a text document or a web page",
  });
}
