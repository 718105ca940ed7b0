import { App, Tags, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { ReportStack } from "./report-stack.ts";
import { readSettings } from "./settings.ts";

const app = new App();
const settings = readSettings(app.node);
const stack = new ReportStack(app, "Broadsheet", { settings, stackName: settings.stackName, description: "Broadsheet: stored datasets in, briefings out" });
for (const [name, value] of Object.entries({ application: "broadsheet", ...settings.tags })) Tags.of(stack).add(name, value);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
