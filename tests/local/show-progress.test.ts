import { expect, test } from "vitest";
import { showProgress } from "../../functions/local/show-progress.ts";

test("a terminal sees a bar that clears itself; a pipe and a log see nothing", () => {
  for (const isTTY of [true, false]) {
    let written = "";
    const progress = showProgress({ isTTY, write: (text) => (written += text) });
    progress.stage("template");
    progress.stage("chart");
    progress.done();
    if (isTTY) expect(written).toMatch(/^\r█░+ template\r█+░+ chart {3}\r +\r$/);
    else expect(written).toBe("");
  }
});
