import { escapeHtml } from "../content/document-html.ts";
import type { ContentJob } from "../content/job.ts";
import { makeProse } from "../content/prose.ts";
import { makeTableRows, tableCells, tableColumns } from "../content/table-rows.ts";

/** Writes the body of a web page with a long table or a long text. */
export function contentHtml(job: ContentJob, iteration: number): string {
  if (job.kind === "prose") {
    const sections = makeProse(job.pages, iteration).map(
      ({ title, paragraphs }) =>
        `<h2>${escapeHtml(title)}</h2>${paragraphs.map((text) => `<p>${text}</p>`).join("\n")}`,
    );
    return `<h1>Long text</h1>${sections.join("\n")}`;
  }
  const rows = makeTableRows(job.rows, iteration).map(
    (row) =>
      `<tr>${tableCells(row)
        .map((cell, index) => `<td${align(index)}>${cell}</td>`)
        .join("")}</tr>`,
  );
  const labels = tableColumns.map(({ name }, index) => `<th scope="col"${align(index)}>${name}</th>`).join("");
  return `<h1>Enterprises</h1><table><thead><tr>${labels}</tr></thead><tbody>${rows.join("\n")}</tbody></table>`;
}

/** Aligns numbers on the right. */
function align(column: number): string {
  return tableColumns[column]!.type === "text" ? "" : ' class="right"';
}
