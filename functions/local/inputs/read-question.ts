import { BroadsheetError } from "../../core/errors.ts";
import { longestNumber, type NumberQuestion } from "../../core/report/explain/pick-numbers.ts";

/** The options by which a number on a page is named. */
export interface QuestionOptions {
  readonly number?: string;
  readonly page?: string;
  readonly at?: string;
  /** Rows to list, or true for the usual number. */
  readonly rows?: string | true;
}

/** Rows that `--rows` lists of each dataset without a number. */
const usualListed = 5;

/** Reads which number is asked about. @throws BroadsheetError `invalid-request` naming the option that is wrong */
export function readQuestion({ number, page, at }: QuestionOptions): NumberQuestion {
  if (number === undefined && (page === undefined || at === undefined))
    refuse("--number", "name a number, --number TEXT, or a place, --page N --at X,Y", undefined);
  if (number !== undefined && (number.trim() === "" || number.length > longestNumber))
    refuse(
      "--number",
      `--number must have 1 to ${longestNumber} characters`,
      number.slice(0, longestNumber),
      `1 to ${longestNumber}`,
    );
  if (page !== undefined && !/^[1-9]\d*$/.test(page)) refuse("--page", "--page takes a page's number, from 1", page);
  const [, x, y] = /^(\d+(?:\.\d+)?),(\d+(?:\.\d+)?)$/.exec(at ?? "") ?? [];
  if (at !== undefined && (x === undefined || page === undefined))
    refuse("--at", "--at takes two numbers of points, X,Y, and needs --page", at);
  return {
    number,
    page: page === undefined ? undefined : Number(page),
    at: at === undefined ? undefined : { x: Number(x), y: Number(y) },
  };
}

/** Reads how many rows of each dataset are listed; undefined: none are sought. */
export function readListed(rows: QuestionOptions["rows"]): number | undefined {
  if (rows === undefined || rows === true) return rows && usualListed;
  if (!/^\d{1,4}$/.test(rows)) refuse("--rows", "--rows takes a number of rows to list, up to 9999", rows);
  return Number(rows);
}

function refuse(name: string, message: string, seen: string | undefined, allowed?: string): never {
  const problem = { code: "invalid-option", message, where: { name }, seen };
  throw new BroadsheetError("invalid-request", allowed === undefined ? problem : { ...problem, allowed });
}
