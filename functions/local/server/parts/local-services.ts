import { drawStoredPage } from "../../../adapters/pages/draw-stored-page.ts";
import { openScratchFolder } from "../../../adapters/scratch-folder.ts";
import { outputs } from "../../../core/report/request/batch-request.ts";
import type { Services } from "../../../http/services.ts";
import { openPreviewLane } from "../../../render/preview/open-preview-lane.ts";
import { shippedFolders } from "../../../seed/template-folders.ts";
import { openAdmissionGate } from "../connections/admission-gate.ts";
import { paceAnswers } from "../connections/pace-answers.ts";
import { openFolders } from "../folders/open-folders.ts";
import type { LiveTemplates } from "../live-templates/live-templates.ts";
import { openReaders } from "../open-readers.ts";
import { openRestorer } from "../open-restorer.ts";
import { openStudioFiles } from "../open-studio-files.ts";
import { pictureTemplates } from "../picture-template.ts";
import { pictureThemes } from "../picture-theme.ts";
import type { Background } from "./open-background.ts";
import type { Rendering } from "./open-rendering.ts";
import type { ServerGround } from "./server-ground.ts";

/** Requests for reports that are accepted at a time. */
const acceptedAtOnce = 16;

/** Longest time for which a client waits while a damaged PDF is made again, ms. */
const restoreMs = 20_000;

/** Opens what only the API needs (readers of datasets, previews, the studio), and gathers what it works with. */
export function openLocalServices(
  ground: ServerGround,
  templates: LiveTemplates,
  { pool, queue, world, announcer, delivery, promotions, renditions, refreshes, seedSamples }: Rendering,
  { publisher, batches, uploads, pulls }: Background,
): Services {
  const { options, store, logger, cleanups } = ground;
  const dataDirectory = ground.held.place;
  const readers = openReaders({ dataDirectory, logger });
  cleanups.add(() => readers.close());
  const { heapMegabytes } = options;
  const previews = openPreviewLane({ dataDirectory, heapMegabytes, logger, warmUp: ground.warmUp?.template });
  cleanups.add(() => previews.close());
  // A user who opens the studio may soon want a preview.
  const studio = openStudioFiles(() => previews.warm());
  const gate = openAdmissionGate(acceptedAtOnce);
  const render: Rendering["pool"]["render"] = (accepted) => pool.render(accepted);
  return {
    ...world,
    suggestsNames: true,
    openScratch: () => openScratchFolder(),
    admit: gate.admit,
    checkTemplate: (asked) => pool.check(asked),
    ...(options.requireTests === true && { promoted: promotions.push }),
    rendition: renditions.push,
    ...changingData(readers, refreshes, announcer),
    runQuery: (asked) => pool.query(asked),
    drawPage: (key, page, scale) => drawStoredPage(store, key, page, scale),
    streams: true,
    pictureOf: pictureTemplates({
      store,
      openScratch: () => openScratchFolder(),
      render,
      drawPage: drawAnyPage,
      clock: world.clock,
    }),
    themePictureOf: pictureThemes(store, previews, drawAnyPage, world.clock),
    seedSamples,
    claimed: queue.push,
    settle: paceAnswers(queue.settle, gate.costMs),
    restore: openRestorer({ world, waitMs: restoreMs, claimed: queue.push, settle: queue.settle }),
    authoringWords: async () => {
      // An editor that asks will soon want a preview.
      previews.warm();
      return (await import("../../../core/report/preview/authoring-words.ts")).authoringWords();
    },
    folders: openFolders({
      folderOf: templates.folderOf,
      isBundled: (name, folder) => shippedFolders.get(name) === folder,
    }),
    explain: (asked) => previews.explain(asked),
    previews: { ...previews, folderOf: templates.folderOf, themes: templates.themes },
    publications: publisher,
    sources: pulls.services((asked) => readers.recipe(asked)),
    delivery,
    ...uploads.services,
    mostUploads: options.mostUploads,
    planBatch: batches.push,
    outputs,
    ...(studio === undefined ? {} : { studio }),
  };
}

/** What changes data wakes the views of them. */
function changingData(
  readers: ReturnType<typeof openReaders>,
  refreshes: Rendering["refreshes"],
  announcer: Rendering["announcer"],
): Required<Pick<Services, "storeDataset" | "answerRecipe" | "refreshes" | "dataMoved">> {
  return {
    async storeDataset(sent) {
      const profile = await readers.store(sent).catch((error: unknown) => {
        // A refusal by the dataset's contract is an event.
        announcer.wake();
        throw error;
      });
      refreshes.wake();
      return profile;
    },
    async answerRecipe(asked) {
      const answer = await readers.recipe(asked);
      if ("change" in asked) refreshes.wake();
      return answer;
    },
    refreshes: refreshes.push,
    dataMoved: refreshes.wake,
  };
}

/** What draws pages is loaded with the first of them. */
async function drawAnyPage(pdf: Uint8Array, page: number, scale: number, fewColours: boolean): Promise<Uint8Array> {
  return await (await import("../../../adapters/pages/draw-pdf-page.ts")).drawPdfPage(pdf, page, scale, fewColours);
}
