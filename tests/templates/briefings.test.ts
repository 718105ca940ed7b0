import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { renderOnce } from "../../functions/local/render-once.ts";
import { checkPdf } from "../../functions/proof/check-pdf.ts";
import { readPdf } from "../core/report/pdf/read-pdf.ts";

/**
 * Briefings that analysts want first, written from the guide alone: traffic lights, key figures with targets, names of
 * countries in German, and one house's theme in all three.
 */
const templates = join(import.meta.dirname, "../../docs/briefings/templates");

/** What a briefing's first page must say, in order; white space does not count. */
const said: Readonly<Record<string, readonly string[]>> = {
  "traffic-lights": [
    "mehr als 10 %",
    "30. Juni 2025 · Ausgabe 6 · Lena Vogt · Für den Lenkungsausschuss",
    "● im Plan",
    "● −1,7 %",
    "▲ beobachten",
    "▲ 7,5 %",
    "◆ eingreifen",
    "◆ 35,6 %",
    "n. a.",
    "Kennzahlen GmbH, Controlling",
  ],
  "kpi-cards": [
    "30 June 2025",
    "Complaints",
    "▲ above the limit",
    "−1",
    "Target 10",
    "Revenue",
    "● on plan",
    "+40",
    "Target 420",
  ],
  countries: ["China exportiert am meisten", "30. Juni 2025", "Deutschland", "1.655", "Südkorea", "China", "Südkorea"],
};

describe.each(readdirSync(templates))("the briefing %s", (name) => {
  test("says what it should, in the house's colour, without a warning", async () => {
    const { report } = await renderOnce({ name, folder: join(templates, name), parameters: {}, datasets: {} });
    expect(report.warnings).toEqual([]);
    const { pages } = await readPdf(report.pdf);
    const text = pages[0]!.sequences
      .map((sequence) => sequence.text)
      .join("")
      .replaceAll(/\s/g, "");
    let from = 0;
    for (const words of said[name]!) {
      const at = text.indexOf(words.replaceAll(/\s/g, ""), from);
      expect(at, `${words} in ${text}`).toBeGreaterThanOrEqual(0);
      from = at;
    }
    expect(checkPdf(report.pdf).findings).toEqual([]);
  });
});
