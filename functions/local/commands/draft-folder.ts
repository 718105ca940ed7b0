import { existsSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { stringify } from "yaml";
import { MemoryObjectStore } from "../../adapters/memory-object-store.ts";
import { openScratchFolder } from "../../adapters/scratch-folder.ts";
import { BroadsheetError } from "../../core/errors.ts";
import { datasetFormat } from "../../core/report/dataset/dataset-format.ts";
import { datasetLimits } from "../../core/report/dataset/dataset-limits.ts";
import type { Dataset, DatasetProfile } from "../../core/report/dataset/dataset.ts";
import { nameFile } from "../../core/report/dataset/name-file.ts";
import { openDataset } from "../../core/report/dataset/open-dataset.ts";
import { storeVersion } from "../../core/report/dataset/store-version.ts";
import { draftTemplate } from "../../core/report/draft/door/draft-template.ts";
import { type Draft, type DraftAnswers, draftLanguages, grains } from "../../core/report/draft/draft.ts";
import { shapeDataset } from "../../core/report/shape-dataset.ts";
import type { ScratchSpace } from "../../core/ports.ts";
import { countWords } from "../../core/wording/count-words.ts";
import { checkOutFolder } from "../check-out.ts";
import { giveSchemas } from "../give-schemas.ts";
import { readDatasetFile } from "../inputs/read-dataset-file.ts";
import { answerTo, checkDecimal, decimalWords } from "./answer-question.ts";
import { makeUnfinished } from "../unfinished-files.ts";

export interface DraftOptions {
  readonly out?: string;
  readonly about?: string;
  readonly adds?: string;
  readonly period?: string;
  readonly compare?: string;
  readonly decimal?: string;
  readonly language?: string;
  readonly title?: string;
  readonly json?: boolean;
}

/**
 * `broadsheet draft`: drafts a report of a data file and writes it as a template's folder, with the file as its sample.
 * If few cells spoil the file, the recipe that mends them lies beside it. The folder appears whole or not at all.
 *
 * @throws BroadsheetError for a file that is no dataset, or of which no report can be drafted; `conflict` if the folder
 *   exists
 */
export async function draftFolder(path: string, options: DraftOptions): Promise<void> {
  const answers = readAnswers(options);
  const title = basename(path).replace(/(\.\w{2,7}){1,2}$/, "") || "table";
  const name = nameOf(title);
  const folder = options.out ?? name;
  checkOutFolder(dirname(folder));
  if (existsSync(folder)) throw cannotCreate(folder, "exists");
  const body = await readDatasetFile("records", path);
  const scratch = await openScratchFolder();
  try {
    const opened = await openFile(path, body, scratch, options.decimal);
    const file = `data/${name}.${opened.extension}`;
    const draft = await draftTemplate(
      { dataset: opened.dataset, title, answers, source: { dataset: name, file } },
      { openScratch: openScratchFolder },
    ).catch((error: unknown) => {
      throw error instanceof BroadsheetError ? nameFile(error, path) : error;
    });
    const files = new Map<string, string | Uint8Array>([...draft.files, [file, opened.sample]]);
    if (opened.recipe !== undefined) files.set("recipe.yaml", opened.recipe);
    await writeFolder(folder, files);
    await giveSchemas(folder);
    tell(draft, folder, opened, options.json === true);
  } finally {
    await scratch.dispose();
  }
}

interface Opened {
  readonly dataset: Dataset;
  readonly extension: string;
  readonly sample: Uint8Array;
  /** The recipe that mended the file, as YAML. */
  readonly recipe: string | undefined;
  /** What the file does not say, if nobody has said it. */
  readonly question: DatasetProfile["question"];
}

/** Reads the file; if the reader proposes a recipe, by that. */
async function openFile(
  path: string,
  body: Uint8Array,
  scratch: ScratchSpace,
  decimal: string | undefined,
): Promise<Opened> {
  if (decimal !== undefined) checkDecimal(decimal);
  const store = new MemoryObjectStore();
  const format = datasetFormat(path, "records");
  const tools = {
    scratch,
    limits: datasetLimits,
    shape: (given: Parameters<typeof shapeDataset>[0], recipe: Parameters<typeof shapeDataset>[1]) =>
      shapeDataset(given, recipe, scratch, datasetLimits),
  };
  const read = async (recipe?: NonNullable<DatasetProfile["proposal"]>["recipe"]): Promise<DatasetProfile> =>
    await storeVersion(store, "records", { body, format }, { ...tools, recipe }).catch((error: unknown) => {
      throw error instanceof BroadsheetError ? nameFile(error, path) : error;
    });
  const plain = await read();
  const { question } = plain;
  const answer = question === undefined || decimal === undefined ? undefined : answerTo(question, decimal);
  const proposed = answer?.recipe ?? plain.proposal?.recipe;
  const profile = proposed === undefined ? plain : await read(proposed);
  const dataset = await openDataset(store, "records", { name: "records", version: profile.version });
  if (proposed === undefined)
    return { dataset, extension: extensionOf(path), sample: body, recipe: undefined, question };
  return {
    dataset,
    extension: "parquet",
    sample: await dataset.read(),
    recipe: stringify(proposed),
    question: undefined,
  };
}

/** `.csv.gz` stays as it is. */
function extensionOf(path: string): string {
  return /\.(\w+(?:\.(?:gz|zst))?)$/i.exec(basename(path))?.[1]?.toLowerCase() ?? "csv";
}

/** A name for a template, of letters, digits and hyphens. */
function nameOf(title: string): string {
  const plain = title
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 50)
    .replace(/-+$/, "");
  return plain === "" ? "draft" : plain;
}

