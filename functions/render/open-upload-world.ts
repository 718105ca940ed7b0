import { openScratchFolder } from "../adapters/scratch-folder.ts";
import { datasetLimits } from "../core/dataset/dataset-limits.ts";
import { storeDataset } from "../core/dataset/store-dataset.ts";
import { prepareChoicesOver } from "../core/find-choices.ts";
import type { UploadWorld } from "../core/upload/ingest-upload.ts";

/** What ingesting an upload needs: a dataset is stored, and the choices that templates take from it are computed. */
export function openUploadWorld(base: Omit<UploadWorld, "storeDataset">): UploadWorld {
  const { store } = base;
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
  };
}
