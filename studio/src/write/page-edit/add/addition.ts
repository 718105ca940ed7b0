import { askRows } from "../../query/ask-rows.ts";
import { draftChart, type ResultColumn } from "../../query/draft-chart.ts";
import type { ResultRow } from "../../query/result-table.tsx";
import { type Picture, pathOfPicture } from "../picture/picture.ts";
import type { NewFile } from "../../workspace/made-edit.ts";
import type { Edit, EditedBlock, NewBlock } from "../edits/edited-block.ts";

/** A block that is to be added, and the file that it needs. */
interface Addition {
  readonly block: NewBlock;
  readonly file?: NewFile;
}

/** How a block is added below another. */
export interface Adding {
  /** @throws RefusedError, NoChart */
  readonly make: () => Promise<Addition>;
  /** Whether the other is taken away. */
  readonly replaces: boolean;
}

/** What can be added below a block. */
export interface Choice {
  readonly kind: NewBlock["kind"];
  /** Of a block with data. */
  readonly query?: string;
  /** Of a partial: its file. */
  readonly file?: string;
  readonly make: Adding["make"];
  /** Of a picture, which is asked for first. */
  readonly makeOf?: (picture: Picture) => ReturnType<Adding["make"]>;
}

/** A picture was to be added, and none was given. */
class NoPicture extends Error {}

/** No column of the query's rows can be drawn. */
export class NoChart extends Error {}

/** What choices are made of. */
interface Ground {
  readonly queries: readonly { readonly name: string; readonly columns: readonly ResultColumn[] }[];
  /** The preview that ran them. */
  readonly preview: string;
  /** Paths of the template's files, also of those that were removed. */
  readonly paths: () => Iterable<string>;
  /** The words with which a text of a kind begins. */
  readonly wordsOf: (kind: string) => string;
}

/** What can be added below a block: the kinds that may stand there, those with data once for each query that suits. */
export function choicesBelow({ adds = [] }: Pick<EditedBlock, "adds">, ground: Ground): readonly Choice[] {
  const { queries, wordsOf } = ground;
  const all: readonly Choice[] = [
    ...(["text", "heading"] as const).map((kind) => written(kind, wordsOf(kind))),
    ...queries.flatMap(({ name, columns }) =>
      draftChart(name, columns, [], []) === undefined
        ? []
        : [{ kind: "chart" as const, query: name, make: () => drafted(name, ground) }],
    ),
    ...queries.map(({ name }) => plain({ kind: "table", data: name })),
    ...queries.flatMap(({ name, columns }) => {
      const pair = figureColumns(columns);
      return pair === undefined ? [] : [plain({ kind: "key-figures", data: name, ...pair })];
    }),
    written("note", wordsOf("note")),
    pictured(ground),
    ...partialsIn(ground.paths()).map((file) => ({ ...plain({ kind: "partial", partial: file }), file })),
    plain({ kind: "page-break" }),
  ];
  return all.filter(({ kind }) => adds.includes(kind));
}

/** The edits that add a block below another. */
export function editsFor({ block }: Addition, replaces: boolean): readonly Edit[] {
  return [{ do: "insert", where: "below", block }, ...(replaces ? [{ do: "delete" } as const] : [])];
}

/** A picture, and its file. */
function pictured({ paths }: Ground): Choice {
  return {
    kind: "image",
    make: () => Promise.reject(new NoPicture()),
    makeOf: ({ name, bytes, alt }) => {
      const path = pathOfPicture(name, paths());
      return Promise.resolve({
        block: { kind: "image", image: path.slice("images/".length), alt },
        file: { path, bytes },
      });
    },
  };
}

function partialsIn(paths: Iterable<string>): string[] {
  return [...paths].flatMap((path) => /^partials\/(.+\.liquid)$/.exec(path)?.[1] ?? []);
}

function written(kind: "text" | "heading" | "note", words: string): Choice {
  return plain({ kind, content: [{ text: words }] });
}

function plain(block: NewBlock): Choice {
  return {
    kind: block.kind,
    ...("data" in block && { query: block.data }),
    make: () => Promise.resolve({ block }),
  };
}

/** The columns of key figures: the first with words, and the first with numbers. */
function figureColumns(
  columns: readonly ResultColumn[],
): { readonly label: string; readonly value: string } | undefined {
  const label = columns.find(({ type }) => type === "text")?.name;
  const value = columns.find(({ type }) => type === "number" || type === "integer")?.name;
  return label === undefined || value === undefined ? undefined : { label, value };
}

/** A chart by the rows of a query, and its spec. */
async function drafted(query: string, { preview, paths }: Ground): Promise<Addition> {
  const { columns, rows } = await askRows(preview, query);
  const taken = [...paths()].flatMap((path) => /^charts\/(.+)\.v[lg]\.json$/.exec(path)?.[1] ?? []);
  const draft = draftChart(query, columns as readonly ResultColumn[], rows as readonly ResultRow[], taken);
  if (draft === undefined) throw new NoChart();
  return {
    block: { kind: "chart", data: query, spec: draft.name, title: draft.title },
    file: { path: draft.path, bytes: new TextEncoder().encode(draft.spec) },
  };
}