/** Writes a folder beside its place, and moves it there. */
async function writeFolder(folder: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  // Taken first: a second caller is refused before anything is written.
  await mkdir(folder).catch((cause: NodeJS.ErrnoException) => {
    throw cannotCreate(folder, cause);
  });
  const made = join(dirname(folder), `.${basename(folder)}-${process.pid}.part`);
  await makeUnfinished(folder, () =>
    makeUnfinished(made, async (draft) => {
      for (const [path, content] of files) {
        await mkdir(dirname(join(draft, path)), { recursive: true });
        await writeFile(join(draft, path), content);
      }
      await rename(draft, folder);
    }),
  );
}

function cannotCreate(folder: string, cause: "exists" | NodeJS.ErrnoException): BroadsheetError {
  const exists = cause === "exists" || cause.code === "EEXIST";
  const message = exists ? `${folder} already exists` : `${folder} cannot be created: ${cause.message}`;
  return new BroadsheetError(
    exists ? "conflict" : "invalid-request",
    { code: "cannot-create", message, seen: folder, hint: "choose another place with --out" },
    cause === "exists" ? {} : { cause },
  );
}

const oneOf = <Word extends string>(
  option: string,
  given: string | undefined,
  allowed: readonly Word[],
): Word | undefined => {
  const found = allowed.find((word) => word === given);
  if (given === undefined || found !== undefined) return found;
  throw new BroadsheetError("invalid-request", {
    code: "invalid-option",
    message: `--${option} ${given} is not allowed`,
    seen: given,
    allowed,
  });
};

/** @throws BroadsheetError `invalid-request` for an answer that no table has */
function readAnswers({ about, adds, period, compare, language, title }: DraftOptions): DraftAnswers {
  return {
    about,
    compare,
    ...(adds !== undefined && { adds: readAdds(adds) }),
    period: oneOf("period", period, grains),
    language: oneOf("language", language, draftLanguages),
    title,
  };
}

const isYes = (word: string): boolean => oneOf("adds", word, ["yes", "no"]) === "yes";

/** `yes`, `no`, or what is said of measures: `revenue=yes,price=no`. */
function readAdds(given: string): NonNullable<DraftAnswers["adds"]> {
  if (!given.includes("=")) return isYes(given);
  return Object.fromEntries(
    given.split(",").map((each) => {
      const [, measure, word] = /^\s*(.+?)\s*=\s*(\S*)\s*$/.exec(each) ?? [];
      return measure === undefined ? [each, isYes(each)] : [measure, isYes(word!)];
    }),
  );
}

function tell(
  { story, title, what, questions, assumed, leftOut }: Draft,
  folder: string,
  { recipe, question }: Opened,
  json: boolean,
): void {
  if (json) {
    process.stdout.write(
      `${JSON.stringify({ folder, story, title, what, questions, assumed, leftOut, question }, null, 2)}\n`,
    );
    return;
  }
  const lines = [
    `${folder} is drafted: ${what}.`,
    ...(assumed.length === 0 ? [] : [`It assumes ${countWords(assumed.length, "thing")}:`]),
    ...assumed.map(({ text, file, line }) => `  ${text} (${file}:${line})`),
    ...leftOutLines(leftOut),
    ...(recipe !== undefined
      ? ["A few cells spoil the file; recipe.yaml mends them: broadsheet datasets recipe NAME --file recipe.yaml"]
      : []),
    ...questions.map(({ name, choices, chosen }) => `  --${name} ${spoken(chosen)}${others(choices, chosen)}`),
    ...(question === undefined
      ? []
      : [
          `${question.message}; nothing in the file says which, so the draft does without them:`,
          ...question.choices.map(({ decimal, says }) => `  --decimal ${decimalWords[decimal]}: ${says}`),
        ]),
    "Next:",
    `  broadsheet render ${folder} --out ${basename(folder)}.pdf`,
    `  broadsheet check ${folder}`,
    "",
  ];
  process.stderr.write(lines.join("\n"));
}

const named = (all: readonly string[]): string =>
  all.slice(0, 6).join(", ") + (all.length > 6 ? ` and ${all.length - 6} more` : "");

/** Which periods the report leaves out. */
function leftOutLines(leftOut: Draft["leftOut"]): readonly string[] {
  if (leftOut === undefined) return [];
  const { of, blank, unfinished } = leftOut;
  return [
    ...(blank.length === 0
      ? []
      : [`Left out, since rows there have no value: ${named(blank)} (${blank.length} of ${of})`]),
    ...(unfinished.length === 0
      ? []
      : [`Left out, as not complete: ${named(unfinished)} (${unfinished.length} of ${of})`]),
  ];
}

function spoken(value: string | boolean): string {
  return value === true ? "yes" : value === false ? "no" : value;
}

function others(choices: Draft["questions"][number]["choices"], chosen: string | boolean): string {
  const rest = choices
    .map(({ value }) => value)
    .filter((value) => value !== chosen)
    .map(spoken);
  return rest.length === 0 ? "" : ` (or ${rest.slice(0, 8).join(", ")}${rest.length > 8 ? ", …" : ""})`;
}
