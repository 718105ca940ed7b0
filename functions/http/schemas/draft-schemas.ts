import { wordedPattern } from "../../core/json/violation.ts";
import { draftLanguages, grains, mostTitle } from "../../core/report/draft/draft.ts";
import { requestSchema } from "../../core/report/request/request-schema.ts";
import { integer, objectOf, ref, reference, text } from "./schema-parts.ts";

const stories = ["series", "panel", "flow", "cross", "groups", "survey"];

/** Body of `POST /drafts`; also validates it. */
export const draftRequest = {
  ...objectOf(
    {
      dataset: {
        ...requestSchema.properties.datasets.additionalProperties,
        description: "The stored dataset: `name`, `name@version`, or both as separate members.",
        examples: ["global-temperature"],
      },
    },
    {
      answers: {
        type: "object",
        properties: {
          about: { ...text, description: "What the report is about: a value among `questions` of an earlier draft." },
          adds: {
            type: ["boolean", "object"],
            additionalProperties: { type: "boolean" },
            maxProperties: 1000,
            description:
              "Whether its values may be added up; or an object that says so of measures, by their values among `questions`: what is said of one then holds, whatever the report is about.",
          },
          period: { ...text, enum: grains, description: "Length of a period." },
          compare: { ...text, description: "Whose values are compared: a value among `questions`." },
          language: {
            ...text,
            enum: draftLanguages,
            description: "Language of the report. By default that of the column names: Chinese, German, else English.",
          },
          title: {
            ...text,
            maxLength: mostTitle,
            pattern: wordedPattern("\\S", "a text that is not blank"),
            description: "What page 1 is called; the rules do not read it. By default the dataset's name in words.",
            examples: ["Repairs in our buildings"],
          },
        },
        additionalProperties: false,
        description: "What is not as the rules suppose.",
      },
    },
  ),
  additionalProperties: false,
};

const answer = { type: ["string", "boolean"] };
const choices = { type: "array", items: objectOf({ value: answer, label: text }) };

const assumed = {
  ...objectOf(
    {
      name: {
        ...text,
        enum: ["about", "adds", "period", "compare", "decimal"],
        description: "A member of `answers`; `decimal`: the dataset's `question` is about it.",
      },
    },
    { of: { ...text, description: "The measure that `adds` is asked of." }, chosen: answer, choices },
  ),
  description: "What can be answered otherwise; absent if no answer is about it.",
};

/** Drafts of reports. */
export const draftSchemas = {
  DraftRequest: draftRequest,
  Draft: objectOf(
    {
      dataset: reference,
      story: {
        ...text,
        enum: stories,
        description:
          "What suits the table: values over time (`series`), of members over time (`panel`), dated records summed up by period (`flow`), members at one time (`cross`), records in groups (`groups`), answers (`survey`).",
      },
      title: { ...text, description: "What page 1 is called." },
      what: { ...text, description: "What the table is, in the language of the report." },
      files: {
        type: "object",
        additionalProperties: text,
        description: "Path → text of the template's files. It takes the stored dataset and has no sample.",
      },
      questions: {
        type: "array",
        items: objectOf({
          name: { ...text, enum: ["about", "adds", "period", "compare"], description: "A member of `answers`." },
          chosen: answer,
          choices,
        }),
        description: "What the rules answered, and what else could be the answer.",
      },
      assumed: {
        type: "array",
        items: objectOf(
          { text, file: { ...text, examples: ["queries/facts.sql"] }, line: integer },
          { question: assumed },
        ),
        description: "What the rules decided, each with the line of the file that says so.",
      },
      proposal: {
        type: "boolean",
        description:
          "Whether a few cells keep columns of the dataset from being numbers or dates. Accept its proposal, and draft again.",
      },
    },
    {
      question: ref("NumbersQuestion"),
      leftOut: {
        ...objectOf({
          of: { ...integer, description: "Periods that the table has." },
          blank: {
            type: "array",
            items: text,
            description: "Those without a value, since rows of theirs lack what the report is about: `2025-03`.",
          },
          unfinished: {
            type: "array",
            items: text,
            description: "Those at the beginning or the end that are not complete.",
          },
        }),
        description: "Periods that the course over time leaves out; absent if there are none.",
      },
    },
  ),
};
