import { expect, test } from "vitest";
import { keepVersions } from "../../../../../functions/adapters/keep-versions.ts";
import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { storeDataset } from "../../../../../functions/core/report/dataset/store-dataset.ts";
import { storeTemplate } from "../../../../../functions/core/report/template/store/store-template.ts";
import { renderReport } from "../../../../../functions/core/service/lifecycle/attempt/render-report.ts";
import { requestReport } from "../../../../../functions/core/service/lifecycle/request/request-report.ts";
import { readReport } from "../../../../../functions/core/service/lifecycle/status/read-report.ts";
import { sentence } from "../../../../http/open-test-app.ts";
import { fakeWorld } from "../lifecycle-fakes.ts";

test("a report that is ready costs seven reads to request again, and three to read", async () => {
  const plain = fakeWorld();
  // As a function on AWS has it: what belongs to versions is kept.
  const world = { ...plain, store: keepVersions(plain.store) };
  const scratch = await openScratchFolder();
  const body = new TextEncoder().encode("year,value\n2020,1.5\n");
  await storeDataset(world.store, "numbers", { body, format: "csv" }, scratch);
  await scratch.dispose();
  await storeTemplate(world.store, "sentence", sentence);
  const { calls } = plain.store;
  const ask = async () => requestReport(await acceptReport({ template: "sentence" }, world), world);
  const { id, generation } = (await ask()).status;
  await renderReport(id, generation, world);
  expect((await ask()).status.state).toBe("ready");

  calls.length = 0;
  expect(await ask()).toMatchObject({ created: false, status: { state: "ready" } });
  // A name's pointer is a hint, and an earlier release may have moved it: it and the next entry of the log are read.
  expect([...calls].sort()).toEqual([
    "get datasets/numbers/current.json",
    "get datasets/numbers/log/2.json",
    `get reports/${id}/1/outcome.json`,
    `get reports/${id}/1/request.json`,
    `get reports/${id}/2/request.json`,
    "get templates/sentence/current.json",
    "get templates/sentence/log/2.json",
  ]);
  calls.length = 0;
  expect(await readReport(id, world)).toMatchObject({ state: "ready" });
  expect([...calls].sort()).toEqual([
    `get reports/${id}/1/outcome.json`,
    `get reports/${id}/1/request.json`,
    `get reports/${id}/2/request.json`,
  ]);
});
