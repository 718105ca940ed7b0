import { openScratchFolder } from "../adapters/scratch-folder.ts";
import type { Findings } from "../core/report/compose/check/check-text.ts";
import { datasetLimits } from "../core/report/dataset/dataset-limits.ts";
import { rereadDataset } from "../core/report/dataset/reread-dataset.ts";
import { storeDataset } from "../core/report/dataset/store-dataset.ts";
import { prepareChoicesOver } from "../core/report/find-choices.ts";
import { storeDraft } from "../core/report/template/archive/store-draft.ts";
import type { UploadWorld } from "../core/service/upload/ingest-upload.ts";
import { seedSamples } from "../seed/seed-template.ts";

export interface UploadWorldOptions extends Omit<UploadWorld, "storeDataset" | "rereadDataset" | "storeDraft"> {
  /** Checks the archive of an upload. */
  checkUpload(asked: {
    readonly name: string;
    readonly archive: Uint8Array;
    readonly upload: string;
  }): Promise<Findings>;
}

/**
 * What ingesting an upload needs: a dataset is stored, and the choices that templates take from it are computed; a
 * template is checked and stored as a draft.
 */
export function openUploadWorld({ checkUpload, ...base }: UploadWorldOptions): UploadWorld {
  const { store, clock } = base;
  return {
    ...base,
    async storeDataset(name, content, cause) {
      const scratch = await openScratchFolder();
      try {
        const { version } = await storeDataset(store, name, content, scratch, datasetLimits, new Map(), cause);
        await prepareChoicesOver(name, { store, openScratch: openScratchFolder });
        return version;
      } finally {
        await scratch.dispose();
      }
    },
    async rereadDataset(name, rereading) {
      const scratch = await openScratchFolder();
      try {
        const { version } = await rereadDataset(store, name, rereading, scratch);
        if (version !== rereading.version) await prepareChoicesOver(name, { store, openScratch: openScratchFolder });
        return version;
      } finally {
        await scratch.dispose();
      }
    },
    async storeDraft({ id, name, by }, archive) {
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
