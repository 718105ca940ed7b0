import { expect, test } from "vitest";
import { BroadsheetError } from "../../../functions/core/errors.ts";
import { openRefreshes } from "../../../functions/local/server/open-refreshes.ts";
import type { RenderPool } from "../../../functions/render/render-pool.ts";
import { openViewLab } from "../../core/service/view/view-lab.ts";

type Asked = Parameters<RenderPool["recipe"]>[0];

test.each([
  [60_000, 45_000],
  [4_000, 3_000],
  // Never longer than on AWS.
  [600_000, 180_000],
])(
  "with %i ms for a task, a view's SELECT ends after %i ms, before its process would be ended",
  async (task, select) => {
    const lab = openViewLab();
    await lab.keepFile("sales", "1");
    await lab.view("by-region", ["sales"]);
    const asked: Asked[] = [];
    const refuse = async (one: Asked): ReturnType<RenderPool["recipe"]> => {
      asked.push(one);
      throw new BroadsheetError("limit-exceeded", { code: "query-timeout", message: "too long" });
    };
    const refreshes = openRefreshes(lab.world, { recipe: refuse }, task);
    refreshes.wake();
    await expect.poll(() => asked.length).toBeGreaterThan(0);
    await refreshes.close();
    expect(asked[0]).toMatchObject({ name: "by-region", view: { deadlineMs: select } });
  },
);
