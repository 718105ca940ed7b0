import { openScratchFolder } from "../../adapters/scratch-folder.ts";
import type { Findings } from "../../core/report/compose/check/check-text.ts";
import {
  checkDatasetLimit,
  checkReadingTime,
  type DatasetLimits,
  fromNow,
  uploadLimits,
} from "../../core/report/dataset/dataset-limits.ts";
import type { StagedContent } from "../../core/report/dataset/dataset-content.ts";
import type { ShapeDataset } from "../../core/report/dataset/recipe/shape.ts";
import { rereadDataset } from "../../core/report/dataset/reread-dataset.ts";
import { storeDataset } from "../../core/report/dataset/store-dataset.ts";
import { prepareChoicesOver } from "../../core/report/find-choices.ts";
import { shapeDataset } from "../../core/report/shape-dataset.ts";
import type { ScratchSpace } from "../../core/ports.ts";
import { storeDraft } from "../../core/report/template/archive/store-draft.ts";
import { recordRefusals } from "../../core/service/contract/record-event.ts";
import { storeThemeDraft } from "../../core/report/template/archive/store-theme-draft.ts";
import type { ArrivedContent, UploadWorld } from "../../core/service/upload/ingest-upload.ts";
import { seedSamples } from "../../seed/seed-template.ts";
import { holdAndTell } from "./hold-and-tell.ts";
import { eraseEverywhere } from "./erase-everywhere.ts";
import { answerRecipe } from "./answer-recipe.ts";

export interface UploadWorldOptions extends Omit<
  UploadWorld,
  "storeDataset" | "rereadDataset" | "changeRecipe" | "eraseRows" | "storeDraft"
> {
  /** Bytes of the largest file of a dataset. @default 256 MiB */
  readonly largest?: number;
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
 * Writes an upload to the scratch space, piece by piece: it may be too long for the memory.
 *
 * @throws BroadsheetError `too-large`, also if that takes longer than reading may; `invalid-dataset` if the bytes are
 *   not those that were announced
 */
async function stage(
  { pieces, bytes, ...content }: ArrivedContent,
  scratch: ScratchSpace,
  limits: DatasetLimits,
): Promise<StagedContent> {
  checkDatasetLimit("bytes", bytes, limits);
  const writer = scratch.create("sent");
  for await (const piece of pieces) {
    writer.write(piece);
    checkReadingTime(limits);
  }
  return { ...content, body: writer.end() };
}

/**
 * What ingesting an upload needs: a dataset is stored, and the choices that templates take from it are computed; a
 * template or theme is checked and stored as a draft.
 */
export function openUploadWorld({ checkUpload, largest, ...base }: UploadWorldOptions): UploadWorld {
  const { store, clock, outbox } = base;
  const most = uploadLimits(largest);
  const refused = recordRefusals({ store, clock, outbox });
  return {
    ...base,
    async storeDataset(name, arrived, cause, hold) {
      const limits = fromNow(most, clock);
      const scratch = await openScratchFolder();
      try {
        const content = await stage(arrived, scratch, limits);
        const tools = { scratch, limits, shape: shaping(scratch), refused };
        if (hold) return (await holdAndTell({ store, clock, outbox }, name, content, tools)).version;
        const { version } = await storeDataset(
          store,
          name,
          content,
          scratch,
          limits,
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
      const limits = fromNow(most, clock);
      const scratch = await openScratchFolder();
      try {
        const shape = shaping(scratch);
        const { version } = await rereadDataset(store, name, rereading, scratch, limits, shape, refused);
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
