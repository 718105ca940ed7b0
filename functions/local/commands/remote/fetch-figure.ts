import type { components } from "../../../client/create-client.ts";
import { BroadsheetError } from "../../../core/errors.ts";
import { type FigureForm, figureForms, figureSegment } from "../../../core/service/rendition/figure-files.ts";
import { checkOut } from "../../check-out.ts";
import type { ApiCaller } from "../../open-api-caller.ts";
import { refusalOf } from "../../remote/open-client.ts";
import type { Column } from "../../terminal/format-table.ts";
import { download } from "./download.ts";
import { askUntilMade } from "./download-report.ts";
import { findId } from "./find-id.ts";
import { tell, writeJson, writeTable } from "./print-answer.ts";
import { type VerbOptions, withApi } from "./with-api.ts";

type Figures = components["schemas"]["ReportFigures"];

const columns: readonly Column<Figures["figures"][number]>[] = [
  { head: "figure", of: ({ id }) => id },
  { head: "svg", of: ({ svg }) => svg, shrinks: true },
  { head: "png", of: ({ png }) => png, shrinks: true },
];

/**
 * `broadsheet reports figure`: lists the figures and pictures of a report, or writes one of them into a file.
 *
 * @param figure its id, with `.svg` or `.png` if the file's name does not say which; absent: they are listed
 * @throws BroadsheetError `invalid-request` naming the option that is wrong; with the server's problems
 */
export async function fetchFigure(
  id: string,
  figure: string | undefined,
  { out, ...options }: VerbOptions & { readonly out?: string },
): Promise<void> {
  checkOut(out);
  const wanted = figure === undefined ? undefined : readFigure(figure, out);
  await withApi({ ...options, works: true }, async (api) => {
    const path = `/reports/${await findId(api, "report", id)}/figures`;
    if (wanted === undefined) return await listFigures(api, path, options.json === true);
    await download(api, await askUntilMade(api, `${path}/${figureSegment(wanted.id, wanted.form)}`), out!);
    const name = `${wanted.id}.${wanted.form}`;
    if (options.json === true && out !== "-") await writeJson({ out, figure: name });
    else tell(`${out!}: the figure ${name}`);
  });
}

async function listFigures(api: ApiCaller, path: string, json: boolean): Promise<void> {
  const answer = await askUntilMade(api, path);
  if (!answer.ok) throw refusalOf(answer, await answer.json().catch(() => ""), api.server);
  const { figures } = (await answer.json()) as Figures;
  if (json) await writeJson({ figures });
  else await writeTable(figures, columns, "The report has no figures and no pictures.");
}

/** A figure's id and form: that of the file to write, unless the figure has its own. */
function readFigure(figure: string, out: string | undefined): { readonly id: string; readonly form: FigureForm } {
  const refuse = (message: string): never => {
    throw new BroadsheetError("invalid-request", {
      code: "invalid-option",
      message,
      where: { name: "--out" },
      seen: out,
      allowed: `a file that ends in ${figureForms.map((form) => `.${form}`).join(" or ")}`,
    });
  };
  if (out === undefined) return refuse("name a file for the figure with --out");
  const [own, wanted] = [formOf(figure), formOf(out)];
  const form = own ?? wanted ?? refuse("neither the figure nor --out says whether it is a drawing or a picture");
  if (out !== "-" && wanted !== form) refuse(`the figure ${figure} goes into a file that ends in .${form}`);
  return { id: own === undefined ? figure : figure.slice(0, -own.length - 1), form };
}

function formOf(name: string): FigureForm | undefined {
  return figureForms.find((form) => name.toLowerCase().endsWith(`.${form}`));
}
