import { describe, expect, it } from "vitest";
import { open } from "../../../../bench/broadsheet/content.ts";
import { readPdf } from "../../../../bench/measure/read-pdf.ts";

/** Returns the pages and the CPU time in ms. */
async function setTable(rows: number): Promise<{ readonly pages: number; readonly ms: number }> {
  const { make } = await open({ kind: "table", rows });
  const { user } = process.cpuUsage();
  const { pdf } = await make(0);
  const ms = (process.cpuUsage().user - user) / 1000;
  return { pages: (await readPdf(pdf)).pages, ms };
}

describe("a table of thousands of rows", () => {
  it("takes time linear in its rows, and is all there", async () => {
    await setTable(250);
    const small = await setTable(600);
    const large = await setTable(2400);
    expect(large.pages).toBeGreaterThan(3.8 * small.pages);
    // Four times the rows must take well under sixteen times the time, however busy the machine.
    expect(large.ms).toBeLessThan(10 * small.ms);
  }, 60_000);
});
