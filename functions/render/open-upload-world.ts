import { openScratchFolder } from "../adapters/scratch-folder.ts";
import type { Findings } from "../core/report/compose/check/check-text.ts";
import { datasetLimits } from "../core/report/dataset/dataset-limits.ts";
import type { ShapeDataset } from "../core/report/dataset/recipe/shape.ts";
import { rereadDataset } from "../core/report/dataset/reread-dataset.ts";
import { holdDataset, storeDataset } from "../core/report/dataset/store-dataset.ts";
import { prepareChoicesOver } from "../core/report/find-choices.ts";
import { shapeDataset } from "../core/report/shape-dataset.ts";
import type { ScratchSpace } from "../core/ports.ts";
import { storeDraft } from "../core/report/template/archive/store-draft.ts";
import { recordRefusals } from "../core/service/contract/record-event.ts";
import { storeThemeDraft } from "../core/report/template/archive/store-theme-draft.ts";
import type { UploadWorld } from "../core/service/upload/ingest-upload.ts";
import { seedSamples } from "../seed/seed-template.ts";
import { eraseEverywhere } from "./erase-everywhere.ts";
import { answerRecipe } from "./answer-recipe.ts";

export interface UploadWorldOptions extends Omit<
  UploadWorld,
  "storeDataset" | "rereadDataset" | "changeRecipe" | "eraseRows" | "storeDraft"
> {
  /** Checks the archive of an upload. */
  checkUpload(asked: {
    readonly name: string;
    readonly archive: Uint8Array;
    readonly upload: string;
  }): Promise<Findings>;
}

const shaping =
  (scratch: ScratchSpace): ShapeDataset =>
  (given, recipe, limits) =>
    shapeDataset(given, recipe, scratch, limits);

/**
 * What ingesting an upload needs: a dataset is stored, and the choices that templates take from it are computed; a
 * template or theme is checked and stored as a draft.
 */
export function openUploadWorld({ checkUpload, ...base }: UploadWorldOptions): UploadWorld {
  const { store, clock, outbox } = base;
  const refused = recordRefusals({ store, clock, outbox });
  return {
    ...base,
    async storeDataset(name, content, cause, hold) {
      const scratch = await openScratchFolder();
      try {
        const tools = { scratch, limits: datasetLimits, shape: shaping(scratch), refused };
        if (hold) return (await holdDataset(store, name, content, tools)).version;
        const { version } = await storeDataset(
          store,
          name,
          content,
          scratch,
          datasetLimits,
          new Map(),
          cause,
          tools.shape,
          refused,
        );
        await prepareChoicesOver(name, { store, openScratch: openScratchFolder });
        return version;
      } finally {
        await scratch.dispose();
      }
    },
    async rereadDataset(name, rereading) {
      const scratch = await openScratchFolder();
      try {
        const shape = shaping(scratch);
        const { version } = await rereadDataset(store, name, rereading, scratch, datasetLimits, shape, refused);
        if (version !== rereading.version) await prepareChoicesOver(name, { store, openScratch: openScratchFolder });
        return version;
      } finally {
        await scratch.dispose();
      }
    },
    async changeRecipe(name, change) {
      return (await answerRecipe({ name, change, large: true }, store)).profile.version;
    },
    async eraseRows(name, request) {
      return (await eraseEverywhere(name, request, { store, clock })).version;
    },
    async storeDraft({ of, id, name, by }, archive) {
      if (of === "theme") return (await storeThemeDraft(name, archive, by, { store, clock })).theme.version;
      const { template } = await storeDraft(name, archive, by, {
        store,
        clock,
        checkTemplate: (asked) => checkUpload({ ...asked, upload: id }),
        seedSamples: (drafted, options) => seedSamples(store, drafted, "sample", options),
      });
      return template.version;
    },
  };
}
