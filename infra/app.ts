import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { ReportStack } from "./report-stack.ts";
import { readSettings } from "./settings/settings.ts";
import { tellFault } from "./setup-fault.ts";

const app = new App();
try {
  const settings = readSettings(app.node);
  new ReportStack(app, "Broadsheet", {
    settings,
    stackName: settings.stackName,
    description: "Broadsheet: stored datasets in, briefings out",
  });
} catch (error) {
  tellFault(error);
}
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
