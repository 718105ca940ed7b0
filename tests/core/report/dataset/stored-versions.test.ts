import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { datasetFormat } from "../../../../functions/core/report/dataset/dataset-format.ts";
import { readTable } from "./read-table.ts";

/** Files of this repository, with the versions that the first reader gave them. */
const versions: Readonly<Record<string, string>> = {
  "templates/country-profile/data/countries.csv": "cbe8ed73c0deaa07e633f0fadf0fdb23f4a6b46e8a5fd9dc610b94ae4723d064",
  "templates/country-profile/data/indicator.csv": "1a767d65a6a3dfc7dab820f377be08d12782b2fef6c0b096ec721d1cfcb0d434",
  "templates/dataset-profile/data/penguins.json": "0facf769609f1205b82cbceb8238c36af3e6147a0ca0e163902cc6281ce3e917",
  "templates/dataset-profile/tests/only-dates.csv": "8a41d932896a4a9a1ac699f4c69ea9ba73be5b47e10ea5580676ea91b775fffa",
  "templates/dataset-profile/tests/readings.csv": "d1e11aead8b310bb2297cc06c5f31420f0ae572978a12919dd3d5a42459987b4",
  "templates/high-tech-industries/data/clusters.csv":
    "75fcd20375345a87c55042e9a256efb15e1d9227e3f8592ebbbdb03bebbf9888",
  "templates/high-tech-industries/data/indicators.csv":
    "b7411331a56cad740de1bf76ecf8352c4af232e95406832b1e0ffe70e30ab214",
  "templates/high-tech-industries/data/industries.csv":
    "29a318b89d3d072e98a5c955f84b6fb7fe2bbcc1a82a8c41880d591b89779f9e",
  "templates/high-tech-industries/data/targets.csv": "1599894cb5fe15ff00c3f8f6fad5bf7b24cf89eaee9b6933b7e4466727b9f094",
  "templates/high-tech-industries/data/world.csv": "6047f16e11ce5051f5009f87543c81f92fb7f93f9501c67e0e98c40e8d69b76f",
  "templates/high-tech-industries/data/zones.csv": "2242785b2dd0888d9d25bd1e740d6ac1f5ab14be87241cd306518e159e57b1a4",
  "templates/monthly-business-review/data/figures.csv":
    "d8b2c893a37e79d9bbfb57f648f13f72b4997fcfe26b50b2fb8c2080fb0a9fc4",
  "tests/reports/cover/template/data/sales.csv": "4717954346855e48b784cc1b8d2757d3f72498125b3b27cb54df43dd0f32b3f3",
  "tests/reports/figures-en/template/data/shares.csv":
    "a3be5de065384157f81c48025daa51e5fc9cbedfac78049b81592071ad351332",
  "tests/reports/figures-zh/template/data/shares.csv":
    "e624e7f146cb76cfa37fa9d4f4dd51656652a2d7bee41efe59f5959151374bca",
  "tests/reports/floating/template/data/shares.csv": "a3be5de065384157f81c48025daa51e5fc9cbedfac78049b81592071ad351332",
  "tests/reports/images/template/data/logos.csv": "742ad13dc593f1a235cd9f31577e00fc75fab8f87bac5f04cf5aca5a17178799",
  "tests/reports/pivot/template/data/sales.csv": "3887ad7f4d2cbe4d07fc31f7f9b3a44296f0f724431b0e938d106320452d689b",
  "tests/reports/read-aloud/template/data/trade.csv":
    "a94f67bb069937c27d9aa098fdb5c306c445d76898b0108ef1ad76eb8ad176a3",
  "tests/reports/spans-ruled/template/data/sales.csv":
    "4717954346855e48b784cc1b8d2757d3f72498125b3b27cb54df43dd0f32b3f3",
  "tests/reports/spans/template/data/sales.csv": "4717954346855e48b784cc1b8d2757d3f72498125b3b27cb54df43dd0f32b3f3",
  "tests/reports/tables-en/template/data/regions.csv":
    "98ca7ccc1b255c7937a06052d0892ae3e95de9c7a0bdacb962d0207a6363cc3d",
  "tests/reports/tables-right-to-left/template/data/sales.csv":
    "1eafcb2c5c43881ad4cc4ee299c5558896c6479fe9aee561e215c0bf07c42767",
  "tests/reports/tables-styled/template/data/sales.csv":
    "1eafcb2c5c43881ad4cc4ee299c5558896c6479fe9aee561e215c0bf07c42767",
  "tests/reports/tables-zh/template/data/regions.csv":
    "b221130561e2d9fe167336c46245987e0c777501b55dfea146b9a5ec11b84728",
  "docs/authoring/sample/data/sales.csv": "60ffe91f8b87290e243d6a4e34e5a7e54cb0376d2e5b5a45a2d8db3fd6f08fe1",
};

const root = join(import.meta.dirname, "../../../..");

test.each(Object.entries(versions))("%s keeps the version that the first reader gave it", async (file, version) => {
  const outcome = await readTable(await readFile(join(root, file)), datasetFormat(file, "d"));
  if ("refused" in outcome) throw new Error(outcome.problem.message);
  expect(outcome.profile.version).toBe(version);
  expect(outcome.profile).not.toHaveProperty("mended");
});
