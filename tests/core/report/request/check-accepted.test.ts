import { expect, test } from "vitest";
import { checkAccepted } from "../../../../functions/core/report/request/check-accepted.ts";
import { reportId } from "../../../../functions/core/report/request/report-id.ts";

const pinned = {
  template: { name: "wind", version: "t1" },
  parameters: { year: 2021 },
  datasets: { data: { name: "turbines", version: "d1" } },
  date: "2024-06-30",
  language: "en",
};
const accepted = { id: reportId(pinned), ...pinned };

test("lets through what any engine accepted", () => {
  expect(checkAccepted(accepted)).toBe(accepted);
});

test("lets through a claim of an earlier release, whose id was hashed from its engine, too", () => {
  const legacy = { engine: "e1", ...pinned };
  expect(checkAccepted({ id: reportId(legacy), ...legacy })).toMatchObject({ engine: "e1" });
  expect(() => checkAccepted({ id: reportId(legacy), ...legacy, engine: "e2" })).toThrow("altered");
});

test("the id does not depend on names", () => {
  const renamed = {
    ...pinned,
    template: { name: "other", version: "t1" },
    datasets: { data: { name: "copy", version: "d1" } },
  };
  expect(reportId(renamed)).toBe(accepted.id);
  expect(reportId({ ...pinned, parameters: { year: 2022 } })).not.toBe(accepted.id);
});

/** Stored reports lie under these names: another one would lose them all. */
test("ids stay the same across releases, with the engine of an early one, and with data that were stale", () => {
  const stale = { data: { since: "2024-06-01T00:00:00Z", within: "36h" } };
  expect([reportId(pinned), reportId({ engine: "e1", ...pinned }), reportId({ ...pinned, stale })]).toEqual([
    "326a4d975156b742179b062af81460966d0c18699a03a83979728fca2833dd51",
    "dc86826595b0238ed01dfa47674765acdd5472adb7dae91616d3cf99593839ed",
    "bc18bebe0f275710b5297226f430d4886c3ecda901eb5bf83ba2b0b9f1c4b816",
  ]);
});

test("refuses an altered request", () => {
  expect(() => checkAccepted({ ...accepted, parameters: { year: 2020 } })).toThrow("altered");
});
