import type { DataTable } from "../../document/document.ts";
import { plainText } from "../../document/plain-text.ts";
import { caption, line, rowLine, sources, type Stating } from "./stating.ts";
import type { TextBlock } from "./text-block.ts";

/** What a table says: its caption, head and rows, its notes and sources. */
export function tableStatements(stating: Stating, table: DataTable): TextBlock[] {
  const { words, locale } = stating;
  const head = (table.head ?? [table.columns.map(({ label: children }) => ({ children }))])
    .filter((cells) => cells.some(({ children }) => plainText(children) !== ""))
    .map((cells) =>
      cellsLine(
        stating,
        table,
        cells.map((cell) => ({ ...cell, header: true })),
      ),
    );
  return [
    ...caption(stating, table, locale.words.table, locale.words.numberGap),
    ...head,
    ...table.rows.map(({ cells }) => cellsLine(stating, table, cells)),
    ...(table.notes ?? []).map((note, index) => {
      const back = `(${locale.words.backToText}${locale.words.colon}${letters(index)})`;
      const mark = stating.sheets || stating.text || stating.slides ? `[${letters(index)}]` : letters(index) + back;
      return line("source", `${mark} ${words(note)}`);
    }),
    ...sources(stating, table),
  ];
}

function cellsLine(stating: Stating, table: DataTable, cells: DataTable["rows"][number]["cells"]): TextBlock {
  const { words, locale, charts, sheets, text, slides } = stating;
  return rowLine(
    cells.map(({ children, header, spoken, note, graphic }) => {
      const marked = note !== undefined && table.notes?.[note] !== undefined;
      const line = graphic?.kind === "sparkline" ? graphic.alt : "";
      if (sheets || text || slides) return `${words(children)} ${marked ? `[${letters(note)}]` : ""} ${line}`;
      const mark = marked ? `${letters(note)}(${locale.words.note} ${letters(note)})` : "";
      const [only] = children;
      const alone = header === true && children.length === 1 && only?.type === "formula";
      const heard = spoken ?? (alone ? charts.get(only.id)?.alt : undefined) ?? "";
      return `${words(children)}${heard}${mark}${line}`;
    }),
  );
}

/** The mark of a table's note: a to z, then aa. */
function letters(index: number): string {
  const last = "abcdefghijklmnopqrstuvwxyz"[index % 26]!;
  return index < 26 ? last : `${letters(Math.floor(index / 26) - 1)}${last}`;
}
