import type { Patch } from "../edit.ts";
import { liquidTexts, renameInLiquid } from "./rename-in-liquid.ts";
import { renameInDirectives } from "./rename-in-directives.ts";
import { sqlNames, sqlTokens } from "./sql-words.ts";
import { reservedWords } from "../reserved-words.ts";
import {
  isSpec,
  namesOfFiles,
  noName,
  replaced,
  takenName,
  type Texts,
  unclear,
  unknownName,
  valuesOf,
} from "./uses.ts";

/** Names with another meaning in a report's text. */
const otherMeaning = new Set(
  "parameters report template forloop tablerowloop data empty blank nil null true false".split(" "),
);
const queryFile = /^queries\/([a-z][a-z0-9_-]*)\.sql$/;

/**
 * Checks that a name can be one of a new query: in SQL, in Liquid and as a file.
 *
 * @param aliases of the template's datasets
 * @param pointer to the name in the request. @default that of a rename
 * @throws BroadsheetError `invalid-request` for a name that cannot be one, `conflict` for one that is taken
 */
export function checkQueryName(texts: Texts, aliases: readonly string[], name: string, pointer?: string): void {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(name) || otherMeaning.has(name) || reservedWords.has(name))
    throw noName(name, "a lower-case letter, then letters, digits and underscores; no word of SQL or Liquid", pointer);
  if (namesOfFiles(texts, queryFile).includes(name)) throw takenName(name, "another query", pointer);
  const alias = aliases.find((each) => tablesOf(each).includes(name));
  if (alias !== undefined) throw takenName(name, `a table of the dataset "${alias}"`, pointer);
}

/** The tables that queries see of a dataset. */
function tablesOf(alias: string): readonly string[] {
  const name = alias.toLowerCase();
  return [name, ...["columns", "cells", "statistics", "sample"].map((suffix) => `${name}_${suffix}`)];
}

/** The aliases of a template's datasets. */
export function aliasesOf(texts: Texts): readonly string[] {
  const values = valuesOf("template.yaml", texts["template.yaml"] ?? "");
  return values
    .filter(({ path, isKey }) => isKey && path.length === 2 && path[0] === "datasets")
    .map(({ value }) => value);
}

/**
 * The patches that give a query another name: in the queries that read it, in the report's texts, in specs, in the
 * choices of parameters, in tests. Its file moves.
 *
 * @throws BroadsheetError `not-found` for a query that is not there, `invalid-request` for a name that cannot be one,
 *   `conflict` for one that is taken, or where a use cannot be told apart
 */
export function renameQuery(texts: Texts, from: string, to: string, math: boolean): readonly Patch[] {
  const queries = namesOfFiles(texts, queryFile);
  if (!queries.includes(from)) throw unknownName("query", from, queries);
  checkQueryName(texts, aliasesOf(texts), to);
  return [
    ...renameInSql(texts, from, to),
    ...renameInLiquid(liquidTexts(texts), from, to),
    ...renameInDirectives(texts, "query", from, to, math),
    ...renameInSpecs(texts, from, to),
    ...renameInSettings(texts, from, to),
    ...renameInTests(texts, from, to),
  ];
}

function renameInSql(texts: Texts, from: string, to: string): Patch[] {
  return Object.entries(texts)
    .filter(([file]) => file.endsWith(".sql"))
    .flatMap(([file, sql]) => {
      const all = sqlNames(sqlTokens(sql));
      const named = (name: string) => all.filter(({ token }) => token.text.toLowerCase() === name);
      const uses = named(from);
      // A name that nobody reads here is a column's, or that of another table of the query.
      if (!uses.some(({ as }) => as === "table")) return [];
      const taken = named(to)[0];
      if (taken !== undefined)
        throw unclear(file, sql, taken.token.at, to, `"${to}" means something else here already`);
      return uses.flatMap(({ token, as }): Patch[] => {
        if (as === "member" || as === "alias") return [];
        if (as === "other")
          throw unclear(
            file,
            sql,
            token.at,
            token.text,
            `"${token.text}" is the query elsewhere in this file, and here perhaps a column`,
          );
        if (token.text !== from)
          throw unclear(file, sql, token.at, token.text, `the query "${from}" is written "${token.text}" here`);
        return [replaced(file, token.at, from, to)];
      });
    });
}

function renameInSpecs(texts: Texts, from: string, to: string): Patch[] {
  return Object.entries(texts)
    .filter(([file]) => isSpec(file))
    .flatMap(([file, text]) => {
      const values = valuesOf(file, text);
      const uses = values.filter(({ value, isKey }) => !isKey && value === from);
      const isOwn = values.some(
        ({ path, isKey, value }) => isKey && path[0] === "datasets" && path.length === 2 && value === from,
      );
      if (isOwn) return [];
      return uses.flatMap(({ path, at }): Patch[] => {
        const [holder, name] = path.slice(-2);
        if (file.endsWith(".vg.json")) {
          if (["data", "source", "name"].includes(String(name)))
            throw unclear(file, text, at, from, "a spec in Vega names its data in its own way");
          return [];
        }
        return holder === "data" && name === "name" ? [replaced(file, at, from, to)] : [];
      });
    });
}

/** In `template.yaml`: the choices of parameters. */
function renameInSettings(texts: Texts, from: string, to: string): Patch[] {
  const file = "template.yaml";
  return valuesOf(file, texts[file] ?? "")
    .filter(
      ({ path, value }) => path[0] === "parameters" && path.slice(-2).join() === "choices,query" && value === from,
    )
    .filter(({ isKey }) => !isKey)
    .map(({ at }) => replaced(file, at, from, to));
}

/** In tests: the places of values, `share[0].pct`. */
function renameInTests(texts: Texts, from: string, to: string): Patch[] {
  return Object.entries(texts)
    .filter(([file]) => /^tests\/.*\.ya?ml$/.test(file))
    .flatMap(([file, text]) =>
      valuesOf(file, text)
        .filter(({ path, isKey }) => isKey && path.length === 3 && path[0] === "expect" && path[1] === "values")
        .filter(({ value }) => value.startsWith(from) && /^(?:\[|\.rows$)/.test(value.slice(from.length)))
        .map(({ at }) => replaced(file, at, from, to)),
    );
}
