import { BroadsheetError } from "../../core/errors.ts";
import { keepPictures } from "../../core/report/template/store/keep-pictures.ts";
import type { ObjectStore } from "../../core/ports.ts";
import type { Services } from "../../http/services.ts";
import { pack } from "../preview/pack.ts";
import {
  mostPacked,
  type PictureEvent,
  type PreviewEvent,
  type PreviewFunction,
  type PreviewTask,
} from "../preview/preview-event.ts";
import { readAnswer } from "../preview/read-answer.ts";
import { invokeFunction } from "./invoke-function.ts";

/** Longest wait, ms: API Gateway ends a request at 30 s, and this function needs a moment to answer. */
const waitMs = 28_000;

/**
 * What the API has from the preview function (previews of unsaved templates, what they may be written with, where
 * numbers of reports come from, pictures of templates and themes) and from the picture function (pictures of stored
 * reports' pages).
 *
 * @param store where pictures of templates and themes are kept
 */
export function previewServices(
  store: ObjectStore,
): Required<Pick<Services, "previews" | "explain" | "authoringWords" | "drawPage" | "pictureOf" | "themePictureOf">> {
  let words: Promise<Readonly<Record<string, unknown>>> | undefined;
  return {
    previews: {
      make: (asked) => call("make", asked),
      page: (id, number) => call("page", id, number),
      file: (id) => call("file", id),
      rows: (id, query) => call("rows", id, query),
      draft: (asked) => call("draft", asked),
      edit: (asked) => call("edit", asked),
      change: (asked) => call("change", asked),
      check: (id) => call("check", id),
      test: (id) => call("test", id),
      folderOf: () => undefined,
    },
    explain: (asked) => call("explain", asked),
    authoringWords() {
      // They belong to the release.
      words ??= call("words").catch((error: unknown) => {
        words = undefined;
        throw error;
      });
      return words;
    },
    drawPage: async (key, page, scale) =>
      (await invoke("pictureFunction", { key, page, scale } satisfies PictureEvent)) as Uint8Array,
    pictureOf: keepPictures(store, ({ name, version }, language, size) =>
      call("picture", "template", { name, version }, language, size),
    ),
    themePictureOf: keepPictures(
      store,
      ({ name, version }, language, size) => call("picture", "theme", { name, version }, language, size),
      "theme",
    ),
  };
}

/**
 * Calls the preview function.
 *
 * @throws BroadsheetError as the method; `too-large` if the files do not fit in a call; `unavailable` if the function
 *   cannot be called, fails or takes too long
 */
async function call<M extends keyof PreviewFunction>(
  method: M,
  ...args: Parameters<PreviewFunction[M]>
): Promise<Awaited<ReturnType<PreviewFunction[M]>>> {
  const task = pack({ method, args } as PreviewTask);
  if (task.length > mostPacked) throw tooLarge(task.length);
  return (await invoke("previewFunction", { task } satisfies PreviewEvent)) as Awaited<ReturnType<PreviewFunction[M]>>;
}

/** @throws BroadsheetError as the function; `unavailable` if it cannot be called, fails or takes too long */
async function invoke(
  name: "previewFunction" | "pictureFunction",
  event: PreviewEvent | PictureEvent,
): Promise<unknown> {
  const signal = AbortSignal.timeout(waitMs);
  const answer = await invokeFunction(name, event, signal).catch((cause: Error) => {
    throw signal.aborted
      ? tooSlow(cause)
      : cause.name === "TooManyRequestsException"
        ? busy(cause)
        : unavailable(cause);
  });
  try {
    return readAnswer(answer);
  } catch (error) {
    throw error instanceof BroadsheetError ? error : unavailable(error as Error);
  }
}

function tooLarge(seen: number): BroadsheetError {
  return new BroadsheetError("too-large", {
    code: "body-too-large",
    message: `the changed files have ${seen} bytes on their way to the preview function`,
    seen,
    allowed: mostPacked,
    hint: "store large files as a draft version, and change that",
  });
}

function tooSlow(cause: Error): BroadsheetError {
  return new BroadsheetError(
    "unavailable",
    {
      code: "preview-too-slow",
      message: `the preview took longer than ${waitMs / 1000} s, and API Gateway ends a request at 30 s`,
      allowed: `${waitMs} ms`,
      hint: "try again: the next call finds the function warm; with much data, preview with a smaller dataset",
    },
    { cause },
  );
}

function busy(cause: Error): BroadsheetError {
  return new BroadsheetError(
    "unavailable",
    {
      code: "previews-busy",
      message: "the limit of previews at a time is reached",
      hint: "try again in a moment; the setting previewConcurrency, or the account's concurrency, sets the limit",
    },
    { cause },
  );
}

function unavailable(cause: Error): BroadsheetError {
  return new BroadsheetError(
    "unavailable",
    { code: "preview-unavailable", message: "the preview could not be made now", hint: "try again" },
    { cause },
  );
}
