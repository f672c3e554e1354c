// The deployments of the demonstration, one after the other in the same account.
import { readFileSync } from "node:fs";
import type { DeployMachine } from "../../sandbox/index.js";

export interface Deployment {
  readonly title: string;
  /** For the table at the end. */
  readonly name: string;
  readonly machine: DeployMachine;
  /** What the artifact holds under `templatePath`. */
  readonly template: string;
  /** How it has to end. */
  readonly expected: "Succeeded" | "Failed";
}

const template = (name: string) => readFileSync(new URL(`templates/${name}.yaml`, import.meta.url), "utf8");

export const deployments: readonly Deployment[] = [
  {
    title: "There is no stack yet: it is created",
    name: "first deployment",
    machine: "Deploy",
    template: template("1-first"),
    expected: "Succeeded",
  },
  {
    title: "A safe change: the change set is executed",
    name: "safe update",
    machine: "Deploy",
    template: template("2-safe"),
    expected: "Succeeded",
  },
  {
    title: "A change that deletes and replaces resources: it is rejected, and the pipeline fails",
    name: "unsafe update",
    machine: "Deploy",
    template: template("3-unsafe"),
    expected: "Failed",
  },
  {
    title: "The same, blue/green: a second stack is created beside the first",
    name: "blue/green",
    machine: "DeployBlueGreen",
    template: template("3-unsafe"),
    expected: "Succeeded",
  },
  {
    title: "A safe change, awaited until the stack has taken it",
    name: "awaited update",
    machine: "DeployAwaitUpdate",
    template: template("4-awaited"),
    expected: "Succeeded",
  },
];
