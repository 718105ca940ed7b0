import type { Case } from "../case.ts";
import { api } from "./api.ts";
import { batch } from "./batch.ts";
import { batchGrowth } from "./batch-growth.ts";
import { chart } from "./chart.ts";
import { data } from "./data.ts";
import { datasets } from "./datasets.ts";
import { editors } from "./editors.ts";
import { flagship } from "./flagship.ts";
import { growth } from "./growth.ts";
import { lambda } from "./lambda.ts";
import { lists } from "./lists.ts";
import { preview } from "./preview.ts";
import { prose } from "./prose.ts";
import { renditions } from "./renditions.ts";
import { tables } from "./tables.ts";
import { throughput } from "./throughput.ts";

/** All cases, in the order in which they run. */
export const cases: readonly Case[] = [
  flagship,
  chart,
  tables,
  prose,
  renditions,
  datasets,
  data,
  throughput,
  batch,
  batchGrowth,
  api,
  lists,
  preview,
  editors,
  lambda,
  growth,
];
