import { expect, test } from "vitest";
import { putView } from "../../../../functions/core/report/dataset/view/change-views.ts";
import { storePublication } from "../../../../functions/core/service/publication/record/store-publication.ts";
import { followViews } from "../../../../functions/core/service/view/follow-views.ts";
import type { RefreshJob } from "../../../../functions/core/service/view/refresh-kind.ts";
import { type RefreshWorld, runRefresh } from "../../../../functions/core/service/view/run-refresh.ts";
import { answerRecipe } from "../../../../functions/render/data/answer-recipe.ts";
import { wrong } from "../lifecycle/lifecycle-fakes.ts";
import { type FakePublisher, openPublisher, shown, weekly } from "./publication-fakes.ts";

const tenfold = "from: numbers\nsteps:\n  - derive: { value: value * 10 }\n";

/** A publisher whose views are made when somebody says so. */
async function open(): Promise<{ world: FakePublisher; refresh: (broken?: boolean) => Promise<void> }> {
  const world = await openPublisher();
  const { store } = world;
  const refresh = async (broken = false): Promise<void> => {
    const jobs: RefreshJob[] = [];
    const working: RefreshWorld = {
      ...world,
      started: (job) => void jobs.push(job),
      async makeTable({ view: name, definition, sources }) {
        if (broken) throw wrong();
        return (await answerRecipe({ name, large: true, view: { definition, sources } }, store)).profile;
      },
    };
    await followViews(working, { ...working, requeue: (found) => void jobs.push(...found) });
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) await runRefresh(job, working);
  };
  await putView(store, "tenfold", tenfold, { cause: "put:1", at: 1 });
  await refresh();
  return { world, refresh };
}

test("an edition follows a changed source by way of a view", async () => {
  const { world, refresh } = await open();
  await storePublication("weekly", weekly({ on: [{ data: ["tenfold"], settle: "1s" }] }), world);
  await world.pass(5);
  await world.arrive(2.5);
  await world.pass(5);
  expect(await world.editions()).toEqual([]);
  await refresh();
  await world.pass(2);
  expect(shown(await world.editions())).toEqual(["tenfold-2 ready"]);
});

test("an edition on new data waits until the views of them are made, and not for those that cannot be", async () => {
  const { world, refresh } = await open();
  const on = [{ data: ["numbers"], settle: "1s" as const }];
  await storePublication("weekly", weekly({ on, datasets: { numbers: "tenfold" } }), world);
  await world.arrive(2.5);
  await world.pass(5);
  expect(await world.editions()).toEqual([]);
  await refresh();
  await world.pass(2);
  expect(shown(await world.editions())).toEqual(["numbers-2 ready"]);
  await world.arrive(3.5);
  await refresh(true);
  await world.pass(2);
  expect(shown(await world.editions())).toEqual(["numbers-2 ready", "numbers-3 ready"]);
});

test("an edition waits an hour at most", async () => {
  const { world } = await open();
  await storePublication("weekly", weekly({ on: [{ data: ["numbers"], settle: "1s" }] }), world);
  await world.arrive(2.5);
  await world.pass(50);
  expect(await world.editions()).toEqual([]);
  await world.pass(15);
  expect(shown(await world.editions())).toEqual(["numbers-2 ready"]);
});
