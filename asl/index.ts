// Amazon States Language: its documents as types, its paths, its functions, its operators.
export { type ChoiceOperatorRow, choiceOperators, isChoiceOperator } from "./choice-operators.js";
export { DefinitionError, type Diagnostic, type DiagnosticCode, formatDiagnostic } from "./diagnostic.js";
export { IntrinsicError, MissingArgument } from "./intrinsic-error.js";
export { type Call, compileIntrinsic } from "./intrinsic-evaluation.js";
export { type IntrinsicFunction, intrinsicFunctions } from "./intrinsic-functions.js";
export { type IntrinsicArgument, type IntrinsicCall, looksLikeIntrinsic, parseIntrinsic } from "./intrinsic-syntax.js";
export { equal, isArray, isObject, type Json, type JsonObject, keyOf, withKey } from "./json.js";
export { type Path, type PathRoot, parsePath, parseReferencePath } from "./path.js";
export {
  BlockedPath,
  compileRead,
  compileWrite,
  type Evaluation,
  explainMissing,
  type Read,
  startOf,
} from "./path-evaluation.js";
export { createRandom, uuid } from "./random.js";
export { AslSyntaxError } from "./syntax-error.js";
export { type Moment, parseTimestamp } from "./timestamp.js";
export type * from "./types.js";
export { type ValidateOptions, validate } from "./validate.js";
