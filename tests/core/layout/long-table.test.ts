import { describe, expect, it } from "vitest";
import { measureLongTable } from "../../../bench/long-table.ts";

describe("a table of thousands of rows", () => {
  it("takes time linear in its rows, and is all there", async () => {
    await measureLongTable(500);
    const small = await measureLongTable(1000);
    const large = await measureLongTable(4000);
    expect(large.pages).toBeGreaterThan(3.8 * small.pages);
    // Four times the rows in well under sixteen times the time, however busy the machine.
    expect(large.layout + large.pdf).toBeLessThan(10 * (small.layout + small.pdf));
  }, 60_000);
});
