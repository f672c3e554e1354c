// Every rule, in the order in which their findings are told.
import { choiceRules } from "./choice-rules.js";
import { contextPaths } from "./context-paths.js";
import { credentials } from "./credentials.js";
import { endStates } from "./end-states.js";
import { endlessLoops } from "./endless-loops.js";
import { errorNames } from "./error-names.js";
import { exclusiveFields } from "./exclusive-fields.js";
import { handlers } from "./handlers.js";
import { heartbeats } from "./heartbeats.js";
import { jsonataExpressions } from "./jsonata-expressions.js";
import { labels } from "./labels.js";
import { mapParts } from "./map-parts.js";
import { parameters } from "./parameters.js";
import { paths } from "./paths.js";
import { queryLanguages } from "./query-languages.js";
import { reachability } from "./reachability.js";
import { resources } from "./resources.js";
import type { Rule } from "./rule.js";
import { scopeFields } from "./scope-fields.js";
import { stateFields } from "./state-fields.js";
import { stateNames } from "./state-names.js";
import { staticValues } from "./static-values.js";
import { taskTokens } from "./task-tokens.js";
import { transitionTargets } from "./transition-targets.js";
import { unwrittenPaths } from "./unwritten-paths.js";
import { variables } from "./variables.js";

export const rules: readonly Rule[] = [
  scopeFields,
  stateFields,
  queryLanguages,
  exclusiveFields,
  choiceRules,
  errorNames,
  handlers,
  credentials,
  resources,
  parameters,
  taskTokens,
  heartbeats,
  mapParts,
  labels,
  paths,
  contextPaths,
  jsonataExpressions,
  variables,
  stateNames,
  transitionTargets,
  endStates,
  reachability,
  endlessLoops,
  staticValues,
  unwrittenPaths,
];
