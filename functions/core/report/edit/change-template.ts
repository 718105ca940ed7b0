import { loadMathSyntax } from "../compose/markdown/math-syntax.ts";
import { usesMath } from "./answer-edit.ts";
import type { AnsweredChange, AskedChange, Rename } from "./change.ts";
import { inFile } from "./in-file.ts";
import { writeQuery } from "./query/write-query.ts";
import { renameChart } from "./rename/rename-chart.ts";
import { renameMessage } from "./rename/rename-message.ts";
import { renameParameter } from "./rename/rename-parameter.ts";
import { aliasesOf, checkQueryName, renameQuery } from "./rename/rename-query.ts";
import { declareColumns } from "./query/declare-columns.ts";
import { namesOfFiles, type Texts } from "./rename/uses.ts";

/**
 * Changes a template in several files at once: gives a query, a chart, a parameter or a message another name, with all
 * its uses, or writes a query from menus. No file is changed here.
 *
 * @throws BroadsheetError `not-found` for what is not there, `invalid-request` for what cannot be, `conflict` for a
 *   name that is taken and for a use that cannot be told apart, `invalid-template` for a file that cannot be read
 */
export async function changeTemplate({ files, change }: AskedChange): Promise<AnsweredChange> {
  const math = usesMath(files);
  if (math) await loadMathSyntax();
  // A file may begin with a byte order mark, which is no part of its text.
  const texts: Texts = Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n")]),
  );
  const placed = (patches: AnsweredChange["patches"]): AnsweredChange["patches"] =>
    patches.map((patch) => inFile(patch, files[patch.file]!, texts[patch.file]!));
  if (change.do === "rename") {
    const { patches, left = [] } = renamed(texts, change, math);
    const answer = { patches: placed(patches), moved: movedBy(files, change), added: {} };
    return left.length === 0 ? answer : { ...answer, left };
  }
  checkQueryName(texts, aliasesOf(texts), change.name, "/change/name");
  const { sql, columns, reads } = writeQuery(change.query, change.tables);
  return {
    patches: placed(declareColumns(texts, change.query.from, reads)),
    moved: [],
    added: { [`queries/${change.name}.sql`]: sql },
    columns,
  };
}

function renamed(texts: Texts, { what, from, to }: Rename, math: boolean): Pick<AnsweredChange, "patches" | "left"> {
  if (from === to) return { patches: [] };
  switch (what) {
    case "query":
      return { patches: renameQuery(texts, from, to, math) };
    case "chart":
      return { patches: renameChart(texts, from, to, math) };
    case "parameter":
      return { patches: renameParameter(texts, from, to) };
    case "message":
      return renameMessage(texts, from, to);
  }
}

function movedBy(files: Texts, { what, from, to }: Rename): AnsweredChange["moved"] {
  if (from === to || (what !== "query" && what !== "chart")) return [];
  const path = what === "query" ? /^(queries\/[^/]+\.sql)$/ : /^(charts\/[^/]+\.v[lg]\.json)$/;
  return namesOfFiles(files, path)
    .filter((file) => file.slice(file.indexOf("/") + 1, file.indexOf(".")) === from)
    .map((file) => ({ from: file, to: `${file.split("/")[0]}/${to}${file.slice(file.indexOf("."))}` }));
}
