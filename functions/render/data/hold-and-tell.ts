import { holdDataset } from "../../core/report/dataset/store-dataset.ts";
import { type JudgedProfile } from "../../core/report/dataset/store-version.ts";
import { type ContractWorld, recordHeld } from "../../core/service/contract/record-event.ts";

/** Stores a version that is held back, as `holdDataset` does, and has others hear that it waits. */
export async function holdAndTell(
  world: ContractWorld,
  name: string,
  content: Parameters<typeof holdDataset>[2],
  tools: Parameters<typeof holdDataset>[3],
): Promise<JudgedProfile> {
  const held = await holdDataset(world.store, name, content, tools);
  await recordHeld(world, name, held);
  return held;
}
