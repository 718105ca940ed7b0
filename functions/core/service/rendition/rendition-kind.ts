import { fileNames, type RenditionForm, renditionForms } from "../../rendition-form.ts";
import { isCount, isText, type Members } from "../lifecycle/records/member-checks.ts";
import { type Kind, type Subject, subjectOf } from "../lifecycle/records/subject.ts";

/** A report in another form than PDF, as it was asked for. */
export interface AcceptedRendition {
  /** Id of the report. */
  readonly report: string;
  readonly form: RenditionForm;
  /** SHA-256 of the report's PDF, which says the same. */
  readonly pdf: string;
}

export interface RenditionReady {
  readonly state: "ready";
  readonly finished: number;
  readonly attempts: number;
  readonly bytes: number;
  readonly sha256: string;
  /** Digest of the engine that made it. */
  readonly engine: string;
}

export interface RenditionShapes {
  readonly accepted: AcceptedRendition;
  readonly ready: RenditionReady;
  readonly progress: Readonly<Record<string, never>>;
}

/** Which rendition of which generation of a report is to be made, and its number. */
export interface RenditionJob {
  /** Id of the report. */
  readonly report: string;
  /** Generation of the report, whose PDF it belongs to. */
  readonly generation: number;
  /** Form and maker: `html-0123456789ab`, `xlsx-0123456789ab`. */
  readonly rendition: string;
  /** From 1: one more each time that it is asked for again after a failure that may pass. */
  readonly number: number;
}

const mostAttempts = 3;
/** The names that a rendition's folder may have. */
const named = `(?:${renditionForms.join("|")})-[0-9a-f]{12}`;
const claimKey = new RegExp(
  String.raw`^reports/([0-9a-f]{64})/([1-9]\d{0,9})/renditions/(${named})/([1-9]\d{0,9})/request\.json$`,
);

/**
 * The renditions of one generation of a report, by form and what makes them. They are in its folder, and go with it:
 *
 *     reports/{id}/{generation}/renditions/{form}-{maker}/{n}/request.json       the claim
 *     reports/{id}/{generation}/renditions/{form}-{maker}/{n}/attempts/{m}.json  who makes it, until when
 *     reports/{id}/{generation}/renditions/{form}-{maker}/{n}/report.html, report-fonts.html, report.xlsx, .docx, .pptx, figures.zip, card.png
 *     reports/{id}/{generation}/renditions/{form}-{maker}/{n}/made.json          the only terminal fact
 *
 * There is no marker of what is pending: who still wants it asks again, and the request finds that nobody works on it.
 */
export function renditionKind(report: string, generation: number): Kind<RenditionShapes> {
  return {
    name: "rendition",
    root: `reports/${report}/${generation}/renditions/`,
    idPattern: named,
    // Not outcome.json: the end of a rendition is no event.
    outcome: "made.json",
    results: Object.values(fileNames),
    silent: true,
    mostAttempts,
    lost: {
      code: "rendition-lost",
      message: `the rendition was begun ${mostAttempts} times and never finished: each time its process ran out of time or died`,
      hint: "look at the server's log; the PDF is not concerned",
    },
    isAccepted: (value: Members): value is Members & AcceptedRendition =>
      isText(value["report"]) && isText(value["form"]) && isText(value["pdf"]),
    faultOfReady: (record) =>
      ["sha256", "engine"].find((name) => !isText(record[name])) ?? (isCount(record["bytes"]) ? undefined : "bytes"),
    isProgress: () => true,
  };
}

/** What a job makes. */
export function renditionOf({ report, generation, rendition, number }: RenditionJob): Subject<RenditionShapes> {
  return subjectOf(renditionKind(report, generation), rendition, number);
}

/** The form and the digest of what makes it, as they are in a rendition's address. */
export function renditionName(form: RenditionForm, maker: string): string {
  return `${form}-${maker.slice(0, 12)}`;
}

/** The form that a job makes. */
export function formOf({ rendition }: Pick<RenditionJob, "rendition">): RenditionForm {
  const form = renditionForms.find((each) => rendition.replace(/-[0-9a-f]{12}$/, "") === each);
  if (form === undefined) throw new TypeError(`"${rendition}" names no form`);
  return form;
}

/** Key of the file. */
export function renditionKey(job: RenditionJob): string {
  return `${renditionOf(job).folder}${fileNames[formOf(job)]}`;
}

/** Reads the key of a rendition's claim; `undefined` for any other key. */
export function parseRenditionKey(key: string): RenditionJob | undefined {
  const match = claimKey.exec(key);
  if (match === null) return undefined;
  return { report: match[1]!, generation: Number(match[2]), rendition: match[3]!, number: Number(match[4]) };
}
