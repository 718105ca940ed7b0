import { useMutation, useQuery } from "@tanstack/react-query";
import type { components } from "../../../functions/client/schema.ts";
import { fetchMade, saveFile } from "../api/fetch-file.ts";
import { keys } from "../api/query-keys.ts";
import type { Report } from "../api/report.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { Loaded } from "../design/loaded.tsx";
import { Own } from "../design/own.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { commonWords } from "../words/common.ts";
import { useWords } from "../words/use-words.tsx";
import { reportWords } from "./words.ts";

type Figures = components["schemas"]["ReportFigures"]["figures"];

interface FigureDialogProps {
  readonly report: Report;
  readonly onClose: () => void;
}

/** Saves figures and pictures of a report, one of them or all, which the server draws when they are first asked for. */
export function FigureDialog({ report, onClose }: FigureDialogProps) {
  const words = useWords(reportWords);
  const common = useWords(commonWords);
  const query = useQuery({
    // A report that was made again may have others.
    queryKey: keys.figures(report.id, report.sha256),
    queryFn: async () =>
      ((await (await fetchMade(`/reports/${report.id}/figures`)).json()) as { figures: Figures }).figures,
  });
  const { mutate, isPending, error } = useMutation({
    mutationFn: ({ path, name }: { readonly path: string; readonly name: string }) => saveFile(path, name),
  });
  const save = (path: string, name: string): void => mutate({ path, name: `${report.template.name}${name}` });
  return (
    <Dialog title={words.figures} onClose={onClose}>
      <Loaded query={query} waiting={<p role="status">{words.making}</p>}>
        {(figures) =>
          figures.length === 0 ? (
            <p>{words.noFigures}</p>
          ) : (
            <FigureList figures={figures} disabled={isPending} save={save} />
          )
        }
      </Loaded>
      {error !== null && <ProblemList title={common.loadFailed} error={error} />}
      <div className="buttons">
        {query.data !== undefined && query.data.length > 0 && (
          <Button disabled={isPending} onClick={() => save(`/reports/${report.id}/figures.zip`, ".zip")}>
            {words.allFigures}
          </Button>
        )}
        <Button onClick={onClose}>{common.close}</Button>
      </div>
    </Dialog>
  );
}

interface FigureListProps {
  readonly figures: Figures;
  readonly disabled: boolean;
  readonly save: (path: string, name: string) => void;
}

function FigureList({ figures, disabled, save }: FigureListProps) {
  const words = useWords(reportWords);
  return (
    <>
      <p>{words.figuresLead}</p>
      <ul className="figure-list">
        {figures.map(({ id, svg, png }) => (
          <li key={id}>
            <code>
              <Own>{id}</Own>
            </code>
            {(
              [
                ["SVG", svg],
                ["PNG", png],
              ] as const
            ).map(([form, path]) => (
              <Button
                key={form}
                aria-label={words.figureAs(id, form)}
                disabled={disabled}
                onClick={() => save(path, `-${id}.${form.toLowerCase()}`)}
              >
                {form}
              </Button>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}
