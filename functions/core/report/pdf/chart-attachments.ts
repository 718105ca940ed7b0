import type { Chart } from "../chart/chart.ts";
import type { Figure } from "../document/document.ts";
import type { Attachment } from "./file/write-attachments.ts";

/**
 * The charts' data as files to attach to the PDF: `figure-3-share.csv`. Charts whose template switched attaching off
 * give none.
 *
 * @param charts charts by figure id
 */
export function chartAttachments(figures: readonly Figure[], charts: ReadonlyMap<string, Chart>): Attachment[] {
  return figures.flatMap(({ id, number, chart: { name } }) => {
    const chart = charts.get(id);
    if (chart?.csv === undefined) return [];
    return {
      name: `figure-${number}-${name}.csv`,
      description: `Data drawn in figure ${number}: ${chart.alt}`,
      type: "text/csv",
      body: new TextEncoder().encode(chart.csv),
      relationship: "Data" as const,
      figure: id,
    };
  });
}
