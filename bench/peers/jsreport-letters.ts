import { readFile } from "node:fs/promises";
import type { LetterContent } from "../content/letter-files.ts";
import type { Contender } from "../measure/contender.ts";
import { letterChart } from "./letter-chart.ts";
import { pageStyle } from "./page-style.ts";

/** The part of jsreport that is used. */
interface Reporter {
  use(extension: unknown): Reporter;
  init(): Promise<unknown>;
  render(request: object): Promise<{ readonly content: Buffer }>;
  close(): Promise<unknown>;
}
type Module<Value> = { readonly default: Value };

/** Prints letters with jsreport: Handlebars, and Chromium with so many pages kept; Vega draws the chart as SVG. */
export async function open({
  files,
  lanes,
}: {
  readonly files: readonly string[];
  readonly lanes: number;
}): Promise<Contender> {
  const [core, chrome, handlebars] = [
    "@jsreport/jsreport-core",
    "@jsreport/jsreport-chrome-pdf",
    "@jsreport/jsreport-handlebars",
  ];
  const { default: create } = (await import(core!)) as Module<(options: object) => Reporter>;
  const { default: chromePdf } = (await import(chrome!)) as Module<(options: object) => unknown>;
  const { default: engine } = (await import(handlebars!)) as Module<() => unknown>;
  const reporter = create({
    rootDirectory: import.meta.dirname,
    loadConfig: false,
    discover: false,
    store: { provider: "memory" },
    logger: { silent: true },
    workers: { numberOfWorkers: lanes },
    extensions: {
      "chrome-pdf": {
        strategy: "chrome-pool",
        numberOfWorkers: lanes,
        launchOptions: { executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] },
      },
    },
  });
  reporter.use(chromePdf({})).use(engine());
  await reporter.init();
  const template = {
    engine: "handlebars",
    recipe: "chrome-pdf",
    chrome: { printBackground: true, format: "A4" },
    content: `<!doctype html><html lang="en"><title>{{letter.title}}</title><style>${pageStyle()}</style><body><h1>{{letter.title}}</h1><p>{{letter.text}}</p>
<div class="key-figures">{{#each letter.figures}}<div><b>{{value}}</b><span>{{label}}</span></div>{{/each}}</div>
<figure><figcaption>{{letter.chartTitle}}</figcaption>{{{svg}}}</figure>
<figure><figcaption>{{letter.tableTitle}}</figcaption><table><thead><tr>{{#each letter.columns}}<th>{{label}}</th>{{/each}}</tr></thead><tbody>{{#each letter.rows}}<tr>{{#each this}}<td>{{this}}</td>{{/each}}</tr>{{/each}}</tbody></table></figure></body></html>`,
  };
  return {
    async make(iteration) {
      const content = JSON.parse(await readFile(files[iteration % files.length]!, "utf8")) as LetterContent;
      return {
        pdf: (await reporter.render({ template, data: { letter: content.letter, svg: await letterChart(content) } }))
          .content,
      };
    },
    close: async () => void (await reporter.close()),
  };
}
